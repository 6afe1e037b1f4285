/* SPDX-License-Identifier: MIT */

/* bench-sgemm BATCH THREADS SECONDS ROWSxINPUTS[xPLACES]…: the rate, in samples a second, at which
 * OpenBLAS makes the sgemm calls of a step of layers of so many rows and inputs on a batch, and
 * nothing else: forward, and the gradients by weights and by inputs. A convolution's inputs are
 * what lies under its window, at so many places, which are found already. What a network that
 * calls it could reach at the most. */
#include <cblas.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_LAYERS 101

/* Columns of a call, as far as they are whole samples: more would only leave the cache. */
#define MOST_COLUMNS 4096

typedef struct {
  int rows, inputs, places;
  int n_samples; /* of a call */
} Layer;

static float *
make (gsize n)
{
  float *block = aligned_alloc (64, (n * sizeof (float) + 63) / 64 * 64);

  for (gsize i = 0; i < n; i++)
    block[i] = (float) (i % 17) / 17 - 0.5f;
  return block;
}

static gboolean
read_layer (const char *text, int batch, Layer *layer)
{
  *layer = (Layer){ .places = 1 };
  if (sscanf (text, "%dx%dx%d", &layer->rows, &layer->inputs, &layer->places) < 2)
    return FALSE;
  layer->n_samples = CLAMP (MOST_COLUMNS / MAX (layer->places, 1), 1, batch);
  return layer->rows >= 1 && layer->inputs >= 1 && layer->places >= 1;
}

static void
call (const Layer *layer, gboolean is_first, int n_samples, const float *weights, float *x,
      float *delta, float *gradients)
{
  const int rows = layer->rows, inputs = layer->inputs, columns = n_samples * layer->places;

  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, columns, inputs, 1, weights, inputs,
               x, columns, 0, delta, columns);
  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, rows, inputs, columns, 1, delta, columns, x,
               columns, 0, gradients, inputs);
  if (!is_first)
    cblas_sgemm (CblasRowMajor, CblasTrans, CblasNoTrans, inputs, columns, rows, 1, weights, inputs,
                 delta, columns, 0, x, columns);
}

/* The samples a second. */
static double
measure (const Layer *layers, int n_layers, int batch, double seconds)
{
  gsize n_weights = 0, n_inputs = 0, n_outputs = 0;
  float *weights, *gradients, *x, *delta;
  gint64 start;
  guint steps = 0;

  for (int i = 0; i < n_layers; i++) {
    const gsize columns = (gsize) layers[i].n_samples * (gsize) layers[i].places;

    n_weights = MAX (n_weights, (gsize) layers[i].rows * (gsize) layers[i].inputs);
    n_inputs = MAX (n_inputs, (gsize) layers[i].inputs * columns);
    n_outputs = MAX (n_outputs, (gsize) layers[i].rows * columns);
  }
  weights = make (n_weights);
  gradients = make (n_weights);
  x = make (n_inputs);
  delta = make (n_outputs);
  start = g_get_monotonic_time ();
  for (; g_get_monotonic_time () < start + (gint64) (seconds * G_USEC_PER_SEC); steps++)
    for (int i = 0; i < n_layers; i++)
      for (int done = 0; done < batch; done += layers[i].n_samples)
        call (&layers[i], i == 0, MIN (layers[i].n_samples, batch - done), weights, x, delta,
              gradients);
  free (weights);
  free (gradients);
  free (x);
  free (delta);
  return (double) steps * batch * G_USEC_PER_SEC / (double) (g_get_monotonic_time () - start);
}

int
main (int argc, char **argv)
{
  Layer layers[MAX_LAYERS];
  const int batch = argc > 4 ? atoi (argv[1]) : 0, n_layers = argc - 4;
  gboolean is_usable = batch >= 1 && n_layers <= MAX_LAYERS;

  for (int i = 0; is_usable && i < n_layers; i++)
    is_usable = read_layer (argv[4 + i], batch, &layers[i]);
  if (!is_usable) {
    fputs ("usage: bench-sgemm BATCH THREADS SECONDS ROWSxINPUTS[xPLACES]…\n", stderr);
    return 2;
  }
  openblas_set_num_threads (atoi (argv[2]));
  printf ("%.0f\n", measure (layers, n_layers, batch, g_ascii_strtod (argv[3], NULL)));
  return 0;
}
