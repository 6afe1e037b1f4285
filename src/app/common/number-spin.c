/* SPDX-License-Identifier: MIT */
#include "app/common/number-spin.h"

/* The spin button rounds to so many digits, which is more than any number shown here has. */
#define DIGITS 15

/* Not set again where it is the same: that would move the cursor. */
static gboolean
on_output (GtkSpinButton *spin)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.10g", gtk_spin_button_get_value (spin));
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (spin)), text))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

/* A text that is no number leaves the value as it was. GTK would take its beginning, and 0 where it
 * has none. */
static int
on_input (GtkSpinButton *spin, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  char *end;

  *value = g_ascii_strtod (text, &end);
  if (end == text || *end)
    *value = gtk_spin_button_get_value (spin);
  return TRUE;
}

GtkSpinButton *
gradus_number_spin_new (const char *name, const char *tooltip, double lowest, double highest,
                        double step)
{
  GtkWidget *spin = gtk_spin_button_new (
      gtk_adjustment_new (lowest, lowest, highest, step, 10 * step, 0), 0, DIGITS);

  g_signal_connect (spin, "output", G_CALLBACK (on_output), NULL);
  g_signal_connect (spin, "input", G_CALLBACK (on_input), NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 7);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 7);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (spin, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_SPIN_BUTTON (spin);
}
