/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/common/pane-layout.h"
#include "document/document.h"
#include "lesson/step.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusViewsPage: a page of GradusViewsPanel; the list in views-pages.c has a line for each.
 * What a page does not do it leaves out. */
#define GRADUS_TYPE_VIEWS_PAGE (gradus_views_page_get_type ())
G_DECLARE_INTERFACE (GradusViewsPage, gradus_views_page, GRADUS, VIEWS_PAGE, GtkWidget)

struct _GradusViewsPageInterface {
  GTypeInterface parent;

  /* Once; there may be runs already. */
  void (*set_document) (GradusViewsPage *self, GradusDocument *document);

  void (*set_run) (GradusViewsPage *self, GradusRun *run);

  /* What a step of a lesson wants to be seen, beside settings of figures; NULL: everything
   * again. */
  void (*show) (GradusViewsPage *self, const GradusShow *show);

  /* Adds a GradusPaneLayout for each of its dividers. */
  void (*add_dividers) (GradusViewsPage *self, GArray *dividers);
};

void gradus_views_page_set_document (GradusViewsPage *self, GradusDocument *document);
void gradus_views_page_set_run (GradusViewsPage *self, GradusRun *run);
void gradus_views_page_show (GradusViewsPage *self, const GradusShow *show);
void gradus_views_page_add_dividers (GradusViewsPage *self, GArray *dividers);

G_END_DECLS
