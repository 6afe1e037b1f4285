/* SPDX-License-Identifier: MIT */
#include "figure/chain-words.h"

#include <glib/gi18n-lib.h>

#include "plot/number.h"

/* Numbers of a list that are written out, where there are more. */
#define MOST_NUMBERS 4

static void
append_number (GString *text, double number)
{
  g_autofree char *digits = gradus_number_format (number);

  g_string_append (text, digits);
}

/* "0", "(0, 1)", "(0, 0, 0, 0, … 784 numbers)" */
static char *
list_numbers (const float *numbers, guint n_shown, guint n)
{
  GString *text = g_string_new (n > 1 ? "(" : NULL);

  for (guint i = 0; i < MIN (n_shown, n > n_shown ? MOST_NUMBERS : n); i++) {
    g_autofree char *number = gradus_number_format_short ((double) numbers[i]);

    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", number);
  }
  if (n > n_shown) {
    g_string_append (text, ", ");
    /* Translators: behind the first numbers of a list */
    g_string_append_printf (text, _ ("… %u numbers"), n);
  }
  return g_string_free (g_string_append (text, n > 1 ? ")" : ""), FALSE);
}

char *
gradus_chain_words_sample (const GradusChain *chain)
{
  g_autofree char *inputs =
      list_numbers (chain->inputs, MIN (chain->n_inputs, GRADUS_CHAIN_MOST), chain->n_inputs);
  g_autofree char *targets =
      list_numbers (chain->targets, MIN (chain->n_targets, GRADUS_CHAIN_MOST), chain->n_targets);
  g_autofree char *cost = gradus_number_format (chain->cost);

  if (chain->has_own_inputs) /* Translators: as the next one, of inputs that somebody has set */
    return g_strdup_printf (_ ("Own input: $x$ = %s, target %s as of sample %u, cost %s"), inputs,
                            targets, chain->sample + 1, cost);
  /* Translators: the sample whose chain rule is written out; a formula stands between dollars */
  return g_strdup_printf (_ ("Sample %u: $x$ = %s, target %s, cost %s"), chain->sample + 1, inputs,
                          targets, cost);
}

/* -- Back -------------------------------------------------------------------------------------- */

static gboolean
has_ways (const GradusChain *chain, guint from)
{
  gboolean has_any = FALSE;

  for (guint i = from; i < chain->n_layers; i++)
    has_any = has_any || chain->layers[i].n_ways > 0;
  return has_any;
}

/* Where the way back begins: what the cost cancels, or that it does not. */
static char *
make_beginning (const GradusChain *chain)
{
  const GradusChainLayer *last = &chain->layers[chain->n_layers - 1];
  g_autofree char *delta = gradus_number_format (last->delta_norm);
  g_autofree char *cost = gradus_number_format (chain->cost_gradient);
  g_autofree char *slope = gradus_number_format (last->mean_slope);

  if (chain->is_cancelled)
    return g_strdup_printf (_ ("The cost cancels the slope of the output: $‖∂C/∂z^{(%u)}‖ = ‖a − "
                               "y‖$ = %s"),
                            chain->n_layers, delta);
  if (last->n_numbers > 1)
    return g_strdup_printf (_ ("The cost does not cancel the slope of the output: $‖∂C/∂z^{(%u)}‖ "
                               "= ‖∂C/∂a · f′(z)‖$ = %s"),
                            chain->n_layers, delta);
  return g_strdup_printf (_ ("The cost does not cancel the slope of the output: $‖∂C/∂z^{(%u)}‖ = "
                             "‖∂C/∂a‖ · f′(z)$ = %s · %s = %s"),
                          chain->n_layers, cost, slope, delta);
}

/* Those of the layers with an activation; a single one is the product. */
static void
append_slopes (const GradusChain *chain, guint index, GString *text)
{
  const guint end = chain->n_layers - (chain->is_cancelled ? 1 : 0);
  g_autoptr (GPtrArray) slopes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = end; i-- > index;) {
    if (chain->layers[i].has_activation)
      g_ptr_array_add (slopes, gradus_number_format (chain->layers[i].mean_slope));
  }
  for (guint i = 0; i < slopes->len && slopes->len > 1; i++)
    g_string_append_printf (text, "%s%s", (const char *) g_ptr_array_index (slopes, i),
                            i + 1 < slopes->len ? " · " : " = ");
}

char *
gradus_chain_words_slopes (const GradusChain *chain, guint index)
{
  GString *text;

  if (index + 1 == chain->n_layers)
    return make_beginning (chain);
  text = g_string_new (chain->is_cancelled ? _ ("Product of the slopes")
                                           : _ ("Product of the slopes, the output's too"));
  if (has_ways (chain, index)) {
    g_string_append (text, _ (", over all ways"));
    g_string_append (text, ":  $∑ ∏ f′(z)$ = ");
  } else {
    g_string_append (text, ":  $∏ f′(z)$ = ");
    append_slopes (chain, index, text);
  }
  append_number (text, chain->layers[index].slope_product);
  return g_string_free (text, FALSE);
}

/* A single one is the product. */
static void
append_steps (const GradusChain *chain, guint index, GString *text)
{
  const guint end = chain->n_layers - 1;

  for (guint i = end; i-- > index && end - index > 1;) {
    append_number (text, chain->layers[i].factor);
    g_string_append (text, i > index ? " · " : " = ");
  }
}

/* Of several ways the sum alone: each has a row of the table. */
char *
gradus_chain_words_products (const GradusChain *chain, guint index)
{
  GString *text = g_string_new (NULL);

  if (index + 1 == chain->n_layers)
    return g_string_free (text, FALSE);
  g_string_append (text, _ ("Product of slopes × weights"));
  if (has_ways (chain, index)) {
    g_string_append (text, _ (", over all ways"));
    g_string_append (text, ":  ");
  } else {
    g_string_append (text, ":  ");
    append_steps (chain, index, text);
  }
  append_number (text, chain->layers[index].product);
  return g_string_free (text, FALSE);
}

/* Of a layer without a matrix only what reaches it. */
char *
gradus_chain_words_gradient (const GradusChain *chain, guint index)
{
  const GradusChainLayer *layer = &chain->layers[index];
  const gboolean is_last = index + 1 == chain->n_layers, has_matrix = layer->sums[0].n_terms > 0;
  GString *text = g_string_new (NULL);

  g_string_append (text, _ ("Gradient"));
  g_string_append_printf (text,
                          has_matrix ? ":  $‖∂C/∂W_{%u}‖ = " : ":  $‖∂C/∂z^{(%u)}‖ = ", index + 1);
  g_string_append_printf (text, "‖∂C/∂z^{(%u)}‖", chain->n_layers);
  g_string_append (text, is_last ? "" : " · ∏");
  if (has_matrix && index > 0)
    g_string_append_printf (text, " · ‖a^{(%u)}‖", index);
  else if (has_matrix)
    g_string_append (text, " · ‖x‖");
  g_string_append (text, "$ = ");
  append_number (text, chain->layers[chain->n_layers - 1].delta_norm);
  if (!is_last) {
    g_string_append (text, " · ");
    append_number (text, layer->product);
  }
  if (has_matrix) {
    g_string_append (text, " · ");
    append_number (text, layer->input_norm);
  }
  if (has_matrix || !is_last) {
    g_string_append (text, " = ");
    append_number (text, has_matrix ? layer->gradient_norm : layer->delta_norm);
  }
  return g_string_free (text, FALSE);
}
