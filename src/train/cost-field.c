/* SPDX-License-Identifier: MIT */
#include "train/cost-field.h"

#include <math.h>
#include <string.h>

#include "nn/pass.h"

/* Samples that go through together. */
#define PIECE 256

struct _GradusCostField {
  GradusDataset *dataset;
  GradusNetwork *network;
  GradusPass *pass;
  GradusCost cost;
  guint n_samples;
  gsize n_floats;
  float *parameters; /* the network's, (n_floats) */
  GArray *variances; /* of guint64: places of variances, which are not negative */
};

static void
find_variances (GradusCostField *field)
{
  for (guint i = 0; i < gradus_network_get_n_layers (field->network); i++) {
    GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
    const guint n = gradus_network_list_tensors (field->network, i, tensors);
    const gsize first =
        (gsize) (gradus_network_get_parameters (field->network, i) - field->parameters);

    for (guint k = 0; k < n; k++) {
      for (guint64 at = 0;
           g_str_equal (tensors[k].name, "running_var") && at < gradus_tensor_count (&tensors[k]);
           at++) {
        const guint64 place = first + tensors[k].offset + at;

        g_array_append_val (field->variances, place);
      }
    }
  }
}

/* Where all samples are one piece they are loaded once. */
static void
load_piece (GradusCostField *field, guint start)
{
  const guint n = MIN (field->n_samples - start, field->pass->capacity);

  gradus_pass_set_samples (field->pass, n, 1);
  gradus_pass_load (field->pass, &field->dataset->inputs, field->dataset->targets, NULL, start,
                    NULL, NULL);
}

GradusCostField *
gradus_cost_field_new (const GradusExperiment *experiment, GradusDataset *dataset, guint n_samples,
                       GError **error)
{
  g_autoptr (GradusCostField) field = g_new0 (GradusCostField, 1);

  field->dataset = gradus_dataset_ref (dataset);
  field->cost = experiment->cost;
  field->n_samples = MIN (n_samples, dataset->n_samples);
  field->variances = g_array_new (FALSE, FALSE, sizeof (guint64));
  field->network = gradus_network_new (gradus_experiment_get_layer (experiment, 0),
                                       gradus_experiment_get_n_layers (experiment), &dataset->shape,
                                       GRADUS_OPTIMISER_SGD, error);
  if (!field->network)
    return NULL;
  field->pass = gradus_network_new_pass (field->network, MIN (field->n_samples, PIECE),
                                         GRADUS_PASS_FORWARD, error);
  if (!field->pass)
    return NULL;
  field->n_floats = gradus_network_get_n_floats (field->network);
  field->parameters = gradus_network_get_parameters (field->network, 0);
  find_variances (field);
  load_piece (field, 0);
  return g_steal_pointer (&field);
}

void
gradus_cost_field_free (GradusCostField *field)
{
  g_clear_pointer (&field->pass, gradus_pass_free);
  g_clear_pointer (&field->network, gradus_network_free);
  g_array_unref (field->variances);
  gradus_dataset_unref (field->dataset);
  g_free (field);
}

guint
gradus_cost_field_get_n_samples (const GradusCostField *field)
{
  return field->n_samples;
}

const GradusNetwork *
gradus_cost_field_get_network (const GradusCostField *field)
{
  return field->network;
}

/* At the parameters that the network has. */
static double
measure_here (GradusCostField *field)
{
  const gboolean is_one_piece = field->n_samples <= field->pass->capacity;
  double sum = 0;

  for (guint i = 0; i < field->variances->len; i++) {
    float *variance = field->parameters + g_array_index (field->variances, guint64, i);

    *variance = MAX (*variance, 0);
  }
  for (guint start = 0; start < field->n_samples; start += field->pass->capacity) {
    GradusPass *pass = field->pass;

    if (!is_one_piece)
      load_piece (field, start);
    gradus_network_forward (field->network, pass, NULL);
    sum += gradus_cost_sum (field->cost, pass->n_outputs, pass->stride, pass->n_samples,
                            gradus_pass_logits (pass), gradus_pass_outputs (pass), pass->targets);
  }
  return sum / field->n_samples;
}

double
gradus_cost_field_measure (GradusCostField *field, const float *parameters)
{
  memcpy (field->parameters, parameters, field->n_floats * sizeof (float));
  return measure_here (field);
}

double
gradus_cost_field_measure_at (GradusCostField *field, const float *restrict origin,
                              const float *restrict across, const float *restrict up, float x,
                              float y)
{
  float *restrict parameters = field->parameters;

  for (gsize i = 0; i < field->n_floats; i++)
    parameters[i] = origin[i] + x * across[i] + y * up[i];
  return measure_here (field);
}
