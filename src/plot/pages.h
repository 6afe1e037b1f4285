/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/sheet.h"

G_BEGIN_DECLS

/* GradusPages: drawings and text on several pages of one PDF, in points from the upper left
 * corner. */
typedef struct _GradusPages GradusPages;

/* The style must outlive the pages. */
GradusPages *gradus_pages_new (const GradusStyle *style, double width, double height);
void gradus_pages_free (GradusPages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusPages, gradus_pages_free)

/* Text in a font as Pango writes it, wrapped into `width`; returns its height. */
double gradus_pages_put_text (GradusPages *pages, const char *font, const char *text, double x,
                              double y, double width, GradusColour colour);

void gradus_pages_draw (GradusPages *pages, GradusRect rect, GradusDrawFunc draw, gpointer data);

/* Starts the next page. */
void gradus_pages_turn (GradusPages *pages);

/* The PDF, once the last page was turned; NULL if cairo failed. */
GBytes *gradus_pages_finish (GradusPages *pages);

G_END_DECLS
