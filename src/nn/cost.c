/* SPDX-License-Identifier: MIT */
#include "nn/cost.h"

#include <float.h>
#include <glib/gi18n.h>
#include <math.h>

#include "nn/kernels/kernels.h"

const char *const gradus_cost_names[] = { "binary-cross-entropy", "cross-entropy",
                                          "mean-squared-error", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (gradus_cost_names) == GRADUS_N_COSTS + 1);

const char *
gradus_cost_title (GradusCost cost)
{
  static const char *const titles[GRADUS_N_COSTS] = { N_ ("Binary cross-entropy"),
                                                      N_ ("Cross-entropy"),
                                                      N_ ("Mean squared error") };

  return titles[cost];
}

gboolean
gradus_cost_get_output_activation (GradusCost cost, GradusActivationKind *kind)
{
  switch (cost) {
  case GRADUS_COST_BINARY_CROSS_ENTROPY:
    *kind = GRADUS_ACTIVATION_SIGMOID;
    return TRUE;
  case GRADUS_COST_CROSS_ENTROPY:
    *kind = GRADUS_ACTIVATION_SOFTMAX;
    return TRUE;
  case GRADUS_COST_MEAN_SQUARED_ERROR:
    break;
  }
  return FALSE;
}

gboolean
gradus_cost_fits (GradusCost cost, GradusActivationKind output_activation)
{
  GradusActivationKind wanted;

  return !gradus_cost_get_output_activation (cost, &wanted) || output_activation == wanted;
}

double
gradus_cost_sample_weight (GradusCost cost, guint units, guint n_samples)
{
  return 1 / ((double) n_samples * (cost == GRADUS_COST_CROSS_ENTROPY ? 1 : units));
}

/* So many columns' costs at a time; a multiple of the widest vectors. */
#define PIECE 64

/* The columns from `start` on. */
static GradusBlock
take_piece (guint units, guint stride, guint n_samples, guint start)
{
  return (GradusBlock){ units, gradus_kernels_columns (MIN (PIECE, n_samples - start)), stride };
}

static double
sum_binary_cross_entropy (guint units, guint stride, guint n_samples, const float *z,
                          const float *targets)
{
  _Alignas(64) float costs[PIECE];
  double total = 0;

  for (guint start = 0; start < n_samples; start += PIECE) {
    const GradusBlock block = take_piece (units, stride, n_samples, start);

    gradus_kernels_get ()->binary_cross_entropy (&block, z + start, targets + start, costs);
    for (guint i = 0; i < MIN (PIECE, n_samples - start); i++)
      total += (double) costs[i];
  }
  return total / units;
}

static double
sum_cross_entropy (guint units, guint stride, guint n_samples, const float *z, const float *targets)
{
  _Alignas(64) float others[PIECE], leads[PIECE];
  double total = 0;

  for (guint start = 0; start < n_samples; start += PIECE) {
    const GradusBlock block = take_piece (units, stride, n_samples, start);

    gradus_kernels_get ()->cross_entropy (&block, z + start, targets + start, others, leads);
    for (guint i = 0; i < MIN (PIECE, n_samples - start); i++)
      total += log1p ((double) others[i]) - (double) leads[i];
  }
  return total;
}

static double
sum_squared_error (guint units, guint stride, guint n_samples, const float *outputs,
                   const float *targets)
{
  double total = 0;

  for (guint sample = 0; sample < n_samples; sample++) {
    for (guint unit = 0; unit < units; unit++) {
      const gsize at = (gsize) unit * stride + sample;
      const double difference = (double) outputs[at] - (double) targets[at];

      total += difference * difference;
    }
  }
  return total / units;
}

double
gradus_cost_sum (GradusCost cost, guint units, guint stride, guint n_samples, const float *z,
                 const float *outputs, const float *targets)
{
  switch (cost) {
  case GRADUS_COST_BINARY_CROSS_ENTROPY:
    return sum_binary_cross_entropy (units, stride, n_samples, z, targets);
  case GRADUS_COST_CROSS_ENTROPY:
    return sum_cross_entropy (units, stride, n_samples, z, targets);
  case GRADUS_COST_MEAN_SQUARED_ERROR:
    break;
  }
  return sum_squared_error (units, stride, n_samples, outputs, targets);
}

/* Samples side by side: vectors of what a unit says of them. */
#define TOGETHER 16

static guint
find_largest (guint units, guint stride, const float *column)
{
  guint largest = 0;

  for (guint unit = 1; unit < units; unit++) {
    if (column[(gsize) unit * stride] > column[(gsize) largest * stride])
      largest = unit;
  }
  return largest;
}

/* Of one column. */
static gboolean
are_sides_right (guint units, guint stride, const float *outputs, const float *targets)
{
  for (gsize i = 0; i < (gsize) units * stride; i += stride) {
    if ((outputs[i] > 0.5f) != (targets[i] > 0.5f))
      return FALSE;
  }
  return TRUE;
}

/* Whether one column is. */
static gboolean
is_right (GradusCost cost, guint units, guint stride, const float *outputs, const float *targets)
{
  return cost == GRADUS_COST_CROSS_ENTROPY
             ? find_largest (units, stride, outputs) == find_largest (units, stride, targets)
             : are_sides_right (units, stride, outputs, targets);
}

/* find_largest() of so many columns. */
static void
find_all_largest (guint units, gsize stride, const float *columns, guint largest[TOGETHER])
{
  float most[TOGETHER];

  for (guint i = 0; i < TOGETHER; i++) {
    most[i] = columns[i];
    largest[i] = 0;
  }
  for (guint unit = 1; unit < units; unit++) {
    for (guint i = 0; i < TOGETHER; i++) {
      const float x = columns[unit * stride + i];

      largest[i] = x > most[i] ? unit : largest[i];
      most[i] = x > most[i] ? x : most[i];
    }
  }
}

static guint
count_right_together (guint units, guint stride, const float *outputs, const float *targets)
{
  guint said[TOGETHER], wanted[TOGETHER], n = 0;

  find_all_largest (units, stride, outputs, said);
  find_all_largest (units, stride, targets, wanted);
  for (guint i = 0; i < TOGETHER; i++)
    n += said[i] == wanted[i];
  return n;
}

guint
gradus_cost_count_right (GradusCost cost, guint units, guint stride, guint n_samples,
                         const float *outputs, const float *targets)
{
  guint right = 0, i = 0;

  for (; cost == GRADUS_COST_CROSS_ENTROPY && i + TOGETHER <= n_samples; i += TOGETHER)
    right += count_right_together (units, stride, outputs + i, targets + i);
  for (; i < n_samples; i++)
    right += is_right (cost, units, stride, outputs + i, targets + i) ? 1 : 0;
  return right;
}

/* How far the largest of one column lies above the next; of two or more. */
static double
find_lead (guint units, gsize stride, const float *outputs)
{
  double largest = -INFINITY, next = -INFINITY;

  for (guint unit = 0; unit < units; unit++) {
    const double output = (double) outputs[unit * stride];

    if (!isfinite (output))
      return NAN;
    next = MAX (next, MIN (output, largest));
    largest = MAX (largest, output);
  }
  return largest - next;
}

gboolean
gradus_cost_is_undecided (guint units, gsize stride, const float *outputs)
{
  const double lead =
      units > 1 ? find_lead (units, stride, outputs) : fabs ((double) outputs[0] - 0.5);

  return lead <= GRADUS_UNDECIDED;
}

/* Whether any of so many columns of several units may be: where none comes near, as nearly always,
 * that is all there is to know. What is not finite is looked at one by one. */
static gboolean
may_be_undecided (guint units, gsize stride, const float *outputs)
{
  float most[TOGETHER], next[TOGETHER];
  gboolean may_be = FALSE;

  for (guint i = 0; i < TOGETHER; i++) {
    most[i] = outputs[i];
    next[i] = -FLT_MAX;
  }
  for (guint unit = 1; unit < units; unit++) {
    for (guint i = 0; i < TOGETHER; i++) {
      const float x = outputs[unit * stride + i], lower = x < most[i] ? x : most[i];

      next[i] = lower > next[i] ? lower : next[i];
      most[i] = x > most[i] ? x : most[i];
    }
  }
  for (guint i = 0; i < TOGETHER; i++)
    may_be |= !(most[i] - next[i] > 2 * (float) GRADUS_UNDECIDED);
  return may_be;
}

guint
gradus_cost_count_undecided (GradusCost cost, guint units, guint stride, guint n_samples,
                             const float *outputs, const float *targets, guint *n_right)
{
  guint n = 0, i = 0;

  *n_right = 0;
  while (i < n_samples) {
    if (units > 1 && i % TOGETHER == 0 && i + TOGETHER <= n_samples &&
        !may_be_undecided (units, stride, outputs + i)) {
      i += TOGETHER;
      continue;
    }
    if (gradus_cost_is_undecided (units, stride, outputs + i)) {
      n++;
      *n_right += is_right (cost, units, stride, outputs + i, targets + i) ? 1 : 0;
    }
    i++;
  }
  return n;
}

double
gradus_cost_explained (double mean_squared_error, double variance)
{
  const double share = 1 - mean_squared_error / variance;

  return share > 0 ? share : isnan (share) ? NAN : 0;
}
