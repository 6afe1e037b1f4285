/* SPDX-License-Identifier: MIT */
#include "app/views/chain-page.h"

#include "app/views/view-pointer.h"
#include "app/views/views-page.h"
#include "figure/chain-walk.h"

struct _GradusChainPage {
  GtkWidget parent_instance;

  GtkPaned *rows;
  GradusViewCard *network, *chain;
};

static void gradus_chain_page_page_init (GradusViewsPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusChainPage, gradus_chain_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GRADUS_TYPE_VIEWS_PAGE,
                                                      gradus_chain_page_page_init))

gboolean
gradus_chain_page_walk (GradusChainPage *self, int by)
{
  GradusView *view = gradus_view_card_get_view (self->chain);
  GradusRun *run = gradus_view_get_run (view);
  const int position = (int) gradus_figure_get (gradus_view_get_figure (view), "position");
  int end;

  if (!run)
    return FALSE;
  end = (int) gradus_chain_walk_count (
      gradus_experiment_get_n_layers (gradus_run_get_experiment (run)));
  gradus_view_set (view, "first-row", 0); /* to where the walk is */
  gradus_view_set (view, "position", CLAMP (position + by, 1, end));
  return TRUE;
}

gboolean
gradus_chain_page_scroll (GradusChainPage *self, int by)
{
  return gradus_view_scroll_rows (gradus_view_card_get_view (self->chain), by);
}

static void
on_back (GradusChainPage *self)
{
  gradus_chain_page_walk (self, -1);
}

static void
on_forward (GradusChainPage *self)
{
  gradus_chain_page_walk (self, 1);
}

/* The two views walk together, and are of the same sample. */
static void
on_shared_changed (GradusChainPage *self, const char *name, GradusView *view)
{
  const double value = gradus_figure_get (gradus_view_get_figure (view), name);

  gradus_view_set (gradus_view_card_get_view (self->network), name, value);
  gradus_view_set (gradus_view_card_get_view (self->chain), name, value);
}

/* -- What a page does -------------------------------------------------------------------------- */

static void
gradus_chain_page_set_run (GradusViewsPage *page, GradusRun *run)
{
  GradusChainPage *self = GRADUS_CHAIN_PAGE (page);

  gradus_view_card_set_run (self->network, run);
  gradus_view_card_set_run (self->chain, run);
}

static void
gradus_chain_page_add_dividers (GradusViewsPage *page, GArray *dividers)
{
  const GradusPaneLayout divider = { "chain", GRADUS_CHAIN_PAGE (page)->rows, 0.38 };

  g_array_append_val (dividers, divider);
}

static void
gradus_chain_page_page_init (GradusViewsPageInterface *iface)
{
  iface->set_run = gradus_chain_page_set_run;
  iface->add_dividers = gradus_chain_page_add_dividers;
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_chain_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_chain_page_parent_class)->dispose (object);
}

static void
gradus_chain_page_class_init (GradusChainPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_chain_page_dispose;
  g_type_ensure (GRADUS_TYPE_VIEW_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/chain-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusChainPage, rows);
  gtk_widget_class_bind_template_child (widget_class, GradusChainPage, network);
  gtk_widget_class_bind_template_child (widget_class, GradusChainPage, chain);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_forward);
}

static void
gradus_chain_page_init (GradusChainPage *self)
{
  GradusView *view;

  gtk_widget_init_template (GTK_WIDGET (self));
  view = gradus_view_card_get_view (self->chain);
  g_signal_connect_swapped (view, "setting-changed::sample", G_CALLBACK (on_shared_changed), self);
  g_signal_connect_swapped (view, "setting-changed::position", G_CALLBACK (on_shared_changed),
                            self);
  g_signal_connect_swapped (gradus_view_card_get_view (self->network), "setting-changed::sample",
                            G_CALLBACK (on_shared_changed), self);
  gradus_view_set (view, "position", 1);
}
