/* SPDX-License-Identifier: MIT */
#include "app/experiment/experiment-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/common/choices.h"
#include "app/common/rate-entry.h"
#include "app/experiment/data-import.h"
#include "app/experiment/data-row.h"
#include "app/experiment/layer-row.h"
#include "app/experiment/optimiser-row.h"
#include "nn/network.h"

/* The dice throws seeds that can be read out and typed. */
#define LARGEST_THROW 999

struct _GradusExperimentPanel {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *name;
  GtkLabel *shape;
  GradusDataRow *data;
  GtkDropDown *all_activations;
  GtkDropDown *all_initialisers;
  AdwActionRow *all_scale_row;
  GtkSpinButton *all_scale;
  GtkListBox *layers;
  AdwSplitButton *add_button;
  GradusOptimiserRow *optimiser;
  GtkDropDown *cost;
  GtkSpinButton *batch_size;
  GradusRateEntry *rate;
  GtkSpinButton *steps;
  GtkSpinButton *seed;

  GradusExperiment *experiment;
  GradusExperiment *accepted; /* as it was before the present edit */
  gboolean is_showing;        /* our own changes are no edits */
};

G_DEFINE_FINAL_TYPE (GradusExperimentPanel, gradus_experiment_panel, GTK_TYPE_WIDGET)

enum {
  EDITED,
  REFUSED,
  POINTS_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void show_experiment (GradusExperimentPanel *self);

static guint
count_layers (GradusExperimentPanel *self)
{
  return gradus_experiment_get_n_layers (self->experiment);
}

static GradusLayerSpec *
get_layer (GradusExperimentPanel *self, guint layer)
{
  return gradus_experiment_get_layer (self->experiment, layer);
}

static guint
get_index (GradusLayerRow *row)
{
  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

static void
accept (GradusExperimentPanel *self)
{
  g_clear_pointer (&self->accepted, gradus_experiment_free);
  self->accepted = gradus_experiment_copy (self->experiment);
}

static void
take_back (GradusExperimentPanel *self)
{
  gradus_experiment_free (self->experiment);
  self->experiment = gradus_experiment_copy (self->accepted);
  show_experiment (self);
}

static void
finish_edit (GradusExperimentPanel *self)
{
  int layer;
  g_autofree char *fault = gradus_experiment_find_fault (self->experiment, &layer);

  if (fault) {
    take_back (self);
    g_signal_emit (self, signals[REFUSED], 0, fault);
    return;
  }
  accept (self);
  show_experiment (self);
  g_signal_emit (self, signals[EDITED], 0);
}

/* -- The user's edits ------------------------------------------------------------------------------------ */

static void
on_row_edited (GradusLayerRow *row, GradusExperimentPanel *self)
{
  *get_layer (self, get_index (row)) = *gradus_layer_row_get_spec (row);
  finish_edit (self);
}

static void
on_row_remove (GradusLayerRow *row, GradusExperimentPanel *self)
{
  guint index = get_index (row);

  if (index + 1 == count_layers (self))
    return;
  g_array_remove_index (self->experiment->layers, index);
  finish_edit (self);
}

/* Puts a hidden layer elsewhere among the hidden ones; the focus goes with it. */
static void
move_layer (GradusExperimentPanel *self, guint from, int to)
{
  guint n_hidden = count_layers (self) - 1;

  if (from >= n_hidden || to < 0 || to >= (int) n_hidden || to == (int) from)
    return;
  gradus_experiment_move_layer (self->experiment, from, (guint) to);
  finish_edit (self);
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

static void
insert_layer (GradusExperimentPanel *self, const GradusLayerSpec *spec)
{
  gradus_experiment_insert_layer (self->experiment, count_layers (self) - 1, spec);
  finish_edit (self);
}

/* A copy of the last hidden layer that has units, or five ReLU units where there is none. */
static void
on_add (GradusExperimentPanel *self)
{
  const guint n_hidden = count_layers (self) - 1;
  GradusLayerSpec spec = gradus_layer_spec_dense (5, GRADUS_ACTIVATION_RELU, GRADUS_INITIALISER_UNIFORM);

  spec.initialiser = get_layer (self, n_hidden)->initialiser;
  for (guint i = 0; i < n_hidden; i++) {
    if (get_layer (self, i)->class->has_units)
      spec = *get_layer (self, i);
  }
  insert_layer (self, &spec);
}

/* A layer of the kind named. */
static void
add_layer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const GradusLayerClass *class = gradus_layer_class_find (g_variant_get_string (parameter, NULL));
  GradusLayerSpec spec;

  if (!class || count_layers (GRADUS_EXPERIMENT_PANEL (widget)) >= GRADUS_MAX_LAYERS)
    return;
  spec = gradus_layer_spec_make (class);
  insert_layer (GRADUS_EXPERIMENT_PANEL (widget), &spec);
}

static void
on_all_activations (GradusExperimentPanel *self)
{
  GradusActivationKind kind = (GradusActivationKind) gtk_drop_down_get_selected (self->all_activations);

  if (self->is_showing || gradus_choices_is_mixed (self->all_activations))
    return;
  for (guint i = 0; i + 1 < count_layers (self); i++) {
    if (gradus_layer_class_fits_activation (get_layer (self, i)->class, kind) &&
        get_layer (self, i)->class->has_units)
      get_layer (self, i)->activation = gradus_activation_make (kind);
  }
  finish_edit (self);
}

static void
on_all_initialisers (GradusExperimentPanel *self)
{
  GradusInitialiserKind kind = (GradusInitialiserKind) gtk_drop_down_get_selected (self->all_initialisers);

  if (self->is_showing || gradus_choices_is_mixed (self->all_initialisers))
    return;
  for (guint i = 0; i < count_layers (self); i++)
    get_layer (self, i)->initialiser = gradus_initialiser_make (kind);
  finish_edit (self);
}

static void
on_all_scale (GradusExperimentPanel *self)
{
  if (self->is_showing)
    return;
  for (guint i = 0; i < count_layers (self); i++)
    get_layer (self, i)->initialiser.scale = (float) gtk_spin_button_get_value (self->all_scale);
  finish_edit (self);
}

/* The number of an initialiser that all layers have; where it differs, that of the first layer. */
static void
show_scale (GradusExperimentPanel *self, guint kind)
{
  const char *title = kind < GRADUS_N_INITIALISERS ? gradus_initialiser_get_scale_title (kind) : NULL;
  double lowest, highest;

  gtk_widget_set_visible (GTK_WIDGET (self->all_scale_row), title != NULL);
  if (!title)
    return;
  gradus_initialiser_get_scale_limits (kind, &lowest, &highest);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->all_scale_row), _ (title));
  gtk_spin_button_set_range (self->all_scale, lowest, highest);
  gtk_spin_button_set_value (self->all_scale, (double) get_layer (self, 0)->initialiser.scale);
}

/* The network goes with it: as many outputs as there are targets, and a cost for them. */
static void
use_data (GtkWidget *widget, const GradusDataSpec *spec)
{
  GradusExperimentPanel *self = GRADUS_EXPERIMENT_PANEL (widget);

  gradus_experiment_set_data (self->experiment, spec);
  gradus_experiment_fit_to_data (self->experiment);
  show_experiment (self);
  finish_edit (self);
}

void
gradus_experiment_panel_use_data (GradusExperimentPanel *self, const GradusDataSpec *spec)
{
  use_data (GTK_WIDGET (self), spec);
}

/* What could not be had is not chosen. */
static void
refuse_data (GtkWidget *widget, const char *fault)
{
  GradusExperimentPanel *self = GRADUS_EXPERIMENT_PANEL (widget);

  show_experiment (self);
  if (fault)
    g_signal_emit (self, signals[REFUSED], 0, fault);
}

static void
on_data (GradusExperimentPanel *self)
{
  if (!self->is_showing)
    gradus_data_import_prepare (GTK_WIDGET (self), gradus_data_row_get_spec (self->data), use_data,
                                refuse_data);
}

void
gradus_experiment_panel_choose_data (GradusExperimentPanel *self)
{
  gradus_data_import_choose (GTK_WIDGET (self), &self->experiment->data, use_data, refuse_data);
}

void
gradus_experiment_panel_open_data (GradusExperimentPanel *self, const char *filename)
{
  gradus_data_import_open (GTK_WIDGET (self), filename, &self->experiment->data, use_data, refuse_data);
}

GradusPaintTools *
gradus_experiment_panel_get_tools (GradusExperimentPanel *self)
{
  return gradus_data_row_get_tools (self->data);
}

static void
on_points_wanted (GradusExperimentPanel *self)
{
  g_signal_emit (self, signals[POINTS_WANTED], 0);
}

/* The last activation goes with the cost. */
static void
on_cost (GradusExperimentPanel *self)
{
  GradusLayerSpec *last;
  GradusActivationKind wanted;

  if (self->is_showing)
    return;
  last = get_layer (self, count_layers (self) - 1);
  self->experiment->cost = (GradusCost) gtk_drop_down_get_selected (self->cost);
  if (gradus_cost_get_output_activation (self->experiment->cost, &wanted) && last->activation.kind != wanted)
    last->activation = gradus_activation_make (wanted);
  finish_edit (self);
}

static void
on_optimiser (GradusExperimentPanel *self)
{
  if (self->is_showing)
    return;
  gradus_optimiser_row_read (self->optimiser, &self->experiment->optimiser);
  finish_edit (self);
}

static void
on_batch_size (GradusExperimentPanel *self)
{
  if (self->is_showing)
    return;
  self->experiment->batch_size = (guint) gtk_spin_button_get_value_as_int (self->batch_size);
  finish_edit (self);
}

static void
on_rate (GradusExperimentPanel *self)
{
  if (self->is_showing)
    return;
  self->experiment->optimiser.learning_rate = gradus_rate_entry_get_rate (self->rate);
  finish_edit (self);
}

static void
on_steps (GradusExperimentPanel *self)
{
  if (self->is_showing)
    return;
  self->experiment->steps = (guint64) gtk_spin_button_get_value (self->steps);
  finish_edit (self);
}

static void
on_seed (GradusExperimentPanel *self)
{
  if (self->is_showing)
    return;
  self->experiment->seed = (guint64) gtk_spin_button_get_value (self->seed);
  finish_edit (self);
}

void
gradus_experiment_panel_roll_seed (GradusExperimentPanel *self)
{
  guint64 seed;

  do
    seed = (guint64) g_random_int_range (1, LARGEST_THROW + 1);
  while (seed == self->experiment->seed);
  gtk_spin_button_set_value (self->seed, (double) seed);
}

/* -- What is shown --------------------------------------------------------------------------------------- */

static void
add_row (GradusExperimentPanel *self)
{
  GradusLayerRow *row = gradus_layer_row_new ();

  g_signal_connect_object (row, "edited", G_CALLBACK (on_row_edited), self, 0);
  g_signal_connect_object (row, "remove", G_CALLBACK (on_row_remove), self, 0);
  g_signal_connect_object (row, "move", G_CALLBACK (on_row_move), self, 0);
  g_signal_connect_object (row, "dropped", G_CALLBACK (on_row_dropped), self, 0);
  gtk_list_box_append (self->layers, GTK_WIDGET (row));
}

static void
show_layers (GradusExperimentPanel *self)
{
  guint n = count_layers (self), n_rows = 0;
  gboolean is_free = gradus_cost_fits (self->experiment->cost, GRADUS_ACTIVATION_LINEAR);

  while (gtk_list_box_get_row_at_index (self->layers, (int) n_rows))
    n_rows++;
  for (; n_rows < n; n_rows++)
    add_row (self);
  for (; n_rows > n; n_rows--)
    gtk_list_box_remove (self->layers,
                         GTK_WIDGET (gtk_list_box_get_row_at_index (self->layers, (int) n_rows - 1)));
  for (guint i = 0; i < n; i++) {
    GradusLayerRow *row = GRADUS_LAYER_ROW (gtk_list_box_get_row_at_index (self->layers, (int) i));
    gboolean is_output = i + 1 == n;

    gradus_layer_row_show (row, i, get_layer (self, i), is_output, !is_output || is_free);
  }
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), n < GRADUS_MAX_LAYERS);
}

static guint
get_activation_kind (const GradusLayerSpec *spec)
{
  return spec->activation.kind;
}

static guint
get_initialiser_kind (const GradusLayerSpec *spec)
{
  return spec->initialiser.kind;
}

/* What the first n layers, those that have units, have in common. */
static guint
find_common (GradusExperimentPanel *self, guint n, guint (*get_kind) (const GradusLayerSpec *spec))
{
  guint common = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n; i++) {
    if (!get_layer (self, i)->class->has_units)
      continue;
    if (common != GTK_INVALID_LIST_POSITION && get_kind (get_layer (self, i)) != common)
      return GTK_INVALID_LIST_POSITION;
    common = get_kind (get_layer (self, i));
  }
  return common;
}

static void
show_experiment (GradusExperimentPanel *self)
{
  const GradusExperiment *experiment = self->experiment;
  g_autofree char *shape = gradus_experiment_describe_shape (experiment);

  self->is_showing = TRUE;
  gtk_label_set_label (self->name, experiment->name);
  gtk_label_set_label (self->shape, shape);
  gradus_data_row_show (self->data, &experiment->data);
  show_layers (self);
  gradus_choices_select_common (self->all_activations,
                                find_common (self, count_layers (self) - 1, get_activation_kind));
  gradus_choices_select_common (self->all_initialisers,
                                find_common (self, count_layers (self), get_initialiser_kind));
  show_scale (self, find_common (self, count_layers (self), get_initialiser_kind));
  gtk_widget_set_sensitive (GTK_WIDGET (self->all_activations), count_layers (self) > 1);
  gtk_drop_down_set_selected (self->cost, experiment->cost);
  gradus_rate_entry_set_rate (self->rate, experiment->optimiser.learning_rate);
  gradus_optimiser_row_show (self->optimiser, &experiment->optimiser);
  gtk_spin_button_set_value (self->batch_size, experiment->batch_size);
  gtk_spin_button_set_value (self->steps, (double) experiment->steps);
  gtk_spin_button_set_value (self->seed, (double) experiment->seed);
  self->is_showing = FALSE;
}

void
gradus_experiment_panel_set_experiment (GradusExperimentPanel *self, const GradusExperiment *experiment)
{
  GradusExperiment *copy = gradus_experiment_copy (experiment);

  g_clear_pointer (&self->experiment, gradus_experiment_free);
  self->experiment = copy;
  accept (self);
  show_experiment (self);
}

const GradusExperiment *
gradus_experiment_panel_get_experiment (GradusExperimentPanel *self)
{
  return self->experiment;
}

static void
gradus_experiment_panel_dispose (GObject *object)
{
  GradusExperimentPanel *self = GRADUS_EXPERIMENT_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->experiment, gradus_experiment_free);
  g_clear_pointer (&self->accepted, gradus_experiment_free);
  G_OBJECT_CLASS (gradus_experiment_panel_parent_class)->dispose (object);
}

static void
gradus_experiment_panel_class_init (GradusExperimentPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_experiment_panel_dispose;
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[POINTS_WANTED] = g_signal_new ("points-wanted", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (GRADUS_TYPE_DATA_ROW);
  g_type_ensure (GRADUS_TYPE_RATE_ENTRY);
  g_type_ensure (GRADUS_TYPE_OPTIMISER_ROW);
  gtk_widget_class_install_action (widget_class, "panel.add-layer", "s", add_layer_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/experiment-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, box);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, name);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, shape);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, data);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, all_activations);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, all_initialisers);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, all_scale_row);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, all_scale);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, layers);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, add_button);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, optimiser);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, cost);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, batch_size);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, rate);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, steps);
  gtk_widget_class_bind_template_child (widget_class, GradusExperimentPanel, seed);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_all_activations);
  gtk_widget_class_bind_template_callback (widget_class, on_all_initialisers);
  gtk_widget_class_bind_template_callback (widget_class, on_all_scale);
  gtk_widget_class_bind_template_callback (widget_class, on_cost);
  gtk_widget_class_bind_template_callback (widget_class, on_data);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_file_wanted",
                                                G_CALLBACK (gradus_experiment_panel_choose_data));
  gtk_widget_class_bind_template_callback (widget_class, on_points_wanted);
  gtk_widget_class_bind_template_callback (widget_class, on_optimiser);
  gtk_widget_class_bind_template_callback (widget_class, on_batch_size);
  gtk_widget_class_bind_template_callback (widget_class, on_rate);
  gtk_widget_class_bind_template_callback (widget_class, on_steps);
  gtk_widget_class_bind_template_callback (widget_class, on_seed);
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
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("A layer of another kind"), -1);
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
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_choices_offer_activations (self->all_activations);
  gradus_choices_offer_initialisers (self->all_initialisers);
  gradus_choices_offer_costs (self->cost);
  fill_add_menu (self);
  self->is_showing = FALSE;
}
