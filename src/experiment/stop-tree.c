/* SPDX-License-Identifier: MIT */
#include "experiment/experiment-parts.h"

GradusStopRule
gradus_stop_rule_from_tree (GradusJsonReader *reader, const char *path, json_t *value,
                            guint n_layers)
{
  static const char *const keys[] = { "cost", "accuracy", "gradient-norm", "layer",
                                      "patience", NULL };
  guint64 patience = 0, layer = 1;
  GradusStopRule rule = { 0 };

  if (!gradus_json_reader_check_object (reader, path, value, keys))
    return rule;
  gradus_json_reader_optional (reader, path, value, "cost", TRUE, "", 0, GRADUS_STOP_COST_MAX,
                               &rule.cost);
  gradus_json_reader_optional (reader, path, value, "accuracy", TRUE, "", 0, 1, &rule.accuracy);
  gradus_json_reader_optional (reader, path, value, "gradient-norm", TRUE, "", 0,
                               GRADUS_STOP_COST_MAX, &rule.gradient_norm);
  gradus_json_reader_optional_integer (reader, path, value, "layer", TRUE, "", 1,
                                       MAX (n_layers, 1), &layer);
  gradus_json_reader_optional_integer (reader, path, value, "patience", TRUE, "", 0,
                                       GRADUS_STOP_PATIENCE_MAX, &patience);
  rule.layer = (guint) layer - 1;
  rule.patience = (guint) patience;
  return rule;
}

json_t *
gradus_stop_rule_to_tree (const GradusStopRule *rule)
{
  json_t *value = json_object ();

  if (rule->cost > 0)
    json_object_set_new (value, "cost", json_real (rule->cost));
  if (rule->accuracy > 0)
    json_object_set_new (value, "accuracy", json_real (rule->accuracy));
  if (rule->gradient_norm > 0)
    json_object_set_new (value, "gradient-norm", json_real (rule->gradient_norm));
  if (rule->layer > 0)
    json_object_set_new (value, "layer", json_integer ((json_int_t) rule->layer + 1));
  if (rule->patience > 0)
    json_object_set_new (value, "patience", json_integer ((json_int_t) rule->patience));
  return value;
}
