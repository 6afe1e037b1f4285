/* SPDX-License-Identifier: MIT */

/* What a network costs as it grows in depth, width, batch or maps: picoseconds of this thread's time
 * a multiply-add of training, and bytes of memory. The name of the kernels, then a line for each
 * size: what grows, its size, the picoseconds, the bytes, the parameters. run-growth.py draws
 * them. */
#include <malloc.h>
#include <stdio.h>

#include "nn/kernels/kernels.h"
#include "nn/random.h"
#include "platform/platform.h"
#include "train/stepper.h"

#define ROUNDS 7
#define MULTIPLY_ADDS_A_ROUND 4e7
#define LATE ((guint64) 1 << 24)

#define N_CLASSES 10
#define SIDE 16 /* of the pictures */

typedef struct {
  guint n_inputs, n_maps; /* a picture of one channel where there are maps */
  guint depth, width;
  guint batch;
} Size;

typedef struct {
  const char *name;
  Size size;
  gsize grows; /* offset of what takes each of the sizes in turn */
  const guint *sizes;
} Growth;

static const guint depths[] = { 1,  2,  3,  4,  5,  6,  8,  10, 12,
                                16, 20, 25, 32, 40, 50, 64, 80, GRADUS_MAX_LAYERS - 1,
                                0 };
static const guint powers[] = { 1,   2,   3,   4,    6,    8,    12,   16,   20,
                                24,  32,  40,  48,   64,   96,   128,  192,  256,
                                384, 512, 768, 1024, 1536, 2048, 3072, 4096, 0 };
static const guint maps[] = {
  1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64, 96, 128, 192, 256, 0
};

#define GROWS(field) G_STRUCT_OFFSET (Size, field)

static const Growth growths[] = {
  { "depth, 10 units, batch 4", { 10, 0, 0, 10, 4 }, GROWS (depth), depths },
  { "depth, 128 units, batch 128", { 128, 0, 0, 128, 128 }, GROWS (depth), depths },
  { "width, batch 10", { 10, 0, 3, 0, 10 }, GROWS (width), powers + 1 },
  { "width, batch 128", { 128, 0, 2, 0, 128 }, GROWS (width), powers + 1 },
  { "batch, 10 units", { 10, 0, 3, 10, 0 }, GROWS (batch), powers },
  { "batch, 128 units", { 128, 0, 2, 128, 0 }, GROWS (batch), powers },
  { "maps, batch 32", { SIDE * SIDE, 0, 2, 0, 32 }, GROWS (n_maps), maps },
};

static GradusDataset *
draw_samples (const Size *size)
{
  GradusDataset *samples = gradus_dataset_new (size->n_inputs, N_CLASSES, size->batch);
  GradusRandom random;

  gradus_random_init (&random, 1, GRADUS_STREAM_DATA);
  for (gsize i = 0; i < (gsize) size->batch * size->n_inputs; i++)
    samples->floats[i] = gradus_random_uniform (&random, -1, 1);
  for (guint i = 0; i < size->batch; i++)
    samples->targets[i * N_CLASSES + gradus_random_below (&random, N_CLASSES)] = 1;
  if (size->n_maps)
    gradus_dataset_set_picture (samples, &(GradusPictureLayout){ SIDE, SIDE, 1, TRUE });
  return samples;
}

static GradusLayerSpec
make_layer (const Size *size)
{
  GradusLayerSpec spec =
      gradus_layer_spec_dense (size->width, GRADUS_ACTIVATION_RELU, GRADUS_INITIALISER_HE_UNIFORM);

  if (size->n_maps) {
    spec = gradus_layer_spec_make (&gradus_convolution_class);
    spec.activation = gradus_activation_make (GRADUS_ACTIVATION_RELU);
    gradus_layer_spec_set_width (&spec, size->n_maps);
  }
  return spec;
}

static GradusStepper *
make_stepper (const Size *size)
{
  g_autoptr (GradusExperiment) experiment = gradus_experiment_new ("");
  g_autoptr (GradusDataset) samples = draw_samples (size);
  GradusLayerSpec spec = make_layer (size);

  for (guint i = 0; i < size->depth; i++)
    gradus_experiment_add_layer (experiment, &spec);
  spec = gradus_layer_spec_dense (N_CLASSES, GRADUS_ACTIVATION_SOFTMAX,
                                  GRADUS_INITIALISER_XAVIER_UNIFORM);
  gradus_experiment_add_layer (experiment, &spec);
  experiment->optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_SGD);
  experiment->optimiser.learning_rate = 0.001;
  return gradus_stepper_new_on (experiment, samples, NULL, NULL);
}

static gsize
count_bytes (void)
{
  const struct mallinfo2 heap = mallinfo2 ();

  return heap.uordblks + heap.hblkhd;
}

/* The best of several rounds, in seconds a step, late enough in a run for few of them to be recorded. */
static double
measure_step (GradusStepper *stepper, guint64 steps)
{
  g_autoptr (GradusCheckpoint) late = gradus_stepper_save (stepper);
  atomic_bool never = FALSE;
  double best = G_MAXDOUBLE;

  late->step = LATE;
  for (guint i = 0; i < ROUNDS; i++) {
    gint64 start;

    gradus_stepper_restore (stepper, late);
    start = gradus_platform_get_thread_time ();
    gradus_stepper_advance (stepper, LATE + steps, &never);
    best = MIN (best, (double) (gradus_platform_get_thread_time () - start) / G_USEC_PER_SEC);
  }
  return best / (double) steps;
}

/* Forward, and back to the parameters and to the inputs. */
static double
count_multiply_adds (const GradusNetwork *network, guint batch)
{
  return 3.0 * (double) gradus_network_count_multiply_adds (network) * batch;
}

static gsize
count_parameters (const GradusNetwork *network)
{
  gsize n = 0;

  for (guint i = 0; i < gradus_network_get_n_layers (network); i++)
    n += gradus_network_count_parameters (network, i);
  return n;
}

static void
measure (const char *name, const Size *size, guint value)
{
  const gsize before = count_bytes ();
  g_autoptr (GradusStepper) stepper = make_stepper (size);
  const GradusNetwork *network = gradus_stepper_get_network (stepper);
  const double n_multiply_adds = count_multiply_adds (network, size->batch);
  const double seconds =
      measure_step (stepper, MAX (4, (guint64) (MULTIPLY_ADDS_A_ROUND / n_multiply_adds)));

  printf ("%s\t%u\t%.3f\t%zu\t%zu\n", name, value, seconds / n_multiply_adds * 1e12,
          count_bytes () - before, count_parameters (network));
  fflush (stdout);
}

int
main (void)
{
  printf ("%s\n", gradus_kernels_get ()->name);
  for (guint i = 0; i < G_N_ELEMENTS (growths); i++) {
    Size size = growths[i].size;

    for (const guint *value = growths[i].sizes; *value; value++) {
      G_STRUCT_MEMBER (guint, &size, growths[i].grows) = *value;
      measure (growths[i].name, &size, *value);
    }
  }
  return 0;
}
