/* SPDX-License-Identifier: MIT */

/* The experiment panel: what is shown is no edit, an edit is one step of undo, what is refused is
 * put back. Needs a display. */
#include <adwaita.h>
#include <string.h>

#include "app/common/field-group.h"
#include "app/common/mute.h"
#include "app/common/rate-entry.h"
#include "app/experiment/data-row.h"
#include "app/experiment/experiment-panel.h"
#include "app/experiment/layer-details.h"
#include "app/experiment/layer-row.h"
#include "app/experiment/optimiser-row.h"
#include "app/experiment/stop-row.h"
#include "app/experiment/painter.h"
#include "app/views/overview-page.h"
#include "app/window/window.h"
#include "data/feature.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "finding.h"

static void
count (guint *n)
{
  ++*n;
}

/* -- Fields ------------------------------------------------------------------------------------ */

/* An adjustment is a model that takes no number above its upper one. */
typedef struct {
  GtkAdjustment *model;
  GtkWidget *spin;
  GradusFieldGroup *group;
  guint n_notified;
} FieldFixture;

static void
set_up_field (FieldFixture *fixture, gconstpointer data)
{
  fixture->model = g_object_ref_sink (gtk_adjustment_new (5, 0, 10, 1, 1, 0));
  fixture->spin = g_object_ref_sink (gtk_spin_button_new_with_range (2, 100, 1));
  fixture->group = gradus_field_group_new ();
  gradus_field_group_bind (fixture->group, fixture->spin, "value", "value");
  gradus_field_group_set_model (fixture->group, fixture->model);
  fixture->n_notified = 0;
  g_signal_connect_swapped (fixture->model, "notify::value", G_CALLBACK (count),
                            &fixture->n_notified);
}

static void
tear_down_field (FieldFixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->group, gradus_field_group_free);
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->spin);
}

static double
get_shown (FieldFixture *fixture)
{
  return gtk_spin_button_get_value (GTK_SPIN_BUTTON (fixture->spin));
}

static void
type (GtkWidget *spin, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (spin), text);
}

static void
test_field (FieldFixture *fixture, gconstpointer data)
{
  g_assert_cmpfloat (get_shown (fixture), ==, 5);
  gtk_adjustment_set_value (fixture->model, 6);
  g_assert_cmpfloat (get_shown (fixture), ==, 6);
  g_assert_cmpuint (fixture->n_notified, ==, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (fixture->spin), 7);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->model), ==, 7);
  g_assert_cmpuint (fixture->n_notified, ==, 2);

  /* what the control cannot show is not sent back */
  gtk_adjustment_set_value (fixture->model, 1);
  g_assert_cmpfloat (get_shown (fixture), ==, 2);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->model), ==, 1);

  /* what the model does not take is put back */
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (fixture->spin), 50);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->model), ==, 10);
  g_assert_cmpfloat (get_shown (fixture), ==, 10);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (fixture->spin), 60);
  g_assert_cmpfloat (get_shown (fixture), ==, 10);
}

static void
test_field_range (FieldFixture *fixture, gconstpointer data)
{
  gradus_field_group_set_range (fixture->group, GTK_SPIN_BUTTON (fixture->spin), 20, 30);
  g_assert_cmpfloat (get_shown (fixture), ==, 20);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->model), ==, 5);
  gradus_field_group_set_range (fixture->group, GTK_SPIN_BUTTON (fixture->spin), 0, 30);
  g_assert_cmpfloat (get_shown (fixture), ==, 5);
  g_assert_cmpuint (fixture->n_notified, ==, 0);
}

/* What is typed and not entered is written over where all is shown anew. */
static void
test_field_typed (FieldFixture *fixture, gconstpointer data)
{
  type (fixture->spin, "8");
  gradus_field_group_show (fixture->group);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->spin)), ==, "5");
  gtk_spin_button_update (GTK_SPIN_BUTTON (fixture->spin));
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->model), ==, 5);
}

static void
test_field_models (FieldFixture *fixture, gconstpointer data)
{
  GtkAdjustment *other = g_object_ref_sink (gtk_adjustment_new (9, 0, 10, 1, 1, 0));

  gradus_field_group_set_model (fixture->group, other);
  g_assert_cmpfloat (get_shown (fixture), ==, 9);
  type (fixture->spin, "8");
  gtk_adjustment_set_value (fixture->model, 3);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->spin)), ==, "8");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (fixture->spin), 4);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->model), ==, 3);
  g_assert_cmpfloat (gtk_adjustment_get_value (other), ==, 4);
  gradus_field_group_set_model (fixture->group, NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (fixture->spin), 8);
  g_assert_cmpfloat (gtk_adjustment_get_value (other), ==, 4);
  g_assert_finalize_object (other);
}

/* An edit may take away the very row that it was made in. */
static void
free_group (FieldFixture *fixture)
{
  g_clear_pointer (&fixture->group, gradus_field_group_free);
}

static void
test_field_freed (FieldFixture *fixture, gconstpointer data)
{
  g_signal_connect_swapped (fixture->model, "value-changed", G_CALLBACK (free_group), fixture);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (fixture->spin), 8);
  g_assert_null (fixture->group);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->model), ==, 8);
  fixture->group = gradus_field_group_new (); /* for whoever tears down */
}

static void
test_mute (void)
{
  GtkAdjustment *adjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 10, 1, 1, 0));
  guint own = 0, others = 0;

  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (count), &own);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (count), &others);
  gradus_mute (adjustment, &own);
  gtk_adjustment_set_value (adjustment, 1);
  gradus_unmute (adjustment, &own);
  g_assert_cmpuint (own, ==, 0);
  g_assert_cmpuint (others, ==, 1);
  gtk_adjustment_set_value (adjustment, 2);
  g_assert_cmpuint (own, ==, 1);
  g_object_unref (adjustment);
}

/* -- The panel --------------------------------------------------------------------------------- */

typedef struct {
  GradusDocument *document;
  GradusExperimentModel *model;
  GtkWidget *window, *panel;
  guint n_edits; /* steps of undo since the last check */
  char *refused;
} Fixture;

static void
keep_sentence (char **sentence, const char *text)
{
  g_free (*sentence);
  *sentence = g_strdup (text);
}

static void
insert (GradusDocument *document, const GradusExperiment *experiment)
{
  g_autoptr (GradusRun) run = gradus_run_new (experiment, NULL);

  g_assert_nonnull (run);
  gradus_document_insert (document, gradus_document_get_n_runs (document), run);
}

static void
set_up (Fixture *fixture, gconstpointer id)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (id);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  fixture->document = gradus_document_new ();
  insert (fixture->document, experiment);
  fixture->model = gradus_experiment_model_new (fixture->document);
  fixture->panel = g_object_ref_sink (g_object_new (GRADUS_TYPE_EXPERIMENT_PANEL, NULL));
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), fixture->panel);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 700);
  g_signal_connect_swapped (fixture->document, "notify::can-undo", G_CALLBACK (count),
                            &fixture->n_edits);
  g_signal_connect_swapped (fixture->panel, "refused", G_CALLBACK (keep_sentence),
                            &fixture->refused);
  gradus_experiment_panel_set_model (GRADUS_EXPERIMENT_PANEL (fixture->panel), fixture->model);
}

static void
tear_down (Fixture *fixture, gconstpointer id)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->panel);
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->document);
  g_free (fixture->refused);
}

static void
check_edits (Fixture *fixture, guint n)
{
  g_assert_cmpuint (fixture->n_edits, ==, n);
  fixture->n_edits = 0;
}

static const GradusExperiment *
get_experiment (Fixture *fixture)
{
  return gradus_run_get_experiment (gradus_document_get_selected (fixture->document));
}

static GradusLayerRow *
find_row (Fixture *fixture, guint nth)
{
  return GRADUS_LAYER_ROW (find_nth (fixture->panel, GRADUS_TYPE_LAYER_ROW, &nth));
}

/* As whoever presses the button sees them. */
static GtkWidget *
open_details (GtkWidget *row)
{
  GtkWidget *details;

  gtk_window_present (GTK_WINDOW (gtk_widget_get_root (row)));
  open_once (find_first (row, GTK_TYPE_MENU_BUTTON));
  details = find_first (row, GRADUS_TYPE_LAYER_DETAILS);
  g_assert_nonnull (details);
  return details;
}

/* What most never open is made when it is opened, and then knows the model. */
static void
open_all (Fixture *fixture)
{
  GtkWidget *row;

  for (guint i = 0; i < 2 && (row = GTK_WIDGET (find_row (fixture, i))); i++)
    open_details (row); /* of those that are in sight */
  adw_expander_row_set_expanded (
      ADW_EXPANDER_ROW (find_first (fixture->panel, GRADUS_TYPE_OPTIMISER_ROW)), TRUE);
  adw_expander_row_set_expanded (
      ADW_EXPANDER_ROW (find_first (fixture->panel, GRADUS_TYPE_STOP_ROW)), TRUE);
}

static guint
count_spins (GtkWidget *widget)
{
  g_autoptr (GPtrArray) spins = g_ptr_array_new ();

  find_all (widget, GTK_TYPE_SPIN_BUTTON, spins);
  return spins->len;
}

static void
test_closed (Fixture *fixture, gconstpointer id)
{
  GtkWidget *optimiser = find_first (fixture->panel, GRADUS_TYPE_OPTIMISER_ROW);
  GtkWidget *stop = find_first (fixture->panel, GRADUS_TYPE_STOP_ROW);

  g_assert_cmpuint (count_spins (optimiser) + count_spins (stop), ==, 0);
  g_assert_null (find_first (fixture->panel, GRADUS_TYPE_LAYER_DETAILS));
  open_all (fixture);
  open_all (fixture);
  g_assert_cmpuint (count_spins (optimiser), ==, 11);
  g_assert_cmpuint (count_spins (stop), ==, 5);
  check_edits (fixture, 0);
}

static GtkWidget *
find_units (Fixture *fixture, guint layer)
{
  return find_first (GTK_WIDGET (find_row (fixture, layer)), GTK_TYPE_SPIN_BUTTON);
}

static void
check_units (Fixture *fixture, const char *expected)
{
  const GradusExperiment *experiment = get_experiment (fixture);
  const guint n = gradus_experiment_get_n_layers (experiment);
  g_autoptr (GString) units = g_string_new (NULL), shown = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    const GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, i);
    GtkSpinButton *spin = GTK_SPIN_BUTTON (find_units (fixture, i));

    g_string_append_printf (units, " %u", gradus_layer_spec_get_width (spec));
    g_string_append_printf (shown, " %d", gtk_spin_button_get_value_as_int (spin));
  }
  g_assert_cmpstr (units->str, ==, expected);
  g_assert_cmpstr (shown->str, ==, expected);
  g_assert_null (find_row (fixture, n));
}

static void
test_layers (Fixture *fixture, gconstpointer id)
{
  check_edits (fixture, 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_units (fixture, 1)), 9);
  check_edits (fixture, 1);
  check_units (fixture, " 5 9 1");
  g_signal_emit_by_name (find_row (fixture, 1), "move", -1);
  check_edits (fixture, 1);
  check_units (fixture, " 9 5 1");
  /* Neither past the data nor past the output. */
  g_signal_emit_by_name (find_row (fixture, 0), "move", -1);
  g_signal_emit_by_name (find_row (fixture, 1), "move", 1);
  g_signal_emit_by_name (find_row (fixture, 2), "move", -1);
  g_signal_emit_by_name (find_row (fixture, 2), "remove");
  check_edits (fixture, 0);
  g_signal_emit_by_name (find_row (fixture, 1), "dropped", find_row (fixture, 0), TRUE);
  check_units (fixture, " 5 9 1");
  g_signal_emit_by_name (find_row (fixture, 0), "remove");
  check_units (fixture, " 9 1");
  g_signal_emit_by_name (find_row (fixture, 0), "remove");
  check_units (fixture, " 1");
  check_edits (fixture, 3);
  for (guint i = 0; i < 5; i++)
    gradus_document_undo (fixture->document);
  check_units (fixture, " 5 4 1");
}

static void
test_dice (Fixture *fixture, gconstpointer id)
{
  guint64 thrown;

  gradus_experiment_panel_roll_seed (GRADUS_EXPERIMENT_PANEL (fixture->panel));
  check_edits (fixture, 1);
  g_random_set_seed (7);
  thrown = (guint64) g_random_int_range (1, 1000);
  g_object_set (fixture->model, "seed", thrown, NULL);
  check_edits (fixture, 1);
  g_random_set_seed (7); /* the dice would show the same seed again */
  gradus_experiment_panel_roll_seed (GRADUS_EXPERIMENT_PANEL (fixture->panel));
  g_assert_cmpuint (get_experiment (fixture)->seed, !=, thrown);
  check_edits (fixture, 1);
}

static GtkDropDown *
find_drop_down (GtkWidget *widget, guint n_choices)
{
  for (guint i = 0;; i++) {
    guint nth = i;
    GtkWidget *found = find_nth (widget, GTK_TYPE_DROP_DOWN, &nth);

    g_assert_nonnull (found);
    if (g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (found))) == n_choices)
      return GTK_DROP_DOWN (found);
  }
}

/* Layers of other kinds come and go; what cannot be trained is put back, and why is said. */
static void
test_refusal (Fixture *fixture, gconstpointer id)
{
  GtkDropDown *cost = find_drop_down (fixture->panel, GRADUS_N_COSTS);
  g_autoptr (GradusExperiment) before = NULL;

  gtk_widget_activate_action (fixture->panel, "panel.add-layer", "s", "dropout");
  gtk_widget_activate_action (fixture->panel, "panel.add-layer", "s", "batch-normalisation");
  check_edits (fixture, 2);
  before = gradus_experiment_copy (get_experiment (fixture));
  g_assert_true (gradus_experiment_get_layer (before, 2)->class == &gradus_dropout_class);
  g_assert_true (gradus_experiment_get_layer (before, 3)->class ==
                 &gradus_batch_normalisation_class);
  gtk_drop_down_set_selected (cost, GRADUS_COST_CROSS_ENTROPY); /* XOR has one target */
  g_assert_cmpstr (fixture->refused, ==,
                   "softmax over a single unit is always 1, and xor has one target; take sigmoid "
                   "with binary-cross-entropy");
  g_assert_cmpuint (gtk_drop_down_get_selected (cost), ==, before->cost);
  g_assert_true (gradus_experiment_equal (before, get_experiment (fixture)));
  check_edits (fixture, 0);
  gtk_drop_down_set_selected (cost, GRADUS_COST_MEAN_SQUARED_ERROR);
  g_assert_cmpint (get_experiment (fixture)->cost, ==, GRADUS_COST_MEAN_SQUARED_ERROR);
  check_edits (fixture, 1);
}

/* The numbers that only a kind of layer has are edited in place; another kind brings its own. */
static void
test_settings (Fixture *fixture, gconstpointer id)
{
  GradusExperiment *longer;
  GtkWidget *details;
  guint nth = 3; /* behind scale, bias and alpha; pieces stand there, too */
  GtkWidget *rate;

  gtk_widget_activate_action (fixture->panel, "panel.add-layer", "s", "dropout");
  details = open_details (GTK_WIDGET (find_row (fixture, 2)));
  g_assert_nonnull (details);
  nth = 4;
  rate = find_nth (details, GTK_TYPE_SPIN_BUTTON, &nth);
  g_assert_nonnull (rate);
  fixture->n_edits = 0;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (rate), 0.25);
  check_edits (fixture, 1);
  g_assert_cmpfloat (gradus_experiment_get_layer (get_experiment (fixture), 2)->settings[0], ==,
                     0.25);
  longer = gradus_experiment_copy (get_experiment (fixture));
  gradus_experiment_get_layer (longer, 2)->settings[0] = 0.125;
  gradus_document_edit (fixture->document, gradus_document_get_selected (fixture->document), longer,
                        NULL);
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (rate)), ==, 0.125);
  gradus_experiment_free (longer);
  gtk_widget_activate_action (fixture->panel, "panel.add-layer", "s", "batch-normalisation");
  g_signal_emit_by_name (find_row (fixture, 2), "remove");
  nth = 5; /* its second setting */
  g_assert_nonnull (find_nth (details, GTK_TYPE_SPIN_BUTTON, &nth));
}

/* All layers at once, and "Mixed" where they differ, which is no edit. */
static void
test_common (Fixture *fixture, gconstpointer id)
{
  GtkDropDown *all = find_drop_down (fixture->panel, GRADUS_N_ACTIVATIONS);
  GtkDropDown *own = find_drop_down (GTK_WIDGET (find_row (fixture, 1)), GRADUS_N_ACTIVATIONS);

  gtk_drop_down_set_selected (own, GRADUS_ACTIVATION_RELU);
  gtk_drop_down_set_selected (own, GRADUS_ACTIVATION_TANH);
  check_edits (fixture, 2);
  g_assert_cmpuint (gtk_drop_down_get_selected (all), ==, GRADUS_N_ACTIVATIONS);
  gtk_drop_down_set_selected (all, GRADUS_ACTIVATION_ELU);
  check_edits (fixture, 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (own), ==, GRADUS_ACTIVATION_ELU);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (all)), ==,
                    GRADUS_N_ACTIVATIONS);
  gradus_document_undo (fixture->document);
  g_assert_cmpuint (gtk_drop_down_get_selected (all), ==, GRADUS_N_ACTIVATIONS);
  fixture->n_edits = 0;
  gtk_drop_down_set_selected (all, GRADUS_ACTIVATION_SOFTMAX); /* which only the output may have */
  g_assert_nonnull (fixture->refused);
  g_assert_cmpuint (gtk_drop_down_get_selected (all), ==, GRADUS_N_ACTIVATIONS);
  check_edits (fixture, 0);
}

/* -- What ends training ------------------------------------------------------------------------ */

/* The row says what does; a rule that cannot be is refused and taken back. */
static void
test_stop_row (Fixture *fixture, gconstpointer id)
{
  GtkWidget *row = find_first (GTK_WIDGET (fixture->panel), GRADUS_TYPE_STOP_ROW);

  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "at the last step");
  fixture->n_edits = 0;
  g_object_set (fixture->model, "stop-cost", 0.05, "stop-accuracy", 90.0, "stop-layer", 99u, NULL);
  check_edits (fixture, 3);
  g_assert_cmpfloat (get_experiment (fixture)->stop_rule.accuracy, ==, 0.9);
  g_assert_cmpuint (get_experiment (fixture)->stop_rule.layer, ==, 2); /* there are no more */
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==,
                   "cost below 0.05\naccuracy at 90 %");
  g_object_set (fixture->model, "stop-patience", 5u, NULL); /* without test data */
  g_assert_nonnull (fixture->refused);
  g_assert_cmpuint (get_experiment (fixture)->stop_rule.patience, ==, 0);
  gradus_document_undo (fixture->document);
  gradus_document_undo (fixture->document);
  gradus_document_undo (fixture->document);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "at the last step");
}

/* -- What is shown is no edit ------------------------------------------------------------------ */

/* Numbers of a file that no control can show to the bit, or at all. */
static GradusExperiment *
make_odd (void)
{
  GradusExperiment *experiment = gradus_builtin_make ("spiral");
  GradusLayerSpec dropout = gradus_layer_spec_make (&gradus_dropout_class);

  experiment->data.n_samples = 11;
  experiment->data.noise = 0.123456789012345;
  experiment->data.test_fraction = 1 / 3.0;
  experiment->optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_ADAMW);
  experiment->optimiser.learning_rate = 1 / 7.0;
  experiment->optimiser.epsilon = 1.5e-13;
  experiment->optimiser.l1 = 1e-17;
  experiment->optimiser.schedule = gradus_schedule_make (GRADUS_SCHEDULE_COSINE);
  experiment->optimiser.schedule.final = 0.1234567890123456;
  experiment->seed = GRADUS_MAX_SEED;
  experiment->steps = GRADUS_MAX_STEPS - 1;
  experiment->stop_rule = (GradusStopRule){ .cost = 1 / 3.0,
                                            .accuracy = 1 / 7.0,
                                            .gradient_norm = 1.23456789012345e-9,
                                            .layer = 1,
                                            .patience = 7 };
  dropout.settings[0] = 1 / 3.0;
  gradus_experiment_insert_layer (experiment, 0, &dropout);
  for (guint i = 0; i < gradus_experiment_get_n_layers (experiment); i++) {
    gradus_experiment_get_layer (experiment, i)->initialiser.bias = -1e-7f;
    gradus_experiment_get_layer (experiment, i)->initialiser.scale = 0.000123f;
  }
  return experiment;
}

static void
test_showing (Fixture *fixture, gconstpointer id)
{
  const GradusBuiltin *builtins = gradus_builtin_list ();
  guint n = 0;

  while (builtins[n].id)
    n++;
  for (guint i = 0; i <= 2 * n; i++) {
    g_autoptr (GradusExperiment) experiment =
        i % 2 ? gradus_builtin_make (builtins[i / 2].id) : make_odd ();
    g_autoptr (GError) error = NULL;

    if (experiment->data.generator->open) /* a folder that need not be there */
      continue;
    fixture->n_edits = 0;
    gradus_document_open (fixture->document, experiment, &error);
    g_assert_no_error (error);
    open_all (fixture);
    check_edits (fixture, 1); /* opening is the only one */
    g_assert_true (gradus_experiment_equal (experiment, get_experiment (fixture)));
    g_assert_cmpstr (get_experiment (fixture)->name, ==, experiment->name);
  }
  while (gradus_document_can_undo (fixture->document)) {
    fixture->n_edits = 0;
    gradus_document_undo (fixture->document);
    check_edits (fixture, 1);
  }
  g_assert_null (fixture->refused);
}

static GradusRateEntry *
find_rate (Fixture *fixture)
{
  return GRADUS_RATE_ENTRY (find_first (fixture->panel, GRADUS_TYPE_RATE_ENTRY));
}

/* Two runs: what one is edited to, the other is not; nor is what was typed for one and not
 * entered. */
static void
test_selecting (Fixture *fixture, gconstpointer id)
{
  GradusRun *first = gradus_document_get_run (fixture->document, 0);
  GtkWidget *units = find_units (fixture, 0);

  gradus_document_duplicate (fixture->document, first, NULL);
  gradus_rate_entry_set_rate (find_rate (fixture), 0.5);
  g_assert_cmpfloat (get_experiment (fixture)->optimiser.learning_rate, ==, 0.5);
  g_assert_cmpfloat (gradus_run_get_experiment (first)->optimiser.learning_rate, ==, 0.1);
  fixture->n_edits = 0;
  type (units, "77");
  gradus_document_set_selected (fixture->document, first);
  g_assert_cmpfloat (gradus_rate_entry_get_rate (find_rate (fixture)), ==, 0.1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (units)), ==, "5");
  gtk_spin_button_update (GTK_SPIN_BUTTON (units));
  check_edits (fixture, 0);
  gradus_document_remove (fixture->document, first);
  g_assert_cmpfloat (gradus_rate_entry_get_rate (find_rate (fixture)), ==, 0.5);
}

/* A panel that has left its model neither shows nor edits. */
static void
test_leaving (Fixture *fixture, gconstpointer id)
{
  GradusExperimentPanel *panel = GRADUS_EXPERIMENT_PANEL (fixture->panel);

  gradus_experiment_panel_set_model (panel, NULL);
  gradus_rate_entry_set_rate (find_rate (fixture), 0.5);
  gradus_experiment_panel_roll_seed (panel);
  gtk_widget_activate_action (fixture->panel, "panel.add-layer", "s", "dropout");
  gtk_drop_down_set_selected (find_drop_down (fixture->panel, GRADUS_N_COSTS), 0);
  g_assert_null (find_row (fixture, 0));
  check_edits (fixture, 0);
  gradus_experiment_panel_set_model (panel, fixture->model);
  g_assert_cmpfloat (gradus_rate_entry_get_rate (find_rate (fixture)), ==, 0.1);
  check_units (fixture, " 5 4 1");
  check_edits (fixture, 0);
}

/* -- The optimiser ----------------------------------------------------------------------------- */

static guint
count_visible (GtkWidget *row)
{
  guint n = 0;

  for (guint i = 0, nth = 0;; nth = ++i) {
    GtkWidget *spin = find_nth (row, GTK_TYPE_SPIN_BUTTON, &nth);

    if (!spin)
      return n;
    n += gtk_widget_get_visible (gtk_widget_get_ancestor (spin, ADW_TYPE_ACTION_ROW));
  }
}

static void
test_optimiser (Fixture *fixture, gconstpointer id)
{
  GtkWidget *row = find_first (fixture->panel, GRADUS_TYPE_OPTIMISER_ROW);
  GtkDropDown *kind = find_drop_down (row, GRADUS_N_OPTIMISERS);
  GradusOptimiser wanted = gradus_optimiser_make (GRADUS_OPTIMISER_ADAMW);
  const double values[] = { 0.5, 0.25, 0.125, 0.75, 0.5, 0.25, 1e6, 20, 0, 0.375, 12345 };

  open_all (fixture);
  g_assert_cmpuint (count_visible (row), ==, 4); /* L1, L2, clipping, warm-up */
  gtk_drop_down_set_selected (kind, GRADUS_OPTIMISER_ADAMW);
  gtk_drop_down_set_selected (find_drop_down (row, GRADUS_N_SCHEDULES), GRADUS_SCHEDULE_COSINE);
  g_assert_cmpuint (count_visible (row), ==, 10);
  check_edits (fixture, 2);
  for (guint i = 0, nth = 0; i < G_N_ELEMENTS (values); nth = ++i)
    if (i != 8) /* the factor, which a cosine has not */
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_nth (row, GTK_TYPE_SPIN_BUTTON, &nth)),
                                 values[i]);
  check_edits (fixture, 10);
  wanted.momentum = 0.5;
  wanted.decay = 0.25;
  wanted.epsilon = 0.125;
  wanted.weight_decay = 0.75;
  wanted.l1 = 0.5;
  wanted.l2 = 0.25;
  wanted.clip_norm = 1e6;
  wanted.schedule = gradus_schedule_make (GRADUS_SCHEDULE_COSINE);
  wanted.schedule.every = 20;
  wanted.schedule.final = 0.375;
  wanted.schedule.warm_up = 12345;
  g_assert_true (gradus_optimiser_equal (&get_experiment (fixture)->optimiser, &wanted));

  /* What another kind leaves as it is. */
  gtk_drop_down_set_selected (kind, GRADUS_OPTIMISER_SGD);
  g_assert_cmpfloat (get_experiment (fixture)->optimiser.l2, ==, 0.25);
  g_assert_true (
      gradus_schedule_equal (&get_experiment (fixture)->optimiser.schedule, &wanted.schedule));
}

/* -- Data -------------------------------------------------------------------------------------- */

static void
toggle_feature (GtkWidget *row, const char *name)
{
  GtkWidget *toggle;

  for (guint i = 0, nth = i; (toggle = find_nth (row, GTK_TYPE_TOGGLE_BUTTON, &nth)); nth = ++i) {
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (toggle)), name) != 0)
      continue;
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle),
                                  !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)));
    return;
  }
  g_assert_not_reached ();
}

static void
choose (GtkFlowBox *choices, int i)
{
  g_signal_emit_by_name (choices, "child-activated", gtk_flow_box_get_child_at_index (choices, i));
}

/* Another dataset takes the numbers along that it has; the network follows. */
static void
test_data (Fixture *fixture, gconstpointer id)
{
  g_autoptr (GradusExperiment) start = gradus_builtin_make ("spiral");
  GtkWidget *row = find_first (fixture->panel, GRADUS_TYPE_DATA_ROW);
  GtkFlowBox *choices = GTK_FLOW_BOX (find_first (row, GTK_TYPE_FLOW_BOX));

  start->data.noise = 0.25;
  start->data.n_arms = 3;
  gradus_experiment_fit_to_data (start);
  g_assert_cmpint (start->cost, ==, GRADUS_COST_CROSS_ENTROPY);
  g_assert_true (gradus_document_open (fixture->document, start, NULL));
  fixture->n_edits = 0;
  for (int i = 0; i < 11; i++) { /* behind these are files and the user's points */
    const GradusExperiment *experiment;

    choose (choices, i);
    experiment = get_experiment (fixture);
    g_assert_cmpuint (gradus_experiment_count_outputs (
                          experiment, gradus_experiment_get_n_layers (experiment) - 1),
                      ==, gradus_data_spec_count_targets (&experiment->data));
  }
  check_edits (fixture, 11);
  type (find_first (row, GTK_TYPE_ENTRY), "x^2/5");
  check_edits (fixture, 1);
  type (find_first (row, GTK_TYPE_ENTRY), "x^2/"); /* not yet one */
  check_edits (fixture, 0);
  g_assert_cmpstr (gradus_formula_get_text (get_experiment (fixture)->data.formula), ==, "x^2/5");
  g_assert_cmpint (get_experiment (fixture)->cost, ==, GRADUS_COST_MEAN_SQUARED_ERROR);
  choose (choices, 6);
  g_assert_cmpint (get_experiment (fixture)->cost, ==, GRADUS_COST_BINARY_CROSS_ENTROPY);
}

static void
test_data_numbers (Fixture *fixture, gconstpointer id)
{
  GtkWidget *row = find_first (fixture->panel, GRADUS_TYPE_DATA_ROW);
  GtkRange *noise = GTK_RANGE (find_first (row, GTK_TYPE_SCALE));

  gtk_range_set_value (noise, 0.65);
  check_edits (fixture, 0);   /* it waits whether another one comes */
  toggle_feature (row, "x₁²"); /* takes the noise along that still waits */
  check_edits (fixture, 1);
  g_assert_cmpfloat_with_epsilon (get_experiment (fixture)->data.noise, 0.65, 1e-9);
  toggle_feature (row, "x₁");
  toggle_feature (row, "x₂");
  check_edits (fixture, 2);
  g_assert_cmpuint (get_experiment (fixture)->data.features, ==, 1u << GRADUS_FEATURE_X2);
  toggle_feature (row, "x₁²"); /* the last one stays */
  check_edits (fixture, 0);
  g_assert_cmpuint (get_experiment (fixture)->data.features, ==, 1u << GRADUS_FEATURE_X2);
  gtk_range_set_value (noise, 0.1);
  gtk_range_set_value (noise, 0.2);
  while (fixture->n_edits == 0)
    g_main_context_iteration (NULL, TRUE);
  check_edits (fixture, 1);
  g_assert_cmpfloat_with_epsilon (get_experiment (fixture)->data.noise, 0.2, 1e-9);
  gradus_document_undo (fixture->document);
  g_assert_cmpfloat_with_epsilon (gtk_range_get_value (noise), 0.65, 1e-9);
  gtk_range_set_value (noise, 0.3); /* it goes before the wait is over */
}

/* -- In the window ----------------------------------------------------------------------------- */

static void
iterate (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (500);
  }
}

/* Of training that an edit throws away a toast tells, with the way back. */
static void
test_toast (void)
{
  GtkWidget *window = GTK_WIDGET (gradus_window_new (NULL));
  GradusDocument *document = gradus_window_get_document (GRADUS_WINDOW (window));
  GradusRun *run = gradus_window_get_run (GRADUS_WINDOW (window));

  gtk_window_present (GTK_WINDOW (window));
  iterate (50);
  gtk_widget_activate_action (window, "win.throw-seed", NULL); /* nothing was trained */
  iterate (50);
  g_assert_null (find_label_with (window, "Training began again from seed"));
  gtk_widget_activate_action (window, "win.undo", NULL);
  gradus_document_step (document);
  while (!gradus_run_has_begun (run))
    iterate (10);
  gtk_widget_activate_action (window, "win.throw-seed", NULL);
  iterate (50);
  g_assert_nonnull (find_label_with (window, "Training began again from seed"));
  g_assert_true (gradus_window_get_run (GRADUS_WINDOW (window)) != run);
  gtk_widget_activate_action (window, "win.undo", NULL);
  g_assert_true (gradus_window_get_run (GRADUS_WINDOW (window)) == run);
  gtk_window_destroy (GTK_WINDOW (window));
  iterate (30);
}

static GtkGesture *
find_painting_drag (GtkWidget *view)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_GESTURE_DRAG (controller) &&
        gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
      return GTK_GESTURE (controller);
  }
  g_assert_not_reached ();
}

static guint
count_points (GradusWindow *window)
{
  return gradus_run_get_experiment (gradus_window_get_run (window))->data.points->n;
}

static void
begin_stroke (GtkWidget *view, GtkGesture *drag)
{
  g_signal_emit_by_name (drag, "drag-begin", gtk_widget_get_width (view) / 2.0,
                         gtk_widget_get_height (view) / 2.0);
  for (int i = 1; i <= 5; i++)
    g_signal_emit_by_name (drag, "drag-update", 15.0 * i, 0.0);
}

/* On the overview. */
static GtkWidget *
find_boundary (GtkWidget *window)
{
  GtkWidget *page = find_first (window, GRADUS_TYPE_OVERVIEW_PAGE);

  return GTK_WIDGET (gradus_overview_page_get_view (GRADUS_OVERVIEW_PAGE (page), "boundary"));
}

/* A stroke is many edits and one step of undo; when its view goes, it is over. */
static void
test_stroke (void)
{
  GradusWindow *window = gradus_window_new (NULL);
  GtkWidget *row, *view;
  GtkGesture *drag;
  guint n_before;

  gtk_window_present (GTK_WINDOW (window));
  iterate (100);
  row = find_first (GTK_WIDGET (window), GRADUS_TYPE_DATA_ROW);
  g_signal_emit_by_name (row, "points-wanted");
  view = find_boundary (GTK_WIDGET (window));
  drag = find_painting_drag (view);
  for (guint i = 0; i < 100 && !gradus_run_get_snapshot (gradus_window_get_run (window)); i++)
    iterate (20);
  iterate (100);
  n_before = count_points (window);
  gradus_document_forget (gradus_window_get_document (window));
  begin_stroke (view, drag);
  g_signal_emit_by_name (drag, "drag-end", 75.0, 0.0);
  g_assert_cmpuint (count_points (window), >, n_before + 2);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  g_assert_cmpuint (count_points (window), ==, n_before);
  g_assert_false (gradus_document_can_undo (gradus_window_get_document (window)));

  begin_stroke (view, drag);
  window = gradus_window_succeed (window); /* with the same document */
  iterate (30);
  gradus_document_forget (gradus_window_get_document (window));
  for (guint i = 0; i < 2; i++)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.throw-seed", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  g_assert_true (gradus_document_can_undo (gradus_window_get_document (window)));
  gtk_window_destroy (GTK_WINDOW (window));
  iterate (30);
}

#define ADD_FIELD(name, test)                                                                      \
  g_test_add ("/panel/" name, FieldFixture, NULL, set_up_field, test, tear_down_field)
#define ADD(name, test)                                                                            \
  g_test_add ("/panel/" name, Fixture, "xor-wide-deep", set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("gradus-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE); /* where windows keep their documents */
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD_FIELD ("field", test_field);
  ADD_FIELD ("field-range", test_field_range);
  ADD_FIELD ("field-typed", test_field_typed);
  ADD_FIELD ("field-models", test_field_models);
  ADD_FIELD ("field-freed", test_field_freed);
  ADD ("closed", test_closed);
  ADD ("stop-row", test_stop_row);
  g_test_add_func ("/panel/mute", test_mute);
  ADD ("layers", test_layers);
  ADD ("dice", test_dice);
  ADD ("refusal", test_refusal);
  ADD ("settings", test_settings);
  ADD ("common", test_common);
  ADD ("showing", test_showing);
  ADD ("selecting", test_selecting);
  ADD ("leaving", test_leaving);
  ADD ("optimiser", test_optimiser);
  ADD ("data", test_data);
  g_test_add ("/panel/data-numbers", Fixture, "spiral", set_up, test_data_numbers, tear_down);
  g_test_add_func ("/panel/toast", test_toast);
  g_test_add_func ("/panel/stroke", test_stroke);
  return g_test_run ();
}
