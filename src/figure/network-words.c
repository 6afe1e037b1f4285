/* SPDX-License-Identifier: MIT */
#include "figure/network-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/unit-words.h"
#include "plot/number.h"

/* Terms of a sum in a callout. */
#define MOST_TERMS 4

static const GradusLayerAnatomy *
get_anatomy (const GradusFigureSource *source, guint column)
{
  return &source->snapshot->anatomy->layers[column - 1];
}

static const GradusSketch *
get_sketch (const GradusFigureSource *source, guint column)
{
  return &source->snapshot->sketches[column - 1];
}

static void
add_line (GPtrArray *lines, char *line)
{
  g_ptr_array_add (lines, line);
}

static void
add_number (GPtrArray *lines, const char *name, double value)
{
  g_autofree char *number = gradus_number_format (value);

  add_line (lines, g_strdup_printf ("%s\t%s", name, number));
}

/* -- Equations --------------------------------------------------------------------------------- */

/* What comes into a layer by its number: an input by its name, else "a₁". */
static char *
name_factor (const GradusFigureSource *source, guint column, guint input)
{
  if (column > 1 || !source->training)
    return gradus_number_format_index (column > 1 ? "a" : "x", input + 1);
  return gradus_dataset_name_input (source->training, input);
}

static void
append_term (GString *sum, double factor, const char *name)
{
  g_autofree char *number = gradus_number_format_short (fabs (factor));

  if (sum->len == 0)
    g_string_append (sum, factor < 0 ? "−" : "");
  else
    g_string_append (sum, factor < 0 ? " − " : " + ");
  g_string_append (sum, number);
  if (name)
    g_string_append_printf (sum, "·%s", name);
}

/* Of the terms that are left out in the middle only the last one follows, if it is known. */
static char *
make_sum (const GradusFigureSource *source, GradusDiagramPart unit, guint most)
{
  const GradusLayerAnatomy *own = get_anatomy (source, unit.column);
  const float *weights = own->weights + (gsize) unit.unit * own->n_shown_inputs;
  const gboolean is_long = own->n_inputs > most + 1; /* else the words would take as much room */
  const guint n_first = MIN (is_long ? most - 1 : own->n_inputs, own->n_shown_inputs);
  const gboolean has_last = is_long && own->n_shown_inputs == own->n_inputs;
  GString *sum = g_string_new (NULL);

  for (guint i = 0; i < own->n_inputs; i++) {
    g_autofree char *name = NULL;

    if (i == n_first) {
      const guint n_left = own->n_inputs - n_first - (has_last ? 1 : 0);
      g_autofree char *count = gradus_number_format_count (n_left);

      /* Translators: in a long sum, so many terms are left out */
      g_string_append_printf (sum, _ (" + … %s more"), count);
      if (!has_last)
        break;
      i = own->n_inputs - 1;
    }
    name = name_factor (source, unit.column, i);
    append_term (sum, (double) weights[i], name);
  }
  append_term (sum, (double) own->biases[unit.unit], NULL);
  return g_string_free (sum, FALSE);
}

/* By kind: f(z), as it is written in formulas. */
static const char *const functions[GRADUS_N_ACTIVATIONS] = {
  [GRADUS_ACTIVATION_LINEAR] = "z",
  [GRADUS_ACTIVATION_SIGMOID] = "sigmoid(z)",
  [GRADUS_ACTIVATION_TANH] = "tanh(z)",
  [GRADUS_ACTIVATION_RELU] = "ReLU(z)",
  [GRADUS_ACTIVATION_LEAKY_RELU] = "leaky ReLU(z)",
  [GRADUS_ACTIVATION_ELU] = "ELU(z)",
  [GRADUS_ACTIVATION_SELU] = "SELU(z)",
  [GRADUS_ACTIVATION_SOFTPLUS] = "softplus(z)",
  [GRADUS_ACTIVATION_GELU] = "GELU(z)",
  [GRADUS_ACTIVATION_SWISH] = "swish(z)",
  [GRADUS_ACTIVATION_MAXOUT] = "max(z₁ … zₖ)",
  [GRADUS_ACTIVATION_SOFTMAX] = "softmax(z)",
};

void
gradus_network_words_add_equation (GPtrArray *lines, const GradusFigureSource *source,
                                   GradusDiagramPart unit, guint most)
{
  const GradusLayerAnatomy *own = unit.column > 0 ? get_anatomy (source, unit.column) : NULL;
  const char *z;
  GradusActivationKind kind;
  g_autofree char *sum = NULL;

  if (!own || !own->weights || !own->biases || own->input_numbers > 1 || unit.unit >= own->n_shown)
    return;
  kind = get_sketch (source, unit.column)->activation.kind;
  z = kind == GRADUS_ACTIVATION_MAXOUT ? "z₁" : "z";
  sum = make_sum (source, unit, most);
  add_line (lines, g_strdup_printf ("%s = %s", z, sum));
  add_line (lines, g_strdup_printf ("a = %s", functions[kind]));
  if (own->z) {
    g_autofree char *argument = gradus_number_format ((double) own->z[unit.unit]);
    g_autofree char *output = gradus_number_format ((double) own->outputs[unit.unit]);

    /* Translators: for a sample of that number: z = 0.62, a = 0.55 */
    add_line (lines, g_strdup_printf (_ ("sample %u: %s = %s, a = %s"),
                                      source->snapshot->anatomy->sample + 1, z, argument, output));
  }
}

/* -- Units ------------------------------------------------------------------------------------- */

char *
gradus_network_words_name_unit (const GradusFigureSource *source, guint column, guint unit)
{
  if (column == 0)
    return name_factor (source, 1, unit);
  return g_strdup_printf (_ ("Unit %u of layer %u, %s"), unit + 1, column,
                          _ (get_sketch (source, column)->title));
}

static void
add_scale (GPtrArray *lines, const GradusOutputScale *scale)
{
  g_autofree char *low = gradus_number_format_short (scale->low);
  g_autofree char *high = gradus_number_format_short (scale->high);

  if (scale->high > scale->low)
    add_line (lines, g_strdup_printf (_ ("colours from %s to %s"), low, high));
}

static void
add_input_lines (GPtrArray *lines, const GradusFigureSource *source, const GradusDiagramColumn *own,
                 guint unit)
{
  const GradusAnatomy *anatomy = source->snapshot->anatomy;
  g_autofree char *name = gradus_network_words_name_unit (source, 0, unit);
  g_autofree char *words = NULL;

  if (own->is_map) {
    words = gradus_unit_words_make (&source->snapshot->sketches[0].in);
    add_line (lines, g_strdup_printf (_ ("Input %u"), unit + 1));
    add_line (lines, g_strdup (words));
    if (own->picture)
      add_line (lines, g_strdup_printf (_ ("shown: sample %u"), anatomy->sample + 1));
    return;
  }
  add_line (lines, g_strdup_printf (_ ("Input %s"), name));
  if (anatomy->inputs) {
    g_autofree char *sample = g_strdup_printf (_ ("sample %u"), anatomy->sample + 1);

    add_number (lines, sample, (double) anatomy->inputs[unit]);
  }
  if (own->own_scales)
    add_scale (lines, &own->own_scales[unit]);
}

/* A unit that no equation tells of still says something to the sample. */
static void
add_output (GPtrArray *lines, const GradusFigureSource *source, GradusDiagramPart unit)
{
  const GradusLayerAnatomy *own = get_anatomy (source, unit.column);
  g_autofree char *name = NULL;

  if (!own->outputs || own->z)
    return;
  name = g_strdup_printf (_ ("sample %u: a"), source->snapshot->anatomy->sample + 1);
  add_number (lines, name, (double) own->outputs[unit.unit]);
}

static void
add_unit_lines (GPtrArray *lines, const GradusFigureSource *source, const GradusDiagramColumn *own,
                GradusDiagramPart part)
{
  if (part.column == 0) {
    add_input_lines (lines, source, own, part.unit);
    return;
  }
  add_line (lines, gradus_network_words_name_unit (source, part.column, part.unit));
  if (own->is_map)
    add_line (lines, gradus_unit_words_make (&get_sketch (source, part.column)->out));
  gradus_network_words_add_equation (lines, source, part, MOST_TERMS);
  add_output (lines, source, part);
  if (own->off && own->off[part.unit])
    add_line (lines, g_strdup (_ ("switched off: nothing reads it")));
  if (own->dead && own->dead[part.unit])
    add_line (lines, g_strdup (_ ("dead: says 0 to every sample")));
  if (own->bias_gradients)
    add_number (lines, _ ("gradient of the bias"), (double) own->bias_gradients[part.unit]);
}

/* -- Edges ------------------------------------------------------------------------------------- */

/* Whether the next step changes a weight by its gradient times the learning rate, and nothing
 * else. */
static gboolean
is_plain_descent (const GradusExperiment *experiment)
{
  const GradusOptimiser *optimiser = &experiment->optimiser;

  return optimiser->kind == GRADUS_OPTIMISER_SGD && optimiser->l1 <= 0 && optimiser->l2 <= 0 &&
         optimiser->clip_norm <= 0 && experiment->batch_size == 0;
}

static char *
name_edge (const GradusFigureSource *source, GradusDiagramPart part)
{
  g_autofree char *input = NULL;

  if (part.column > 1)
    return g_strdup_printf (_ ("From unit %u of layer %u to unit %u of layer %u"), part.input + 1,
                            part.column - 1, part.unit + 1, part.column);
  input = name_factor (source, part.column, part.input);
  /* Translators: of a weight: from x₁ to unit 2 of layer 1 */
  return g_strdup_printf (_ ("From %s to unit %u of layer %u"), input, part.unit + 1, part.column);
}

static void
add_edge_lines (GPtrArray *lines, const GradusFigureSource *source, const GradusDiagramColumn *own,
                GradusDiagramPart part)
{
  const gsize at = (gsize) part.unit * own->n_shown_inputs + part.input;
  const GradusExperiment *experiment = source->experiment;

  if (!own->weights)
    return;
  add_line (lines, name_edge (source, part));
  add_number (lines, own->has_norms ? _ ("norm of its weights") : _ ("weight"),
              (double) own->weights[at]);
  if (!own->gradients)
    return;
  add_number (lines, own->has_norms ? _ ("norm of its gradient") : _ ("gradient"),
              (double) own->gradients[at]);
  if (!own->has_norms && experiment && is_plain_descent (experiment))
    add_number (lines, _ ("change by the next step"),
                -experiment->optimiser.learning_rate *
                    gradus_schedule_factor (&experiment->optimiser.schedule,
                                            source->snapshot->metrics.step) *
                    (double) own->gradients[at]);
}

/* -- Layers and ways --------------------------------------------------------------------------- */

char *
gradus_network_words_describe_way (guint layer, guint earlier)
{
  if (earlier == 0)
    return g_strdup_printf (_ ("layer %u adds the input"), layer);
  return g_strdup_printf (_ ("layer %u adds what layer %u says"), layer, earlier);
}

static void
add_layer_lines (GPtrArray *lines, const GradusFigureSource *source, const GradusDiagramColumn *own,
                 guint column)
{
  add_line (lines, g_strdup_printf (_ ("Layer %u, %s"), column, own->title));
  if (!own->has_no_gradient) {
    add_number (lines,
                get_sketch (source, column)->has_matrix ? _ ("L2 norm of dCost/dW")
                                                        : _ ("L2 norm of the gradient"),
                (double) own->gradient_norm);
    if (own->first_norm > 0)
      add_number (lines, _ ("at step 0"), (double) own->first_norm);
  }
  if (own->has_earlier)
    add_line (lines, gradus_network_words_describe_way (column, own->earlier));
}

void
gradus_network_words_add (GPtrArray *lines, const GradusFigureSource *source,
                          const GradusDiagramColumn *columns, GradusDiagramPart part)
{
  const GradusDiagramColumn *own = &columns[part.column];

  switch (part.kind) {
  case GRADUS_DIAGRAM_NOTHING:
    break;
  case GRADUS_DIAGRAM_UNIT:
    add_unit_lines (lines, source, own, part);
    break;
  case GRADUS_DIAGRAM_EDGE:
    add_edge_lines (lines, source, own, part);
    break;
  case GRADUS_DIAGRAM_LAYER:
    add_layer_lines (lines, source, own, part.column);
    break;
  case GRADUS_DIAGRAM_ARC:
    add_line (lines, gradus_network_words_describe_way (part.column, own->earlier));
    add_line (lines, g_strdup (_ ("as it is, without a weight")));
    break;
  }
}

void
gradus_network_words_append_off (GString *text, const GradusFigureSource *source)
{
  const guint n = source->units_off ? source->units_off->len : 0;

  if (n > 0)
    g_string_append_printf (text,
                            /* Translators: behind a description of a network */
                            ngettext ("; %u unit is switched off", "; %u units are switched off",
                                      n),
                            n);
}
