/* SPDX-License-Identifier: MIT */
#include "figure/figure-setting.h"

#include <glib/gi18n-lib.h>

double
gradus_figure_setting_find_highest (const GradusFigureSetting *setting,
                                    const GradusFigureSource *source)
{
  return setting->find_highest ? setting->find_highest (source) : setting->highest;
}

char **
gradus_figure_setting_list_choices (const GradusFigureSetting *setting,
                                    const GradusFigureSource *source)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();

  if (setting->list_choices)
    return setting->list_choices (source);
  for (guint i = 0; setting->titles && setting->titles[i]; i++)
    g_strv_builder_add (titles, _ (setting->titles[i]));
  return g_strv_builder_end (titles);
}

double
gradus_figure_setting_read (const GradusFigureSetting *setting, gconstpointer figure)
{
  gconstpointer value = (const char *) figure + setting->offset;

  switch (setting->kind) {
  case GRADUS_FIGURE_SETTING_SWITCH:
    return *(const gboolean *) value;
  case GRADUS_FIGURE_SETTING_WHOLE:
    return *(const int *) value;
  case GRADUS_FIGURE_SETTING_REAL:
    return *(const double *) value;
  case GRADUS_FIGURE_SETTING_CHOICE:
    return *(const guint *) value;
  case GRADUS_FIGURE_SETTING_PART:
    break;
  }
  g_return_val_if_reached (0);
}

/* A choice has no `highest`: its names say how many there are, and where a run says it, any
 * number will do. */
static double
find_limit (const GradusFigureSetting *setting)
{
  if (setting->kind == GRADUS_FIGURE_SETTING_SWITCH)
    return 1;
  if (setting->kind != GRADUS_FIGURE_SETTING_CHOICE)
    return setting->highest;
  return setting->choices ? g_strv_length ((char **) setting->choices) - 1 : (double) G_MAXINT;
}

/* Limited here, because values come from documents, lessons and the command line. */
void
gradus_figure_setting_write (const GradusFigureSetting *setting, gpointer figure, double value)
{
  const double limited = CLAMP (value, setting->lowest, find_limit (setting));
  gpointer target = (char *) figure + setting->offset;

  switch (setting->kind) {
  case GRADUS_FIGURE_SETTING_SWITCH:
    *(gboolean *) target = limited != 0;
    break;
  case GRADUS_FIGURE_SETTING_WHOLE:
    *(int *) target = (int) limited;
    break;
  case GRADUS_FIGURE_SETTING_REAL:
    *(double *) target = limited;
    break;
  case GRADUS_FIGURE_SETTING_CHOICE:
    *(guint *) target = (guint) limited;
    break;
  case GRADUS_FIGURE_SETTING_PART:
    g_return_if_reached ();
  }
}
