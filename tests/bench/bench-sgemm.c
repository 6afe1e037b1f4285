/* SPDX-License-Identifier: MIT */

/* bench-sgemm UNITS HIDDEN BATCH THREADS SECONDS: the rate, in samples a second, at which
 * OpenBLAS makes the sgemm calls of a step of 784-UNITS×HIDDEN-10 on a batch, and nothing else:
 * forward, and the gradients by weights and by inputs. What a network that calls it could reach
 * at the most. */
#include <cblas.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

#define N_INPUTS 784
#define N_OUTPUTS 10
#define MAX_LAYERS 101

typedef struct {
  int rows, inputs;
} Layer;

static float *
make (int rows, int columns)
{
  const gsize n = (gsize) rows * (gsize) columns;
  float *block = aligned_alloc (64, (n * sizeof (float) + 63) / 64 * 64);

  for (gsize i = 0; i < n; i++)
    block[i] = (float) (i % 17) / 17 - 0.5f;
  return block;
}

static void
call (const Layer *layer, gboolean is_first, int batch, const float *weights, float *x,
      float *delta, float *gradients)
{
  const int rows = layer->rows, inputs = layer->inputs;

  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, batch, inputs, 1, weights, inputs,
               x, batch, 0, delta, batch);
  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, rows, inputs, batch, 1, delta, batch, x,
               batch, 0, gradients, inputs);
  if (!is_first)
    cblas_sgemm (CblasRowMajor, CblasTrans, CblasNoTrans, inputs, batch, rows, 1, weights, inputs,
                 delta, batch, 0, x, batch);
}

int
main (int argc, char **argv)
{
  Layer layers[MAX_LAYERS];
  const int units = argc == 6 ? atoi (argv[1]) : 0, n_hidden = argc == 6 ? atoi (argv[2]) : 0;
  const int batch = argc == 6 ? atoi (argv[3]) : 0;
  const int widest = MAX (units, N_INPUTS);
  float *weights, *gradients, *x, *delta;
  gint64 start, end;
  guint steps = 0;

  if (units < 1 || batch < 1 || n_hidden < 1 || n_hidden >= MAX_LAYERS) {
    fputs ("usage: bench-sgemm UNITS HIDDEN BATCH THREADS SECONDS\n", stderr);
    return 2;
  }
  for (int i = 0; i <= n_hidden; i++)
    layers[i] = (Layer){ i == n_hidden ? N_OUTPUTS : units, i == 0 ? N_INPUTS : units };
  weights = make (widest, widest);
  gradients = make (widest, widest);
  x = make (widest, batch);
  delta = make (widest, batch);
  openblas_set_num_threads (atoi (argv[4]));
  start = g_get_monotonic_time ();
  end = start + (gint64) (g_ascii_strtod (argv[5], NULL) * G_USEC_PER_SEC);
  for (; g_get_monotonic_time () < end; steps++)
    for (int i = 0; i <= n_hidden; i++)
      call (&layers[i], i == 0, batch, weights, x, delta, gradients);
  printf ("%.0f\n",
          (double) steps * batch * G_USEC_PER_SEC / (double) (g_get_monotonic_time () - start));
  free (weights);
  free (gradients);
  free (x);
  free (delta);
  return 0;
}
