/* SPDX-License-Identifier: MIT */
#include "experiment/advice.h"

#include <glib/gi18n.h>
#include <math.h>

#include "data/balance.h"
#include "plot/number.h"

/* From this share of one class on an accuracy is worth a warning. */
#define NEARLY_ALL 0.9

/* Weights start as if the numbers were about 1; beyond this they are far from it. */
#define LARGE 30

/* So many samples are looked at for large numbers: they need not be found to the last one. */
#define MOST_SAMPLES 1000

/* Targets may be beyond the bounds by this: they were rounded. */
#define SLACK 1e-4

/* -- Answers that the targets lie beyond ------------------------------------------------------- */

/* Between what the activation's values lie; infinite where nothing bounds them. */
static void
find_bounds (const GradusActivation *activation, double *lowest, double *highest)
{
  *lowest = -INFINITY;
  *highest = INFINITY;
  switch (activation->kind) {
  case GRADUS_ACTIVATION_SIGMOID:
  case GRADUS_ACTIVATION_SOFTMAX:
    *lowest = 0;
    *highest = 1;
    break;
  case GRADUS_ACTIVATION_TANH:
    *lowest = -1;
    *highest = 1;
    break;
  case GRADUS_ACTIVATION_RELU:
  case GRADUS_ACTIVATION_SOFTPLUS:
    *lowest = 0;
    break;
  case GRADUS_ACTIVATION_ELU:
    *lowest = -(double) activation->alpha;
    break;
  case GRADUS_ACTIVATION_SELU:
    *lowest = -(double) (GRADUS_SELU_SCALE * GRADUS_SELU_ALPHA);
    break;
  case GRADUS_ACTIVATION_GELU:
    *lowest = -0.17;
    break;
  case GRADUS_ACTIVATION_SWISH:
    *lowest = -0.2785;
    break;
  case GRADUS_ACTIVATION_LINEAR:
  case GRADUS_ACTIVATION_LEAKY_RELU:
  case GRADUS_ACTIVATION_MAXOUT:
    break;
  }
}

gboolean
gradus_advice_find_bounds (const GradusExperiment *experiment, double *lowest, double *highest)
{
  const guint last = gradus_experiment_get_n_layers (experiment) - 1;
  const GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, last);

  find_bounds (&spec->activation, lowest, highest);
  return spec->class->has_activation && (isfinite (*lowest) || isfinite (*highest));
}

static void
find_extremes (const GradusDataset *dataset, double *lowest, double *highest)
{
  const gsize n = (gsize) dataset->n_samples * dataset->n_targets;

  *lowest = INFINITY;
  *highest = -INFINITY;
  for (gsize i = 0; i < n; i++) {
    *lowest = MIN (*lowest, (double) dataset->targets[i]);
    *highest = MAX (*highest, (double) dataset->targets[i]);
  }
}

char *
gradus_advice_of_bounds (const GradusExperiment *experiment, const GradusDataset *training)
{
  const guint last = gradus_experiment_get_n_layers (experiment) - 1;
  const GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, last);
  const char *title = _ (gradus_activation_title (spec->activation.kind));
  g_autofree char *low = NULL, *high = NULL, *from = NULL, *to = NULL;
  double lowest, highest, least, most;

  find_extremes (training, &least, &most);
  if (!gradus_advice_find_bounds (experiment, &lowest, &highest) || (least >= lowest - SLACK && most <= highest + SLACK))
    return NULL;
  low = gradus_number_format_setting (lowest);
  high = isfinite (highest) ? gradus_number_format_setting (highest) : NULL;
  from = gradus_number_format_short (least);
  to = gradus_number_format_short (most);
  if (!high)
    /* Translators: an activation, its lowest value, the lowest and the highest target */
    return g_strdup_printf (_ ("the last layer’s %s answers nothing below %s, but the targets, as "
                               "the network gets them, go from %s to %s: choose Linear for that "
                               "layer"),
                            title, low, from, to);
  /* Translators: an activation, its values, the lowest and the highest target */
  return g_strdup_printf (_ ("the last layer’s %s answers from %s to %s, but the targets, as the "
                             "network gets them, go from %s to %s: choose Linear for that layer"),
                          title, low, high, from, to);
}

/* -- One class that has nearly all samples ----------------------------------------------------- */

char *
gradus_advice_of_balance (const GradusDataset *training)
{
  GradusBalance balance;
  g_autofree char *share = NULL, *name = NULL;

  if (!gradus_balance_find_uneven (training, &balance) || balance.share < NEARLY_ALL)
    return NULL;
  share = gradus_number_format_share (balance.share);
  name = gradus_dataset_name_class (training, balance.class);
  /* Translators: the share of samples, and their class */
  return g_strdup_printf (_ ("%s of the samples are of class %s, so always answering that is right "
                             "as often: look at precision and recall beside accuracy"),
                          share, name);
}

/* -- Large numbers ----------------------------------------------------------------------------- */

/* The input with the largest number, and that number; 0 if none is LARGE. */
static double
find_large_input (const GradusDataset *dataset, guint *input)
{
  const guint n_samples = MIN (dataset->n_samples, MOST_SAMPLES);
  const gsize n = (gsize) n_samples * dataset->n_inputs;
  g_autofree float *inputs = gradus_dataset_copy_inputs (dataset, 0, n_samples);
  gsize at = 0;

  for (gsize i = 0; i < n; i++) {
    if (fabsf (inputs[i]) > fabsf (inputs[at]))
      at = i;
  }
  if (n == 0 || fabsf (inputs[at]) <= LARGE)
    return 0;
  *input = (guint) (at % dataset->n_inputs);
  return (double) inputs[at];
}

static double
find_large_target (const GradusDataset *dataset)
{
  double lowest, highest;

  if (dataset->variance <= 0)
    return 0;
  find_extremes (dataset, &lowest, &highest);
  if (MAX (-lowest, highest) <= LARGE)
    return 0;
  return -lowest > highest ? lowest : highest;
}

/* "“area” reaches 2,999"; NULL where no number is large, or where it cannot be scaled. */
static char *
describe_large_number (const GradusExperiment *experiment, const GradusDataset *training)
{
  guint input = 0;
  const double in = find_large_input (training, &input), target = find_large_target (training);
  g_autofree char *name = NULL, *number = NULL;

  if (!experiment->data.import || experiment->data.import->choice.scaling != GRADUS_SCALING_NONE ||
      (in == 0 && target == 0))
    return NULL;
  number = gradus_number_format (fabs (target) > fabs (in) ? target : in);
  if (fabs (target) <= fabs (in) && training->picture.width > 0)
    return g_strdup_printf (_ ("pixels reach %s"), number);
  if (fabs (target) <= fabs (in))
    name = gradus_dataset_name_input (training, input);
  else
    name = g_strdup (training->target_name ? training->target_name : _ ("the target"));
  /* Translators: the name of a column, and its largest number */
  return g_strdup_printf (_ ("“%s” reaches %s"), name, number);
}

char *
gradus_advice_of_scale (const GradusExperiment *experiment, const GradusDataset *training)
{
  g_autofree char *large = describe_large_number (experiment, training);

  return large ? g_strdup_printf (_ ("%s, and networks learn from numbers near 1: choose a scaling "
                                     "of the data"),
                                  large)
               : NULL;
}

/* ---------------------------------------------------------------------------------------------- */

char **
gradus_advice_list (const GradusExperiment *experiment, const GradusDataset *training)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char *const sentences[] = { gradus_advice_of_bounds (experiment, training),
                              gradus_advice_of_balance (training),
                              gradus_advice_of_scale (experiment, training) };
  char **list;

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++) {
    if (sentences[i])
      g_strv_builder_add (builder, sentences[i]);
    g_free (sentences[i]);
  }
  list = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return list;
}

char *
gradus_advice_of_divergence (const GradusExperiment *experiment, const GradusDataset *training)
{
  g_autofree char *large = describe_large_number (experiment, training);

  return large ? g_strdup_printf (_ ("%s: a scaling of the data, a smaller learning rate or a clip "
                                     "norm may help"),
                                  large)
               : g_strdup (_ ("a smaller learning rate or a clip norm may help"));
}
