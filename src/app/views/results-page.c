/* SPDX-License-Identifier: MIT */
#include "app/views/results-page.h"

#include "app/views/view-card.h"
#include "app/views/views-page.h"

struct _GradusResultsPage {
  GtkWidget parent_instance;

  GradusViewCard *predicted; /* of numbers alone */
  GradusViewCard *confusion; /* of classes alone, as is the next */
  GradusViewCard *classes;
  GradusViewCard *projection;
};

static void gradus_results_page_page_init (GradusViewsPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusResultsPage, gradus_results_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GRADUS_TYPE_VIEWS_PAGE,
                                                      gradus_results_page_page_init))

/* -- What a page does -------------------------------------------------------------------------- */

/* A card that is hidden has no run, so it asks for nothing. */
static void
show_card (GradusViewCard *card, gboolean is_shown, GradusRun *run)
{
  gtk_widget_set_visible (GTK_WIDGET (card), is_shown);
  gradus_view_card_set_run (card, is_shown ? run : NULL);
}

static void
gradus_results_page_set_run (GradusViewsPage *page, GradusRun *run)
{
  GradusResultsPage *self = GRADUS_RESULTS_PAGE (page);
  const gboolean has_numbers = gradus_run_get_dataset (run)->variance > 0;

  show_card (self->predicted, has_numbers, run);
  show_card (self->confusion, !has_numbers, run);
  show_card (self->classes, !has_numbers, run);
  show_card (self->projection, TRUE, run);
}

static void
gradus_results_page_page_init (GradusViewsPageInterface *iface)
{
  iface->set_run = gradus_results_page_set_run;
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_results_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_results_page_parent_class)->dispose (object);
}

static void
gradus_results_page_class_init (GradusResultsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_results_page_dispose;
  g_type_ensure (GRADUS_TYPE_VIEW_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/results-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusResultsPage, predicted);
  gtk_widget_class_bind_template_child (widget_class, GradusResultsPage, confusion);
  gtk_widget_class_bind_template_child (widget_class, GradusResultsPage, classes);
  gtk_widget_class_bind_template_child (widget_class, GradusResultsPage, projection);
}

static void
gradus_results_page_init (GradusResultsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
