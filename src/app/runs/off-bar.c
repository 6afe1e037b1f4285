/* SPDX-License-Identifier: MIT */
#include "app/runs/off-bar.h"

#include <glib/gi18n.h>

/* Units that are told one by one. */
#define MOST_TOLD 3

struct _GradusOffBar {
  GtkWidget parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (GradusOffBar, gradus_off_bar, GTK_TYPE_WIDGET)

/* "unit 2 of layer 1, unit 3 of layer 4", or "12 units". */
static char *
list_units (const GArray *units)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (units->len > MOST_TOLD)
    return g_strdup_printf (ngettext ("%u unit", "%u units", units->len), units->len);
  for (guint i = 0; i < units->len; i++) {
    const GradusUnitPlace *place = &g_array_index (units, GradusUnitPlace, i);

    /* Translators: in a list of units that are switched off */
    g_ptr_array_add (names, g_strdup_printf (_ ("unit %u of layer %u"), place->unit + 1,
                                             place->layer + 1));
  }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (_ (", "), (char **) names->pdata);
}

void
gradus_off_bar_show (GradusOffBar *self, GradusRun *run)
{
  const GArray *units = gradus_run_get_units_off (run);
  g_autofree char *list = units ? list_units (units) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), units != NULL);
  if (!units)
    return;
  /* Translators: a list of units */
  text = g_strdup_printf (_ ("Off in every view of this run: %s. Training is paused; Train puts "
                             "all back and goes on."),
                          list);
  if (!g_str_equal (text, gtk_label_get_label (self->label)))
    gtk_label_set_label (self->label, text);
}

static void
gradus_off_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_off_bar_parent_class)->dispose (object);
}

static void
gradus_off_bar_class_init (GradusOffBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_off_bar_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/off-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusOffBar, label);
}

static void
gradus_off_bar_init (GradusOffBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
