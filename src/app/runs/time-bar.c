/* SPDX-License-Identifier: MIT */
#include "app/runs/time-bar.h"

#include <glib/gi18n.h>

#include "app/common/host.h"
#include "app/common/mute.h"
#include "app/common/settings.h"
#include "app/common/typed-name.h"
#include "document/edit.h"
#include "plot/number.h"
#include "train/pace.h"

/* Milliseconds for which each checkpoint is shown while they are played. */
#define FRAME 60

/* The same of a replay, which goes by the clock. */
#define REPLAY_FRAME 16

struct _GradusTimeBar {
  GtkWidget parent_instance;

  GtkRange *range;
  GtkAdjustment *adjustment;
  GtkButton *backward, *forward;
  GtkWidget *continue_button;
  GtkWidget *replay_button;
  GtkLabel *replay_label;
  GtkMenuButton *marks_button;
  GtkPopover *marks_popover;
  GtkEditable *mark_entry;
  GtkListBox *marks;

  GradusDocument *document;
  guint n_marks;
  char *text;    /* what screen readers were told last */
  guint playing; /* the source of the animation */
  int direction;
  guint replaying;   /* the source of the replay */
  GradusPace replay; /* from step 0 to now */
};

G_DEFINE_FINAL_TYPE (GradusTimeBar, gradus_time_bar, GTK_TYPE_WIDGET)

static GradusRun *
get_run (GradusTimeBar *self)
{
  return gradus_document_get_selected (self->document);
}

/* The checkpoint at a step or the last before it. */
static guint
find_position (const GPtrArray *checkpoints, guint64 step)
{
  guint place = 0;

  while (place + 1 < checkpoints->len &&
         ((GradusCheckpoint *) g_ptr_array_index (checkpoints, place + 1))->step <= step)
    place++;
  return place;
}

/* -- Showing it -------------------------------------------------------------------------------- */

static void
show_play_buttons (GradusTimeBar *self)
{
  gtk_button_set_icon_name (self->backward, self->playing && self->direction < 0
                                                ? "media-playback-pause-symbolic"
                                                : "media-seek-backward-symbolic");
  gtk_button_set_icon_name (self->forward, self->playing && self->direction > 0
                                               ? "media-playback-pause-symbolic"
                                               : "media-seek-forward-symbolic");
}

static void
show_marks (GradusTimeBar *self)
{
  const GPtrArray *markers = gradus_run_get_markers (get_run (self));
  const GPtrArray *checkpoints = gradus_run_get_checkpoints (get_run (self));
  GtkWidget *row;

  gtk_scale_clear_marks (GTK_SCALE (self->range));
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->marks))))
    gtk_list_box_remove (self->marks, row);
  for (guint i = 0; i < markers->len; i++) {
    const GradusMarker *marker = g_ptr_array_index (markers, i);
    g_autofree char *step = gradus_number_format_count (marker->checkpoint->step);
    g_autofree char *text = g_strdup_printf (_ ("%s (step %s)"), marker->name, step);
    GtkWidget *label = gtk_label_new (text);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_list_box_append (self->marks, label);
    gtk_scale_add_mark (GTK_SCALE (self->range),
                        find_position (checkpoints, marker->checkpoint->step), GTK_POS_TOP, NULL);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->marks), markers->len > 0);
  self->n_marks = markers->len;
}

/* This is called every frame, so screen readers are told only what is new. */
static void
show_text (GradusTimeBar *self, const char *text)
{
  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->range), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
}

/* Muted, because the handler would go to the step that is set, and stop what plays. */
static void
refresh (GradusTimeBar *self)
{
  GradusRun *run = get_run (self);
  GradusCheckpoint *moment = run ? gradus_run_get_shown_checkpoint (run) : NULL;
  const GPtrArray *checkpoints = run ? gradus_run_get_checkpoints (run) : NULL;
  g_autofree char *step = moment ? gradus_number_format_count (moment->step) : NULL;
  g_autofree char *text =
      step ? g_strdup_printf (_ ("step %s"), step) : g_strdup (C_ ("time", "now"));

  if (!run)
    return;
  gradus_mute (self->adjustment, self);
  gtk_adjustment_set_upper (self->adjustment, MAX (checkpoints->len, 1));
  gtk_adjustment_set_value (self->adjustment, moment ? find_position (checkpoints, moment->step)
                                                     : MAX (checkpoints->len, 1));
  gradus_unmute (self->adjustment, self);
  show_text (self, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->range), checkpoints->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->backward), checkpoints->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->forward),
                            checkpoints->len > 0 && (moment || self->playing));
  gtk_widget_set_sensitive (self->continue_button, moment || gradus_run_get_units_off (run));
  gtk_widget_set_sensitive (self->replay_button, checkpoints->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->mark_entry), moment != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->marks_button),
                            moment != NULL || gradus_run_get_markers (run)->len > 0);
  if (gradus_run_get_markers (run)->len != self->n_marks)
    show_marks (self);
}

/* -- Moving through time ----------------------------------------------------------------------- */

static void
go_to (GradusTimeBar *self, GradusCheckpoint *checkpoint)
{
  g_autoptr (GError) error = NULL;

  if (!gradus_run_rewind (get_run (self), checkpoint, &error))
    gradus_host_tell (GTK_WIDGET (self), error->message);
  refresh (self);
}

/* Behind the last checkpoint is the present. */
static void
go_to_position (GradusTimeBar *self, int place)
{
  const GPtrArray *checkpoints = gradus_run_get_checkpoints (get_run (self));

  go_to (self, place >= 0 && place < (int) checkpoints->len ? g_ptr_array_index (checkpoints, place)
                                                            : NULL);
}

/* Of a race the others, too: what is compared must be of the same step. */
static void
replay_others (GradusTimeBar *self, guint64 step, gboolean is_now)
{
  if (!gradus_document_is_together (self->document))
    return;
  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++) {
    GradusRun *run = gradus_document_get_run (self->document, i);
    const GPtrArray *checkpoints = gradus_run_get_checkpoints (run);
    GradusCheckpoint *checkpoint =
        is_now || checkpoints->len == 0
            ? NULL
            : g_ptr_array_index (checkpoints, find_position (checkpoints, step));

    if (run != get_run (self) && gradus_run_get_shown_checkpoint (run) != checkpoint)
      gradus_run_rewind (run, checkpoint, NULL);
  }
}

static void
show_replay_button (GradusTimeBar *self, const char *label)
{
  gtk_label_set_label (self->replay_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->replay_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
stop_replay (GradusTimeBar *self)
{
  if (!self->replaying)
    return;
  g_clear_handle_id (&self->replaying, g_source_remove);
  show_replay_button (self, _ ("Replay"));
  replay_others (self, 0, TRUE);
}

static void
stop_playing (GradusTimeBar *self)
{
  stop_replay (self);
  g_clear_handle_id (&self->playing, g_source_remove);
  show_play_buttons (self);
}

static void
on_value_changed (GradusTimeBar *self)
{
  stop_playing (self);
  go_to_position (self, (int) (gtk_adjustment_get_value (self->adjustment) + 0.5));
}

/* The source removes itself by its answer; stop_playing() would do it twice. */
static gboolean
play_on (gpointer data)
{
  GradusTimeBar *self = data;
  const int place = (int) gtk_adjustment_get_value (self->adjustment) + self->direction;
  const int n = (int) gradus_run_get_checkpoints (get_run (self))->len;

  go_to_position (self, CLAMP (place, 0, n));
  if (place > 0 && place < n)
    return G_SOURCE_CONTINUE;
  self->playing = 0;
  show_play_buttons (self);
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
start_playing (GradusTimeBar *self, int direction)
{
  const gboolean was_this = self->playing && self->direction == direction;

  stop_playing (self);
  if (was_this)
    return;
  self->direction = direction;
  self->playing = g_timeout_add (FRAME, play_on, self);
  show_play_buttons (self);
}

static void
backward_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start_playing (GRADUS_TIME_BAR (widget), -1);
}

static void
forward_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start_playing (GRADUS_TIME_BAR (widget), 1);
}

void
gradus_time_bar_step_back (GradusTimeBar *self)
{
  stop_playing (self);
  go_to_position (self, (int) gradus_run_get_checkpoints (get_run (self))->len - 1);
}

/* -- Watching it again ------------------------------------------------------------------------- */

static double
get_seconds (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

/* The last checkpoint that is due; behind the end it is now. */
static gboolean
replay_on (gpointer data)
{
  GradusTimeBar *self = data;
  const GPtrArray *checkpoints = gradus_run_get_checkpoints (get_run (self));
  const guint64 step = gradus_pace_find_step (&self->replay, get_seconds ());
  const gboolean is_over = step >= self->replay.last || checkpoints->len == 0;
  GradusCheckpoint *due =
      is_over ? NULL : g_ptr_array_index (checkpoints, find_position (checkpoints, step));

  if (due != gradus_run_get_shown_checkpoint (get_run (self)))
    go_to (self, due);
  if (!is_over) {
    replay_others (self, step, FALSE);
    return G_SOURCE_CONTINUE;
  }
  stop_replay (self);
  return G_SOURCE_REMOVE;
}

/* As long as a paced run takes, however it was trained. */
void
gradus_time_bar_replay (GradusTimeBar *self)
{
  const gboolean was_replaying = self->replaying > 0;
  const GradusSnapshot *now = gradus_run_get_newest (get_run (self));

  stop_playing (self);
  if (was_replaying)
    go_to (self, NULL);
  if (was_replaying || !now || now->metrics.step == 0)
    return;
  self->replay =
      (GradusPace){ .seconds = g_settings_get_uint (gradus_settings_get (), "pace-seconds") };
  gradus_pace_begin (&self->replay, get_seconds (), 0, now->metrics.step);
  self->replaying = g_timeout_add (REPLAY_FRAME, replay_on, self);
  show_replay_button (self, _ ("Stop"));
}

static void
continue_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusTimeBar *self = GRADUS_TIME_BAR (widget);
  g_autoptr (GError) error = NULL;

  stop_playing (self);
  if (gradus_run_get_units_off (get_run (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.go-on-without-units", NULL);
  else if (gradus_run_get_shown_checkpoint (get_run (self)) &&
           !gradus_document_continue (self->document, get_run (self), &error))
    gradus_host_tell (GTK_WIDGET (self), error->message);
}

/* -- Names of moments -------------------------------------------------------------------------- */

/* The popover tells of the moment that is shown. */
static void
on_marks_shown (GradusTimeBar *self)
{
  GradusCheckpoint *moment = gradus_run_get_shown_checkpoint (get_run (self));
  const GradusMarker *marker =
      moment ? gradus_marker_find (gradus_run_get_markers (get_run (self)), moment->step) : NULL;

  gtk_editable_set_text (self->mark_entry, marker ? marker->name : "");
}

static void
on_marked (GradusTimeBar *self)
{
  g_autofree char *name = gradus_typed_name_read (gtk_editable_get_text (self->mark_entry));

  gtk_popover_popdown (self->marks_popover);
  if (!gradus_run_get_shown_checkpoint (get_run (self)))
    return;
  gradus_run_mark (get_run (self), name);
  show_marks (self);
  refresh (self);
}

static void
on_mark_chosen (GradusTimeBar *self, GtkListBoxRow *row)
{
  const GPtrArray *markers = gradus_run_get_markers (get_run (self));
  const guint at = (guint) gtk_list_box_row_get_index (row);

  gtk_popover_popdown (self->marks_popover);
  stop_playing (self);
  if (at < markers->len)
    go_to (self, ((GradusMarker *) g_ptr_array_index (markers, at))->checkpoint);
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
on_selected (GradusTimeBar *self)
{
  stop_playing (self);
  if (get_run (self))
    show_marks (self);
  refresh (self);
}

void
gradus_time_bar_set_document (GradusTimeBar *self, GradusDocument *document)
{
  g_return_if_fail (!self->document);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::selected", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
  on_selected (self);
}

static void
gradus_time_bar_dispose (GObject *object)
{
  GradusTimeBar *self = GRADUS_TIME_BAR (object);
  GtkWidget *child;

  g_clear_handle_id (&self->playing, g_source_remove);
  g_clear_handle_id (&self->replaying, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_object (&self->document);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (gradus_time_bar_parent_class)->dispose (object);
}

#define BIND(member) gtk_widget_class_bind_template_child (widget_class, GradusTimeBar, member)

static void
gradus_time_bar_class_init (GradusTimeBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_time_bar_dispose;
  gtk_widget_class_install_action (widget_class, "time.backward", NULL, backward_action);
  gtk_widget_class_install_action (widget_class, "time.forward", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "time.continue", NULL, continue_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/time-bar.ui");
  BIND (range);
  BIND (adjustment);
  BIND (backward);
  BIND (forward);
  BIND (continue_button);
  BIND (replay_button);
  BIND (replay_label);
  BIND (marks_button);
  BIND (marks_popover);
  BIND (mark_entry);
  BIND (marks);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_marks_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_marked);
  gtk_widget_class_bind_template_callback (widget_class, on_mark_chosen);
}

static void
gradus_time_bar_init (GradusTimeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
