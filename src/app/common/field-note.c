/* SPDX-License-Identifier: MIT */
#include "app/common/field-note.h"

#include "app/common/toaster.h"

#define KEY "gradus-field-note"

#define MOST_LETTERS_IN_LINE 40

/* While it is shown. The popover's parent is not the field, because GDK cannot place a popover
 * whose parent was scrolled out of sight. */
typedef struct {
  GtkWidget *field;
  GtkWidget *ground; /* all that is in the window, or the popover, that the field is in */
  GtkWidget *popover, *label;
  guint tick;
  gulong unmap_handler;
  gint64 end; /* on the monotonic clock */
} Note;

static void
free_note (gpointer data)
{
  Note *note = data;

  gtk_widget_remove_tick_callback (note->field, note->tick);
  g_signal_handler_disconnect (note->field, note->unmap_handler);
  gtk_widget_unparent (note->popover);
  g_free (note);
}

void
gradus_field_note_clear (GtkWidget *field)
{
  g_object_set_data (G_OBJECT (field), KEY, NULL);
}

const char *
gradus_field_note_get (GtkWidget *field)
{
  const Note *note = g_object_get_data (G_OBJECT (field), KEY);

  return note ? gtk_label_get_label (GTK_LABEL (note->label)) : NULL;
}

/* The popover points to the field. FALSE where that is out of sight, and GDK could not place it. */
static gboolean
place_note (const Note *note)
{
  graphene_rect_t bounds;
  GdkRectangle to;
  graphene_point_t middle;

  if (!gtk_widget_compute_bounds (note->field, note->ground, &bounds))
    return FALSE;
  graphene_rect_get_center (&bounds, &middle);
  if (!gtk_widget_contains (note->ground, (double) middle.x, (double) middle.y))
    return FALSE;
  to = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                       (int) bounds.size.height };
  gtk_popover_set_pointing_to (GTK_POPOVER (note->popover), &to);
  return TRUE;
}

/* The field may be scrolled, and other things may come before it. */
static gboolean
on_tick (GtkWidget *field, GdkFrameClock *clock, gpointer data)
{
  const Note *note = data;

  if (g_get_monotonic_time () > note->end || !place_note (note))
    gradus_field_note_clear (field);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_key (GtkEventController *controller)
{
  gradus_field_note_clear (gtk_event_controller_get_widget (controller));
  return GDK_EVENT_PROPAGATE;
}

/* Once for each field: what is typed next answers the note. */
static void
attend (GtkWidget *field)
{
  static GQuark attended;
  GtkEventController *keys;

  if (!attended)
    attended = g_quark_from_static_string ("gradus-field-note-keys");
  if (g_object_get_qdata (G_OBJECT (field), attended))
    return;
  g_object_set_qdata (G_OBJECT (field), attended, GINT_TO_POINTER (TRUE));
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), NULL);
  gtk_widget_add_controller (field, keys);
}

static GtkWidget *
make_label (const char *sentence)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "label", sentence,
                    "wrap", TRUE, "xalign", 0.0, "max-width-chars", MOST_LETTERS_IN_LINE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  return label;
}

static GtkWidget *
find_ground (GtkWidget *field)
{
  GtkWidget *ground = field;

  while (!GTK_IS_NATIVE (gtk_widget_get_parent (ground)))
    ground = gtk_widget_get_parent (ground);
  return ground;
}

/* A field is hidden before it goes, and the note with it. */
void
gradus_field_note_show (GtkWidget *field, const char *sentence)
{
  Note *note;

  gradus_field_note_clear (field);
  if (!gtk_widget_get_mapped (field))
    return;
  attend (field);
  note = g_new0 (Note, 1);
  note->field = field;
  note->ground = find_ground (field);
  note->end = g_get_monotonic_time () + gradus_toaster_count_seconds (sentence) * G_USEC_PER_SEC;
  note->label = make_label (sentence);
  note->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (note->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (note->popover), GTK_POS_RIGHT);
  gtk_popover_set_child (GTK_POPOVER (note->popover), note->label);
  gtk_widget_set_can_focus (note->popover, FALSE);
  gtk_widget_set_parent (note->popover, note->ground);
  note->tick = gtk_widget_add_tick_callback (field, on_tick, note, NULL);
  note->unmap_handler =
      g_signal_connect (field, "unmap", G_CALLBACK (gradus_field_note_clear), NULL);
  g_object_set_data_full (G_OBJECT (field), KEY, note, free_note);
  if (place_note (note))
    gtk_popover_popup (GTK_POPOVER (note->popover));
}
