/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/chain-number.h"

G_BEGIN_DECLS

/* How the numbers of one unit of a chain come about, written out, a line for each. */

/* What the lines are about. */
typedef struct {
  const GradusChain *chain;
  double rate;                    /* the learning rate */
  const GradusChainNumber *blank; /* is not told, wherever it would stand; NULL: all is told */
} GradusChainSight;

/* A line of words and formulas, see gradus_formula_draw_line(), as far as the last "=", and the
 * number behind it. */
typedef struct {
  char *text;
  char *result;
  GradusChainNumber number; /* that the result is */
} GradusChainLine;

/* A number of the chain to two digits, or "?" where it is the blank; a new string. */
char *gradus_chain_lines_format (const GradusChainSight *sight, GradusChainNumber number);

/* How the unit comes to its z and its output; or how the gradient comes back to it, to its weight
 * from `input`, and what a step makes of that weight. Of a sum at most so many terms are written
 * out, and what all others make. Empty where the layer's units are not shown. Layer, unit and input
 * count from 0. Elements are GradusChainLine *. */
GPtrArray *gradus_chain_lines_list_forward (const GradusChainSight *sight, guint layer, guint unit,
                                            guint most_terms);
GPtrArray *gradus_chain_lines_list_backward (const GradusChainSight *sight, guint layer, guint unit,
                                             guint input, guint most_terms);

G_END_DECLS
