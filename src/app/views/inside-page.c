/* SPDX-License-Identifier: MIT */
#include "app/views/inside-page.h"

#include "app/views/inspector.h"
#include "app/views/views-page.h"

struct _GradusInsidePage {
  GtkWidget parent_instance;

  GtkPaned *paned;
  GradusViewCard *network;
  GradusInspector *inspector;
};

static void gradus_inside_page_page_init (GradusViewsPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusInsidePage, gradus_inside_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GRADUS_TYPE_VIEWS_PAGE,
                                                      gradus_inside_page_page_init))

static guint part_chosen_signal;

void
gradus_inside_page_set_part (GradusInsidePage *self, GradusDiagramPart part)
{
  gradus_view_set_part (gradus_view_card_get_view (self->network), part);
  gradus_inspector_set_part (self->inspector, part);
}

static void
on_picked (GradusInsidePage *self, GradusView *view)
{
  GradusDiagramPart part = gradus_figure_get_part (gradus_view_get_figure (view));

  gradus_inspector_set_part (self->inspector, part);
  g_signal_emit (self, part_chosen_signal, 0, &part);
}

/* The three pictures of a part follow each other; setting what is there already tells nobody, so it
 * ends. */
static void
on_inspected (GradusInsidePage *self)
{
  GradusDiagramPart part = gradus_inspector_get_part (self->inspector);

  gradus_view_set_part (gradus_view_card_get_view (self->network), part);
  g_signal_emit (self, part_chosen_signal, 0, &part);
}

/* -- What a page does -------------------------------------------------------------------------- */

static void
gradus_inside_page_set_run (GradusViewsPage *page, GradusRun *run)
{
  GradusInsidePage *self = GRADUS_INSIDE_PAGE (page);

  gradus_view_card_set_run (self->network, run);
  gradus_inspector_set_run (self->inspector, run);
}

static void
show_part (GradusViewsPage *page, const GradusShow *show)
{
  GradusInsidePage *self = GRADUS_INSIDE_PAGE (page);

  if (!show || show->layer < 0)
    return;
  gradus_inspector_set_part (
      self->inspector,
      (GradusDiagramPart){ show->unit >= 0 ? GRADUS_DIAGRAM_UNIT : GRADUS_DIAGRAM_LAYER,
                           (guint) show->layer + 1, (guint) MAX (show->unit, 0), 0 });
  on_inspected (self);
}

static void
gradus_inside_page_add_dividers (GradusViewsPage *page, GArray *dividers)
{
  const GradusPaneLayout divider = { "inside", GRADUS_INSIDE_PAGE (page)->paned, 0.5 };

  g_array_append_val (dividers, divider);
}

static void
gradus_inside_page_page_init (GradusViewsPageInterface *iface)
{
  iface->set_run = gradus_inside_page_set_run;
  iface->show = show_part;
  iface->add_dividers = gradus_inside_page_add_dividers;
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_inside_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_inside_page_parent_class)->dispose (object);
}

static void
gradus_inside_page_class_init (GradusInsidePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_inside_page_dispose;
  part_chosen_signal = g_signal_new ("part-chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  g_type_ensure (GRADUS_TYPE_VIEW_CARD);
  g_type_ensure (GRADUS_TYPE_INSPECTOR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/inside-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusInsidePage, paned);
  gtk_widget_class_bind_template_child (widget_class, GradusInsidePage, network);
  gtk_widget_class_bind_template_child (widget_class, GradusInsidePage, inspector);
  gtk_widget_class_bind_template_callback (widget_class, on_inspected);
}

static void
gradus_inside_page_init (GradusInsidePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (gradus_view_card_get_view (self->network), "picked",
                            G_CALLBACK (on_picked), self);
}
