/* SPDX-License-Identifier: MIT */

/* export-stranger FOLDER PARTS: writes a network in every format as FOLDER/w.SUFFIX, for
 * tests/cli/test-formats.py, and prints as JSON what it says to samples. Its third layer is of a
 * kind that Gradus does not have: PARTS, a sum of 1 (scale), 2 (shift) and 4 (statistics), are what
 * it is made of; 0 is the one of stranger.h, trained. */
#include <math.h>
#include <stdlib.h>

#include "experiment/experiment-json.h"
#include "export/format.h"
#include "nn/layer-functions.h"
#include "stranger.h"
#include "train/predictor.h"

#define N_SAMPLES 12

enum {
  SCALE = 1,
  SHIFT = 2,
  STATISTICS = 4,
};

static guint parts;

/* A batch normalisation that does not own up to all that it has. */
static guint
list_some_primitives (const GradusLayer *layer,
                      GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES])
{
  const guint n = gradus_batch_normalisation_class.functions->list_primitives (layer, primitives);
  GradusPrimitive *own = &primitives[0];

  if (!(parts & SCALE))
    own->normalise.scale = GRADUS_NO_TENSOR;
  if (!(parts & SHIFT))
    own->normalise.shift = GRADUS_NO_TENSOR;
  if (!(parts & STATISTICS))
    own->normalise.mean = own->normalise.variance = GRADUS_NO_TENSOR;
  return n;
}

/* What the layer does not own up to does nothing. */
static void
set_parameters (GradusNetwork *network)
{
  float *p = gradus_network_get_parameters (network, 2);
  const guint n = gradus_network_get_layer (network, 2)->n_outputs;

  for (guint i = 0; i < n; i++) {
    p[i] = parts & SCALE ? 0.5f + 0.3f * (float) i : 1;
    p[n + i] = parts & SHIFT ? 0.2f * (float) i - 0.3f : 0;
    p[2 * n + i] = parts & STATISTICS ? 0.1f * (float) i : 0;
    p[3 * n + i] = parts & STATISTICS ? 0.4f + 0.2f * (float) i : 1 - 1e-5f;
  }
}

static GradusWeights *
make_weights (void)
{
  static GradusLayerFunctions functions;
  static GradusLayerClass class;
  g_autoptr (GradusWeights) trained = stranger_train ();
  g_autoptr (GradusExperiment) experiment = NULL;
  GradusWeights *weights;

  if (parts == 0)
    return g_steal_pointer (&trained);
  experiment = gradus_experiment_copy (trained->experiment);
  functions = *gradus_batch_normalisation_class.functions;
  functions.list_primitives = list_some_primitives;
  class = gradus_batch_normalisation_class;
  class.functions = &functions;
  *gradus_experiment_get_layer (experiment, 2) = gradus_layer_spec_make (&class);
  weights = gradus_weights_new (experiment, trained->preparation, 0, NULL);
  gradus_network_initialise (weights->network, 5, NULL, 0);
  set_parameters (weights->network);
  return weights;
}

static void
print_numbers (const char *key, const float *numbers, guint n)
{
  g_print ("\"%s\": [", key);
  for (guint i = 0; i < n; i++)
    g_print ("%s%.9g", i > 0 ? ", " : "", (double) numbers[i]);
  g_print ("]");
}

int
main (int argc, char **argv)
{
  float raw[N_SAMPLES * 2], outputs[N_SAMPLES];
  g_autoptr (GradusWeights) weights = NULL;

  g_assert_cmpint (argc, ==, 3);
  parts = (guint) atoi (argv[2]);
  weights = make_weights ();
  for (const GradusFormat *format = gradus_formats; format->suffix; format++) {
    g_autofree char *name = g_strconcat (*format->suffix == '.' ? "w" : "w_", format->suffix, NULL);
    g_autofree char *filename = g_build_filename (argv[1], name, NULL);
    g_autoptr (GError) error = NULL;

    gradus_weights_save (weights, format, filename, &error);
    g_assert_no_error (error);
  }
  for (guint i = 0; i < N_SAMPLES * 2; i++)
    raw[i] = 3 * sinf ((float) i);
  g_assert_true (
      gradus_predict (weights->network, weights->preparation, raw, N_SAMPLES, outputs, NULL));
  g_print ("{");
  print_numbers ("raw", raw, N_SAMPLES * 2);
  g_print (", ");
  print_numbers ("outputs", outputs, N_SAMPLES);
  g_print ("}\n");
  return 0;
}
