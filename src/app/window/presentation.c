/* SPDX-License-Identifier: MIT */
#include "app/window/presentation.h"

#include "app/common/scheme.h"

/* Pixels: so near to the top edge the pointer brings the header bar, and so far below it the
 * pointer lets it go. */
#define NEAR 3
#define FAR 24

struct _GradusPresentation {
  GradusPresented parts;
  GtkEventController *motion; /* the window's */
  gboolean is_on;
};

/* A menu of the header bar that is open keeps it. */
static gboolean
has_open_menu (GtkWidget *widget)
{
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_visible (widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (has_open_menu (child))
      return TRUE;
  return FALSE;
}

static void
on_motion (GradusPresentation *self, double x, double y)
{
  const double end = gtk_widget_get_height (self->parts.edge) + FAR;

  if (!self->is_on)
    return;
  if (y <= NEAR)
    gtk_widget_set_visible (self->parts.edge, TRUE);
  else if (y > end && !has_open_menu (self->parts.header))
    gtk_widget_set_visible (self->parts.edge, FALSE);
}

GradusPresentation *
gradus_presentation_new (const GradusPresented *parts)
{
  GradusPresentation *self = g_new0 (GradusPresentation, 1);

  self->parts = *parts;
  self->motion = gtk_event_controller_motion_new ();
  gtk_event_controller_set_propagation_phase (self->motion, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (self->motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (parts->window), self->motion);
  return self;
}

/* The font belongs to the whole program, so it must not stay large. */
void
gradus_presentation_free (GradusPresentation *self)
{
  if (self->is_on)
    gradus_scheme_set_presenting (FALSE);
  gtk_widget_remove_controller (GTK_WIDGET (self->parts.window), self->motion);
  g_free (self);
}

gboolean
gradus_presentation_is_on (GradusPresentation *self)
{
  return self->is_on;
}

static void
move_header (GradusPresentation *self, GtkWidget *from, GtkWidget *to)
{
  g_autoptr (GtkWidget) header = g_object_ref (self->parts.header);

  gtk_box_remove (GTK_BOX (from), header);
  gtk_box_append (GTK_BOX (to), header);
}

static void
bare_stage (GradusPresentation *self)
{
  const GradusPresented *parts = &self->parts;

  move_header (self, self->is_on ? parts->header_place : parts->edge,
               self->is_on ? parts->edge : parts->header_place);
  gtk_widget_set_visible (parts->edge, FALSE);
  gtk_widget_set_visible (parts->stage, self->is_on);
  gradus_views_panel_set_presenting (parts->views, self->is_on);
  gtk_widget_set_visible (parts->bottom_bar, !self->is_on);
  gtk_widget_set_visible (parts->curtain, FALSE);
  gradus_side_set_presenting (parts->side, self->is_on);
}

/* The style's class before the font: with the font GTK looks at all parts again, and of those that
 * are hidden at no other time. */
void
gradus_presentation_toggle (GradusPresentation *self)
{
  GtkWidget *window = GTK_WIDGET (self->parts.window);

  self->is_on = !self->is_on;
  if (self->is_on)
    gtk_widget_add_css_class (window, "presenting");
  else
    gtk_widget_remove_css_class (window, "presenting");
  gradus_scheme_set_presenting (self->is_on);
  bare_stage (self);
  if (self->is_on)
    gtk_window_fullscreen (self->parts.window);
  else
    gtk_window_unfullscreen (self->parts.window);
}

gboolean
gradus_presentation_take_key (GradusPresentation *self, guint key)
{
  GtkWidget *curtain = self->parts.curtain;

  if (!self->is_on)
    return FALSE;
  switch (gdk_keyval_to_lower (key)) {
  case GDK_KEY_b:
  case GDK_KEY_period:
    gtk_widget_set_visible (curtain, !gtk_widget_get_visible (curtain));
    return TRUE;
  case GDK_KEY_Escape:
    gradus_presentation_toggle (self);
    return TRUE;
  default:
    return FALSE;
  }
}
