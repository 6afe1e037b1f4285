/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"
#include "nn/blas.h"
#include "nn/kernels/kernels.h"
#include "nn/random.h"
#include "experiment/builtin.h"
#include "train/cores.h"
#include "train/stepper.h"

/* Each figure is the median of ROUNDS rounds, each of at least SHORTEST_ROUND: a median ignores
 * what other programs do meanwhile. */
#define ROUNDS 5
#define SHORTEST_ROUND (G_USEC_PER_SEC / 5)

#define GRID_SIZE 200

/* The size of Fashion-MNIST. */
#define N_PIXELS 784
#define N_CLASSES 10
#define N_IMAGES 10000

/* Of those for convolutions. */
#define N_PICTURES 1280
#define PICTURES_A_ROUND 1600

/* With vectors half as wide as AVX-512's, so much of what is to be reached with these. */
#define NARROW_SHARE 0.45

typedef enum {
  STEPS_A_SECOND,
  SAMPLES_A_SECOND,
  MILLISECONDS,
} Unit;

/* A layer of a network over pictures, before the last. */
typedef struct {
  const GradusLayerClass *class; /* NULL: none follows */
  guint width;                   /* filters or units */
  guint side;                    /* of a kernel or of a pooling's window */
} MapLayer;

typedef struct _Workload Workload;
struct _Workload {
  const char *name;
  const char *title;
  Unit unit;
  double to_reach, to_reach_on_two; /* 0: no goal */
  GradusStepper *(*make) (const Workload *workload, guint64 *steps);
  const char *builtin;
  guint units, n_hidden, batch_size; /* of the network on images */

  /* Of one over pictures. */
  GradusPictureLayout picture;
  GradusActivationKind activation;
  gboolean is_lenet; /* the second filters do not go beyond their maps */
  MapLayer layers[16];
};

static GradusStepper *
make_builtin (const Workload *workload, guint64 *steps)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (workload->builtin);

  *steps = experiment->steps;
  return gradus_stepper_new (experiment, NULL);
}

/* By plain gradient descent, as other engines train it, so that the figures can be compared. */
static GradusStepper *
make_spiral (const Workload *workload, guint64 *steps)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("spiral");

  experiment->optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_SGD);
  experiment->optimiser.learning_rate = 0.03;
  *steps = experiment->steps;
  return gradus_stepper_new (experiment, NULL);
}

/* Noise: the speed does not depend on what is in the pictures. */
static GradusDataset *
draw_images (guint n_pixels, guint n_images)
{
  GradusDataset *images = gradus_dataset_new (n_pixels, N_CLASSES, n_images);
  GradusRandom random;

  gradus_random_init (&random, 1, GRADUS_STREAM_DATA);
  for (gsize i = 0; i < (gsize) n_images * n_pixels; i++)
    images->floats[i] = gradus_random_uniform (&random, 0, 1);
  for (gsize i = 0; i < n_images; i++)
    images->targets[i * N_CLASSES + gradus_random_below (&random, N_CLASSES)] = 1;
  return images;
}

/* The last layer, and how it is trained. */
static void
add_classes (GradusExperiment *experiment, const Workload *workload, double rate)
{
  const GradusLayerSpec spec =
      gradus_layer_spec_dense (N_CLASSES, GRADUS_ACTIVATION_SOFTMAX, GRADUS_INITIALISER_HE_NORMAL);

  gradus_experiment_add_layer (experiment, &spec);
  experiment->cost = GRADUS_COST_CROSS_ENTROPY;
  experiment->optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_MOMENTUM);
  experiment->optimiser.learning_rate = rate;
  experiment->batch_size = workload->batch_size;
}

static GradusStepper *
make_images (const Workload *workload, guint64 *steps)
{
  g_autoptr (GradusExperiment) experiment = gradus_experiment_new ("");
  g_autoptr (GradusDataset) images = draw_images (N_PIXELS, N_IMAGES);
  GradusLayerSpec spec;

  spec = gradus_layer_spec_dense (workload->units, GRADUS_ACTIVATION_RELU,
                                  GRADUS_INITIALISER_HE_NORMAL);
  for (guint i = 0; i < workload->n_hidden; i++)
    gradus_experiment_add_layer (experiment, &spec);
  add_classes (experiment, workload, 0.001);
  *steps = 100;
  return gradus_stepper_new_on (experiment, images, NULL, NULL);
}

static GradusLayerSpec
make_map_layer (const Workload *workload, const MapLayer *layer)
{
  GradusLayerSpec spec = gradus_layer_spec_make (layer->class);

  if (layer->width)
    gradus_layer_spec_set_width (&spec, layer->width);
  if (layer->side)
    gradus_layer_spec_set (&spec, layer->width ? "kernel" : "size", layer->side);
  spec.activation = gradus_activation_make (spec.class->has_activation ? workload->activation
                                                                       : GRADUS_ACTIVATION_LINEAR);
  spec.initialiser = gradus_initialiser_make (GRADUS_INITIALISER_HE_NORMAL);
  return spec;
}

static GradusStepper *
make_maps (const Workload *workload, guint64 *steps)
{
  const GradusPictureLayout *picture = &workload->picture;
  g_autoptr (GradusExperiment) experiment = gradus_experiment_new ("");
  g_autoptr (GradusDataset) images =
      draw_images (picture->n_channels * picture->height * picture->width, N_PICTURES);
  GradusLayerSpec spec;

  gradus_dataset_set_picture (images, picture);
  for (const MapLayer *layer = workload->layers; layer->class; layer++) {
    spec = make_map_layer (workload, layer);
    if (workload->is_lenet && layer == &workload->layers[2])
      gradus_layer_spec_set (&spec, "padding", 0);
    gradus_experiment_add_layer (experiment, &spec);
  }
  add_classes (experiment, workload, 0.0001);
  *steps = PICTURES_A_ROUND / workload->batch_size;
  return gradus_stepper_new_on (experiment, images, NULL, NULL);
}

#define CONVOLUTION(filters, side)                                                                 \
  {                                                                                                \
    &gradus_convolution_class, filters, side                                                       \
  }
#define POOLING(side)                                                                              \
  {                                                                                                \
    &gradus_max_pooling_class, 0, side                                                             \
  }
#define MEAN_POOLING(side)                                                                         \
  {                                                                                                \
    &gradus_average_pooling_class, 0, side                                                         \
  }
#define DENSE(units)                                                                               \
  {                                                                                                \
    &gradus_dense_class, units, 0                                                                  \
  }

static const Workload workloads[] = {
  { "deep-sigmoid", "2-5×10-1 sigmoid, XOR", STEPS_A_SECOND, 1.2e6, 0, make_builtin,
    "xor-deep-sigmoid" },
  { "deep-relu", "2-5×10-1 ReLU, XOR", STEPS_A_SECOND, 1.8e6, 0, make_builtin, "xor-deep-relu" },
  { "xor", "2-2-1 sigmoid, XOR", STEPS_A_SECOND, 12e6, 0, make_builtin, "xor" },
  { "spiral", "2-8-8-1 tanh, spiral, batch 10", SAMPLES_A_SECOND, 14e6, 0, make_spiral },
  { "images", "784-128-10 ReLU, batch 128, momentum", SAMPLES_A_SECOND, 170e3, 280e3, make_images,
    NULL, 128, 1, 128 },
  { "images-deep", "784-512×3-10 ReLU, batch 256, momentum", SAMPLES_A_SECOND, 17.5e3, 29e3,
    make_images, NULL, 512, 3, 256 },
  { "lenet", "LeNet-5, batch 32", SAMPLES_A_SECOND, 28e3, 47e3, make_maps, .batch_size = 32,
    .picture = { 28, 28, 1, TRUE }, .activation = GRADUS_ACTIVATION_TANH, .is_lenet = TRUE,
    .layers = { CONVOLUTION (6, 5), MEAN_POOLING (2), CONVOLUTION (16, 5), MEAN_POOLING (2),
                DENSE (120), DENSE (84) } },
  { "conv-fashion", "28×28, 8@5-16@5-10, batch 32", SAMPLES_A_SECOND, 18.7e3, 31e3, make_maps,
    .batch_size = 32, .picture = { 28, 28, 1, TRUE }, .activation = GRADUS_ACTIVATION_RELU,
    .layers = { CONVOLUTION (8, 5), POOLING (2), CONVOLUTION (16, 5), POOLING (2) } },
  { "conv-wide", "28×28, 32@3-64@3-128-10, batch 128", SAMPLES_A_SECOND, 2.96e3, 5e3, make_maps,
    .batch_size = 128, .picture = { 28, 28, 1, TRUE }, .activation = GRADUS_ACTIVATION_RELU,
    .layers = { CONVOLUTION (32, 3), POOLING (2), CONVOLUTION (64, 3), POOLING (2), DENSE (128) } },
  { "conv-cifar", "3×32×32, 16@5-20@5-20@5-10, batch 32", SAMPLES_A_SECOND, 3.98e3, 6.7e3,
    make_maps, .batch_size = 32, .picture = { 32, 32, 3, TRUE },
    .activation = GRADUS_ACTIVATION_RELU,
    .layers = { CONVOLUTION (16, 5), POOLING (2), CONVOLUTION (20, 5), POOLING (2),
                CONVOLUTION (20, 5), POOLING (2) } },
  { "fitnet", "FitNet-1 (nine of 3×3), batch 64", SAMPLES_A_SECOND, 800, 1.36e3, make_maps,
    .batch_size = 64, .picture = { 32, 32, 3, TRUE }, .activation = GRADUS_ACTIVATION_RELU,
    .layers = { CONVOLUTION (16, 3), CONVOLUTION (16, 3), CONVOLUTION (16, 3), POOLING (2),
                CONVOLUTION (32, 3), CONVOLUTION (32, 3), CONVOLUTION (32, 3), POOLING (2),
                CONVOLUTION (48, 3), CONVOLUTION (48, 3), CONVOLUTION (64, 3), POOLING (8) } },
  { "boundary", "200×200 points through 2-5×10-1 sigmoid", MILLISECONDS, 2, 0, make_builtin,
    "xor-deep-sigmoid" },
};

static double
read_clock (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

/* The seconds that `steps` steps from step 0 take, history included. */
static double
time_training (GradusStepper *stepper, guint64 steps)
{
  atomic_bool never = FALSE;
  double start;

  gradus_stepper_reset (stepper);
  start = read_clock ();
  gradus_stepper_advance (stepper, steps, &never);
  return read_clock () - start;
}

static double
time_grid (GradusStepper *stepper)
{
  static float grid[GRID_SIZE * GRID_SIZE];
  const double start = read_clock ();

  GradusObserver *observer = gradus_stepper_get_observer (stepper);
  const GradusPlane plane = gradus_observer_get_plane (observer, 0, 1);

  gradus_observer_fill_grid (observer, &plane, GRID_SIZE, grid);
  return read_clock () - start;
}

static int
compare_doubles (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* The seconds that one step or one grid takes. */
static double
measure_seconds (const Workload *workload, GradusStepper *stepper, guint64 steps)
{
  double rounds[ROUNDS];

  if (workload->unit == MILLISECONDS)
    g_return_val_if_fail (
        gradus_observer_fit_grid (gradus_stepper_get_observer (stepper), GRID_SIZE) == GRID_SIZE,
        0);
  for (guint i = 0; i < ROUNDS; i++) {
    double seconds = 0;
    guint n = 0;

    for (; seconds < (double) SHORTEST_ROUND / G_USEC_PER_SEC; n++)
      seconds +=
          workload->unit == MILLISECONDS ? time_grid (stepper) : time_training (stepper, steps);
    rounds[i] = seconds / n / (workload->unit == MILLISECONDS ? 1 : (double) steps);
  }
  qsort (rounds, ROUNDS, sizeof (double), compare_doubles);
  return rounds[ROUNDS / 2];
}

static double
measure_workload (const Workload *workload, guint n_cores)
{
  guint64 steps;
  g_autoptr (GradusStepper) stepper = workload->make (workload, &steps);
  double seconds;

  gradus_stepper_use_cores (stepper, n_cores);
  seconds = measure_seconds (workload, stepper, steps);
  switch (workload->unit) {
  case STEPS_A_SECOND:
    return 1 / seconds;
  case SAMPLES_A_SECOND:
    return gradus_stepper_get_batch_size (stepper) / seconds;
  case MILLISECONDS:
    return 1000 * seconds;
  }
  g_assert_not_reached ();
}

static const char *
get_unit (const Workload *workload)
{
  static const char *const units[] = { "steps/s", "samples/s", "ms" };

  return units[workload->unit];
}

/* Writes a number for people: 1,234,000. printf's own grouping goes by the locale, which here has
 * none. */
static void
format_figure (double figure, char text[32])
{
  char digits[32];
  guint n = 0, length;

  if (figure < 100) {
    g_snprintf (text, 32, "%.3g", figure);
    return;
  }
  length = (guint) g_snprintf (digits, sizeof digits, "%.0f", figure);
  for (guint i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0)
      text[n++] = ',';
    text[n++] = digits[i];
  }
  text[n] = '\0';
}

/* Flushed, because each row takes a while, and stdout may be a pipe. */
static void
print_row (const Workload *workload, guint n_cores, double figure, double to_reach)
{
  char measured[32], wanted[32] = "";

  format_figure (figure, measured);
  if (to_reach > 0)
    format_figure (to_reach, wanted);
  printf ("%-13s %-42s %5u  %14s %-9s  %s %s\n", workload->name, workload->title, n_cores, measured,
          get_unit (workload), to_reach > 0 ? workload->unit == MILLISECONDS ? "≤" : "≥" : "",
          wanted);
  fflush (stdout);
}

/* The goals of convolutions are those of AVX-512. */
static double
get_share_of_goal (const Workload *workload)
{
  return workload->layers[0].class && gradus_kernels_get ()->width < 16 ? NARROW_SHARE : 1;
}

/* A goal on two cores is one of a machine with two: on more it would be no challenge. */
static void
run_workload (const Workload *workload, json_t *figures)
{
  const double share = get_share_of_goal (workload);
  const guint n_cores = gradus_cores_count ();
  const guint runs[] = { 1, n_cores };

  for (guint i = 0; i < (workload->to_reach_on_two > 0 && n_cores > 1 ? 2u : 1u); i++) {
    const double figure = measure_workload (workload, runs[i]);

    if (figures)
      json_array_append_new (figures, json_pack ("{ss sI sf ss}", "workload", workload->name,
                                                 "threads", (json_int_t) runs[i], "figure", figure,
                                                 "unit", get_unit (workload)));
    else
      print_row (workload, runs[i], figure,
                 i == 0         ? share * workload->to_reach
                 : n_cores == 2 ? share * workload->to_reach_on_two
                                : 0);
  }
}

static void
print_json (json_t *figures)
{
  char *text = json_dumps (figures, JSON_COMPACT | JSON_REAL_PRECISION (6));

  puts (text);
  free (text);
}

static void
print_heading (void)
{
  const guint n_cores = gradus_cores_count ();

  printf ("%u core%s, kernels %s, OpenBLAS %s", n_cores, n_cores == 1 ? "" : "s",
          gradus_kernels_get ()->name, gradus_blas_get_core ());
  if (gradus_blas_get_replaced ())
    printf (" (which had taken this processor for %s)", gradus_blas_get_replaced ());
  if (!gradus_blas_is_right ())
    printf (" (whose products are wrong: own loops instead)");
  printf ("; median of %d rounds, history included\n\n%-13s %-42s %5s  %14s %-9s  %s\n", ROUNDS,
          "workload", "", "cores", "", "", "to reach");
}

/* The last one stays NULL. */
const char *const *
gradus_cli_bench_list_workloads (void)
{
  static const char *names[G_N_ELEMENTS (workloads) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (workloads); i++)
    names[i] = workloads[i].name;
  return names;
}

ExitStatus
gradus_cli_bench (int argc, char **argv)
{
  gboolean is_json = FALSE;
  const GOptionEntry entries[] = { { "json", 0, 0, G_OPTION_ARG_NONE, &is_json,
                                     "Print one JSON array instead of a table", NULL },
                                   G_OPTION_ENTRY_NULL };
  json_t *figures;

  if (!gradus_cli_parse (&argc, &argv, entries, "[WORKLOAD]…",
                         "Measures how fast this machine trains: all workloads, or those named."))
    return EXIT_WRONG_USAGE;
  for (int i = 1; i < argc; i++) {
    if (!g_strv_contains (gradus_cli_bench_list_workloads (), argv[i]))
      return gradus_cli_fail (
          EXIT_WRONG_USAGE, "there is no workload \"%s\"; gradus-cli bench measures and names all",
          argv[i]);
  }
  figures = is_json ? json_array () : NULL;
  if (!is_json)
    print_heading ();
  for (guint i = 0; i < G_N_ELEMENTS (workloads); i++) {
    if (argc == 1 || g_strv_contains ((const char *const *) argv + 1, workloads[i].name))
      run_workload (&workloads[i], figures);
  }
  if (is_json)
    print_json (figures);
  json_decref (figures);
  return EXIT_DONE;
}
