/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusProseView: a text with the markup of plot/prose.h, as wide as there is room. */
#define GRADUS_TYPE_PROSE_VIEW (gradus_prose_view_get_type ())
G_DECLARE_FINAL_TYPE (GradusProseView, gradus_prose_view, GRADUS, PROSE_VIEW, GtkWidget)

GtkWidget *gradus_prose_view_new (void);

/* "" or NULL hides the view. */
void gradus_prose_view_set_text (GradusProseView *self, const char *text);

/* … below a heading that is shown elsewhere: a screen reader, which comes here by the focus and to
 * labels not at all, says both in one go, again whenever either changes. */
void gradus_prose_view_set_headed_text (GradusProseView *self, const char *heading,
                                        const char *text);

G_END_DECLS
