/* SPDX-License-Identifier: MIT */
#include "train/chain-number.h"

#include <math.h>
#include <string.h>

/* Of a number in one. */
#define KIND_BITS 4
#define UNIT_BITS 3

/* How many places follow the kind. */
static const struct {
  const char *name;
  guint n_places;
} kinds[] = {
  [GRADUS_CHAIN_Z] = { "z", 2 },           [GRADUS_CHAIN_OUTPUT] = { "a", 2 },
  [GRADUS_CHAIN_SLOPE] = { "slope", 2 },   [GRADUS_CHAIN_RETURN] = { "return", 2 },
  [GRADUS_CHAIN_DELTA] = { "delta", 2 },   [GRADUS_CHAIN_GRADIENT] = { "gradient", 3 },
  [GRADUS_CHAIN_STEP] = { "step", 3 },     [GRADUS_CHAIN_PRODUCT] = { "product", 1 },
  [GRADUS_CHAIN_SLOPES] = { "slopes", 1 },
};

/* A number from 1 as one from 0. */
static gboolean
parse_place (const char *text, guint *place)
{
  char *end;
  const guint64 value = g_ascii_strtoull (text, &end, 10);

  if (!g_ascii_isdigit (*text) || *end != '\0' || value < 1 || value > G_MAXINT)
    return FALSE;
  *place = (guint) value - 1;
  return TRUE;
}

gboolean
gradus_chain_number_parse (const char *name, GradusChainNumber *number)
{
  g_auto (GStrv) words = g_strsplit (name, ".", -1);
  const guint n_words = g_strv_length (words);
  guint places[3] = { 0 };

  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++) {
    gboolean is_read =
        n_words == kinds[kind].n_places + 1 && g_str_equal (words[0], kinds[kind].name);

    for (guint i = 0; is_read && i < kinds[kind].n_places; i++)
      is_read = parse_place (words[i + 1], &places[i]);
    if (is_read) {
      *number =
          (GradusChainNumber){ (GradusChainNumberKind) kind, places[0], places[1], places[2] };
      return TRUE;
    }
  }
  return FALSE;
}

char *
gradus_chain_number_make_name (GradusChainNumber number)
{
  const guint places[] = { number.layer, number.unit, number.input };
  GString *name = g_string_new (kinds[number.kind].name);

  for (guint i = 0; i < kinds[number.kind].n_places; i++)
    g_string_append_printf (name, ".%u", places[i] + 1);
  return g_string_free (name, FALSE);
}

int
gradus_chain_number_pack (GradusChainNumber number)
{
  if (number.layer > G_MAXUINT16 || number.unit >= GRADUS_CHAIN_MOST ||
      number.input >= GRADUS_CHAIN_MOST)
    return 0;
  return 1 + (int) (number.kind | number.unit << KIND_BITS |
                    number.input << (KIND_BITS + UNIT_BITS) |
                    number.layer << (KIND_BITS + 2 * UNIT_BITS));
}

gboolean
gradus_chain_number_unpack (int packed, GradusChainNumber *number)
{
  const guint bits = (guint) packed - 1, units = (1u << UNIT_BITS) - 1;
  const guint kind = bits & ((1u << KIND_BITS) - 1);

  if (packed <= 0 || kind >= G_N_ELEMENTS (kinds))
    return FALSE;
  *number =
      (GradusChainNumber){ (GradusChainNumberKind) kind, bits >> (KIND_BITS + 2 * UNIT_BITS),
                           bits >> KIND_BITS & units, bits >> (KIND_BITS + UNIT_BITS) & units };
  return TRUE;
}

gboolean
gradus_chain_number_equal (GradusChainNumber a, GradusChainNumber b)
{
  return a.kind == b.kind && a.layer == b.layer && a.unit == b.unit && a.input == b.input;
}

static double
read_of_weight (GradusChainNumber number, const GradusChainLayer *layer, double rate)
{
  const GradusChainSum *sum = &layer->sums[number.unit];
  double gradient, weight;

  if (number.input >= sum->n_shown || !layer->is_whole)
    return NAN;
  weight = (double) sum->weights[number.input];
  gradient = (double) layer->deltas[number.unit] * (double) sum->inputs[number.input];
  return number.kind == GRADUS_CHAIN_GRADIENT ? gradient
                                              : (double) (float) (weight - rate * gradient);
}

static double
read_of_unit (GradusChainNumber number, const GradusChainLayer *layer, double rate)
{
  switch (number.kind) {
  case GRADUS_CHAIN_Z:
    return (double) layer->z[number.unit];
  case GRADUS_CHAIN_OUTPUT:
    return (double) layer->outputs[number.unit];
  case GRADUS_CHAIN_SLOPE:
    return layer->has_activation ? (double) layer->slopes[number.unit] : NAN;
  case GRADUS_CHAIN_RETURN:
    return layer->returns[number.unit];
  case GRADUS_CHAIN_DELTA:
    return layer->is_whole ? (double) layer->deltas[number.unit] : NAN;
  case GRADUS_CHAIN_GRADIENT:
  case GRADUS_CHAIN_STEP:
  case GRADUS_CHAIN_PRODUCT:
  case GRADUS_CHAIN_SLOPES:
    break;
  }
  return read_of_weight (number, layer, rate);
}

double
gradus_chain_number_read (GradusChainNumber number, const GradusChain *chain, double rate)
{
  const GradusChainLayer *layer;

  if (number.layer >= chain->n_layers)
    return NAN;
  layer = &chain->layers[number.layer];
  if (number.kind == GRADUS_CHAIN_PRODUCT)
    return layer->product;
  if (number.kind == GRADUS_CHAIN_SLOPES)
    return layer->slope_product;
  return number.unit < layer->n_shown ? read_of_unit (number, layer, rate) : NAN;
}
