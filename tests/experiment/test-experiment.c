/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include "experiment/builtin.h"
#include "experiment/experiment-json.h"

static void
test_copy (void)
{
  g_autoptr (GradusExperiment) a = gradus_builtin_make ("xor-deep-relu");
  g_autoptr (GradusExperiment) b = gradus_experiment_copy (a);

  g_assert_true (gradus_experiment_equal (a, b));
  gradus_layer_spec_set_width (gradus_experiment_get_layer (b, 3), 6);
  g_assert_cmpuint (gradus_layer_spec_get_width (gradus_experiment_get_layer (a, 3)), ==, 5);
  g_assert_false (gradus_experiment_equal (a, b));
}

/* Learning rate, activations and steps change a run that goes on, everything else begins
 * another. */
static void
test_going_on (void)
{
  g_autoptr (GradusExperiment) a = gradus_builtin_make ("xor-deep-relu");
  g_autoptr (GradusExperiment) b = gradus_experiment_copy (a);

  b->optimiser.learning_rate = 0.5;
  b->steps = 7;
  gradus_experiment_get_layer (b, 2)->activation = gradus_activation_make (GRADUS_ACTIVATION_TANH);
  g_assert_true (gradus_experiment_can_go_on_as (a, b));
  g_assert_false (gradus_experiment_equal (a, b));
  b->seed++;
  g_assert_false (gradus_experiment_can_go_on_as (a, b));
  b->seed--;
  gradus_experiment_get_layer (b, 2)->initialiser =
      gradus_initialiser_make (GRADUS_INITIALISER_HE_NORMAL);
  g_assert_false (gradus_experiment_can_go_on_as (a, b));
  gradus_experiment_get_layer (b, 2)->initialiser = gradus_experiment_get_layer (a, 2)->initialiser;
  b->cost = GRADUS_COST_MEAN_SQUARED_ERROR;
  g_assert_false (gradus_experiment_can_go_on_as (a, b));
  b->cost = a->cost;
  b->optimiser.l2 = 0.1;
  b->optimiser.schedule = gradus_schedule_make (GRADUS_SCHEDULE_COSINE);
  g_assert_true (gradus_experiment_can_go_on_as (a, b));
  g_assert_false (gradus_experiment_equal (a, b));
  b->batch_size = 2;
  g_assert_false (gradus_experiment_can_go_on_as (a, b));
  b->batch_size = 0;
  gradus_experiment_get_layer (b, 2)->activation =
      gradus_activation_make (GRADUS_ACTIVATION_MAXOUT);
  g_assert_false (gradus_experiment_can_go_on_as (a, b));
}

/* A sentence for each thing that does not fit. */
static void
test_faults (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-wide-deep");
  GradusLayerSpec dropout = gradus_layer_spec_make (&gradus_dropout_class);
  int layer;
  char *fault;

  g_assert_null (gradus_experiment_find_fault (experiment, &layer));
  gradus_experiment_get_layer (experiment, 1)->activation =
      gradus_activation_make (GRADUS_ACTIVATION_SOFTMAX);
  fault = gradus_experiment_find_fault (experiment, &layer);
  g_assert_cmpstr (fault, ==, "softmax is for the last layer; take another activation here");
  g_assert_cmpint (layer, ==, 1);
  g_free (fault);
  gradus_experiment_get_layer (experiment, 1)->activation =
      gradus_activation_make (GRADUS_ACTIVATION_MAXOUT);
  experiment->cost = GRADUS_COST_CROSS_ENTROPY;
  fault = gradus_experiment_find_fault (experiment, &layer);
  g_assert_true (g_str_has_prefix (
      fault, "cross-entropy needs a last layer with activation softmax, not sigmoid"));
  g_free (fault);
  gradus_experiment_get_layer (experiment, 2)->activation =
      gradus_activation_make (GRADUS_ACTIVATION_SOFTMAX);
  fault = gradus_experiment_find_fault (experiment, &layer);
  g_assert_true (g_str_has_prefix (fault, "softmax over a single unit is always 1"));
  g_free (fault);
  gradus_experiment_add_layer (experiment, &dropout);
  fault = gradus_experiment_find_fault (experiment, &layer);
  g_assert_true (g_str_has_prefix (fault, "softmax is for the last layer"));
  g_free (fault);
}

static void
test_move (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_experiment_new ("");
  const guint expected[] = { 2, 3, 1, 4 };

  for (guint units = 1; units <= 4; units++) {
    const GradusLayerSpec spec =
        gradus_layer_spec_dense (units, GRADUS_ACTIVATION_RELU, GRADUS_INITIALISER_UNIFORM);

    gradus_experiment_add_layer (experiment, &spec);
  }
  gradus_experiment_move_layer (experiment, 0, 2);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (gradus_layer_spec_get_width (gradus_experiment_get_layer (experiment, i)), ==,
                      expected[i]);
  gradus_experiment_move_layer (experiment, 2, 0);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (gradus_layer_spec_get_width (gradus_experiment_get_layer (experiment, i)), ==,
                      i + 1);
}

static void
test_shape (void)
{
  g_autoptr (GradusExperiment) deep = gradus_builtin_make ("xor-deep-sigmoid");
  g_autoptr (GradusExperiment) wide = gradus_builtin_make ("xor-wide-deep");
  g_autofree char *deep_shape = gradus_experiment_describe_shape (deep);
  g_autofree char *wide_shape = gradus_experiment_describe_shape (wide);
  g_autoptr (GradusExperiment) narrow = gradus_experiment_copy (wide);
  g_autofree char *narrow_shape = NULL;

  g_assert_cmpstr (deep_shape, ==, "2-5×10-1");
  g_assert_cmpstr (wide_shape, ==, "2-5-4-1");
  for (guint i = 0; i < 2; i++)
    gradus_layer_spec_set_width (gradus_experiment_get_layer (narrow, i), 1);
  narrow_shape = gradus_experiment_describe_shape (narrow);
  g_assert_cmpstr (narrow_shape, ==, "2-1×2-1"); /* the output for itself */
}

static GradusExperiment *
set_depth (const GradusExperiment *experiment, guint depth)
{
  g_autofree char *setting = g_strdup_printf ("network.depth=%u", depth);

  return gradus_experiment_set (experiment, (const char *[]){ setting, NULL }, NULL);
}

/* Blocks that are gone around are repeated whole, and each reads the one before it. */
static void
test_depth (void)
{
  g_autoptr (GradusExperiment) around = gradus_builtin_make ("xor-deep-sigmoid-add");

  for (guint depth = 0; depth <= 12; depth++) {
    g_autoptr (GradusExperiment) set = set_depth (around, depth);
    const guint n_plain = MIN (depth, 2), n_blocks = depth - n_plain;
    int at;

    g_assert_cmpuint (gradus_experiment_get_n_layers (set), ==, n_plain + 3 * n_blocks + 1);
    g_assert_null (gradus_experiment_find_fault (set, &at));
    for (guint block = 0; block < n_blocks; block++) {
      const GradusLayerSpec *add = gradus_experiment_get_layer (set, 4 + 3 * block);

      g_assert_true (add->class == &gradus_add_class);
      g_assert_cmpfloat (add->settings[0], ==, 2 + 3 * block);
    }
  }
  g_assert_null (set_depth (around, 40)); /* more layers than there may be */
}

/* What reads the network's input is one block with all before it; what a block reads from before
 * its own beginning stays where it is. */
static void
test_depth_within_blocks (void)
{
  static const char text[] =
      "{\"gradus-experiment\": 1, \"data\": {\"name\": \"xor\"}, \"network\": {\"layers\": ["
      "{\"units\": 2, \"activation\": \"tanh\"}, {\"kind\": \"add\", \"from\": 0},"
      "{\"units\": 2, \"activation\": \"tanh\"}, {\"kind\": \"add\", \"from\": 0},"
      "{\"kind\": \"add\", \"from\": 3}, {\"kind\": \"add\", \"from\": 2},"
      "{\"units\": 1, \"activation\": \"sigmoid\"}]}, \"training\": {\"cost\": "
      "\"binary-cross-entropy\", \"optimiser\": {\"name\": \"sgd\", \"learning-rate\": 0.1}, "
      "\"batch-size\": 0, \"steps\": 10}}";
  const guint wanted[] = { 0, 0, 3, 2, 0, 7, 6, 0, 11, 10 };
  const guint at[] = { 1, 3, 4, 5, 7, 8, 9, 11, 12, 13 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) given = gradus_experiment_from_json (text, sizeof text - 1, &error);
  g_autoptr (GradusExperiment) two = given ? set_depth (given, 1) : NULL;
  g_autoptr (GradusExperiment) four = given ? set_depth (given, 4) : NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (gradus_experiment_get_n_layers (two), ==, 3);
  g_assert_cmpuint (gradus_experiment_get_n_layers (four), ==, 15);
  for (guint i = 0; i < G_N_ELEMENTS (at); i++)
    g_assert_cmpfloat (gradus_experiment_get_layer (four, at[i])->settings[0], ==, wanted[i]);
}

static guint
suit_add (const GradusExperiment *experiment, guint at)
{
  GradusLayerSpec spec = gradus_layer_spec_make (&gradus_add_class);

  spec.settings[0] = 77;
  gradus_experiment_suit_layer (experiment, at, &spec);
  return (guint) spec.settings[0];
}

/* A new add reads the last layer before its input that has the same shape, or the input; where
 * there is none, what it read stays. */
static void
test_suit (void)
{
  g_autoptr (GradusExperiment) deep = gradus_builtin_make ("xor-deep-relu");
  g_autoptr (GradusExperiment) wide = gradus_builtin_make ("xor-wide-deep");
  g_autoptr (GradusExperiment) small = gradus_builtin_make ("xor");
  GradusLayerSpec dropout = gradus_layer_spec_make (&gradus_dropout_class);

  g_assert_cmpuint (suit_add (deep, 10), ==, 9);
  g_assert_cmpuint (suit_add (deep, 2), ==, 1);
  g_assert_cmpuint (suit_add (deep, 1), ==, 77);
  g_assert_cmpuint (suit_add (deep, 0), ==, 77);
  g_assert_cmpuint (suit_add (wide, 2), ==, 77);
  g_assert_cmpuint (suit_add (small, 1), ==, 0);
  gradus_experiment_suit_layer (deep, 10, &dropout);
  g_assert_cmpfloat (dropout.settings[0], ==, 0.5);
}

/* What skip connections tie changes its width together, and nothing else does. */
static void
test_spread (void)
{
  g_autoptr (GradusExperiment) around = gradus_builtin_make ("xor-deep-sigmoid-add");
  const guint tied[] = { 1, 3, 6, 9, 12 };
  int at;

  for (guint i = 0; i < G_N_ELEMENTS (tied); i++) {
    gradus_layer_spec_set_width (gradus_experiment_get_layer (around, tied[i]), 6 + i);
    gradus_experiment_spread_width (around, tied[i]);
    g_assert_null (gradus_experiment_find_fault (around, &at));
    for (guint k = 0; k < G_N_ELEMENTS (tied); k++)
      g_assert_cmpuint (gradus_layer_spec_get_width (gradus_experiment_get_layer (around, tied[k])),
                        ==, 6 + i);
  }
  gradus_layer_spec_set_width (gradus_experiment_get_layer (around, 2), 9);
  gradus_experiment_spread_width (around, 2);
  g_assert_cmpuint (gradus_layer_spec_get_width (gradus_experiment_get_layer (around, 0)), ==, 5);
  g_assert_cmpuint (gradus_layer_spec_get_width (gradus_experiment_get_layer (around, 3)), ==, 10);
  g_assert_null (gradus_experiment_find_fault (around, &at));

  /* the input does not follow */
  gradus_layer_spec_set (gradus_experiment_get_layer (around, 4), "from", 0);
  gradus_layer_spec_set_width (gradus_experiment_get_layer (around, 3), 3);
  gradus_experiment_spread_width (around, 3);
  g_assert_cmpuint (gradus_layer_spec_get_width (gradus_experiment_get_layer (around, 12)), ==, 3);
  g_assert_cmpuint (gradus_layer_spec_get_width (gradus_experiment_get_layer (around, 1)), ==, 10);
}

/* A batch of more samples than there are is a full one: what it would take counts, not what it is
 * called. Four samples fit through a hundred wide layers. */
static void
test_size (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-deep-relu");
  const GradusLayerSpec wide =
      gradus_layer_spec_dense (512, GRADUS_ACTIVATION_RELU, GRADUS_INITIALISER_HE_NORMAL);
  int at;

  experiment->batch_size = GRADUS_MAX_BATCH_SIZE;
  while (gradus_experiment_get_n_layers (experiment) < GRADUS_MAX_LAYERS)
    gradus_experiment_insert_layer (experiment, 0, &wide);
  g_assert_cmpstr (gradus_experiment_find_fault (experiment, &at), ==, NULL);
}

/* The lecture's table. */
static void
test_builtins (void)
{
  const struct {
    const char *id, *shape;
  } expected[] = { { "xor", "2-2-1" },
                   { "xor-wide-deep", "2-5-4-1" },
                   { "xor-deep-sigmoid", "2-5×10-1" },
                   { "xor-deep-relu", "2-5×10-1" },
                   { "xor-deep-sigmoid-add", "2-5×10-1" },
                   { "xor-activations", "2-5×5-1" },
                   { "xor-optimisers", "2-2-1" },
                   { "spiral", "2-8×2-1" },
                   { "fashion", "784-128-10" },
                   { "fashion-convolution", "784-8@5-16@5-10" },
                   { "lenet", "784-6@5-16@5-120-84-10" },
                   { "lenet-sigmoid", "784-6@5-16@5-120-84-10" },
                   { "fashion-dropout", "784-32@3-64@3-128-10" },
                   { "cifar", "3072-16@5-20@5×2-10" },
                   { "cifar-fitnet", "3072-16@3×3-32@3×3-48@3×2-64@3-500-10" },
                   { "cifar-normalised", "3072-32@3-64@3-128@3-10" } };
  /* From "xor-optimisers" on. */
  static const guint64 steps[] = { 3000, 200000, 9375, 7500, 7500, 7500, 8437, 7812, 7812, 6250 };
  static const double rates[] = { 0.1, 0.003, 0.001, 0.002, 0.02, 0.02, 0.001, 0.002, 0.01, 0.003 };
  guint n = 0;

  for (const GradusBuiltin *builtin = gradus_builtin_list (); builtin->id; builtin++, n++) {
    g_autoptr (GradusExperiment) experiment = gradus_builtin_make (builtin->id);
    g_autofree char *shape = gradus_experiment_describe_shape (experiment);

    g_assert_cmpstr (builtin->id, ==, expected[n].id);
    g_assert_cmpstr (shape, ==, expected[n].shape);
    g_assert_cmpstr (experiment->name, ==, builtin->title);
    g_assert_cmpuint (experiment->steps, ==, n < 6 ? 200000 : steps[n - 6]);
    g_assert_cmpfloat (experiment->optimiser.learning_rate, ==, n < 6 ? 0.1 : rates[n - 6]);
  }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  g_assert_null (gradus_builtin_make ("xnor"));
}

/* All runs of a race begin at the same weights, on the same surface, with other optimisers. */
static void
test_rivals (void)
{
  const GradusRival *rivals = gradus_builtin_list_rivals ("xor-optimisers");
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-optimisers");
  guint n = 0;

  g_assert_null (gradus_builtin_list_rivals ("xor"));
  for (; rivals[n].name; n++) {
    g_autoptr (GradusExperiment) rival =
        gradus_experiment_set (experiment, rivals[n].settings, NULL);

    g_assert_nonnull (rival);
    g_assert_true ((n == 0) == gradus_experiment_equal (experiment, rival));
    g_assert_true ((n == 0) == (rival->optimiser.kind == experiment->optimiser.kind));
    rival->optimiser = experiment->optimiser;
    g_assert_true (gradus_experiment_equal (experiment, rival));
  }
  g_assert_cmpuint (n, ==, 4);
}

void
add_experiment_tests (void)
{
  g_test_add_func ("/experiment/copy", test_copy);
  g_test_add_func ("/experiment/going-on", test_going_on);
  g_test_add_func ("/experiment/faults", test_faults);
  g_test_add_func ("/experiment/move", test_move);
  g_test_add_func ("/experiment/shape", test_shape);
  g_test_add_func ("/experiment/depth", test_depth);
  g_test_add_func ("/experiment/depth-within-blocks", test_depth_within_blocks);
  g_test_add_func ("/experiment/suit", test_suit);
  g_test_add_func ("/experiment/spread", test_spread);
  g_test_add_func ("/experiment/size", test_size);
  g_test_add_func ("/experiment/builtins", test_builtins);
  g_test_add_func ("/experiment/rivals", test_rivals);
}
