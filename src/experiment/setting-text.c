/* SPDX-License-Identifier: MIT */
#include "experiment/setting-text.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/number.h"

static char *
format_size (double size)
{
  const guint height = gradus_size_get_height (size), width = gradus_size_get_width (size);

  return height == width ? g_strdup_printf ("%u", height)
                         : g_strdup_printf ("%u × %u", height, width);
}

char *
gradus_layer_setting_format (const GradusLayerSetting *setting, double value)
{
  if (setting->word && value == GRADUS_SETTING_WORD)
    return g_strdup (_ (setting->word_title));
  switch (setting->type) {
  case GRADUS_SETTING_SIZE:
    return format_size (value);
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

static gboolean
parse_number (const GradusLayerSetting *setting, const char *text, double *number)
{
  return gradus_number_parse (text, number) && *number >= setting->lowest &&
         *number <= setting->highest && floor (*number) == *number;
}

/* "5", "5 × 3", "5x3". */
static gboolean
parse_size (const GradusLayerSetting *setting, const char *text, double *size)
{
  g_auto (GStrv) sides = g_regex_split_simple ("[×x*]", text, G_REGEX_CASELESS, 0);
  const guint n_sides = g_strv_length (sides);
  double height, width;

  if (n_sides < 1 || n_sides > 2 || !parse_number (setting, g_strstrip (sides[0]), &height))
    return FALSE;
  width = height;
  if (sides[1] && !parse_number (setting, g_strstrip (sides[1]), &width))
    return FALSE;
  *size = gradus_size_make ((guint) height, (guint) width);
  return TRUE;
}

static gboolean
is_word (const GradusLayerSetting *setting, const char *text)
{
  g_autofree char *typed = g_utf8_casefold (text, -1);
  g_autofree char *title = setting->word ? g_utf8_casefold (_ (setting->word_title), -1) : NULL;

  return setting->word && (g_str_equal (typed, setting->word) || g_str_equal (typed, title));
}

gboolean
gradus_layer_setting_parse (const GradusLayerSetting *setting, const char *text, double *value)
{
  if (is_word (setting, text)) {
    *value = GRADUS_SETTING_WORD;
    return TRUE;
  }
  return setting->type == GRADUS_SETTING_SIZE ? parse_size (setting, text, value)
                                              : parse_number (setting, text, value);
}

char *
gradus_layer_setting_describe (const GradusLayerSetting *setting, double value)
{
  g_autofree char *shown = gradus_layer_setting_format (setting, value);

  return g_strdup_printf ("%s %s", _ (setting->title), shown);
}

char *
gradus_layer_setting_explain (const GradusLayerSetting *setting)
{
  g_autofree char *lowest = gradus_number_format_setting (setting->lowest);
  g_autofree char *highest = gradus_number_format_setting (setting->highest);

  if (setting->word)
    /* Translators: "Padding, 0 to 32 or “Same”: how many zeros lie around the picture" */
    return g_strdup_printf (_ ("%s, %s to %s or “%s”: %s"), _ (setting->title), lowest, highest,
                            _ (setting->word_title), _ (setting->hint));
  if (setting->type == GRADUS_SETTING_SIZE)
    /* Translators: "Kernel, 1 to 32, or height × width: how many pixels a filter sees at once" */
    return g_strdup_printf (_ ("%s, %s to %s, or height × width: %s"), _ (setting->title), lowest,
                            highest, _ (setting->hint));
  if (setting->type == GRADUS_SETTING_REAL || setting->type == GRADUS_SETTING_WHOLE)
    /* Translators: "Rate, 0 to 0.99: how likely a value is 0 in a step of training" */
    return g_strdup_printf (_ ("%s, %s to %s: %s"), _ (setting->title), lowest, highest,
                            _ (setting->hint));
  return g_strdup_printf (_ ("%s: %s"), _ (setting->title), _ (setting->hint));
}
