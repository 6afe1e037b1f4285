/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/views-page.h"

G_BEGIN_DECLS

/* The pages (GradusViewsPage) of a GradusViewsPanel in its stack, where each has its place from the
 * beginning. A page is made when it is first needed: the overview and the page that is shown when
 * there is a document, the others later, so that they cost neither time at the start nor memory. */
typedef struct _GradusViewsPages GradusViewsPages;

/* What is to be done with a page that was made, before it is told the document and the run. */
typedef void (*GradusViewsPagesMade) (GradusViewsPage *page, gpointer data);

/* `stack`, borrowed, gets the places, titled. */
GradusViewsPages *gradus_views_pages_new (GtkStack *stack, GradusViewsPagesMade made,
                                          gpointer data);
void gradus_views_pages_free (GradusViewsPages *self);

guint gradus_views_pages_count (void);

/* The name of the page at `i`, in the order of the switcher: what lessons and layouts call it. The
 * first is the overview. */
const char *gradus_views_pages_get_name (guint i);

/* NULL: the page at `i` has not been made. */
GradusViewsPage *gradus_views_pages_peek (GradusViewsPages *self, guint i);

/* Makes it, if need be; NULL: there is no page of that name. Not before there is a document. */
gpointer gradus_views_pages_get (GradusViewsPages *self, const char *name);

void gradus_views_pages_make_all (GradusViewsPages *self);

/* The one that the stack shows; NULL: there is no document yet. */
GtkWidget *gradus_views_pages_get_shown (GradusViewsPages *self);

/* Once. Makes the overview and the page that is shown; from now on one that is to be shown is made
 * by itself. */
void gradus_views_pages_set_document (GradusViewsPages *self, GradusDocument *document);

/* Pages with nothing to see of it are not offered. */
void gradus_views_pages_set_run (GradusViewsPages *self, GradusRun *run);

G_END_DECLS
