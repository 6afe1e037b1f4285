/* SPDX-License-Identifier: MIT */
#include "app/common/number-spin.h"

#include <math.h>

#include "app/common/field-note.h"
#include "app/common/typed-number.h"
#include "plot/number.h"

/* More than the difference from which on the spin button takes a number for another one. */
#define NOTICED_BY_GTK 1e-9

#define PERCENT_KEY "gradus-number-spin-percent"

/* A whole number with all of its digits, another one to as many decimals as the spin button has. */
static char *
format_spin_value (GtkSpinButton *spin)
{
  const double value = gtk_spin_button_get_value (spin);
  const guint n_decimals = gtk_spin_button_get_digits (spin);
  const double unit = pow (10, n_decimals);

  if (n_decimals == 0 && value >= 0)
    return gradus_number_format_count ((guint64) round (value));
  return gradus_number_format_setting (
      n_decimals < GRADUS_NUMBER_SPIN_DIGITS ? round (value * unit) / unit : value);
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

static gboolean
counts_percent (GtkSpinButton *spin)
{
  return g_object_get_data (G_OBJECT (spin), PERCENT_KEY) != NULL;
}

/* What is shown may be rounded, so it is no other value as long as nobody types into it. GTK
 * itself would take the beginning of a text that is no number, and 0 where it has none; and it does
 * not see what little differs, so the adjustment is told. */
static int
on_input (GtkSpinButton *spin, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  GradusTypedRange range = { .is_whole = gtk_spin_button_get_digits (spin) == 0,
                             .is_percent = counts_percent (spin) };
  g_autofree char *shown = format_spin_value (spin);
  g_autofree char *why = NULL;

  *value = gtk_spin_button_get_value (spin);
  if (g_str_equal (text, shown))
    return TRUE;
  gtk_spin_button_get_range (spin, &range.lowest, &range.highest);
  if (!gradus_typed_number_read (text, &range, value, &why)) {
    gradus_field_note_show (GTK_WIDGET (spin), why);
    return TRUE;
  }
  gradus_field_note_clear (GTK_WIDGET (spin));
  if (fabs (*value - gtk_spin_button_get_value (spin)) < NOTICED_BY_GTK)
    gtk_adjustment_set_value (gtk_spin_button_get_adjustment (spin), *value);
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

void
gradus_number_spin_set_percent (GtkSpinButton *spin)
{
  g_object_set_data (G_OBJECT (spin), PERCENT_KEY, GINT_TO_POINTER (TRUE));
}

GtkSpinButton *
gradus_number_spin_new (const char *name, const char *tooltip, double lowest, double highest,
                        double step, gboolean is_whole)
{
  GtkWidget *spin =
      gtk_spin_button_new (gtk_adjustment_new (lowest, lowest, highest, step, 10 * step, 0), 0,
                           is_whole ? 0 : GRADUS_NUMBER_SPIN_DIGITS);

  attend_spin (GTK_SPIN_BUTTON (spin));
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 7);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 7);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (spin, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_SPIN_BUTTON (spin);
}
