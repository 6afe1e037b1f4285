/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* The experiment as something that controls can be bound to: it notifies of exactly what became
 * another, and setting it is an edit of the document. */
#include <string.h>

#include "document/experiment-model.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "nn/network.h"

/* -- What is told ------------------------------------------------------------------------------ */

typedef struct {
  GradusDocument *document;
  GradusExperimentModel *model;
  GPtrArray *told; /* names of properties of the model, and of items as "2.width" */
  GString *refused;
} Fixture;

static void
on_notify (GPtrArray *told, GParamSpec *pspec)
{
  g_ptr_array_add (told, g_strdup (pspec->name));
}

static void
on_item_notify (GradusLayerItem *item, GParamSpec *pspec, GPtrArray *told)
{
  g_ptr_array_add (told,
                   g_strdup_printf ("%u.%s", gradus_layer_item_get_number (item), pspec->name));
}

static void
on_refused (GString *refused, const char *why)
{
  g_string_append (refused, why);
}

static void
listen (Fixture *fixture)
{
  GListModel *layers = gradus_experiment_model_get_layers (fixture->model);

  g_signal_connect_swapped (fixture->model, "notify", G_CALLBACK (on_notify), fixture->told);
  g_signal_connect_swapped (fixture->model, "refused", G_CALLBACK (on_refused), fixture->refused);
  for (guint i = 0; i < g_list_model_get_n_items (layers); i++) {
    g_autoptr (GradusLayerItem) item = g_list_model_get_item (layers, i);

    g_signal_connect (item, "notify", G_CALLBACK (on_item_notify), fixture->told);
  }
}

static void
insert (GradusDocument *document, const char *id)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (id);
  g_autoptr (GradusRun) run = gradus_run_new (experiment, NULL);

  gradus_document_insert (document, gradus_document_get_n_runs (document), run);
}

static void
set_up (Fixture *fixture, gconstpointer id)
{
  fixture->document = gradus_document_new ();
  insert (fixture->document, id);
  fixture->model = gradus_experiment_model_new (fixture->document);
  fixture->told = g_ptr_array_new_with_free_func (g_free);
  fixture->refused = g_string_new (NULL);
  listen (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer id)
{
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->document);
  g_ptr_array_unref (fixture->told);
  g_string_free (fixture->refused, TRUE);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* That these were told of, and nothing else, in whatever order; forgets them. */
static void
check_told (Fixture *fixture, const char *expected)
{
  g_autofree char *told = NULL;

  g_ptr_array_sort (fixture->told, compare_names);
  g_ptr_array_add (fixture->told, NULL);
  told = g_strjoinv (" ", (char **) fixture->told->pdata);
  g_assert_cmpstr (told, ==, expected);
  g_ptr_array_set_size (fixture->told, 0);
}

static const GradusExperiment *
get_experiment (Fixture *fixture)
{
  const GradusExperiment *mirrored = gradus_experiment_model_get_experiment (fixture->model);
  GradusRun *run = gradus_document_get_selected (fixture->document);

  g_assert_true (gradus_experiment_equal (mirrored, gradus_run_get_experiment (run)));
  return mirrored;
}

/* One step of undo more, and then it is taken back and told of in the same words. */
static void
check_undo (Fixture *fixture, const char *told)
{
  g_assert_true (gradus_document_can_undo (fixture->document));
  gradus_document_undo (fixture->document);
  g_assert_false (gradus_document_can_undo (fixture->document));
  get_experiment (fixture);
  check_told (fixture, told);
}

static GradusLayerItem *
get_item (Fixture *fixture, guint number)
{
  GListModel *layers = gradus_experiment_model_get_layers (fixture->model);
  g_autoptr (GradusLayerItem) item = g_list_model_get_item (layers, number - 1);

  g_assert_nonnull (item);
  return item; /* the list keeps it */
}

/* -- Numbers ----------------------------------------------------------------------------------- */

/* What is told where each of these is set, first of all "name": it is marked as changed. Of "run"
 * where training begins again. */
static const struct {
  const char *property;
  double value;
  const char *told;
} cases[] = {
  { "learning-rate", 0.5, "learning-rate name" },
  { "l1", 0.25, "l1 name" },
  { "l2", 0.25, "l2 name" },
  { "clip-norm", 3, "clip-norm name" },
  { "warm-up", 100, "name warm-up" },
  { "steps", 12345, "name steps" },
  { "schedule", GRADUS_SCHEDULE_COSINE, "name schedule" },
  { "batch-size", 2, "batch-size name run" },
  { "seed", 77, "name run seed" },
  { "optimiser", GRADUS_OPTIMISER_ADAM, "decay epsilon learning-rate momentum name optimiser run" },
  { "cost", GRADUS_COST_MEAN_SQUARED_ERROR, "3.has-free-activation cost name run" },
  { "hidden-activation", GRADUS_ACTIVATION_TANH,
    "1.activation 2.activation hidden-activation name" },
  { "initialiser", GRADUS_INITIALISER_HE_NORMAL,
    "1.initialiser 1.scale 2.initialiser 2.scale 3.initialiser 3.scale initialiser "
    "initialiser-scale name run" },
  { "initialiser-scale", 0.5, "1.scale 2.scale 3.scale initialiser-scale name run" },
};

static void
set_number (Fixture *fixture, const char *property, double value)
{
  g_auto (GValue) number = G_VALUE_INIT;

  g_value_init (&number, G_TYPE_DOUBLE);
  g_value_set_double (&number, value);
  g_object_set_property (G_OBJECT (fixture->model), property, &number);
}

static double
get_number (Fixture *fixture, const char *property)
{
  g_auto (GValue) number = G_VALUE_INIT;

  g_value_init (&number, G_TYPE_DOUBLE);
  g_object_get_property (G_OBJECT (fixture->model), property, &number);
  return g_value_get_double (&number);
}

static void
test_numbers (Fixture *fixture, gconstpointer id)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const double before = get_number (fixture, cases[i].property);

    g_test_message ("%s", cases[i].property);
    set_number (fixture, cases[i].property, before); /* which it is already */
    check_told (fixture, "");
    g_assert_false (gradus_document_can_undo (fixture->document));
    set_number (fixture, cases[i].property, cases[i].value);
    g_assert_cmpfloat (get_number (fixture, cases[i].property), ==, cases[i].value);
    get_experiment (fixture);
    check_told (fixture, cases[i].told);
    check_undo (fixture, cases[i].told);
    g_assert_cmpfloat (get_number (fixture, cases[i].property), ==, before);
  }
  g_assert_cmpstr (fixture->refused->str, ==, "");
}

/* Every number of an optimiser and of a schedule stands where it should. */
static void
test_optimiser (Fixture *fixture, gconstpointer id)
{
  GradusOptimiser wanted = gradus_optimiser_make (GRADUS_OPTIMISER_ADAMW);

  set_number (fixture, "l2", 0.125);
  set_number (fixture, "warm-up", 10);
  set_number (fixture, "schedule", GRADUS_SCHEDULE_STEP);
  set_number (fixture, "every", 20);
  set_number (fixture, "factor", 0.75);
  set_number (fixture, "optimiser", GRADUS_OPTIMISER_ADAMW);
  set_number (fixture, "momentum", 0.5);
  set_number (fixture, "decay", 0.625);
  set_number (fixture, "epsilon", 0.0625);
  set_number (fixture, "weight-decay", 0.375);
  wanted.momentum = 0.5;
  wanted.decay = 0.625;
  wanted.epsilon = 0.0625;
  wanted.weight_decay = 0.375;
  wanted.l2 = 0.125;
  wanted.schedule = gradus_schedule_make (GRADUS_SCHEDULE_STEP);
  wanted.schedule.every = 20;
  wanted.schedule.factor = 0.75;
  wanted.schedule.warm_up = 10;
  g_assert_true (gradus_optimiser_equal (&get_experiment (fixture)->optimiser, &wanted));
  set_number (fixture, "schedule", GRADUS_SCHEDULE_COSINE);
  set_number (fixture, "final", 0.5);
  g_assert_cmpfloat (get_experiment (fixture)->optimiser.schedule.final, ==, 0.5);
  g_assert_cmpuint (get_experiment (fixture)->optimiser.schedule.warm_up, ==, 10);
}

/* What layers do not have in common is no value, and cannot be asked for. */
static void
test_common (Fixture *fixture, gconstpointer id)
{
  g_object_set (get_item (fixture, 2), "activation", GRADUS_ACTIVATION_TANH, NULL);
  g_assert_cmpfloat (get_number (fixture, "hidden-activation"), ==, G_MAXUINT);
  gradus_document_forget (fixture->document);
  set_number (fixture, "hidden-activation", G_MAXUINT);
  g_assert_false (gradus_document_can_undo (fixture->document));
  g_object_set (get_item (fixture, 1), "activation", GRADUS_ACTIVATION_TANH, NULL);
  g_assert_cmpfloat (get_number (fixture, "hidden-activation"), ==, GRADUS_ACTIVATION_TANH);
  gradus_document_forget (fixture->document);
  set_number (fixture, "hidden-activation", G_MAXUINT);
  g_assert_false (gradus_document_can_undo (fixture->document));
  set_number (fixture, "seed", G_MAXUINT); /* which is a seed like any other */
  g_assert_cmpfloat (get_number (fixture, "seed"), ==, G_MAXUINT);

  /* the kind that they have is no change, though a change of it would reset their numbers */
  set_number (fixture, "initialiser-scale", 0.5);
  set_number (fixture, "initialiser", get_number (fixture, "initialiser"));
  g_assert_cmpfloat (get_number (fixture, "initialiser-scale"), ==, 0.5);
}

/* -- Layers ------------------------------------------------------------------------------------ */

static void
test_layer (Fixture *fixture, gconstpointer id)
{
  GradusLayerItem *item = get_item (fixture, 2);
  guint units;

  g_assert_false (gradus_layer_item_is_output (item));
  g_assert_true (gradus_layer_item_is_output (get_item (fixture, 3)));
  g_assert_true (gradus_layer_item_has_free_activation (item));
  g_assert_false (gradus_layer_item_has_free_activation (get_item (fixture, 3)));
  g_object_get (item, "width", &units, NULL);
  g_object_set (item, "width", units, NULL);
  check_told (fixture, "");
  g_object_set (item, "width", 9u, NULL);
  g_assert_cmpuint (
      gradus_layer_spec_get_width (gradus_experiment_get_layer (get_experiment (fixture), 1)), ==,
      9);
  check_told (fixture, "2.width name run shape");
  check_undo (fixture, "2.width name run shape");

  g_object_set (item, "bias", 0.5, NULL);
  g_object_set (item, "initialiser", GRADUS_INITIALISER_XAVIER_NORMAL, NULL);
  g_assert_cmpfloat ((double) gradus_layer_item_get_spec (item)->initialiser.bias, ==, 0.5);
  g_object_set (item, "activation", GRADUS_ACTIVATION_LEAKY_RELU, NULL);
  g_ptr_array_set_size (fixture->told, 0);
  gradus_document_forget (fixture->document);
  g_object_set (item, "alpha", 0.25, NULL);
  check_told (fixture, "2.alpha");
  check_undo (fixture, "2.alpha");
}

static void
on_items (guint *sum, guint at, guint n_removed, guint n_added)
{
  *sum = *sum * 1000 + at * 100 + n_removed * 10 + n_added;
}

static void
check_units (Fixture *fixture, const char *expected)
{
  GListModel *layers = gradus_experiment_model_get_layers (fixture->model);
  g_autoptr (GString) units = g_string_new (NULL);

  get_experiment (fixture);
  for (guint i = 0; i < g_list_model_get_n_items (layers); i++) {
    GradusLayerItem *item = get_item (fixture, i + 1);

    g_assert_cmpuint (gradus_layer_item_get_number (item), ==, i + 1);
    g_string_append_printf (units, " %u",
                            gradus_layer_spec_get_width (gradus_layer_item_get_spec (item)));
  }
  g_assert_cmpstr (units->str + 1, ==, expected);
}

/* Items are places: layers are moved between them, and the list grows and shrinks at its end. */
static void
test_places (Fixture *fixture, gconstpointer id)
{
  GListModel *layers = gradus_experiment_model_get_layers (fixture->model);
  guint changes = 0;

  g_signal_connect_swapped (layers, "items-changed", G_CALLBACK (on_items), &changes);
  g_object_set (get_item (fixture, 1), "width", 7u, NULL);
  check_units (fixture, "7 4 1");
  g_assert_true (gradus_experiment_model_move_layer (fixture->model, 0, 1));
  check_units (fixture, "4 7 1");
  g_assert_cmpuint (changes, ==, 0);
  g_assert_true (gradus_experiment_model_add_layer (fixture->model, NULL));
  check_units (fixture, "4 7 7 1");
  g_assert_cmpuint (changes, ==, 301);
  g_assert_true (gradus_layer_item_is_output (get_item (fixture, 4)));
  g_assert_false (gradus_layer_item_is_output (get_item (fixture, 3)));
  g_assert_true (gradus_experiment_model_remove_layer (fixture->model, 0));
  check_units (fixture, "7 7 1");
  g_assert_cmpuint (changes, ==, 301310);
  g_assert_true (gradus_layer_item_is_output (get_item (fixture, 3)));

  /* neither past the data nor past the output, which stays */
  g_assert_false (gradus_experiment_model_move_layer (fixture->model, 1, 2));
  g_assert_false (gradus_experiment_model_move_layer (fixture->model, 2, 0));
  g_assert_false (gradus_experiment_model_move_layer (fixture->model, 1, 1));
  g_assert_false (gradus_experiment_model_remove_layer (fixture->model, 2));
  g_assert_cmpstr (fixture->refused->str, ==, "");
  while (gradus_experiment_model_remove_layer (fixture->model, 0))
    continue;
  check_units (fixture, "1");
  while (gradus_experiment_model_add_layer (fixture->model, NULL))
    continue;
  g_assert_cmpuint (g_list_model_get_n_items (layers), ==, GRADUS_MAX_LAYERS);
}

static void
on_settings (guint *n)
{
  ++*n;
}

/* The numbers that only one kind of layer has. */
static void
test_settings (Fixture *fixture, gconstpointer id)
{
  GListModel *settings;
  g_autoptr (GradusSettingItem) rate = NULL;
  guint n_fills = 0;

  g_assert_true (gradus_experiment_model_add_layer (fixture->model, &gradus_dropout_class));
  settings = gradus_layer_item_get_settings (get_item (fixture, 3));
  g_assert_cmpuint (g_list_model_get_n_items (settings), ==, 1);
  rate = g_list_model_get_item (settings, 0);
  g_assert_cmpstr (gradus_setting_item_get_setting (rate)->key, ==, "rate");
  g_ptr_array_set_size (fixture->told, 0);
  gradus_document_forget (fixture->document);
  g_object_set (rate, "value", gradus_setting_item_get_value (rate), NULL);
  check_told (fixture, "");
  g_object_set (rate, "value", 0.25, NULL);
  g_assert_cmpfloat (gradus_setting_item_get_value (rate), ==, 0.25);
  g_assert_cmpfloat (gradus_experiment_get_layer (get_experiment (fixture), 2)->settings[0], ==,
                     0.25);
  check_told (fixture, "3.settings");
  check_undo (fixture, "3.settings");

  /* another kind in the same place */
  g_signal_connect_swapped (settings, "items-changed", G_CALLBACK (on_settings), &n_fills);
  g_assert_true (
      gradus_experiment_model_add_layer (fixture->model, &gradus_batch_normalisation_class));
  g_assert_cmpuint (n_fills, ==, 0);
  g_assert_true (gradus_experiment_model_remove_layer (fixture->model, 2));
  g_assert_cmpuint (n_fills, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (settings), ==,
                    gradus_layer_class_count_settings (&gradus_batch_normalisation_class));
  gradus_document_forget (fixture->document);
  g_object_set (rate, "value", 0.75, NULL); /* whose layer is gone */
  g_assert_false (gradus_document_can_undo (fixture->document));
  g_assert_cmpstr (gradus_layer_item_get_spec (get_item (fixture, 3))->class->name, ==,
                   "batch-normalisation");
  get_experiment (fixture);
}

/* -- Refusal, other runs, no run --------------------------------------------------------------- */

static void
test_refusal (Fixture *fixture, gconstpointer id)
{
  const double before = get_number (fixture, "cost");
  g_autoptr (GradusExperiment) faulty =
      gradus_experiment_copy (gradus_experiment_model_get_experiment (fixture->model));

  set_number (fixture, "cost", GRADUS_COST_CROSS_ENTROPY); /* XOR has one target */
  g_assert_nonnull (strstr (fixture->refused->str, "softmax over a single unit is always 1"));
  g_assert_cmpfloat (get_number (fixture, "cost"), ==, before);
  check_told (fixture, "");
  g_string_truncate (fixture->refused, 0);
  g_object_set (get_item (fixture, 1), "activation", GRADUS_ACTIVATION_SOFTMAX, NULL);
  g_assert_nonnull (strstr (fixture->refused->str, "softmax is for the last layer"));
  check_told (fixture, "");
  g_array_set_size (faulty->layers, 0);
  g_assert_false (gradus_experiment_model_edit (fixture->model, faulty));
  g_assert_false (gradus_document_can_undo (fixture->document));
}

/* Whoever changes the run, and whichever is selected. */
static void
test_following (Fixture *fixture, gconstpointer id)
{
  GradusRun *first = gradus_document_get_selected (fixture->document);
  g_autoptr (GradusExperiment) longer = gradus_experiment_set (
      gradus_run_get_experiment (first), (const char *const[]){ "training.steps=9", NULL }, NULL);

  gradus_run_change (first, longer, NULL); /* a lesson does, without a step of undo */
  check_told (fixture, "steps");
  gradus_document_duplicate (fixture->document, first, NULL);
  check_told (fixture, "run"); /* it is the same experiment */
  g_assert_true (gradus_experiment_model_get_run (fixture->model) ==
                 gradus_document_get_run (fixture->document, 1));
  longer->steps = 10;
  gradus_run_change (first, longer, NULL); /* which is not selected now */
  check_told (fixture, "");
  set_number (fixture, "seed", 5);
  check_told (fixture, "name run seed");
  g_assert_cmpuint (gradus_run_get_experiment (first)->seed, !=, 5);
  gradus_document_set_selected (fixture->document, first);
  check_told (fixture, "name run seed steps");
  insert (fixture->document, "spiral");
  g_assert_true (gradus_experiment_model_get_data (fixture->model)->generator ==
                 &gradus_spiral_generator);
}

static void
test_data (Fixture *fixture, gconstpointer id)
{
  GradusDataSpec spec = gradus_data_spec_make (&gradus_spiral_generator);

  spec.n_arms = 3;
  g_assert_true (gradus_experiment_model_set_data (fixture->model, &spec));
  g_assert_true (gradus_data_spec_equal (gradus_experiment_model_get_data (fixture->model), &spec));
  check_units (fixture, "5 4 3");
  check_told (fixture, "3.activation 3.width cost data name run shape");
  g_assert_true (gradus_experiment_model_set_data (fixture->model, &spec));
  check_told (fixture, "");
  check_undo (fixture, "3.activation 3.width cost data name run shape");
}

/* The least change there is. */
static void
rename_experiment (GradusRun *run)
{
  g_autoptr (GradusExperiment) copy = gradus_experiment_copy (gradus_run_get_experiment (run));

  g_free (copy->name);
  copy->name = g_strdup ("another");
  gradus_run_change (run, copy, NULL);
}

/* An item whose place is gone edits nothing; nor does a model whose document has no run, or which
 * has gone. */
static void
test_nothing_there (Fixture *fixture, gconstpointer id)
{
  g_autoptr (GradusLayerItem) gone = g_object_ref (get_item (fixture, 3));
  g_autoptr (GradusLayerItem) left = NULL;
  g_autoptr (GradusDocument) empty = gradus_document_new ();
  g_autoptr (GradusExperimentModel) model = gradus_experiment_model_new (empty);
  const GradusDataSpec xor = gradus_data_spec_make (&gradus_xor_generator);
  g_autofree char *name = NULL;

  g_assert_true (gradus_experiment_model_remove_layer (fixture->model, 0));
  g_assert_true (gradus_experiment_model_add_layer (fixture->model, NULL));
  gradus_document_forget (fixture->document);
  g_object_set (gone, "activation", GRADUS_ACTIVATION_RELU, NULL); /* another has its number now */
  g_object_set (gone, "bias", 0.5, NULL);
  g_assert_false (gradus_document_can_undo (fixture->document));

  g_object_set (model, "steps", G_GUINT64_CONSTANT (5), NULL);
  g_assert_false (gradus_experiment_model_set_data (model, &xor));
  g_assert_false (gradus_experiment_model_add_layer (model, NULL));
  g_assert_false (gradus_experiment_model_remove_layer (model, 0));
  g_assert_null (gradus_experiment_model_get_experiment (model));
  g_object_get (model, "name", &name, NULL);
  g_assert_cmpstr (name, ==, "");
  insert (empty, "xor");
  g_assert_nonnull (gradus_experiment_model_get_experiment (model));
  left = g_list_model_get_item (gradus_experiment_model_get_layers (model), 0);
  insert (empty, "xor");
  g_assert_finalize_object (g_steal_pointer (&model));
  rename_experiment (gradus_document_get_run (empty, 0));
  rename_experiment (gradus_document_get_run (empty, 1));
  gradus_document_forget (empty);
  g_object_set (left, "width", 8u, NULL);
  g_assert_false (gradus_document_can_undo (empty));
}

#define ADD(name, test)                                                                            \
  g_test_add ("/experiment-model/" name, Fixture, "xor-wide-deep", set_up, test, tear_down)

void
add_experiment_model_tests (void)
{
  ADD ("numbers", test_numbers);
  ADD ("optimiser", test_optimiser);
  ADD ("common", test_common);
  ADD ("layer", test_layer);
  ADD ("places", test_places);
  ADD ("settings", test_settings);
  ADD ("refusal", test_refusal);
  ADD ("following", test_following);
  ADD ("data", test_data);
  ADD ("nothing-there", test_nothing_there);
}
