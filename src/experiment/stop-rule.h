/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusStopRule: what ends training before its last step, whichever is first. All numbers 0:
 * nothing does. */
typedef struct {
  double cost;          /* a cost of all training data below that; 0: none */
  double accuracy;      /* their accuracy at that or above, 0 … 1; 0: none */
  double gradient_norm; /* that of `layer` below that, of the cost of all training data; 0: none */
  guint layer;          /* from 0 */
  guint patience;       /* so many epochs without a lower cost of the test data; 0: none */
} GradusStopRule;

#define GRADUS_STOP_COST_MAX 1e6
#define GRADUS_STOP_PATIENCE_MAX 1000000

/* Why training ended before its last step. */
typedef enum {
  GRADUS_STOP_NONE, /* it did not */
  GRADUS_STOP_COST,
  GRADUS_STOP_ACCURACY,
  GRADUS_STOP_GRADIENT_NORM,
  GRADUS_STOP_PATIENCE,
} GradusStopCause;

/* Whether anything would end training. */
gboolean gradus_stop_rule_is_set (const GradusStopRule *rule);
gboolean gradus_stop_rule_equal (const GradusStopRule *a, const GradusStopRule *b);

/* What was met, as a part of a sentence in the user's language: "cost below 0.01", "no lower test
 * cost for 5 epochs". Free with g_free(). */
char *gradus_stop_rule_describe (const GradusStopRule *rule, GradusStopCause cause);

/* All that would end training, in that way, with `separator` between; empty where nothing would.
 * Free with g_free(). */
char *gradus_stop_rule_describe_all (const GradusStopRule *rule, const char *separator);

G_END_DECLS
