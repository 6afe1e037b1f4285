/* SPDX-License-Identifier: MIT */
#include "app/common/rate-entry.h"

#include <math.h>

#include "app/common/field-note.h"
#include "app/common/typed-number.h"
#include "nn/optimiser.h"
#include "plot/number.h"

struct _GradusRateEntry {
  GtkWidget parent_instance;

  GtkEditable *entry;
  double rate;
};

G_DEFINE_FINAL_TYPE (GradusRateEntry, gradus_rate_entry, GTK_TYPE_WIDGET)

enum {
  PROP_RATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A little more than the present rate, since 0.1 and a power of ten need not be the same double. */
double
gradus_rate_entry_find_next (double rate, int direction)
{
  static const double row[] = { 1, 2, 5 };
  int power = (int) floor (log10 (rate));

  if (direction > 0) {
    for (int i = 3 * power; i < 3 * power + 6; i++) {
      double candidate = row[((i % 3) + 3) % 3] * pow (10, floor (i / 3.0));

      if (candidate > rate * (1 + 1e-9))
        return MIN (candidate, GRADUS_LEARNING_RATE_MAX);
    }
  } else {
    for (int i = 3 * power + 3; i > 3 * power - 3; i--) {
      double candidate = row[((i % 3) + 3) % 3] * pow (10, floor (i / 3.0));

      if (candidate < rate * (1 - 1e-9))
        return MAX (candidate, GRADUS_LEARNING_RATE_MIN);
    }
  }
  return rate;
}

static void
show_rate (GradusRateEntry *self)
{
  g_autofree char *text = gradus_number_format_setting (self->rate);

  gtk_editable_set_text (self->entry, text);
}

double
gradus_rate_entry_get_rate (GradusRateEntry *self)
{
  return self->rate;
}

/* Shown in any case: what was typed may be the same number in other digits. */
void
gradus_rate_entry_set_rate (GradusRateEntry *self, double rate)
{
  gboolean has_changed = rate != self->rate;

  self->rate = rate;
  show_rate (self);
  if (has_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATE]);
}

/* Takes what was typed if it is a rate. What is shown has fewer digits than the rate may have, so
 * it is not taken for another one. */
static void
take_text (GradusRateEntry *self)
{
  static const GradusTypedRange range = { GRADUS_LEARNING_RATE_MIN, GRADUS_LEARNING_RATE_MAX, FALSE,
                                          FALSE };
  const char *text = gtk_editable_get_text (self->entry);
  g_autofree char *shown = gradus_number_format_setting (self->rate);
  g_autofree char *why = NULL;
  double rate;

  if (g_str_equal (text, shown))
    return;
  if (gradus_typed_number_read (text, &range, &rate, &why)) {
    gradus_field_note_clear (GTK_WIDGET (self));
    gradus_rate_entry_set_rate (self, rate);
    return;
  }
  gradus_field_note_show (GTK_WIDGET (self), why);
  show_rate (self);
}

/* What was typed counts, though it was not entered yet. */
static void
gradus_rate_entry_step (GradusRateEntry *self, int direction)
{
  take_text (self);
  gradus_rate_entry_set_rate (self, gradus_rate_entry_find_next (self->rate, direction));
}

static void
on_up (GradusRateEntry *self)
{
  gradus_rate_entry_step (self, 1);
}

static void
on_down (GradusRateEntry *self)
{
  gradus_rate_entry_step (self, -1);
}

static gboolean
on_key (GradusRateEntry *self, guint key)
{
  if (key != GDK_KEY_Up && key != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  gradus_rate_entry_step (self, key == GDK_KEY_Up ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
gradus_rate_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RATE)
    g_value_set_double (value, GRADUS_RATE_ENTRY (object)->rate);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_rate_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RATE)
    gradus_rate_entry_set_rate (GRADUS_RATE_ENTRY (object), g_value_get_double (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_rate_entry_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_rate_entry_parent_class)->dispose (object);
}

static void
gradus_rate_entry_class_init (GradusRateEntryClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = gradus_rate_entry_dispose;
  object_class->get_property = gradus_rate_entry_get_property;
  object_class->set_property = gradus_rate_entry_set_property;

  properties[PROP_RATE] = g_param_spec_double (
      "rate", NULL, NULL, GRADUS_LEARNING_RATE_MIN, GRADUS_LEARNING_RATE_MAX, 0.1,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/rate-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusRateEntry, entry);
  gtk_widget_class_bind_template_callback (widget_class, on_up);
  gtk_widget_class_bind_template_callback (widget_class, on_down);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, take_text);
}

static void
gradus_rate_entry_init (GradusRateEntry *self)
{
  self->rate = 0.1;
  gtk_widget_init_template (GTK_WIDGET (self));
  show_rate (self);
}
