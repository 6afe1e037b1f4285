/* SPDX-License-Identifier: MIT */
#include "app/common/number-spin.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/common/host.h"
#include "plot/number.h"

/* The spin button rounds to so many digits, which is more than any number shown here has. */
#define DIGITS 15

/* A whole number with all of its digits, another one to as many decimals as the spin button has. */
static char *
format_spin_value (GtkSpinButton *spin)
{
  const double value = gtk_spin_button_get_value (spin);
  const guint n_decimals = gtk_spin_button_get_digits (spin);
  const double unit = pow (10, n_decimals);

  if (n_decimals == 0 && value >= 0)
    return gradus_number_format_count ((guint64) round (value));
  return gradus_number_format_setting (n_decimals < DIGITS ? round (value * unit) / unit : value);
}

/* Not set again where it is the same: that would move the cursor. */
static gboolean
on_output (GtkSpinButton *spin)
{
  g_autofree char *text = format_spin_value (spin);

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (spin)), text))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
tell_range (GtkSpinButton *spin, const char *text, double lowest, double highest)
{
  g_autofree char *from = gradus_number_format_setting (lowest);
  g_autofree char *to = gradus_number_format_setting (highest);
  g_autofree char *sentence =
      g_strdup_printf (_ ("“%s” is not taken: give a number from %s to %s"), text, from, to);

  gradus_host_tell (GTK_WIDGET (spin), sentence);
}

/* What is shown may be rounded, so it is no other value as long as nobody types into it. GTK
 * itself would take the beginning of a text that is no number, and 0 where it has none. */
static int
on_input (GtkSpinButton *spin, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  g_autofree char *shown = format_spin_value (spin);
  double lowest, highest, typed;

  gtk_spin_button_get_range (spin, &lowest, &highest);
  *value = gtk_spin_button_get_value (spin);
  if (g_str_equal (text, shown))
    return TRUE;
  if (!gradus_number_parse (text, &typed) || typed < lowest || typed > highest)
    tell_range (spin, text, lowest, highest);
  else
    *value = gtk_spin_button_get_digits (spin) == 0 ? round (typed) : typed;
  return TRUE;
}

static void
attend_spin (GtkSpinButton *spin)
{
  static GQuark attended;

  if (!attended)
    attended = g_quark_from_static_string ("gradus-number-spin");
  if (g_object_get_qdata (G_OBJECT (spin), attended))
    return;
  g_object_set_qdata (G_OBJECT (spin), attended, GINT_TO_POINTER (TRUE));
  gtk_spin_button_set_numeric (spin, FALSE); /* it would take no comma and no superscript */
  g_signal_connect (spin, "output", G_CALLBACK (on_output), NULL);
  g_signal_connect (spin, "input", G_CALLBACK (on_input), NULL);
  on_output (spin);
}

void
gradus_number_spin_attend (GtkWidget *parent)
{
  if (GTK_IS_SPIN_BUTTON (parent)) {
    attend_spin (GTK_SPIN_BUTTON (parent));
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child;
       child = gtk_widget_get_next_sibling (child))
    gradus_number_spin_attend (child);
}

GtkSpinButton *
gradus_number_spin_new (const char *name, const char *tooltip, double lowest, double highest,
                        double step)
{
  GtkWidget *spin = gtk_spin_button_new (
      gtk_adjustment_new (lowest, lowest, highest, step, 10 * step, 0), 0, DIGITS);

  attend_spin (GTK_SPIN_BUTTON (spin));
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 7);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 7);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (spin, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_SPIN_BUTTON (spin);
}
