/* SPDX-License-Identifier: MIT */
#include "app/window/presentation.h"

#include "app/common/scheme.h"

struct _GradusPresentation {
  GtkWindow *window;
  GradusSide *side;
  GtkWidget *bottom_bar, *curtain;
  gboolean is_on;
};

GradusPresentation *
gradus_presentation_new (GtkWindow *window, GradusSide *side, GtkWidget *bottom_bar,
                         GtkWidget *curtain)
{
  GradusPresentation *self = g_new0 (GradusPresentation, 1);

  *self = (GradusPresentation){ window, side, bottom_bar, curtain, FALSE };
  return self;
}

/* The font belongs to the whole program, so it must not stay large. */
void
gradus_presentation_free (GradusPresentation *self)
{
  if (self->is_on)
    gradus_scheme_set_presenting (FALSE);
  g_free (self);
}

gboolean
gradus_presentation_is_on (GradusPresentation *self)
{
  return self->is_on;
}

void
gradus_presentation_toggle (GradusPresentation *self)
{
  self->is_on = !self->is_on;
  gradus_scheme_set_presenting (self->is_on);
  gradus_side_set_presenting (self->side, self->is_on);
  gtk_widget_set_visible (self->bottom_bar, !self->is_on);
  gtk_widget_set_visible (self->curtain, FALSE);
  if (self->is_on) {
    gtk_widget_add_css_class (GTK_WIDGET (self->window), "presenting");
    gtk_window_fullscreen (self->window);
  } else {
    gtk_widget_remove_css_class (GTK_WIDGET (self->window), "presenting");
    gtk_window_unfullscreen (self->window);
  }
}

gboolean
gradus_presentation_take_key (GradusPresentation *self, guint key)
{
  if (!self->is_on)
    return FALSE;
  switch (gdk_keyval_to_lower (key)) {
  case GDK_KEY_b:
  case GDK_KEY_period:
    gtk_widget_set_visible (self->curtain, !gtk_widget_get_visible (self->curtain));
    return TRUE;
  case GDK_KEY_Escape:
    gradus_presentation_toggle (self);
    return TRUE;
  default:
    return FALSE;
  }
}
