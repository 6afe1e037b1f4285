/* SPDX-License-Identifier: MIT */
#include "experiment/setting-text.h"

#include <glib/gi18n.h>

#include "plot/number.h"

static char *
format_value (const GradusLayerSetting *setting, double value)
{
  switch (setting->type) {
  case GRADUS_SETTING_CHOICE:
    return g_strdup (_ (setting->titles[(guint) value]));
  case GRADUS_SETTING_LAYER:
    return value > 0 ? g_strdup_printf (_ ("layer %u"), (guint) value) : g_strdup (_ ("the input"));
  case GRADUS_SETTING_REAL:
  case GRADUS_SETTING_WHOLE:
  default:
    return gradus_number_format (value);
  }
}

char *
gradus_layer_setting_describe (const GradusLayerSetting *setting, double value)
{
  g_autofree char *shown = format_value (setting, value);

  return g_strdup_printf ("%s %s", _ (setting->title), shown);
}

char *
gradus_layer_setting_explain (const GradusLayerSetting *setting)
{
  g_autofree char *lowest = gradus_number_format_setting (setting->lowest);
  g_autofree char *highest = gradus_number_format_setting (setting->highest);

  if (setting->type == GRADUS_SETTING_REAL || setting->type == GRADUS_SETTING_WHOLE)
    /* Translators: "Rate, 0 to 0.99: how likely a value is 0 in a step of training" */
    return g_strdup_printf (_ ("%s, %s to %s: %s"), _ (setting->title), lowest, highest,
                            _ (setting->hint));
  return g_strdup_printf (_ ("%s: %s"), _ (setting->title), _ (setting->hint));
}
