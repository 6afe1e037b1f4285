/* SPDX-License-Identifier: MIT */
#include "app/common/toaster.h"

#include <glib/gi18n.h>

/* Milliseconds that a toast needs to slide in. libadwaita 1.2 and 1.3 crash if it is dismissed
 * earlier: dismissing frees what the animation still moves. */
#define APPEARING 600

struct _GradusToaster {
  AdwToastOverlay *overlay;
  AdwToast *shown;
  AdwToast *next; /* waits until `shown` may go */
  gint64 shown_at;
  guint timeout;
};

GradusToaster *
gradus_toaster_new (AdwToastOverlay *overlay)
{
  GradusToaster *toaster = g_new0 (GradusToaster, 1);

  toaster->overlay = overlay;
  return toaster;
}

void
gradus_toaster_free (GradusToaster *toaster)
{
  g_clear_handle_id (&toaster->timeout, g_source_remove);
  g_clear_object (&toaster->shown);
  g_clear_object (&toaster->next);
  g_free (toaster);
}

/* The button that closes a toast has an icon only, and libadwaita 1.2 gives it no name for screen
 * readers. */
static void
name_closing_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ ("Dismiss"), -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    name_closing_buttons (child);
}

static void
replace_toast (gpointer data)
{
  GradusToaster *toaster = data;

  toaster->timeout = 0;
  if (toaster->shown)
    adw_toast_dismiss (toaster->shown);
  g_clear_object (&toaster->shown);
  toaster->shown = g_steal_pointer (&toaster->next);
  if (!toaster->shown)
    return;
  toaster->shown_at = g_get_monotonic_time ();
  adw_toast_overlay_add_toast (toaster->overlay, g_object_ref (toaster->shown));
  name_closing_buttons (gtk_widget_get_last_child (GTK_WIDGET (toaster->overlay)));
}

/* At once, or as soon as the toast that is shown may be dismissed. While one waits the newest takes
 * its place: of sentences that come at once the last counts. */
static void
replace_toast_soon (GradusToaster *toaster)
{
  const gint64 age = (g_get_monotonic_time () - toaster->shown_at) / 1000;

  if (toaster->timeout)
    return;
  if (toaster->shown && age < APPEARING)
    toaster->timeout = g_timeout_add_once ((guint) (APPEARING - age), replace_toast, toaster);
  else
    replace_toast (toaster);
}

/* Sentences often come from an error's message, which begins with a small letter. */
static AdwToast *
make_toast (const char *sentence)
{
  g_autofree char *text = g_strdup (sentence);

  text[0] = g_ascii_toupper (text[0]);
  return adw_toast_new (text);
}

/* Takes the toast. */
static void
show_toast (GradusToaster *toaster, AdwToast *toast)
{
  g_set_object (&toaster->next, toast);
  g_object_unref (toast);
  replace_toast_soon (toaster);
}

void
gradus_toaster_tell (GradusToaster *toaster, const char *sentence)
{
  show_toast (toaster, make_toast (sentence));
}

void
gradus_toaster_offer (GradusToaster *toaster, const char *sentence, const char *label,
                      const char *action, guint seconds)
{
  AdwToast *toast = make_toast (sentence);

  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_timeout (toast, seconds);
  show_toast (toaster, toast);
}

/* With nothing next, replacing dismisses what is shown. */
void
gradus_toaster_clear (GradusToaster *toaster)
{
  g_clear_object (&toaster->next);
  replace_toast_soon (toaster);
}
