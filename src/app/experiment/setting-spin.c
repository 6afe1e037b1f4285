/* SPDX-License-Identifier: MIT */
#include "app/experiment/setting-spin.h"

#include <glib/gi18n.h>

#include "app/common/host.h"
#include "experiment/setting-text.h"

static gboolean
on_output (GtkSpinButton *spin, const GradusLayerSetting *setting)
{
  g_autofree char *text = gradus_layer_setting_format (setting, gtk_spin_button_get_value (spin));

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (spin)), text))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

/* What is no value leaves the former one. */
static int
on_input (GtkSpinButton *spin, double *value, const GradusLayerSetting *setting)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  g_autofree char *possible = NULL, *sentence = NULL;

  *value = gtk_spin_button_get_value (spin);
  if (gradus_layer_setting_parse (setting, text, value))
    return TRUE;
  possible = gradus_layer_setting_explain (setting);
  sentence = g_strdup_printf (_ ("“%s” is not taken. %s"), text, possible);
  gradus_host_tell (GTK_WIDGET (spin), sentence);
  return TRUE;
}

/* A word lies just below the numbers, sizes of two numbers above them: from the largest number the
 * buttons do not go on to these. */
static void
on_change_value (GtkSpinButton *spin, GtkScrollType scroll, const GradusLayerSetting *setting)
{
  const double value = gtk_spin_button_get_value (spin);

  if (setting->type == GRADUS_SETTING_SIZE && value == setting->highest &&
      (scroll == GTK_SCROLL_STEP_UP || scroll == GTK_SCROLL_PAGE_UP))
    g_signal_stop_emission_by_name (spin, "change-value");
}

GtkSpinButton *
gradus_setting_spin_new (const GradusLayerSetting *setting)
{
  const double lowest = setting->word ? GRADUS_SETTING_WORD : setting->lowest;
  const double highest = setting->type == GRADUS_SETTING_SIZE
                             ? GRADUS_SIZE_BASE * (setting->highest + 1)
                             : setting->highest;
  GtkWidget *spin =
      gtk_spin_button_new (gtk_adjustment_new (lowest, lowest, highest, 1, 5, 0), 0, 0);

  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), FALSE);
  g_signal_connect (spin, "output", G_CALLBACK (on_output), (gpointer) setting);
  g_signal_connect (spin, "input", G_CALLBACK (on_input), (gpointer) setting);
  g_signal_connect (spin, "change-value", G_CALLBACK (on_change_value), (gpointer) setting);
  on_output (GTK_SPIN_BUTTON (spin), setting);
  return GTK_SPIN_BUTTON (spin);
}
