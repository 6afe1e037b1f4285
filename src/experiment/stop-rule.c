/* SPDX-License-Identifier: MIT */
#include "experiment/stop-rule.h"

#include <glib/gi18n.h>

#include "plot/number.h"

gboolean
gradus_stop_rule_is_set (const GradusStopRule *rule)
{
  return rule->cost > 0 || rule->accuracy > 0 || rule->gradient_norm > 0 || rule->patience > 0;
}

gboolean
gradus_stop_rule_equal (const GradusStopRule *a, const GradusStopRule *b)
{
  return a->cost == b->cost && a->accuracy == b->accuracy &&
         a->gradient_norm == b->gradient_norm && a->layer == b->layer &&
         a->patience == b->patience;
}

char *
gradus_stop_rule_describe (const GradusStopRule *rule, GradusStopCause cause)
{
  g_autofree char *number = NULL;

  switch (cause) {
  case GRADUS_STOP_COST:
    number = gradus_number_format_setting (rule->cost);
    return g_strdup_printf (_ ("cost below %s"), number);
  case GRADUS_STOP_ACCURACY:
    number = gradus_number_format_setting (100 * rule->accuracy);
    return g_strdup_printf (_ ("accuracy at %s %%"), number);
  case GRADUS_STOP_GRADIENT_NORM:
    number = gradus_number_format_setting (rule->gradient_norm);
    return g_strdup_printf (_ ("gradient norm of layer %u below %s"), rule->layer + 1, number);
  case GRADUS_STOP_PATIENCE:
    return g_strdup_printf (ngettext ("no lower test cost for %u epoch",
                                      "no lower test cost for %u epochs", rule->patience),
                            rule->patience);
  case GRADUS_STOP_NONE:
    break;
  }
  return g_strdup ("");
}

char *
gradus_stop_rule_describe_all (const GradusStopRule *rule, const char *separator)
{
  const gboolean is_set[] = { [GRADUS_STOP_COST] = rule->cost > 0,
                              [GRADUS_STOP_ACCURACY] = rule->accuracy > 0,
                              [GRADUS_STOP_GRADIENT_NORM] = rule->gradient_norm > 0,
                              [GRADUS_STOP_PATIENCE] = rule->patience > 0 };
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint cause = GRADUS_STOP_NONE + 1; cause < G_N_ELEMENTS (is_set); cause++) {
    g_autofree char *part =
        is_set[cause] ? gradus_stop_rule_describe (rule, (GradusStopCause) cause) : NULL;

    if (part)
      g_strv_builder_add (parts, part);
  }
  list = g_strv_builder_end (parts);
  return g_strjoinv (separator, list);
}
