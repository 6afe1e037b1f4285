/* SPDX-License-Identifier: MIT */
#include "figure/chain-lines.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plot/number.h"

#define BLANK "?"

static void
free_line (gpointer data)
{
  GradusChainLine *line = data;

  g_free (line->text);
  g_free (line->result);
  g_free (line);
}

static gboolean
is_blank (const GradusChainSight *sight, GradusChainNumber number)
{
  return sight->blank && gradus_chain_number_equal (*sight->blank, number);
}

char *
gradus_chain_lines_format (const GradusChainSight *sight, GradusChainNumber number)
{
  return is_blank (sight, number) ? g_strdup (BLANK)
                                  : gradus_number_format_short (gradus_chain_number_read (
                                        number, sight->chain, sight->rate));
}

static void
append_value (GString *text, double value)
{
  g_autofree char *digits = gradus_number_format (value);

  g_string_append_printf (text, value < 0 ? "(%s)" : "%s", digits);
}

/* A number of the chain where nothing can be taken for its sign. */
static void
append_result (const GradusChainSight *sight, GString *text, GradusChainNumber number)
{
  g_autofree char *digits =
      is_blank (sight, number)
          ? g_strdup (BLANK)
          : gradus_number_format (gradus_chain_number_read (number, sight->chain, sight->rate));

  g_string_append (text, digits);
}

/* A number of the chain among others, which a sign of its own sets apart. */
static void
append_number (const GradusChainSight *sight, GString *text, GradusChainNumber number)
{
  if (is_blank (sight, number))
    g_string_append (text, BLANK);
  else
    append_value (text, gradus_chain_number_read (number, sight->chain, sight->rate));
}

static GradusChainNumber
number_of (GradusChainNumberKind kind, guint layer, guint unit)
{
  return (GradusChainNumber){ .kind = kind, .layer = layer, .unit = unit };
}

/* Takes the text. */
static void
add_line (const GradusChainSight *sight, GPtrArray *lines, GString *text, GradusChainNumber number)
{
  GradusChainLine *line = g_new (GradusChainLine, 1);
  GString *result = g_string_new (NULL);

  append_result (sight, result, number);
  line->text = g_string_free (text, FALSE);
  line->result = g_string_free (result, FALSE);
  line->number = number;
  g_ptr_array_add (lines, line);
}

/* -- Forward ----------------------------------------------------------------------------------- */

/* What a unit is given by an input: the output of a unit of the layer before, or of the sample. */
static void
append_input (const GradusChainSight *sight, GString *text, guint layer, guint input)
{
  if (layer == 0)
    append_value (text, (double) sight->chain->layers[0].sums[0].inputs[input]);
  else
    append_number (sight, text, number_of (GRADUS_CHAIN_OUTPUT, layer - 1, input));
}

static void
append_rest (GString *text, guint n, double rest)
{
  g_autofree char *number = gradus_number_format (rest);

  g_string_append (text, " + ");
  /* Translators: a sum's other terms: how many, and what they make */
  g_string_append_printf (text, _ ("(%u more: %s)"), n, number);
}

/* A single term behind those that are told takes no more room than words for it. */
static guint
count_told (guint n_terms, guint n_shown, guint most)
{
  return n_terms <= most ? n_terms : MIN (n_shown, MAX (most, 2) - 1);
}

static void
append_terms (const GradusChainSight *sight, GString *text, guint layer, guint unit,
              guint most_terms)
{
  const GradusChainSum *sum = &sight->chain->layers[layer].sums[unit];
  const guint n = count_told (sum->n_terms, sum->n_shown, most_terms);
  double rest = sum->rest;

  for (guint i = n; i < sum->n_shown; i++)
    rest += (double) sum->weights[i] * (double) sum->inputs[i];
  for (guint i = 0; i < n; i++) {
    g_string_append (text, i > 0 ? " + " : "");
    append_value (text, (double) sum->weights[i]);
    g_string_append (text, "·");
    append_input (sight, text, layer, i);
  }
  if (sum->n_terms > n)
    append_rest (text, sum->n_terms - n, rest);
  g_string_append (text, " + ");
  append_value (text, sum->bias);
}

static void
add_sum (const GradusChainSight *sight, GPtrArray *lines, guint index, guint unit, guint most_terms)
{
  const GradusChainLayer *layer = &sight->chain->layers[index];
  GString *text;

  if (layer->sums[unit].n_terms == 0 && !layer->has_earlier)
    return;
  text = g_string_new (NULL);
  g_string_append_printf (text, "$z_{%u}^{(%u)} = %s =$ ", unit + 1, index + 1,
                          layer->has_earlier ? "a + a" : "w·a + b");
  if (layer->has_earlier) {
    append_value (text, (double) layer->z[unit] - (double) layer->earlier[unit]);
    g_string_append (text, " + ");
    append_value (text, (double) layer->earlier[unit]);
  } else {
    append_terms (sight, text, index, unit, most_terms);
  }
  add_line (sight, lines, g_string_append (text, " = "), number_of (GRADUS_CHAIN_Z, index, unit));
}

static void
add_output (const GradusChainSight *sight, GPtrArray *lines, guint index, guint unit)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "$a_{%u}^{(%u)} = ", unit + 1, index + 1);
  if (sight->chain->layers[index].has_activation) {
    g_string_append_printf (text, "f(z_{%u}) = f($", unit + 1);
    append_result (sight, text, number_of (GRADUS_CHAIN_Z, index, unit));
    g_string_append (text, "$) = $");
  } else {
    g_string_append (text, "$ ");
  }
  add_line (sight, lines, text, number_of (GRADUS_CHAIN_OUTPUT, index, unit));
}

GPtrArray *
gradus_chain_lines_list_forward (const GradusChainSight *sight, guint layer, guint unit,
                                 guint most_terms)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);

  if (layer >= sight->chain->n_layers || unit >= sight->chain->layers[layer].n_shown ||
      !sight->chain->layers[layer].is_whole)
    return lines;
  add_sum (sight, lines, layer, unit, most_terms);
  add_output (sight, lines, layer, unit);
  return lines;
}

/* -- Back -------------------------------------------------------------------------------------- */

/* w·δ of each unit of the layer behind. */
static void
append_returning_terms (const GradusChainSight *sight, GString *text, guint index, guint unit,
                        guint most_terms)
{
  const GradusChainLayer *behind = &sight->chain->layers[index + 1];
  const guint n = count_told (behind->n_numbers, behind->n_shown, most_terms);
  double rest = sight->chain->layers[index].returns[unit];

  for (guint j = 0; j < n; j++) {
    const double weight = (double) behind->sums[j].weights[unit];

    g_string_append (text, j > 0 ? " + " : "");
    append_value (text, weight);
    g_string_append (text, "·");
    append_number (sight, text, number_of (GRADUS_CHAIN_DELTA, index + 1, j));
    rest -= weight * (double) behind->deltas[j];
  }
  if (behind->n_numbers > n)
    append_rest (text, behind->n_numbers - n, rest);
}

/* What each of the ways back has brought, which is δ already. */
static void
add_ways (const GradusChainSight *sight, GPtrArray *lines, guint index, guint unit)
{
  const GradusChainLayer *layer = &sight->chain->layers[index];
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "$δ_{%u}^{(%u)}$ = ", unit + 1, index + 1);
  for (guint i = 0; i < layer->n_ways; i++) {
    g_string_append (text, i > 0 ? " + " : "");
    append_value (text, (double) layer->ways[i].deltas[unit]);
    g_string_append (text, " (");
    g_string_append_printf (text,
                            layer->ways[i].is_around ? _ ("around, from %u") : _ ("through %u"),
                            layer->ways[i].from + 1);
    g_string_append_c (text, ')');
  }
  add_line (sight, lines, g_string_append (text, " = "),
            number_of (GRADUS_CHAIN_DELTA, index, unit));
}

static void
add_return (const GradusChainSight *sight, GPtrArray *lines, guint index, guint unit,
            guint most_terms)
{
  const GradusChainLayer *behind = &sight->chain->layers[index + 1];
  GString *text;

  if (!behind->is_whole || behind->sums[0].n_terms == 0)
    return;
  text = g_string_new (NULL);
  g_string_append_printf (text, "$(W^Tδ)_{%u}$ = ", unit + 1);
  append_returning_terms (sight, text, index, unit, most_terms);
  add_line (sight, lines, g_string_append (text, " = "),
            number_of (GRADUS_CHAIN_RETURN, index, unit));
}

static void
add_first_delta (const GradusChainSight *sight, GPtrArray *lines, guint index, guint unit)
{
  const GradusChain *chain = sight->chain;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "$δ_{%u}^{(%u)} = a − y$ = ", unit + 1, index + 1);
  append_number (sight, text, number_of (GRADUS_CHAIN_OUTPUT, index, unit));
  g_string_append (text, " − ");
  append_value (text, (double) chain->targets[MIN (unit, GRADUS_CHAIN_MOST - 1)]);
  add_line (sight, lines, g_string_append (text, " = "),
            number_of (GRADUS_CHAIN_DELTA, index, unit));
}

static void
add_delta (const GradusChainSight *sight, GPtrArray *lines, guint index, guint unit)
{
  const GradusChainLayer *layer = &sight->chain->layers[index];
  const gboolean is_last = index + 1 == sight->chain->n_layers;
  GString *text = g_string_new (NULL);

  if (isnan (layer->returns[unit]) || !layer->has_activation) {
    g_string_append_printf (text, "$δ_{%u}^{(%u)}$ = ", unit + 1, index + 1);
  } else {
    g_string_append_printf (text,
                            is_last ? "$δ_{%u}^{(%u)} = ∂C/∂a · f′(z_{%u})$ = "
                                    : "$δ_{%u}^{(%u)} = (W^Tδ)_{%u} · f′(z)$ = ",
                            unit + 1, index + 1, unit + 1);
    append_number (sight, text, number_of (GRADUS_CHAIN_RETURN, index, unit));
    g_string_append (text, " · ");
    append_number (sight, text, number_of (GRADUS_CHAIN_SLOPE, index, unit));
    g_string_append (text, " = ");
  }
  add_line (sight, lines, text, number_of (GRADUS_CHAIN_DELTA, index, unit));
}

static void
add_gradient (const GradusChainSight *sight, GPtrArray *lines, GradusChainNumber number)
{
  GString *text = g_string_new (NULL);

  number.kind = GRADUS_CHAIN_GRADIENT;
  g_string_append_printf (text, "$∂C/∂w_{%u%u}^{(%u)} = δ_{%u}·%s_{%u}$ = ", number.unit + 1,
                          number.input + 1, number.layer + 1, number.unit + 1,
                          number.layer > 0 ? "a" : "x", number.input + 1);
  append_number (sight, text, number_of (GRADUS_CHAIN_DELTA, number.layer, number.unit));
  g_string_append (text, " · ");
  append_input (sight, text, number.layer, number.input);
  add_line (sight, lines, g_string_append (text, " = "), number);
}

/* Where the digits that are shown do not tell, whether there is another weight after a step. */
static void
tell_change (GradusChainLine *line, double weight, double after)
{
  g_autofree char *before = gradus_number_format (weight),
                  *change = gradus_number_format_short (after - weight),
                  *result = g_steal_pointer (&line->result);

  if (after == weight) /* Translators: behind a weight: a step is too small to change it */
    line->result = g_strdup_printf (_ ("%s, not a bit has changed"), result);
  else if (g_str_equal (result, before)) /* Translators: behind a weight, in a few digits */
    line->result = g_strdup_printf (_ ("%s, changed by %s"), result, change);
  else
    line->result = g_steal_pointer (&result);
}

static void
add_step (const GradusChainSight *sight, GPtrArray *lines, GradusChainNumber number)
{
  const GradusChainSum *sum = &sight->chain->layers[number.layer].sums[number.unit];
  const double weight = (double) sum->weights[number.input];
  GString *text = g_string_new (NULL);

  number.kind = GRADUS_CHAIN_STEP;
  g_string_append_printf (text, "$w_{%u%u} − η·∂C/∂w$ = ", number.unit + 1, number.input + 1);
  append_value (text, weight);
  g_string_append (text, " − ");
  append_value (text, sight->rate);
  g_string_append (text, "·");
  number.kind = GRADUS_CHAIN_GRADIENT;
  append_number (sight, text, number);
  number.kind = GRADUS_CHAIN_STEP;
  add_line (sight, lines, g_string_append (text, " = "), number);
  if (!is_blank (sight, number))
    tell_change (g_ptr_array_index (lines, lines->len - 1), weight,
                 gradus_chain_number_read (number, sight->chain, sight->rate));
}

GPtrArray *
gradus_chain_lines_list_backward (const GradusChainSight *sight, guint index, guint unit,
                                  guint input, guint most_terms)
{
  const GradusChain *chain = sight->chain;
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
  const GradusChainLayer *layer;
  GradusChainNumber number = { .layer = index, .unit = unit, .input = input };

  if (index >= chain->n_layers || unit >= chain->layers[index].n_shown ||
      !chain->layers[index].is_whole)
    return lines;
  layer = &chain->layers[index];
  if (layer->n_ways > 0) {
    add_ways (sight, lines, index, unit);
  } else if (index + 1 == chain->n_layers && chain->is_cancelled) {
    add_first_delta (sight, lines, index, unit);
  } else {
    if (index + 1 < chain->n_layers)
      add_return (sight, lines, index, unit, most_terms);
    add_delta (sight, lines, index, unit);
  }
  if (layer->sums[unit].n_terms == 0)
    return lines;
  number.input = MIN (input, layer->sums[unit].n_shown - 1);
  add_gradient (sight, lines, number);
  add_step (sight, lines, number);
  return lines;
}
