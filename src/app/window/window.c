/* SPDX-License-Identifier: MIT */
#include "app/window/window-private.h"

#include <glib/gi18n.h>

#include "app/common/language.h"
#include "app/common/toaster.h"
#include "app/documents/file-drop.h"
#include "app/documents/recent.h"
#include "app/experiment/experiment-panel.h"
#include "app/experiment/painter.h"
#include "app/runs/speed-control.h"
#include "app/views/views-panel.h"
#include "app/window/window-keys.h"
#include "app/window/window-layout.h"
#include "document/edit.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "plot/number.h"
#include "store/document-file.h"

G_DEFINE_FINAL_TYPE (GradusWindow, gradus_window, ADW_TYPE_APPLICATION_WINDOW)

/* Seconds that the way back is offered for: time to see it, and to think. */
#define UNDO_TIMEOUT 12

/* -- The document in the window --------------------------------------------------------------------------- */

static GradusRun *
get_run (GradusWindow *self)
{
  return gradus_document_get_selected (self->document);
}

static void
show_train_button (GradusWindow *self)
{
  gboolean is_playing = gradus_document_is_playing (self->document);
  const char *label = is_playing ? _ ("Pause") : _ ("Train");

  if (is_playing == self->shows_pause)
    return;
  self->shows_pause = is_playing;
  adw_button_content_set_label (ADW_BUTTON_CONTENT (gtk_button_get_child (self->train_button)), label);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (gtk_button_get_child (self->train_button)),
                                    is_playing ? "media-playback-pause-symbolic"
                                               : "media-playback-start-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->train_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GradusWindow *self = GRADUS_WINDOW (widget);

  gradus_document_refresh (self->document);
  if (!gradus_document_is_settled (self->document))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
on_unsettled (GradusWindow *self)
{
  show_train_button (self);
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

static void
tell_of_divergence (GradusWindow *self)
{
  const GradusDivergence *divergence = &gradus_run_get_newest (get_run (self))->divergence;
  g_autofree char *step = gradus_number_format_count (divergence->step);
  g_autofree char *text =
      g_strdup_printf (_ ("Diverged in step %s, beginning in layer %u. A smaller learning rate may help"),
                       step, divergence->layer + 1);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("The Moment Before"));
  adw_toast_set_action_name (toast, "win.moment-before");
  adw_toast_set_timeout (toast, 0);
  gradus_toaster_show (self->toaster, toast);
}

static void
tell_of_trouble (GradusWindow *self)
{
  const GradusSnapshot *snapshot = gradus_run_get_newest (get_run (self));
  const gboolean has_diverged = snapshot->state == GRADUS_RUN_DIVERGED;
  const gboolean has_died =
      !has_diverged && snapshot->state == GRADUS_RUN_FINISHED && gradus_snapshot_has_dead_layer (snapshot);

  if (has_diverged && !self->has_told_of_trouble)
    tell_of_divergence (self);
  else if (has_died && !self->has_told_of_trouble)
    gradus_toaster_tell (
        self->toaster,
        _ ("All units of a layer are dead: they answer 0 to every sample, so no gradient passes "
           "them. Another seed, initialiser or activation helps"));
  self->has_told_of_trouble = has_diverged || has_died;
}

static void
on_changed (GradusWindow *self)
{
  show_train_button (self);
  if (!gradus_run_get_newest (get_run (self)))
    return;
  gradus_run_status_show (self->status, get_run (self));
  tell_of_trouble (self);
}

void
gradus_window_show_run (GradusWindow *self)
{
  GradusRun *run = get_run (self);

  if (!run)
    return;
  self->has_told_of_trouble = TRUE; /* until there is other news of it */
  gradus_views_panel_set_run (self->views, run);
  gradus_experiment_panel_set_experiment (self->panel, gradus_run_get_experiment (run));
  on_changed (self);
}

static void
on_undo_changed (GradusWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", gradus_document_can_undo (self->document));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", gradus_document_can_redo (self->document));
}

static void
offer_way_back (GradusWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_set_timeout (toast, UNDO_TIMEOUT);
  gradus_toaster_show (self->toaster, toast);
}

static void
on_items_changed (GradusWindow *self, guint at, guint n_removed, guint n_added)
{
  if (n_removed > n_added && !self->is_undoing)
    offer_way_back (self, _ ("The run was deleted"));
}

static void
on_restarted (GradusWindow *self, GradusRun *run)
{
  g_autofree char *seed = gradus_number_format_count (gradus_run_get_experiment (run)->seed);
  g_autofree char *text = g_strdup_printf (_ ("Training began again from seed %s"), seed);

  offer_way_back (self, text);
}

void
gradus_window_open (GradusWindow *self, const GradusExperiment *experiment)
{
  const gboolean had_begun = get_run (self) && gradus_run_has_begun (get_run (self));
  g_autoptr (GError) error = NULL;

  if (!gradus_document_open (self->document, experiment, &error))
    gradus_toaster_tell (self->toaster, error->message);
  else if (had_begun)
    offer_way_back (self, _ ("Another experiment was opened"));
}

/* -- What the user does ---------------------------------------------------------------------------------- */

static void
on_edited (GradusWindow *self)
{
  const GradusExperiment *edited = gradus_experiment_panel_get_experiment (self->panel);
  g_autoptr (GError) error = NULL;

  if (gradus_document_edit (self->document, get_run (self), edited, &error) != GRADUS_EDIT_REFUSED)
    return;
  gradus_toaster_tell (self->toaster, error->message);
  gradus_experiment_panel_set_experiment (self->panel, gradus_run_get_experiment (get_run (self)));
}

/* From now on the points are the user's own, beginning with those that are there. */
static void
on_points_wanted (GradusWindow *self)
{
  GradusRun *run = get_run (self);
  g_auto (GradusDataSpec) spec = gradus_data_spec_make (&gradus_points_generator);

  spec.points = gradus_points_take (gradus_run_get_dataset (run), gradus_run_get_test_dataset (run));
  spec.features = MAX (gradus_run_get_experiment (run)->data.features, spec.features);
  gradus_experiment_panel_use_data (self->panel, &spec);
}

void
gradus_window_tell (GradusWindow *self, const char *why)
{
  g_autofree char *sentence = g_strdup (why);

  sentence[0] = g_ascii_toupper (sentence[0]);
  gradus_toaster_tell (self->toaster, sentence);
}

void
gradus_window_show_name (GradusWindow *self, const char *name, gboolean is_changed, const char *path)
{
  gradus_run_status_show_document (self->status, name, is_changed, path);
}

void
gradus_window_offer (GradusWindow *self, const char *sentence, const char *label, const char *action)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_timeout (toast, 0);
  gradus_toaster_show (self->toaster, toast);
}

static void
on_dropped (GtkWidget *widget, const char *filename)
{
  if (filename)
    gradus_window_open_file (GRADUS_WINDOW (widget), filename);
  else
    gradus_toaster_tell (GRADUS_WINDOW (widget)->toaster,
                         _ ("Only files on this computer can be dropped here"));
}

static void
on_refused (GradusWindow *self, const char *why)
{
  gradus_window_tell (self, why);
}

static void
on_filled (GradusWindow *self)
{
  gboolean is_filled;

  g_object_get (self->views, "is-filled", &is_filled, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->side), !is_filled);
  gtk_widget_set_visible (self->bottom_bar, !is_filled && !gradus_presentation_is_on (self->presentation));
}

static void
on_speed (GradusWindow *self)
{
  if (self->document)
    gradus_document_set_speed (self->document, gradus_speed_control_get_speed (self->speed));
}

/* -- The window ------------------------------------------------------------------------------------------ */

static void
fill_experiments_menu (GradusWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (const GradusBuiltin *builtin = gradus_builtin_list (); builtin->id; builtin++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (_ (builtin->title), NULL);

    g_menu_item_set_action_and_target (item, "win.experiment", "s", builtin->id);
    g_menu_append_item (menu, item);
  }
  gtk_menu_button_set_menu_model (self->experiments_button, G_MENU_MODEL (menu));
}

/* -- The layout, in the document --------------------------------------------------------------------------- */

/* As it goes into the document: a window's size is its screen's. */
static char *
write_layout (gpointer data)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  gradus_views_panel_save_layout (GRADUS_WINDOW (data)->views, file);
  gradus_guide_save_layout (GRADUS_WINDOW (data)->guide, file);
  return g_key_file_to_data (file, NULL, NULL);
}

static void
on_loaded (GradusWindow *self, const char *layout)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  gradus_window_show_run (self);
  if (!layout || !g_key_file_load_from_data (file, layout, strlen (layout), G_KEY_FILE_NONE, NULL))
    return;
  gradus_views_panel_load_layout (self->views, file);
  gradus_guide_load_layout (self->guide, file);
}

/* What is typed counts, whether it was entered or not. */
static void
take_typed (GradusWindow *self)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

/* What cannot be kept safe stays on the screen. */
static void
on_kept (gboolean is_kept, gpointer data)
{
  GradusWindow *self = data;

  self->is_closing = FALSE;
  if (is_kept)
    gtk_window_destroy (GTK_WINDOW (self));
}

/* Closing never asks: what is not saved is kept before the window goes, which takes a moment. */
static gboolean
gradus_window_close_request (GtkWindow *window)
{
  GradusWindow *self = GRADUS_WINDOW (window);

  if (self->is_closing)
    return GDK_EVENT_STOP;
  self->is_closing = TRUE;
  take_typed (self);
  gradus_window_layout_save (window, self->views);
  gradus_autosaver_close (self->autosaver, on_kept, self);
  return GDK_EVENT_STOP;
}

GradusRun *
gradus_window_get_run (GradusWindow *self)
{
  return get_run (self);
}

GradusDocument *
gradus_window_get_document (GradusWindow *self)
{
  return self->document;
}

GradusAutosaver *
gradus_window_get_autosaver (GradusWindow *self)
{
  return self->autosaver;
}

static void
gradus_window_dispose (GObject *object)
{
  GradusWindow *self = GRADUS_WINDOW (object);

  if (self->panel) /* which enters what was typed, where the focus goes */
    g_signal_handlers_disconnect_by_data (self->panel, self);
  self->panel = NULL;
  g_clear_pointer (&self->files, gradus_file_actions_free);
  g_clear_pointer (&self->presentation, gradus_presentation_free);
  g_clear_pointer (&self->guide, gradus_guide_free);
  if (self->autosaver)
    g_signal_handlers_disconnect_by_data (self->autosaver, self);
  g_clear_object (&self->autosaver);
  if (self->tick) {
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
    self->tick = 0;
  }
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->opening, gradus_experiment_free);
  g_clear_pointer (&self->toaster, gradus_toaster_free);
  G_OBJECT_CLASS (gradus_window_parent_class)->dispose (object);
}

static void
gradus_window_class_init (GradusWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = gradus_window_close_request;
  gradus_window_install_actions (widget_class);
  gradus_window_install_lesson_actions (widget_class);

  g_type_ensure (GRADUS_TYPE_SIDE);
  g_type_ensure (GRADUS_TYPE_RUN_STATUS);
  g_type_ensure (GRADUS_TYPE_RUNS_BAR);
  g_type_ensure (GRADUS_TYPE_SPEED_CONTROL);
  g_type_ensure (GRADUS_TYPE_TIME_BAR);
  g_type_ensure (GRADUS_TYPE_VIEWS_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/window.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, lessons_button);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, experiments_button);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, curtain);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, train_button);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, speed);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, status);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, side);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, views);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, runs_bar);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, time_bar);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, language_menu);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, recent_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_refused);
  gtk_widget_class_bind_template_callback (widget_class, on_filled);
  gtk_widget_class_bind_template_callback (widget_class, on_speed);
}

static void
use_side (GradusWindow *self)
{
  self->panel = gradus_side_get_panel (self->side);
  g_signal_connect_swapped (self->panel, "edited", G_CALLBACK (on_edited), self);
  g_signal_connect_swapped (self->panel, "points-wanted", G_CALLBACK (on_points_wanted), self);
  g_signal_connect_swapped (self->panel, "refused", G_CALLBACK (on_refused), self);
  g_signal_connect_swapped (gradus_side_get_lesson_pane (self->side), "told", G_CALLBACK (on_refused), self);
  gtk_menu_button_set_create_popup_func (self->lessons_button, gradus_window_fill_lessons_menu, NULL, NULL);
}

/* Takes a reference. */
static void
use_document (GradusWindow *self, GradusDocument *document)
{
  self->document = g_object_ref (document);
  gradus_document_set_speed (self->document, gradus_speed_control_get_speed (self->speed));
  g_signal_connect_swapped (self->document, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->document, "unsettled", G_CALLBACK (on_unsettled), self);
  g_signal_connect_swapped (self->document, "restarted", G_CALLBACK (on_restarted), self);
  g_signal_connect_swapped (self->document, "items-changed", G_CALLBACK (on_items_changed), self);
  g_signal_connect_swapped (self->document, "notify::selected", G_CALLBACK (gradus_window_show_run), self);
  g_signal_connect_swapped (self->document, "notify::can-undo", G_CALLBACK (on_undo_changed), self);
  g_signal_connect_swapped (self->document, "notify::can-redo", G_CALLBACK (on_undo_changed), self);
  on_undo_changed (self);
  gradus_views_panel_set_document (self->views, self->document);
  gradus_runs_bar_set_document (self->runs_bar, self->document);
  gradus_time_bar_set_document (self->time_bar, self->document);
  gradus_painter_attach (gradus_views_panel_get_boundary (self->views), self->document, self->panel);
  self->guide = gradus_guide_new (&(GradusGuided){ GTK_WINDOW (self), self->document, self->side, self->views,
                                                   self->speed, self->toaster });
}

/* Takes a reference. */
static void
use_keeper (GradusWindow *self, GradusAutosaver *autosaver)
{
  self->autosaver = g_object_ref (autosaver);
  gradus_autosaver_set_layout_source (self->autosaver, write_layout, self);
  g_signal_connect_swapped (self->autosaver, "loaded", G_CALLBACK (on_loaded), self);
  self->files =
      gradus_file_actions_new (ADW_APPLICATION_WINDOW (self), self->document, self->autosaver, self->toaster);
}

/* A document of its own, with the experiment to begin with. */
static void
begin (GradusWindow *self)
{
  g_autoptr (GradusExperiment) experiment = gradus_window_make_builtin (gradus_builtin_list ()->id);
  g_autoptr (GradusDocument) document = gradus_document_new ();
  g_autoptr (GradusAutosaver) autosaver = NULL;

  use_document (self, document);
  gradus_window_open (self, experiment);
  autosaver = gradus_autosaver_new (self->document);
  use_keeper (self, autosaver);
}

static void
gradus_window_init (GradusWindow *self)
{
  g_autoptr (GMenuModel) languages = gradus_language_make_menu ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->toaster = gradus_toaster_new (self->toasts);
  use_side (self);
  self->presentation =
      gradus_presentation_new (GTK_WINDOW (self), self->side, self->bottom_bar, self->curtain);
  fill_experiments_menu (self);
  g_menu_append_section (self->recent_menu, NULL, gradus_recent_get_menu ());
  g_menu_append_section (self->language_menu, NULL, languages);
  gradus_file_drop_attach (GTK_WIDGET (self), on_dropped);
  gradus_window_layout_load (GTK_WINDOW (self), self->views);
  gradus_window_keys_attach (GTK_WINDOW (self), self->views, gradus_window_take_key);
}

GradusWindow *
gradus_window_new (AdwApplication *application)
{
  GradusWindow *self = g_object_new (GRADUS_TYPE_WINDOW, "application", application, NULL);

  begin (self);
  return self;
}

GradusWindow *
gradus_window_succeed (GradusWindow *before)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (before));
  GradusWindow *self = g_object_new (GRADUS_TYPE_WINDOW, "application", application, NULL);

  take_typed (before);
  g_clear_pointer (&before->files, gradus_file_actions_free);
  use_document (self, before->document);
  use_keeper (self, before->autosaver);
  g_signal_handlers_disconnect_by_data (before->autosaver, before);
  gradus_window_show_run (self);
  gradus_guide_succeed (self->guide, before->guide);
  gtk_window_present (GTK_WINDOW (self));
  gtk_window_destroy (GTK_WINDOW (before));
  on_unsettled (self);
  return self;
}
