/* SPDX-License-Identifier: MIT */
#include "app/experiment/experiment-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/common/choices.h"
#include "app/common/field-group.h"
#include "app/common/mute.h"
#include "app/common/number-spin.h"
#include "app/common/rate-entry.h"
#include "app/experiment/data-import.h"
#include "app/experiment/data-row.h"
#include "app/experiment/layer-row.h"
#include "app/experiment/optimiser-row.h"
#include "app/experiment/rate-window.h"
#include "app/experiment/stop-row.h"
#include "nn/layer-spec.h"

/* The dice throws seeds that can be read out and typed. */
#define LARGEST_THROW 999

struct _GradusExperimentPanel {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *name;
  GtkLabel *shape;
  GradusDataRow *data;
  GtkWidget *all_activations_row;
  GtkDropDown *all_activations;
  GtkDropDown *all_initialisers;
  AdwActionRow *all_scale_row;
  GtkSpinButton *all_scale;
  GtkListBox *layers;
  AdwSplitButton *add_button;
  GradusOptimiserRow *optimiser;
  GradusStopRow *stop;
  GtkDropDown *cost;
  GtkSpinButton *batch_size;
  GradusRateEntry *rate;
  GtkSpinButton *steps;
  GtkSpinButton *seed;

  GradusExperimentModel *model; /* or NULL */
  GradusFieldGroup *fields;
};

G_DEFINE_FINAL_TYPE (GradusExperimentPanel, gradus_experiment_panel, GTK_TYPE_WIDGET)

enum {
  REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
refuse_edit (GradusExperimentPanel *self, const char *why)
{
  g_signal_emit (self, signals[REFUSED], 0, why);
}

/* -- Layers ------------------------------------------------------------------------------------ */

static guint
get_index (GradusLayerRow *row)
{
  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

static void
on_row_remove (GradusLayerRow *row, GradusExperimentPanel *self)
{
  gradus_experiment_model_remove_layer (self->model, get_index (row));
}

/* The focus goes with the layer; `to` may be no place for it. */
static void
move_layer (GradusExperimentPanel *self, guint from, int to)
{
  if (to >= 0 && gradus_experiment_model_move_layer (self->model, from, (guint) to))
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->layers, to)));
}

static void
on_row_move (GradusLayerRow *row, int by, GradusExperimentPanel *self)
{
  move_layer (self, get_index (row), (int) get_index (row) + by);
}

static void
on_row_dropped (GradusLayerRow *row, GradusLayerRow *dragged, gboolean goes_behind,
                GradusExperimentPanel *self)
{
  int from = (int) get_index (dragged), to = (int) get_index (row) + (goes_behind ? 1 : 0);

  move_layer (self, (guint) from, to > from ? to - 1 : to);
}

static GtkWidget *
make_layer_row (gpointer item, gpointer panel)
{
  GradusLayerRow *row = gradus_layer_row_new ();

  gradus_layer_row_set_item (row, item);
  g_signal_connect_object (row, "remove", G_CALLBACK (on_row_remove), panel, 0);
  g_signal_connect_object (row, "move", G_CALLBACK (on_row_move), panel, 0);
  g_signal_connect_object (row, "dropped", G_CALLBACK (on_row_dropped), panel, 0);
  return GTK_WIDGET (row);
}

static void
on_layers_changed (GradusExperimentPanel *self)
{
  const guint n = g_list_model_get_n_items (gradus_experiment_model_get_layers (self->model));

  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), n < GRADUS_MAX_LAYERS);
  gtk_widget_set_visible (self->all_activations_row, n > 1);
}

static void
on_add (GradusExperimentPanel *self)
{
  if (self->model)
    gradus_experiment_model_add_layer (self->model, NULL);
}

/* A layer of the kind named. */
static void
add_layer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusExperimentPanel *self = GRADUS_EXPERIMENT_PANEL (widget);
  const GradusLayerClass *class = gradus_layer_class_find (g_variant_get_string (parameter, NULL));

  if (self->model && class)
    gradus_experiment_model_add_layer (self->model, class);
}

/* -- What all layers have in common ------------------------------------------------------------ */

static guint
get_common (GradusExperimentPanel *self, const char *property)
{
  guint common;

  g_object_get (self->model, property, &common, NULL);
  return common;
}

/* Muted: this is what the layers have, not what somebody asks of them. */
static void
show_common (GradusExperimentPanel *self, GtkDropDown *choice, const char *property)
{
  gradus_mute (choice, self);
  gradus_choices_select_common (choice, get_common (self, property));
  gradus_unmute (choice, self);
}

static void
show_activations (GradusExperimentPanel *self)
{
  show_common (self, self->all_activations, "hidden-activation");
}

/* The number of an initialiser that all layers have; where it differs, that of the first layer. */
static void
show_initialisers (GradusExperimentPanel *self)
{
  const guint kind = get_common (self, "initialiser");
  const char *title =
      kind < GRADUS_N_INITIALISERS ? gradus_initialiser_get_scale_title (kind) : NULL;
  double lowest, highest;

  show_common (self, self->all_initialisers, "initialiser");
  gtk_widget_set_visible (GTK_WIDGET (self->all_scale_row), title != NULL);
  if (!title)
    return;
  gradus_initialiser_get_scale_limits (kind, &lowest, &highest);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->all_scale_row), _ (title));
  gradus_field_group_set_range (self->fields, self->all_scale, lowest, highest);
}

/* Shown again, because the edit may be refused. */
static void
on_all_activations (GradusExperimentPanel *self)
{
  if (!self->model || gradus_choices_is_mixed (self->all_activations))
    return;
  g_object_set (self->model, "hidden-activation",
                gtk_drop_down_get_selected (self->all_activations), NULL);
  show_activations (self);
}

static void
on_all_initialisers (GradusExperimentPanel *self)
{
  if (!self->model || gradus_choices_is_mixed (self->all_initialisers))
    return;
  g_object_set (self->model, "initialiser", gtk_drop_down_get_selected (self->all_initialisers),
                NULL);
  show_initialisers (self);
}

/* -- Data -------------------------------------------------------------------------------------- */

/* Whatever came of it, the row shows what there is. */
static void
use_data (GtkWidget *widget, const GradusDataSpec *spec)
{
  GradusExperimentPanel *self = GRADUS_EXPERIMENT_PANEL (widget);

  if (self->model)
    gradus_experiment_model_set_data (self->model, spec);
  gradus_data_row_refresh (self->data);
}

/* What could not be had is not chosen. */
static void
refuse_data (GtkWidget *widget, const char *fault)
{
  GradusExperimentPanel *self = GRADUS_EXPERIMENT_PANEL (widget);

  gradus_data_row_refresh (self->data);
  if (fault)
    refuse_edit (self, fault);
}

static void
on_data (GradusExperimentPanel *self, const GradusDataSpec *wanted)
{
  gradus_data_import_prepare (GTK_WIDGET (self), wanted, use_data, refuse_data);
}

void
gradus_experiment_panel_choose_data (GradusExperimentPanel *self)
{
  gradus_data_import_choose (GTK_WIDGET (self), gradus_experiment_model_get_data (self->model),
                             use_data, refuse_data);
}

void
gradus_experiment_panel_open_data (GradusExperimentPanel *self, const char *filename)
{
  gradus_data_import_open (GTK_WIDGET (self), filename,
                           gradus_experiment_model_get_data (self->model), use_data, refuse_data);
}

GradusPaintTools *
gradus_experiment_panel_get_tools (GradusExperimentPanel *self)
{
  return gradus_data_row_get_tools (self->data);
}

/* The points become the user's own data, to which he adds; the first ones are those of the present
 * data. */
static void
on_points_wanted (GradusExperimentPanel *self)
{
  GradusRun *run = gradus_experiment_model_get_run (self->model);
  g_auto (GradusDataSpec) spec = gradus_data_spec_make (&gradus_points_generator);

  spec.points =
      gradus_points_take (gradus_run_get_dataset (run), gradus_run_get_test_dataset (run));
  spec.features = MAX (gradus_experiment_model_get_data (self->model)->features, spec.features);
  use_data (GTK_WIDGET (self), &spec);
}

static void
on_find_rate (GradusExperimentPanel *self)
{
  if (self->model)
    gradus_rate_window_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->model);
}

/* -- The model --------------------------------------------------------------------------------- */

/* Another one in any case: a throw that changes nothing would look like a fault. */
void
gradus_experiment_panel_roll_seed (GradusExperimentPanel *self)
{
  guint64 seed, present;

  if (!self->model)
    return;
  g_object_get (self->model, "seed", &present, NULL);
  do
    seed = (guint64) g_random_int_range (1, LARGEST_THROW + 1);
  while (seed == present);
  g_object_set (self->model, "seed", seed, NULL);
}

static GradusLayerRow *
get_row (GradusExperimentPanel *self, int at)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->layers, at);

  return row ? GRADUS_LAYER_ROW (row) : NULL;
}

/* What was typed for another run, and not entered, is not this one's. */
static void
on_run (GradusExperimentPanel *self)
{
  GradusLayerRow *row;

  gradus_field_group_show (self->fields);
  gradus_optimiser_row_refresh (self->optimiser);
  gradus_stop_row_refresh (self->stop);
  gradus_data_row_refresh (self->data);
  for (int i = 0; (row = get_row (self, i)); i++)
    gradus_layer_row_refresh (row);
}

/* Rows that go would enter what was typed in them, were they still bound. */
static void
leave_model (GradusExperimentPanel *self)
{
  GradusLayerRow *row;

  if (!self->model)
    return;
  g_signal_handlers_disconnect_by_data (gradus_experiment_model_get_layers (self->model), self);
  g_signal_handlers_disconnect_by_data (self->model, self);
  for (int i = 0; (row = get_row (self, i)); i++)
    gradus_layer_row_set_item (row, NULL);
  gtk_list_box_bind_model (self->layers, NULL, NULL, NULL, NULL);
}

static void
follow_model (GradusExperimentPanel *self)
{
  GListModel *layers = gradus_experiment_model_get_layers (self->model);

  gtk_list_box_bind_model (self->layers, layers, make_layer_row, self, NULL);
  g_signal_connect_swapped (layers, "items-changed", G_CALLBACK (on_layers_changed), self);
  g_signal_connect_swapped (self->model, "notify::hidden-activation", G_CALLBACK (show_activations),
                            self);
  g_signal_connect_swapped (self->model, "notify::initialiser", G_CALLBACK (show_initialisers),
                            self);
  g_signal_connect_swapped (self->model, "notify::run", G_CALLBACK (on_run), self);
  g_signal_connect_swapped (self->model, "refused", G_CALLBACK (refuse_edit), self);
  on_layers_changed (self);
  show_activations (self);
  show_initialisers (self);
}

void
gradus_experiment_panel_set_model (GradusExperimentPanel *self, GradusExperimentModel *model)
{
  leave_model (self);
  g_set_object (&self->model, model);
  gradus_field_group_set_model (self->fields, model);
  gradus_optimiser_row_set_model (self->optimiser, model);
  gradus_stop_row_set_model (self->stop, model);
  gradus_data_row_set_model (self->data, model);
  if (model)
    follow_model (self);
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_experiment_panel_dispose (GObject *object)
{
  GradusExperimentPanel *self = GRADUS_EXPERIMENT_PANEL (object);

  if (self->box)
    gradus_experiment_panel_set_model (self, NULL);
  g_clear_pointer (&self->fields, gradus_field_group_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (gradus_experiment_panel_parent_class)->dispose (object);
}

static void
gradus_experiment_panel_class_init (GradusExperimentPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_experiment_panel_dispose;
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (GRADUS_TYPE_DATA_ROW);
  g_type_ensure (GRADUS_TYPE_RATE_ENTRY);
  g_type_ensure (GRADUS_TYPE_OPTIMISER_ROW);
  g_type_ensure (GRADUS_TYPE_STOP_ROW);
  gtk_widget_class_install_action (widget_class, "panel.add-layer", "s", add_layer_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gradus/Gradus/experiment-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, box);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, name);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, shape);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, data);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, all_activations_row);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, all_activations);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, all_initialisers);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, all_scale_row);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, all_scale);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, layers);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, add_button);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, optimiser);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, stop);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, cost);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, batch_size);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, rate);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, steps);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, seed);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_all_activations);
  gtk_widget_class_bind_template_callback (widget_class, on_all_initialisers);
  gtk_widget_class_bind_template_callback (widget_class, on_data);
  gtk_widget_class_bind_template_callback (widget_class, on_find_rate);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_file_wanted",
                                                G_CALLBACK (gradus_experiment_panel_choose_data));
  gtk_widget_class_bind_template_callback (widget_class, on_points_wanted);
  gtk_widget_class_bind_template_callback (widget_class, gradus_experiment_panel_roll_seed);
}

/* The split button leaves its arrow, and the button in that, without a name. */
static void
name_arrow (GradusExperimentPanel *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->add_button)); child;
       child = gtk_widget_get_next_sibling (child)) {
    if (!GTK_IS_MENU_BUTTON (child))
      continue;
    gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ ("A layer of another kind"), -1);
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (child)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("A layer of another kind"),
                                    -1);
  }
}

/* The kinds of layers besides the dense one, which the button itself adds. */
static void
fill_add_menu (GradusExperimentPanel *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 1; gradus_layer_classes[i]; i++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (_ (gradus_layer_classes[i]->title), NULL);

    g_menu_item_set_action_and_target (item, "panel.add-layer", "s", gradus_layer_classes[i]->name);
    g_menu_append_item (menu, item);
  }
  adw_split_button_set_menu_model (self->add_button, G_MENU_MODEL (menu));
  name_arrow (self);
}

static void
gradus_experiment_panel_init (GradusExperimentPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_number_spin_attend (GTK_WIDGET (self));
  gradus_choices_offer_activations (self->all_activations);
  gradus_choices_offer_initialisers (self->all_initialisers);
  gradus_choices_offer_costs (self->cost);
  fill_add_menu (self);
  self->fields = gradus_field_group_new ();
  gradus_field_group_bind (self->fields, self->name, "label", "name");
  gradus_field_group_bind (self->fields, self->shape, "label", "shape");
  gradus_field_group_bind (self->fields, self->all_scale, "value", "initialiser-scale");
  gradus_field_group_bind (self->fields, self->cost, "selected", "cost");
  gradus_field_group_bind (self->fields, self->rate, "rate", "learning-rate");
  gradus_field_group_bind (self->fields, self->batch_size, "value", "batch-size");
  gradus_field_group_bind (self->fields, self->steps, "value", "steps");
  gradus_field_group_bind (self->fields, self->seed, "value", "seed");
}
