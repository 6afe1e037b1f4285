/* SPDX-License-Identifier: MIT */
#include "app/views/chain-page.h"

#include "app/views/own-input.h"
#include "app/views/pencil-bar.h"
#include "app/views/views-page.h"
#include "figure/chain-walk.h"

/* Milliseconds from step to step where the walk goes by itself: so long that a line can be read. */
#define PACE 1500

struct _GradusChainPage {
  GtkWidget parent_instance;

  GradusViewCard *chain;
  GtkToggleButton *walk;
  GradusOwnInput *own_input;
  GradusPencilBar *pencil;
  guint walking; /* the source of the walk */
};

static void gradus_chain_page_page_init (GradusViewsPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusChainPage, gradus_chain_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GRADUS_TYPE_VIEWS_PAGE,
                                                      gradus_chain_page_page_init))

static guint worked_out_signal;

static GradusView *
get_view (GradusChainPage *self)
{
  return gradus_view_card_get_view (self->chain);
}

static int
get_setting (GradusChainPage *self, const char *name)
{
  return (int) gradus_figure_get (gradus_view_get_figure (get_view (self)), name);
}

/* 0: there is no run. */
static guint
count_layers (GradusChainPage *self)
{
  GradusRun *run = gradus_view_get_run (get_view (self));

  return run ? gradus_experiment_get_n_layers (gradus_run_get_experiment (run)) : 0;
}

/* -- Walking ----------------------------------------------------------------------------------- */

gboolean
gradus_chain_page_walk (GradusChainPage *self, int by)
{
  const int end = (int) gradus_chain_walk_count (count_layers (self));

  if (end == 0)
    return FALSE;
  gradus_view_set (get_view (self), "position",
                   CLAMP (get_setting (self, "position") + by, 1, end));
  return TRUE;
}

gboolean
gradus_chain_page_choose (GradusChainPage *self, int by)
{
  const guint n_layers = count_layers (self);
  const GradusExperiment *experiment;
  guint layer, n_units;
  gboolean is_backward;

  if (n_layers == 0)
    return FALSE;
  experiment = gradus_run_get_experiment (gradus_view_get_run (get_view (self)));
  layer = gradus_chain_walk_get_layer ((guint) MAX (get_setting (self, "position"), 1), n_layers,
                                       &is_backward);
  n_units = MIN (gradus_experiment_count_outputs (experiment, layer), GRADUS_CHAIN_MOST);
  gradus_view_set (get_view (self), "chain-unit",
                   CLAMP (get_setting (self, "chain-unit") + by, 1, (int) n_units));
  return TRUE;
}

/* The position at which the walk comes to a number. */
static int
find_position (GradusChainNumber number, guint n_layers)
{
  const gboolean is_forward = number.kind == GRADUS_CHAIN_Z || number.kind == GRADUS_CHAIN_OUTPUT;

  return (int) (is_forward ? number.layer + 1 : 2 * n_layers - number.layer);
}

void
gradus_chain_page_ask (GradusChainPage *self, const GradusChainNumber *number)
{
  GradusView *view = get_view (self);
  const guint n_layers = count_layers (self);

  gradus_view_set (view, "pencil", number != NULL);
  if (number && number->layer < n_layers) {
    gradus_view_set (view, "position", find_position (*number, n_layers));
    gradus_view_set (view, "chain-unit", number->unit + 1);
    gradus_view_set (view, "chain-input", number->input + 1);
  }
  gradus_view_set (view, "blank", number ? gradus_chain_number_pack (*number) : 0);
}

static void
on_right (GradusChainPage *self, int number)
{
  g_signal_emit (self, worked_out_signal, 0, number);
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

/* It ends where the walk does. */
static gboolean
on_time (gpointer data)
{
  GradusChainPage *self = data;
  const int before = get_setting (self, "position");

  gradus_chain_page_walk (self, 1);
  if (get_setting (self, "position") != before)
    return G_SOURCE_CONTINUE;
  self->walking = 0;
  gtk_toggle_button_set_active (self->walk, FALSE);
  return G_SOURCE_REMOVE;
}

/* From the end it begins anew. */
static void
on_walk (GradusChainPage *self)
{
  const int end = (int) gradus_chain_walk_count (count_layers (self));

  g_clear_handle_id (&self->walking, g_source_remove);
  if (!gtk_toggle_button_get_active (self->walk))
    return;
  if (get_setting (self, "position") >= end)
    gradus_chain_page_walk (self, -end);
  self->walking = g_timeout_add (PACE, on_time, self);
}

/* Nobody sees it. */
static void
gradus_chain_page_unmap (GtkWidget *widget)
{
  gtk_toggle_button_set_active (GRADUS_CHAIN_PAGE (widget)->walk, FALSE);
  GTK_WIDGET_CLASS (gradus_chain_page_parent_class)->unmap (widget);
}

/* -- What a page does -------------------------------------------------------------------------- */

static void
on_run_changed (GradusChainPage *self)
{
  gradus_own_input_follow_run (self->own_input);
}

static void
gradus_chain_page_set_run (GradusViewsPage *page, GradusRun *run)
{
  GradusChainPage *self = GRADUS_CHAIN_PAGE (page);
  GradusRun *before = gradus_view_get_run (get_view (self));

  if (before)
    g_signal_handlers_disconnect_by_func (before, on_run_changed, self);
  gradus_view_card_set_run (self->chain, run);
  if (run)
    g_signal_connect_object (run, "changed", G_CALLBACK (on_run_changed), self, G_CONNECT_SWAPPED);
  on_run_changed (self);
}

static void
gradus_chain_page_page_init (GradusViewsPageInterface *iface)
{
  iface->set_run = gradus_chain_page_set_run;
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_chain_page_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_handle_id (&GRADUS_CHAIN_PAGE (object)->walking, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_chain_page_parent_class)->dispose (object);
}

static void
gradus_chain_page_class_init (GradusChainPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_chain_page_dispose;
  widget_class->unmap = gradus_chain_page_unmap;
  g_type_ensure (GRADUS_TYPE_VIEW_CARD);
  g_type_ensure (GRADUS_TYPE_OWN_INPUT);
  g_type_ensure (GRADUS_TYPE_PENCIL_BAR);
  worked_out_signal = g_signal_new ("worked-out", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/chain-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusChainPage, chain);
  gtk_widget_class_bind_template_child (widget_class, GradusChainPage, walk);
  gtk_widget_class_bind_template_child (widget_class, GradusChainPage, own_input);
  gtk_widget_class_bind_template_child (widget_class, GradusChainPage, pencil);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_forward);
  gtk_widget_class_bind_template_callback (widget_class, on_walk);
  gtk_widget_class_bind_template_callback (widget_class, on_right);
}

static void
gradus_chain_page_init (GradusChainPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_own_input_set_view (self->own_input, get_view (self));
  gradus_pencil_bar_set_view (self->pencil, get_view (self));
  gradus_view_set (get_view (self), "position", 1);
}
