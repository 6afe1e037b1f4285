/* SPDX-License-Identifier: MIT */
#include "naive.h"

#include <math.h>

void
naive_network_copy (NaiveNetwork *naive, GradusNetwork *network)
{
  naive->n_layers = gradus_network_get_n_layers (network);
  naive->n_inputs = gradus_network_get_n_inputs (network);
  for (guint l = 0; l < naive->n_layers; l++) {
    const GradusLayer *layer = gradus_network_get_layer (network, l);
    const float *parameters = gradus_network_get_parameters (network, l);
    gsize n_weights = (gsize) layer->spec.units * layer->n_inputs;

    naive->specs[l] = layer->spec;
    naive->weights[l] = g_new (double, n_weights);
    naive->biases[l] = g_new (double, layer->spec.units);
    for (gsize i = 0; i < n_weights; i++)
      naive->weights[l][i] = (double) parameters[i];
    for (gsize i = 0; i < layer->spec.units; i++)
      naive->biases[l][i] = (double) parameters[n_weights + i];
  }
}

void
naive_network_clear (NaiveNetwork *naive)
{
  for (guint l = 0; l < naive->n_layers; l++) {
    g_free (naive->weights[l]);
    g_free (naive->biases[l]);
  }
}

static double
activate (GradusActivation activation, double z)
{
  double alpha = (double) activation.alpha;

  switch (activation.kind) {
  case GRADUS_ACTIVATION_LINEAR:
    return z;
  case GRADUS_ACTIVATION_SIGMOID:
    return 1 / (1 + exp (-z));
  case GRADUS_ACTIVATION_TANH:
    return tanh (z);
  case GRADUS_ACTIVATION_RELU:
    return MAX (z, 0);
  case GRADUS_ACTIVATION_LEAKY_RELU:
    return z > 0 ? z : alpha * z;
  case GRADUS_ACTIVATION_ELU:
    return z > 0 ? z : alpha * (exp (z) - 1);
  }
  g_assert_not_reached ();
}

static double
cost_of_sample (const NaiveNetwork *naive, GradusCost cost, const double *x, const float *y, gsize y_stride)
{
  static double values[2][GRADUS_MAX_UNITS];
  guint n = naive->n_inputs, units = 0;
  double total = 0;

  for (guint i = 0; i < n; i++)
    values[0][i] = x[i];
  for (guint l = 0; l < naive->n_layers; l++) {
    const double *in = values[l % 2];
    double *out = values[(l + 1) % 2];

    units = naive->specs[l].units;
    for (guint u = 0; u < units; u++) {
      double z = naive->biases[l][u];

      for (guint i = 0; i < n; i++)
        z += naive->weights[l][(gsize) u * n + i] * in[i];
      out[u] = activate (naive->specs[l].activation, z);
    }
    n = units;
  }
  for (guint u = 0; u < units; u++) {
    double a = values[naive->n_layers % 2][u], target = (double) y[u * y_stride];

    total += cost == GRADUS_COST_MEAN_SQUARED_ERROR ? (a - target) * (a - target)
                                                    : -(target * log (a) + (1 - target) * log (1 - a));
  }
  return total / units;
}

double
naive_network_cost (const NaiveNetwork *naive, GradusCost cost, guint n_samples, const float *x,
                    const float *y)
{
  g_autofree double *sample = g_new (double, naive->n_inputs);
  double total = 0;

  for (guint s = 0; s < n_samples; s++) {
    for (guint i = 0; i < naive->n_inputs; i++)
      sample[i] = (double) x[(gsize) i * n_samples + s];
    total += cost_of_sample (naive, cost, sample, y + s, n_samples);
  }
  return total / n_samples;
}

double
naive_network_difference (NaiveNetwork *naive, GradusCost cost, guint n_samples, const float *x,
                          const float *y, double *parameter)
{
  const double h = 1e-6, before = *parameter;
  double above, below;

  *parameter = before + h;
  above = naive_network_cost (naive, cost, n_samples, x, y);
  *parameter = before - h;
  below = naive_network_cost (naive, cost, n_samples, x, y);
  *parameter = before;
  return (above - below) / (2 * h);
}
