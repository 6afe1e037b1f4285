/* SPDX-License-Identifier: MIT */

/* What a multiply-add costs in small networks: three layers of as many units as inputs and one unit
 * behind, trained with the full batch, as picoseconds of this thread's time a multiply-add. Where a
 * number is far above its neighbours', a width or a batch has missed the loops for it. */
#include <stdio.h>

#include "nn/kernels/kernels.h"
#include "nn/random.h"
#include "platform/platform.h"
#include "train/stepper.h"

#define ROUNDS 7
#define MULTIPLY_ADDS_A_ROUND 2e7

static const guint widths[] = { 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 28, 32 },
                   batches[] = { 4, 8, 10, 12, 16, 20, 24, 32 };

static GradusStepper *
make_stepper (guint width, guint batch, GradusActivationKind activation)
{
  g_autoptr (GradusExperiment) experiment = gradus_experiment_new ("");
  g_autoptr (GradusDataset) samples = gradus_dataset_new (width, 1, batch);
  GradusLayerSpec spec =
      gradus_layer_spec_dense (width, activation, GRADUS_INITIALISER_XAVIER_UNIFORM);
  GradusRandom random;

  gradus_random_init (&random, 1, GRADUS_STREAM_DATA);
  for (guint i = 0; i < batch * width; i++)
    samples->floats[i] = gradus_random_uniform (&random, -1, 1);
  for (guint i = 0; i < batch; i++)
    samples->targets[i] = (float) gradus_random_below (&random, 2);
  for (guint i = 0; i < 3; i++)
    gradus_experiment_add_layer (experiment, &spec);
  spec = gradus_layer_spec_dense (1, GRADUS_ACTIVATION_SIGMOID, GRADUS_INITIALISER_XAVIER_UNIFORM);
  gradus_experiment_add_layer (experiment, &spec);
  experiment->optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_SGD);
  experiment->optimiser.learning_rate = 0.01;
  return gradus_stepper_new_on (experiment, samples, NULL, NULL);
}

/* The best of several rounds. */
static double
measure_picoseconds (guint width, guint batch, GradusActivationKind activation)
{
  g_autoptr (GradusStepper) stepper = make_stepper (width, batch, activation);
  const double n_multiply_adds = 3.0 * (3 * width * width + width) * batch;
  const guint64 steps = (guint64) (MULTIPLY_ADDS_A_ROUND / n_multiply_adds);
  atomic_bool never = FALSE;
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < ROUNDS; i++) {
    gint64 start;

    gradus_stepper_reset (stepper);
    start = gradus_platform_get_thread_time ();
    gradus_stepper_advance (stepper, steps, &never);
    best = MIN (best, (double) (gradus_platform_get_thread_time () - start) / G_USEC_PER_SEC);
  }
  return best / (double) steps / n_multiply_adds * 1e12;
}

static void
print_table (const char *title, GradusActivationKind activation)
{
  printf ("\n%s\n     batch", title);
  for (guint k = 0; k < G_N_ELEMENTS (batches); k++)
    printf ("%7u", batches[k]);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++) {
    printf ("\nwidth %4u", widths[i]);
    for (guint k = 0; k < G_N_ELEMENTS (batches); k++) {
      printf ("%7.0f", measure_picoseconds (widths[i], batches[k], activation));
      fflush (stdout);
    }
  }
  puts ("");
}

int
main (void)
{
  printf ("kernels %s: picoseconds a multiply-add\n", gradus_kernels_get ()->name);
  print_table ("ReLU", GRADUS_ACTIVATION_RELU);
  print_table ("sigmoid", GRADUS_ACTIVATION_SIGMOID);
  return 0;
}
