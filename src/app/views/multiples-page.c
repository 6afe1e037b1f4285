/* SPDX-License-Identifier: MIT */
#include "app/views/multiples-page.h"

#include "app/views/views-page.h"

struct _GradusMultiplesPage {
  GtkWidget parent_instance;

  GradusViewCard *card;
  GradusDocument *document;
};

static void gradus_multiples_page_page_init (GradusViewsPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusMultiplesPage, gradus_multiples_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GRADUS_TYPE_VIEWS_PAGE,
                                                      gradus_multiples_page_page_init))

/* -- What a page does -------------------------------------------------------------------------- */

static void
gradus_multiples_page_set_document (GradusViewsPage *page, GradusDocument *document)
{
  GradusMultiplesPage *self = GRADUS_MULTIPLES_PAGE (page);

  g_return_if_fail (!self->document);
  self->document = g_object_ref (document);
  gradus_view_set_document (gradus_view_card_get_view (self->card), document);
}

static void
gradus_multiples_page_set_run (GradusViewsPage *page, GradusRun *run)
{
  gradus_view_card_set_run (GRADUS_MULTIPLES_PAGE (page)->card, run);
}

static void
gradus_multiples_page_page_init (GradusViewsPageInterface *iface)
{
  iface->set_document = gradus_multiples_page_set_document;
  iface->set_run = gradus_multiples_page_set_run;
}

static void
on_run_chosen (GradusMultiplesPage *self, guint number)
{
  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++) {
    GradusRun *run = gradus_document_get_run (self->document, i);

    if (gradus_run_get_number (run) == number)
      gradus_document_set_selected (self->document, run);
  }
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_multiples_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_object (&GRADUS_MULTIPLES_PAGE (object)->document);
  G_OBJECT_CLASS (gradus_multiples_page_parent_class)->dispose (object);
}

static void
gradus_multiples_page_class_init (GradusMultiplesPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_multiples_page_dispose;
  g_type_ensure (GRADUS_TYPE_VIEW_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gradus/Gradus/multiples-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusMultiplesPage, card);
}

static void
gradus_multiples_page_init (GradusMultiplesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (gradus_view_card_get_view (self->card), "run-chosen",
                            G_CALLBACK (on_run_chosen), self);
}
