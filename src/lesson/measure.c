/* SPDX-License-Identifier: MIT */
#include "lesson/measure.h"

#include <glib/gi18n-lib.h>

#define METRIC(name, explanation) { GRADUS_MEASURE_METRIC, name, name, explanation }
#define OF_FIRST(name, explanation) { GRADUS_MEASURE_DIAGNOSTIC, name, name ".first", explanation }
#define CHAIN(name, explanation) { GRADUS_MEASURE_CHAIN, name, name ".first", explanation }
#define SHAPE(name, explanation) { GRADUS_MEASURE_SHAPE, name, name, explanation }
#define ENSEMBLE(name, explanation) { GRADUS_MEASURE_ENSEMBLE, name, name, explanation }
#define CELL(name, explanation) { GRADUS_MEASURE_CELL, name, name "@ReLU", explanation }

/* Who reads a number (lesson/gauge.c) counts on the order within a kind. */
const GradusMeasure gradus_measures[] = {
  METRIC ("step", N_ ("the steps that were trained")),
  METRIC ("cost", N_ ("the cost of the training samples; 0 is perfect")),
  METRIC ("accuracy", N_ ("which share of the training samples is right, 0 to 1")),
  METRIC ("test-cost", N_ ("the cost of the test samples")),
  METRIC ("test-accuracy", N_ ("which share of the test samples is right, 0 to 1")),
  { GRADUS_MEASURE_OUTPUT, "output", "output.1",
    N_ ("what the network says to training sample 1, 2, …") },
  OF_FIRST ("gradient-norm", N_ ("how large the gradient of the layer's weights is")),
  OF_FIRST ("update-ratio", N_ ("how far a step moves the weights, as a share of their size")),
  OF_FIRST ("spread", N_ ("the standard deviation of what the layer's units say")),
  OF_FIRST ("saturated", N_ ("which share of what its units say is at an end of their range")),
  OF_FIRST ("dead", N_ ("which share of its units say 0 to every sample")),
  OF_FIRST ("moved", N_ ("how far its weights have come from the start")),
  OF_FIRST ("unmoved", N_ ("which share of its weights is what it was at the start")),
  OF_FIRST ("distance", N_ ("how far apart two samples are in the layer")),
  CHAIN ("chain-factor", N_ ("what the layer multiplies the gradient by on its way back")),
  CHAIN ("chain-product", N_ ("the product of these factors, from the last layer to this one")),
  CHAIN ("chain-slope", N_ ("the mean slope of the layer's activation")),
  CHAIN ("chain-slopes", N_ ("the product of these slopes, from the last layer to this one")),
  CHAIN ("chain-gradient", N_ ("the norm of the gradient of the layer's weights")),
  CHAIN ("chain-delta", N_ ("the norm of the gradient of the layer's sums z")),
  SHAPE ("hidden-layers", N_ ("how many hidden layers there are")),
  SHAPE ("hidden-units", N_ ("how many hidden units there are")),
  SHAPE ("weights", N_ ("how many weights and biases there are")),
  { GRADUS_MEASURE_SETTING, "seed", "seed", N_ ("the seed of the run") },
  { GRADUS_MEASURE_SETTING, "data.", "data.noise", N_ ("a number of the data, by its path") },
  { GRADUS_MEASURE_SETTING, "network.", "network.hidden.activation is relu",
    N_ ("a word, or a number, of the network, by its path") },
  { GRADUS_MEASURE_SETTING, "training.", "training.optimiser.learning-rate",
    N_ ("a number, or a word, of the training, by its path") },
  ENSEMBLE ("ensemble-accuracy", N_ ("the accuracy of all runs averaged, training samples")),
  ENSEMBLE ("ensemble-test-accuracy", N_ ("the accuracy of all runs averaged, test samples")),
  ENSEMBLE ("members-accuracy", N_ ("the mean of the runs' own accuracies, training samples")),
  ENSEMBLE ("members-test-accuracy", N_ ("the mean of the runs' own accuracies, test samples")),
  CELL ("solved", N_ ("how many seeds get all training samples right")),
  CELL ("diverged", N_ ("how many seeds diverged")),
  CELL ("learned", N_ ("how many seeds learnt anything at all")),
  CELL ("seeds", N_ ("how many seeds have ended")),
  CELL ("cost-median", N_ ("the cost of the seed in the middle")),
  CELL ("accuracy-mean", N_ ("the mean accuracy, training samples")),
  CELL ("test-accuracy-mean", N_ ("the mean accuracy, test samples")),
  CELL ("learned-accuracy", N_ ("the mean accuracy of the seeds that learnt")),
  { GRADUS_MEASURE_CELLS, "lower", "lower@ReLU|Tanh",
    N_ ("how many seeds end with a lower cost in the first than in the second") },
  { GRADUS_MEASURE_ACTIVATION, "sigmoid'", "sigmoid'(0)",
    N_ ("the slope of an activation at a point; without the mark its value") },
  { 0, NULL, NULL, NULL },
};

static const char *const kind_titles[] = {
  N_ ("The Run"),        N_ ("Outputs"),         N_ ("A Layer: 1, 2, … first, last"),
  N_ ("The Chain Rule"), N_ ("The Network"),     N_ ("Settings"),
  N_ ("All Runs"),       N_ ("A Row of a Sweep"), N_ ("Two Rows of a Sweep"),
  N_ ("Activations"),
};

/* What is written behind the name of a kind, for a list of them. */
static const char *const kind_places[] = { "", ".N", ".L", ".L", "", "…", "", "@LABEL",
                                           "@LABEL|LABEL", "(X)" };

gboolean
gradus_measure_find (GradusMeasureKind kind, const char *name, guint *position)
{
  guint at = 0;

  for (const GradusMeasure *measure = gradus_measures; measure->name; measure++) {
    if (measure->kind != kind)
      continue;
    if (g_str_equal (measure->name, name)) {
      *position = at;
      return TRUE;
    }
    at++;
  }
  return FALSE;
}

const char *
gradus_measure_kind_get_title (GradusMeasureKind kind)
{
  return kind_titles[kind];
}

char *
gradus_measures_list (void)
{
  GString *list = g_string_new (NULL);

  for (const GradusMeasure *measure = gradus_measures; measure->name; measure++) {
    const gboolean is_whole = g_str_equal (measure->name, "seed");

    g_string_append_printf (list, "%s%s%s", list->len > 0 ? ", " : "", measure->name,
                            is_whole ? "" : kind_places[measure->kind]);
  }
  return g_string_free (list, FALSE);
}
