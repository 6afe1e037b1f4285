/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "app/common/host.h"
#include "app/views/views-panel.h"
#include "app/window/window-private.h"
#include "document/edit.h"
#include "experiment/experiment-json.h"
#include "plot/number.h"

/* Seconds for which undoing is offered: time to see it, and to think. */
#define UNDO_TIMEOUT 12

/* … and for which it is told that a run goes on that had ended. */
#define GOING_ON_TIMEOUT 5

/* -- News of the selected run ------------------------------------------------------------------ */

static GradusRun *
get_run (GradusWindow *self)
{
  return gradus_document_get_selected (self->document);
}

/* A run that has come to its end: training goes on as far again. */
static gboolean
has_ended (GradusWindow *self)
{
  const GradusSnapshot *now = get_run (self) ? gradus_run_get_newest (get_run (self)) : NULL;

  return now && now->state == GRADUS_RUN_FINISHED && now->metrics.step > 0;
}

static char *
describe_train_button (GradusWindow *self)
{
  g_autofree char *count = NULL;

  if (gradus_document_is_playing (self->document))
    return g_strdup (_ ("Pause (Space)"));
  if (!has_ended (self))
    return g_strdup (_ ("Train (Space)"));
  count = gradus_number_format_count (gradus_run_get_goal (get_run (self)));
  return g_strdup_printf (_ ("Train on to step %s (Space); R shows again what it has learned"),
                          count);
}

static void
show_train_button (GradusWindow *self)
{
  const gboolean is_playing = gradus_document_is_playing (self->document);
  const char *label = is_playing ? _ ("Pause") : has_ended (self) ? _ ("Train On") : _ ("Train");
  g_autofree char *text = describe_train_button (self);

  if (g_strcmp0 (text, self->train_label) == 0)
    return;
  g_free (self->train_label);
  self->train_label = g_strdup (text);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (gtk_button_get_child (self->train_button)),
                                label);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (gtk_button_get_child (self->train_button)),
                                    is_playing ? "media-playback-pause-symbolic"
                                               : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->train_button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->train_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
gradus_window_tell_of_going_on (GradusWindow *self)
{
  g_autofree char *count = NULL, *text = NULL;

  if (!has_ended (self))
    return;
  count = gradus_number_format_count (gradus_run_get_goal (get_run (self)));
  text = g_strdup_printf (_ ("The run had ended: it trains on to step %s"), count);
  gradus_toaster_offer (self->toaster, text, _ ("Replay"), "win.replay", GOING_ON_TIMEOUT);
}

/* Once for each news, which then comes again: a run that stands still costs no frame. Showing it
 * may itself be news, so it is taken down first that nothing waits. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GradusWindow *self = GRADUS_WINDOW (widget);

  self->tick = 0;
  gradus_document_refresh (self->document);
  return G_SOURCE_REMOVE;
}

/* However many news there are, one frame shows them. */
static void
on_news (GradusWindow *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

void
gradus_window_wake (GradusWindow *self)
{
  show_train_button (self);
  on_news (self);
}

static void
on_changed (GradusWindow *self)
{
  show_train_button (self);
  gradus_run_status_show (self->status, get_run (self));
  gradus_off_bar_show (self->off_bar, get_run (self));
  if (!gradus_run_get_newest (get_run (self)))
    return;
  if (gradus_presentation_is_on (self->presentation))
    gradus_stage_bar_show (self->stage, get_run (self));
  gradus_window_tell_of_trouble (self);
}

void
gradus_window_show_run (GradusWindow *self)
{
  GradusRun *run = get_run (self);

  if (!run)
    return;
  gradus_window_expect_trouble (self);
  gradus_views_panel_set_run (self->views, run);
  on_changed (self);
}

static void
on_undo_changed (GradusWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo",
                                 gradus_document_can_undo (self->document));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo",
                                 gradus_document_can_redo (self->document));
}

static void
offer_undo (GradusWindow *self, const char *text)
{
  gradus_toaster_offer (self->toaster, text, _ ("Undo"), "win.undo", UNDO_TIMEOUT);
}

/* Undoing deletes runs, too, and is not to offer to undo it. */
static void
on_items_changed (GradusWindow *self, guint at, guint n_removed, guint n_added)
{
  if (n_removed > n_added && !self->is_undoing)
    offer_undo (self, _ ("The run was deleted"));
}

static void
on_restarted (GradusWindow *self, GradusRun *run)
{
  g_autofree char *seed = gradus_number_format_count (gradus_run_get_experiment (run)->seed);
  g_autofree char *text = g_strdup_printf (_ ("Training began again from seed %s"), seed);

  offer_undo (self, text);
}

void
gradus_window_open (GradusWindow *self, const GradusExperiment *experiment)
{
  const gboolean had_begun = get_run (self) && gradus_run_has_begun (get_run (self));
  g_autoptr (GError) error = NULL;

  gradus_guide_pause (self->guide);
  if (!gradus_document_open (self->document, experiment, &error))
    gradus_host_tell (GTK_WIDGET (self), error->message);
  else if (had_begun)
    offer_undo (self, _ ("Another experiment was opened"));
}

/* The runs of a race, or NULL. */
static GPtrArray *
make_rivals (const GradusExperiment *experiment, const GradusRival *rivals, GError **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; rivals[i].name; i++) {
    g_autoptr (GradusExperiment) own =
        gradus_experiment_set (experiment, rivals[i].settings, error);
    GradusRun *run = own ? gradus_run_new (own, error) : NULL;

    if (!run)
      return NULL;
    gradus_run_set_name (run, _ (rivals[i].name));
    gradus_run_set_colour (run, i);
    g_ptr_array_add (runs, run);
  }
  return g_steal_pointer (&runs);
}

void
gradus_window_open_race (GradusWindow *self, const GradusExperiment *experiment,
                         const GradusRival *rivals)
{
  const gboolean had_begun = get_run (self) && gradus_run_has_begun (get_run (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = make_rivals (experiment, rivals, &error);

  gradus_guide_pause (self->guide);
  if (!runs) {
    gradus_host_tell (GTK_WIDGET (self), error->message);
    return;
  }
  gradus_document_assign (self->document, runs, g_ptr_array_index (runs, 0));
  gradus_document_set_together (self->document, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->views), "views.page", "s", "landscape");
  if (had_begun)
    offer_undo (self, _ ("Another experiment was opened"));
}

static void
on_failed (GradusWindow *self, const char *sentence)
{
  gradus_host_tell (GTK_WIDGET (self), sentence);
}

void
gradus_window_follow_document (GradusWindow *self)
{
  g_signal_connect_swapped (self->document, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->document, "unsettled", G_CALLBACK (show_train_button), self);
  g_signal_connect_swapped (self->document, "news", G_CALLBACK (on_news), self);
  g_signal_connect_swapped (self->document, "failed", G_CALLBACK (on_failed), self);
  g_signal_connect_swapped (self->document, "restarted", G_CALLBACK (on_restarted), self);
  g_signal_connect_swapped (self->document, "items-changed", G_CALLBACK (on_items_changed), self);
  g_signal_connect_swapped (self->document, "notify::selected", G_CALLBACK (gradus_window_show_run),
                            self);
  g_signal_connect_swapped (self->document, "notify::can-undo", G_CALLBACK (on_undo_changed), self);
  g_signal_connect_swapped (self->document, "notify::can-redo", G_CALLBACK (on_undo_changed), self);
  on_undo_changed (self);
}
