/* SPDX-License-Identifier: MIT */
#include "app/window/window-keys.h"

#include "app/lessons/writing-pane.h"
#include "app/window/latin-key.h"

typedef struct {
  GtkWindow *window;
  GradusViewsPanel *views;
  GradusTakeKey take;
  gboolean is_focus_from_keyboard;
} Keys;

/* Space trains and pauses wherever the focus is: a lecturer must not have to look for it. But where
 * the user went to a button or a list with Tab, it presses and chooses as in every program. */
static gboolean
is_space_for (Keys *self, GtkWidget *focus)
{
  if (!focus)
    return FALSE;
  return gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) ||
         gtk_widget_get_ancestor (focus, GRADUS_TYPE_WRITING_PANE) ||
         (self->is_focus_from_keyboard && GTK_IS_BUTTON (focus));
}

/* F and Escape let a view fill the window and come back, K shows and hides legends, the arrows walk
 * along the chain rule and choose the unit, or move the pixel of a map. */
static gboolean
is_key_for_views (Keys *self, GtkWidget *focus, guint key)
{
  const gboolean is_taken =
      focus && (gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) || GTK_IS_RANGE (focus));

  switch (key) {
  case GDK_KEY_f:
  case GDK_KEY_F:
    gradus_views_panel_toggle_fill (self->views);
    return TRUE;
  case GDK_KEY_k:
  case GDK_KEY_K:
    return gtk_widget_activate_action (GTK_WIDGET (self->window), "app.legends", NULL);
  case GDK_KEY_r:
  case GDK_KEY_R:
    return gtk_widget_activate_action (GTK_WIDGET (self->window), "win.replay", NULL);
  case GDK_KEY_Escape:
    return gradus_views_panel_restore (self->views);
  case GDK_KEY_Left:
  case GDK_KEY_Right:
    return !is_taken && gradus_views_panel_walk (self->views, key == GDK_KEY_Right ? 1 : -1);
  case GDK_KEY_Up:
  case GDK_KEY_Down:
    return !is_taken && gradus_views_panel_scroll (self->views, key == GDK_KEY_Down ? 1 : -1);
  default:
    return FALSE;
  }
}

/* Ctrl+C and Ctrl+V are of the text in which the focus is: one that is typed in, or whose words can
 * be marked. An accelerator of the application would come before it. */
static gboolean
is_key_for_experiment (Keys *self, GtkWidget *focus, guint key)
{
  const char *action = NULL;

  if (focus && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus) || GTK_IS_LABEL (focus) ||
                gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER)))
    return FALSE;
  if (gdk_keyval_to_lower (key) == GDK_KEY_c)
    action = "win.copy-experiment";
  else if (gdk_keyval_to_lower (key) == GDK_KEY_v)
    action = "win.paste-experiment";
  return action && gtk_widget_activate_action (GTK_WIDGET (self->window), action, NULL);
}

static gboolean
is_typed_in (GtkWidget *focus)
{
  return GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus);
}

/* A text that is typed in takes all keys but the space bar, which enters it and trains. In
 * popovers, where names are typed, and in a lesson that is written it is a blank. */
static gboolean
on_key (GtkEventControllerKey *controller, guint pressed, guint code, GdkModifierType modifiers,
        Keys *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);
  const guint key =
      gradus_latin_key (gtk_widget_get_display (GTK_WIDGET (self->window)), pressed, code);

  if (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab)
    self->is_focus_from_keyboard = TRUE;
  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK &&
      is_key_for_experiment (self, focus, key))
    return GDK_EVENT_STOP;
  if (!(modifiers & gtk_accelerator_get_default_mod_mask ()) && !is_typed_in (focus) &&
      (self->take (GTK_WIDGET (self->window), key) || is_key_for_views (self, focus, key)))
    return GDK_EVENT_STOP;
  if (key != GDK_KEY_space || (modifiers & gtk_accelerator_get_default_mod_mask ()) ||
      is_space_for (self, focus))
    return GDK_EVENT_PROPAGATE;
  if (GTK_IS_TEXT (focus))
    g_signal_emit_by_name (focus, "activate"); /* takes what was typed */
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.train", NULL);
  return GDK_EVENT_STOP;
}

static void
on_press (Keys *self)
{
  self->is_focus_from_keyboard = FALSE;
}

void
gradus_window_keys_attach (GtkWindow *window, GradusViewsPanel *views, GradusTakeKey take)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  Keys *self = g_new0 (Keys, 1);

  self->window = window;
  self->views = views;
  self->take = take;
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_press), self);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (click));
  g_object_set_data_full (G_OBJECT (window), "gradus-keys", self, g_free);
}
