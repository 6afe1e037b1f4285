/* SPDX-License-Identifier: MIT */
#include "app/views/palette.h"

#include <glib/gi18n.h>

#define SIDE 16

typedef struct {
  const char *name;
  float parts[3]; /* red, green and blue */
} Colour;

/* Those of photographs of things that move and of animals. The first is seen on an empty picture,
 * be that black or white. */
static const Colour colours[] = {
  { N_ ("Red"), { 0.8f, 0.12f, 0.1f } },      { N_ ("Yellow"), { 0.95f, 0.82f, 0.15f } },
  { N_ ("Green"), { 0.2f, 0.5f, 0.15f } },    { N_ ("Sky blue"), { 0.55f, 0.75f, 0.95f } },
  { N_ ("Blue"), { 0.1f, 0.25f, 0.7f } },     { N_ ("Brown"), { 0.45f, 0.3f, 0.15f } },
  { N_ ("Black"), { 0, 0, 0 } },              { N_ ("White"), { 1, 1, 1 } },
};

struct _GradusPalette {
  GtkWidget parent_instance;

  const Colour *chosen;
};

G_DEFINE_FINAL_TYPE (GradusPalette, gradus_palette, GTK_TYPE_WIDGET)

static guint chosen_signal;

const float *
gradus_palette_get_colour (GradusPalette *self)
{
  return self->chosen->parts;
}

static void
on_toggled (GtkToggleButton *button, GradusPalette *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->chosen = g_object_get_data (G_OBJECT (button), "colour");
  g_signal_emit (self, chosen_signal, 0);
}

static void
draw_colour (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Colour *colour = data;

  cairo_set_source_rgb (cr, (double) colour->parts[0], (double) colour->parts[1],
                        (double) colour->parts[2]);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 1); /* or white would have no edge on white */
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static GtkWidget *
make_button (GradusPalette *self, const Colour *colour, GtkWidget *group)
{
  GtkWidget *button = gtk_toggle_button_new (), *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SIDE);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), SIDE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_colour, (gpointer) colour, NULL);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), area);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "colour");
  gtk_widget_set_tooltip_text (button, _ (colour->name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (colour->name), -1);
  g_object_set_data (G_OBJECT (button), "colour", (gpointer) colour);
  if (group)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (group));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), colour == self->chosen);
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
gradus_palette_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_palette_parent_class)->dispose (object);
}

static void
gradus_palette_class_init (GradusPaletteClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_palette_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
gradus_palette_init (GradusPalette *self)
{
  GtkWidget *first;

  self->chosen = &colours[0];
  first = make_button (self, &colours[0], NULL);
  for (guint i = 1; i < G_N_ELEMENTS (colours); i++)
    make_button (self, &colours[i], first);
}
