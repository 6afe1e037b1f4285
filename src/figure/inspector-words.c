/* SPDX-License-Identifier: MIT */
#include "figure/inspector-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/unit-words.h"
#include "plot/number.h"

char *
gradus_inspector_words_layer (guint number)
{
  return number == 0 ? g_strdup (_ ("input")) : g_strdup_printf (_ ("layer %u"), number);
}

/* What goes into the unit: an input by its name, or a unit of the layer before. */
char *
gradus_inspector_words_input (const GradusFigureSource *source, guint input)
{
  const GradusDetail *detail = source->snapshot->detail;

  if (gradus_shape_count_unit_numbers (&source->snapshot->sketches[detail->layer].in) > 1)
    return g_strdup_printf (_ ("map %u"), input + 1);
  if (detail->layer == 0 && source->training)
    return gradus_dataset_name_input (source->training, input);
  return gradus_number_format_index ("a", input + 1);
}

/* "w₁" of "x₁": with its sign between terms. */
static void
append_term (GString *text, double weight, const char *name)
{
  g_autofree char *number = gradus_number_format (text->len > 0 ? fabs (weight) : weight);

  if (text->len > 0)
    g_string_append (text, weight < 0 ? " − " : " + ");
  g_string_append (text, number);
  if (name)
    g_string_append_printf (text, "·%s", name);
}

char *
gradus_inspector_words_equation (const GradusFigureSource *source, guint most_terms)
{
  const GradusDetail *detail = source->snapshot->detail;
  const guint n = MIN (detail->n_weights, most_terms);
  g_autoptr (GString) terms = g_string_new (NULL);

  if (detail->n_weights == 0 || detail->activation.kind == GRADUS_ACTIVATION_MAXOUT ||
      detail->unit_numbers > 1 ||
      gradus_shape_count_unit_numbers (&source->snapshot->sketches[detail->layer].in) > 1)
    return NULL;
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = gradus_inspector_words_input (source, i);

    append_term (terms, (double) detail->unit_weights[i], name);
  }
  if (detail->n_weights > n) {
    g_string_append (terms, " + ");
    /* Translators: terms of a sum that are not written out */
    g_string_append_printf (terms, _ ("(%u more)"), detail->n_weights - n);
  }
  append_term (terms, (double) detail->bias, NULL);
  return g_strdup_printf ("$a = f(z)$,  $z$ = %s", terms->str);
}

char *
gradus_inspector_words_scaling (const GradusFigureSource *source)
{
  const GradusDataset *training = source->training;

  if (source->snapshot->detail->layer > 0 || !training || !training->offsets ||
      training->features || training->picture.width > 0)
    return NULL;
  return g_strdup (_ ("Its inputs are scaled: they are not the numbers of the table"));
}

/* -- How it is --------------------------------------------------------------------------------- */

static guint
count_zeros (const GradusDetail *detail)
{
  guint n = 0;

  for (guint i = 0; i < detail->n_samples; i++)
    n += detail->outputs[i] == 0;
  return n;
}

static char *
tell_of_zeros (guint n, guint n_samples)
{
  g_autofree char *samples = gradus_number_format_count (n_samples);
  g_autofree char *off = gradus_number_format_count (n);

  if (n == n_samples)
    return g_strdup_printf (_ ("Dead: its output is 0 for all %s samples"), samples);
  return g_strdup_printf (_ ("Its output is 0 for %s of %s samples"), off, samples);
}

/* Of activations that are off or saturate. */
char *
gradus_inspector_words_state (const GradusFigureSource *source)
{
  const GradusDetail *detail = source->snapshot->detail;
  double saturated;
  g_autofree char *share = NULL;

  if (!detail->has_activation || detail->unit_numbers > 1 || detail->n_samples == 0)
    return NULL;
  if (detail->activation.kind == GRADUS_ACTIVATION_RELU)
    return tell_of_zeros (count_zeros (detail), detail->n_samples);
  saturated = gradus_activation_count_saturated (detail->activation, 1, detail->n_samples,
                                                 detail->n_samples, detail->outputs);
  if (isnan (saturated))
    return NULL;
  share = gradus_number_format_share (saturated);
  /* Translators: where its derivative is below 5 % of its largest */
  return g_strdup_printf (_ ("Saturated for %s of the samples: slope below 1/20 of the most"),
                          share);
}

/* The same of a layer, over all its units. */
char *
gradus_inspector_words_layer_state (const GradusFigureSource *source)
{
  const GradusDetail *detail = source->snapshot->detail;
  const GradusDiagnostics *measured = &source->snapshot->diagnostics[detail->layer];
  g_autofree char *share = NULL;

  if (isfinite (measured->dead)) {
    share = gradus_number_format_share ((double) measured->dead);
    return g_strdup_printf (_ ("Dead units, 0 for all samples: %s"), share);
  }
  if (!isfinite (measured->saturated))
    return NULL;
  share = gradus_number_format_share ((double) measured->saturated);
  return g_strdup_printf (_ ("Saturated outputs: %s"), share);
}

/* -- For those who do not see it ---------------------------------------------------------------- */

/* "unit 1 is a map of 28 × 28", and where its numbers would be too many, of what the ones below
 * are. */
char *
gradus_inspector_words_kind (const GradusFigureSource *source)
{
  const GradusDetail *detail = source->snapshot->detail;
  g_autofree char *words = gradus_unit_words_make (&source->snapshot->sketches[detail->layer].out);

  if (!words || detail->unit_numbers == 1)
    return NULL;
  return g_strdup_printf (detail->earlier ? _ ("unit %u is %s; below is the mean over its places")
                                          : _ ("unit %u is %s"),
                          detail->unit + 1, words);
}

char *
gradus_inspector_words_describe_layer (const GradusDetail *detail)
{
  const gboolean has_weights = detail->all_weights.n_values > 0;
  const GradusHistogram *histogram = has_weights ? &detail->all_weights : &detail->all_outputs;
  g_autofree char *from = gradus_number_format (histogram->low);
  g_autofree char *to = gradus_number_format (histogram->high);

  return g_strdup_printf (has_weights ? _ ("Layer %u with %u units: weights from %s to %s")
                                      : _ ("Layer %u with %u units: outputs from %s to %s"),
                          detail->layer + 1, detail->n_units, from, to);
}

/* A unit that adds has no activation. */
static char *
describe_adding (const GradusFigureSource *source)
{
  const GradusDetail *detail = source->snapshot->detail;
  g_autofree char *before = gradus_inspector_words_layer (detail->layer);
  g_autofree char *earlier =
      gradus_inspector_words_layer (source->snapshot->sketches[detail->layer].earlier);

  /* Translators: then the names of two layers */
  return g_strdup_printf (_ ("Unit %u of layer %u: the sum of what %s and %s say"),
                          detail->unit + 1, detail->layer + 1, before, earlier);
}

static char *
describe_activation (const GradusDetail *detail)
{
  g_autofree char *from = NULL, *to = NULL;
  double low = INFINITY, high = -INFINITY;

  for (guint i = 0; i < detail->n_samples * detail->unit_numbers; i++) {
    low = MIN (low, (double) detail->z[i]);
    high = MAX (high, (double) detail->z[i]);
  }
  from = gradus_number_format (low);
  to = gradus_number_format (high);
  return g_strdup_printf (_ ("Unit %u of layer %u: its activation is given %s to %s"),
                          detail->unit + 1, detail->layer + 1, from, to);
}

char *
gradus_inspector_words_describe_unit (const GradusFigureSource *source)
{
  const GradusDetail *detail = source->snapshot->detail;
  g_autofree char *kind = gradus_inspector_words_kind (source);
  g_autofree char *text = detail->earlier ? describe_adding (source) : describe_activation (detail);

  return kind ? g_strdup_printf ("%s; %s", text, kind) : g_steal_pointer (&text);
}
