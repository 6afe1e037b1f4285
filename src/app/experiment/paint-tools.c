/* SPDX-License-Identifier: MIT */
#include "app/experiment/paint-tools.h"

#include <glib/gi18n.h>

#include "app/common/heard-name.h"
#include "data/points.h"

struct _GradusPaintTools {
  GtkWidget parent_instance;

  GtkToggleButton *tools[GRADUS_N_TOOLS];
  GtkToggleButton *classes[GRADUS_POINTS_MAX_CLASSES];
};

G_DEFINE_FINAL_TYPE (GradusPaintTools, gradus_paint_tools, GTK_TYPE_WIDGET)

static const struct {
  const char *title, *tooltip;
  guint key;
} tools[GRADUS_N_TOOLS] = {
  { N_ ("Paint"), N_ ("Put points into the decision boundary (P)"), GDK_KEY_p },
  { N_ ("Spray"), N_ ("Scatter points around the pointer (S)"), GDK_KEY_s },
  { N_ ("Move"), N_ ("Take a point elsewhere (M)"), GDK_KEY_m },
  { N_ ("Erase"), N_ ("Take points away (E)"), GDK_KEY_e },
};

/* One of a row of which one is pressed. */
static GtkToggleButton *
add_button (GtkWidget *row, GtkToggleButton *first, const char *label, const char *tooltip)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_box_append (GTK_BOX (row), button);
  return GTK_TOGGLE_BUTTON (button);
}

static GtkWidget *
add_row (GradusPaintTools *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (row, "linked");
  gtk_widget_add_css_class (row, "features");
  gtk_widget_set_parent (row, GTK_WIDGET (self));
  return row;
}

static void
add_tools (GradusPaintTools *self)
{
  GtkWidget *row = add_row (self);

  for (guint i = 0; i < GRADUS_N_TOOLS; i++)
    self->tools[i] =
        add_button (row, i > 0 ? self->tools[0] : NULL, _ (tools[i].title), _ (tools[i].tooltip));
  gtk_toggle_button_set_active (self->tools[GRADUS_TOOL_PAINT], TRUE);
}

static void
add_classes (GradusPaintTools *self)
{
  GtkWidget *row = add_row (self);

  for (guint i = 0; i < GRADUS_POINTS_MAX_CLASSES; i++) {
    g_autofree char *label = g_strdup_printf (_ ("Class %u"), i);
    g_autofree char *number = g_strdup_printf ("%u", i);
    g_autofree char *tooltip =
        g_strdup_printf (_ ("The left button paints class %u (%u); the right one class %u"), i,
                         i + 1, i == 0 ? 1 : 0);

    self->classes[i] = add_button (row, i > 0 ? self->classes[0] : NULL, number, tooltip);
    gradus_heard_name_set (GTK_WIDGET (self->classes[i]), label);
  }
  gtk_toggle_button_set_active (self->classes[0], TRUE);
}

/* Few runs have points of their own, so the buttons come with the first. */
static void
make (GradusPaintTools *self)
{
  if (self->tools[0])
    return;
  add_tools (self);
  add_classes (self);
}

static void
gradus_paint_tools_show (GtkWidget *widget)
{
  make (GRADUS_PAINT_TOOLS (widget));
  GTK_WIDGET_CLASS (gradus_paint_tools_parent_class)->show (widget);
}

static guint
find_active (GtkToggleButton *const *buttons, guint n)
{
  guint i = 0;

  while (i + 1 < n && !gtk_toggle_button_get_active (buttons[i]))
    i++;
  return i;
}

GradusTool
gradus_paint_tools_get_tool (GradusPaintTools *self)
{
  make (self);
  return find_active (self->tools, GRADUS_N_TOOLS);
}

guint
gradus_paint_tools_get_class (GradusPaintTools *self)
{
  make (self);
  return find_active (self->classes, GRADUS_POINTS_MAX_CLASSES);
}

gboolean
gradus_paint_tools_press (GradusPaintTools *self, guint key)
{
  make (self);
  if (key >= GDK_KEY_1 && key < GDK_KEY_1 + GRADUS_POINTS_MAX_CLASSES) {
    gtk_toggle_button_set_active (self->classes[key - GDK_KEY_1], TRUE);
    return TRUE;
  }
  for (guint i = 0; i < GRADUS_N_TOOLS; i++) {
    if (gdk_keyval_to_lower (key) != tools[i].key)
      continue;
    gtk_toggle_button_set_active (self->tools[i], TRUE);
    return TRUE;
  }
  return FALSE;
}

static void
gradus_paint_tools_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_paint_tools_parent_class)->dispose (object);
}

static void
gradus_paint_tools_class_init (GradusPaintToolsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gradus_paint_tools_dispose;
  GTK_WIDGET_CLASS (class)->show = gradus_paint_tools_show;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
gradus_paint_tools_init (GradusPaintTools *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE); /* so that it is made when it is shown */
}
