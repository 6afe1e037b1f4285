/* SPDX-License-Identifier: MIT */
#include "app/window/window-private.h"

#include <glib/gi18n.h>

#include "app/common/file-fault.h"
#include "app/common/host.h"
#include "app/common/language.h"
#include "app/common/menu-later.h"
#include "app/common/settings.h"
#include "app/common/wheel-guard.h"
#include "app/common/wrap-layout.h"
#include "app/documents/file-drop.h"
#include "app/documents/recent.h"
#include "app/experiment/experiment-panel.h"
#include "app/experiment/painter.h"
#include "app/runs/speed-control.h"
#include "app/views/views-panel.h"
#include "app/window/header-words.h"
#include "app/window/window-keys.h"
#include "app/window/window-layout.h"
#include "document/edit.h"
#include "experiment/builtin.h"

static void gradus_window_host_init (GradusHostInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusWindow, gradus_window, ADW_TYPE_APPLICATION_WINDOW,
                               G_IMPLEMENT_INTERFACE (GRADUS_TYPE_HOST, gradus_window_host_init))

/* -- As a host (app/common/host.h) ------------------------------------------------------------- */

static void
gradus_window_warn (GradusHost *host, const char *sentence)
{
  g_autofree char *fault = gradus_file_fault_describe (sentence);

  gradus_toaster_tell_fault (GRADUS_WINDOW (host)->toaster, fault ? fault : sentence);
}

static void
gradus_window_tell (GradusHost *host, const char *sentence)
{
  g_autofree char *fault = gradus_file_fault_describe (sentence);

  if (fault)
    gradus_window_warn (host, sentence);
  else
    gradus_toaster_tell (GRADUS_WINDOW (host)->toaster, sentence);
}

static void
gradus_window_offer (GradusHost *host, const char *sentence, const char *label, const char *action)
{
  gradus_toaster_offer (GRADUS_WINDOW (host)->toaster, sentence, label, action, 0);
}

static void
gradus_window_clear (GradusHost *host)
{
  gradus_toaster_clear (GRADUS_WINDOW (host)->toaster);
}

static void
gradus_window_host_file (GradusHost *host, const char *filename)
{
  gradus_window_open_file (GRADUS_WINDOW (host), filename);
}

static void
gradus_window_host_draft (GradusHost *host, GradusDraft *draft)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (host));
  GradusWindow *window = gradus_window_new (ADW_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  gradus_autosaver_take (window->autosaver, draft);
}

static void
gradus_window_try_lesson (GradusHost *host, GradusLesson *lesson, guint step)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (host));
  GradusWindow *window = gradus_window_new (ADW_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  gradus_window_open_lesson (window, lesson, (int) step);
}

static void
gradus_window_film (GradusHost *host, GradusRun *run, const GradusFigure *figure)
{
  gradus_file_actions_film (GRADUS_WINDOW (host)->files, run, figure);
}

static void
gradus_window_host_init (GradusHostInterface *iface)
{
  iface->tell = gradus_window_tell;
  iface->warn = gradus_window_warn;
  iface->offer = gradus_window_offer;
  iface->clear = gradus_window_clear;
  iface->open_file = gradus_window_host_file;
  iface->open_draft = gradus_window_host_draft;
  iface->try_lesson = gradus_window_try_lesson;
  iface->film = gradus_window_film;
}

/* -- What its parts report --------------------------------------------------------------------- */

static void
on_dropped (GtkWidget *widget, const char *filename)
{
  if (filename)
    gradus_host_open_file (widget, filename);
  else
    gradus_host_tell (widget, _ ("Only files on this computer can be opened"));
}

/* The presentation and the tour are asked before the lesson: Escape ends them first. */
static gboolean
take_key (GtkWidget *widget, guint key)
{
  GradusWindow *self = GRADUS_WINDOW (widget);

  return gradus_tour_take_key (self->tour, key) ||
         gradus_presentation_take_key (self->presentation, key) ||
         gradus_guide_take_key (self->guide, key);
}

static void
on_refused (GradusWindow *self, const char *why)
{
  gradus_host_tell (GTK_WIDGET (self), why);
}

/* What one turn of the wheel does is undone in one step. */
static void
on_wheel (GtkWidget *widget, gboolean is_turning)
{
  GradusDocument *document = GRADUS_WINDOW (widget)->document;

  if (document && is_turning)
    gradus_document_begin_group (document);
  else if (document)
    gradus_document_end_group (document);
}

/* GTK 4.8 moves the focus to a part of the menu when an item of a submenu was chosen, which then is
 * gone: no key would reach the window. */
static void
on_focus_moved (GradusWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus && gtk_widget_get_mapped (GTK_WIDGET (self)) && !gtk_widget_get_mapped (focus))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

static void
on_filled (GradusWindow *self)
{
  gboolean is_filled;

  g_object_get (self->views, "is-filled", &is_filled, NULL);
  gradus_side_set_covered (self->side, is_filled);
  gtk_widget_set_visible (self->bottom_bar,
                          !is_filled && !gradus_presentation_is_on (self->presentation));
}

/* Whoever sees a boundary may paint on it. */
static void
on_boundary (GradusWindow *self, GradusView *view)
{
  gradus_painter_attach (view, self->model, self->panel);
}

static void
on_speed (GradusWindow *self)
{
  const double seconds = gradus_speed_control_get_seconds (self->speed);

  if (!self->document)
    return;
  if (seconds > 0)
    gradus_document_set_pace (self->document, seconds);
  else
    gradus_document_set_speed (self->document, gradus_speed_control_get_speed (self->speed));
}

/* -- The window -------------------------------------------------------------------------------- */

static void
fill_experiments_menu (GradusWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (const GradusBuiltin *builtin = gradus_builtin_list (); builtin->id; builtin++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (_ (builtin->title), NULL);

    g_menu_item_set_action_and_target (item, "win.experiment", "s", builtin->id);
    g_menu_append_item (menu, item);
  }
  gradus_menu_later (self->experiments_button, G_MENU_MODEL (menu));
}

/* -- The layout, in the document --------------------------------------------------------------- */

/* The layout that the document keeps. The size of the window is not in it: that depends on the
 * screen. */
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

  gradus_guide_close (self->guide);
  gradus_window_show_run (self);
  if (!layout || !g_key_file_load_from_data (file, layout, strlen (layout), G_KEY_FILE_NONE, NULL))
    return;
  gradus_views_panel_load_layout (self->views, file);
  gradus_guide_load_layout (self->guide, file);
}

/* An entry that loses the focus takes what was typed into it, as if Enter had been pressed. */
static void
take_typed (GradusWindow *self)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

/* A window whose work could not be written anywhere stays open. */
static void
on_made_safe (gboolean is_safe, gpointer data)
{
  GradusWindow *self = data;

  self->is_closing = FALSE;
  if (is_safe)
    gtk_window_destroy (GTK_WINDOW (self));
}

/* Closing never asks: the autosaver first writes what is not saved, which takes a moment. The
 * window is destroyed by on_made_safe(), so the request itself is always stopped; a second one
 * changes nothing. */
static gboolean
gradus_window_close_request (GtkWindow *window)
{
  GradusWindow *self = GRADUS_WINDOW (window);

  if (self->is_closing)
    return GDK_EVENT_STOP;
  self->is_closing = TRUE;
  take_typed (self);
  gradus_window_layout_save (window, self->views);
  gradus_autosaver_close (self->autosaver, on_made_safe, self);
  return GDK_EVENT_STOP;
}

GradusRun *
gradus_window_get_run (GradusWindow *self)
{
  return gradus_document_get_selected (self->document);
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

  if (self->panel) { /* which would still edit when its entry loses the focus */
    g_signal_handlers_disconnect_by_data (self->panel, self);
    gradus_experiment_panel_set_model (self->panel, NULL);
  }
  self->panel = NULL;
  g_clear_pointer (&self->files, gradus_file_actions_free);
  g_clear_pointer (&self->tour, gradus_tour_free);
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
  g_clear_object (&self->model);
  g_clear_object (&self->document);
  g_clear_pointer (&self->train_label, g_free);
  g_clear_pointer (&self->opening, gradus_experiment_free);
  g_clear_pointer (&self->trouble, g_free);
  gradus_window_forget_advice (self);
  G_OBJECT_CLASS (gradus_window_parent_class)->dispose (object);
}

/* Not earlier: "maximized" is set once more when the window has been made. */
static void
gradus_window_constructed (GObject *object)
{
  G_OBJECT_CLASS (gradus_window_parent_class)->constructed (object);
  gradus_window_layout_load (GTK_WINDOW (object), GRADUS_WINDOW (object)->views);
}

/* GTK 4.8 asks a window for the least width at its height, too. A box answers by a search over widths
 * that does not end where a paned's children are higher, side by side, than the paned said without a
 * width. The least width is the same at every height here. */
static void
gradus_window_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *least,
                       int *natural, int *least_baseline, int *natural_baseline)
{
  GTK_WIDGET_CLASS (gradus_window_parent_class)
      ->measure (widget, orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size,
                 least, natural, least_baseline, natural_baseline);
}

static void
gradus_window_class_init (GradusWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->constructed = gradus_window_constructed;
  G_OBJECT_CLASS (class)->dispose = gradus_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = gradus_window_close_request;
  widget_class->measure = gradus_window_measure;
  gradus_window_install_actions (widget_class);

  g_type_ensure (GRADUS_TYPE_SIDE);
  g_type_ensure (GRADUS_TYPE_RUN_STATUS);
  g_type_ensure (GRADUS_TYPE_RUNS_BAR);
  g_type_ensure (GRADUS_TYPE_SPEED_CONTROL);
  g_type_ensure (GRADUS_TYPE_STAGE_BAR);
  g_type_ensure (GRADUS_TYPE_OFF_BAR);
  g_type_ensure (GRADUS_TYPE_TIME_BAR);
  g_type_ensure (GRADUS_TYPE_TOASTER);
  g_type_ensure (GRADUS_TYPE_VIEWS_PANEL);
  g_type_ensure (GRADUS_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/window.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, toaster);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, lessons_button);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, experiments_button);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, curtain);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, header);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, header_place);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, edge);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, fold_button);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, stage);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, train_button);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, speed);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, status);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, side);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, views);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, runs_bar);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, time_bar);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, off_bar);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, language_menu);
  gtk_widget_class_bind_template_child (widget_class, GradusWindow, recent_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_refused);
  gtk_widget_class_bind_template_callback (widget_class, on_filled);
  gtk_widget_class_bind_template_callback (widget_class, on_boundary);
  gtk_widget_class_bind_template_callback (widget_class, on_speed);
}

static void
use_side (GradusWindow *self)
{
  self->panel = gradus_side_get_panel (self->side);
  g_signal_connect_swapped (self->panel, "refused", G_CALLBACK (on_refused), self);
  gtk_menu_button_set_create_popup_func (self->lessons_button, gradus_window_fill_lessons_menu,
                                         NULL, NULL);
  gradus_header_words_attach (self->lessons_button, "gradus-lessons-symbolic");
  gradus_header_words_attach (self->experiments_button, "gradus-experiments-symbolic");
}

/* The side panel is folded as it was the last time. */
static void
bind_folding (GradusWindow *self)
{
  g_settings_bind (gradus_settings_get (), "is-side-folded", self->side, "is-folded",
                   G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES);
  g_object_bind_property (self->side, "is-folded", self->fold_button, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE |
                              G_BINDING_INVERT_BOOLEAN);
}

static void
use_presentation (GradusWindow *self)
{
  const GradusPresented parts = {
    .window = GTK_WINDOW (self),
    .side = self->side,
    .header = self->header,
    .header_place = self->header_place,
    .edge = self->edge,
    .stage = GTK_WIDGET (self->stage),
    .views = self->views,
    .bottom_bar = self->bottom_bar,
    .curtain = self->curtain,
  };

  self->presentation = gradus_presentation_new (&parts);
}

/* Takes a reference. The guide comes last: it needs all other parts, which have the document by
 * then. */
static void
use_document (GradusWindow *self, GradusDocument *document)
{
  self->document = g_object_ref (document);
  on_speed (self);
  gradus_window_follow_document (self);
  self->model = gradus_experiment_model_new (self->document);
  gradus_views_panel_set_document (self->views, self->document);
  gradus_runs_bar_set_document (self->runs_bar, self->document);
  gradus_time_bar_set_document (self->time_bar, self->document);
  gradus_experiment_panel_set_model (self->panel, self->model);
  self->guide = gradus_guide_new (
      &(GradusGuided){ GTK_WINDOW (self), self->document, self->side, self->views, self->speed,
                       self->model });
  g_signal_connect_object (gradus_guide_get_session (self->guide), "changed",
                           G_CALLBACK (gradus_window_reconsider_trouble), self, G_CONNECT_SWAPPED);
}

/* The name of the document in the header bar. */
static void
show_document (GradusWindow *self)
{
  g_autofree char *name = gradus_autosaver_get_name (self->autosaver);

  gradus_run_status_show_document (self->status, name,
                                   gradus_autosaver_is_changed (self->autosaver),
                                   gradus_autosaver_get_filename (self->autosaver));
}

/* Takes a reference. */
static void
use_autosaver (GradusWindow *self, GradusAutosaver *autosaver)
{
  self->autosaver = g_object_ref (autosaver);
  gradus_autosaver_set_layout_source (self->autosaver, write_layout, self);
  g_signal_connect_swapped (self->autosaver, "loaded", G_CALLBACK (on_loaded), self);
  g_signal_connect_swapped (self->autosaver, "changed", G_CALLBACK (show_document), self);
  show_document (self);
  self->files =
      gradus_file_actions_new (ADW_APPLICATION_WINDOW (self), self->document, self->autosaver);
}

/* A new document with the first built-in experiment. The autosaver comes after the first
 * experiment, which so is what there is at the beginning, and no change. */
static void
begin_document (GradusWindow *self)
{
  g_autoptr (GradusExperiment) experiment = gradus_window_make_builtin (gradus_builtin_list ()->id);
  g_autoptr (GradusDocument) document = gradus_document_new ();
  g_autoptr (GradusAutosaver) autosaver = NULL;

  use_document (self, document);
  gradus_window_open (self, experiment);
  autosaver = gradus_autosaver_new (self->document);
  use_autosaver (self, autosaver);
}

/* What needs a document is not here: a window that succeeds another one takes its document over. */
static void
gradus_window_init (GradusWindow *self)
{
  g_autoptr (GMenuModel) languages = gradus_language_make_menu ();

  gtk_widget_init_template (GTK_WIDGET (self));
  use_side (self);
  self->tour = gradus_tour_new (GTK_WINDOW (self));
  use_presentation (self);
  bind_folding (self);
  fill_experiments_menu (self);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (on_focus_moved), NULL);
  g_menu_append_section (self->recent_menu, NULL, gradus_recent_get_menu ());
  g_menu_append_section (self->language_menu, NULL, languages);
  gradus_menu_later (self->menu_button, self->main_menu);
  gradus_file_drop_attach (GTK_WIDGET (self), on_dropped);
  gradus_window_keys_attach (GTK_WINDOW (self), self->views, take_key);
  gradus_wheel_guard_attach (GTK_WIDGET (self), on_wheel);
}

GradusWindow *
gradus_window_new (AdwApplication *application)
{
  GradusWindow *self = g_object_new (GRADUS_TYPE_WINDOW, "application", application, NULL);

  begin_document (self);
  return self;
}

/* Document, runs and autosaver go over as they are, so training goes on and nothing is closed. */
GradusWindow *
gradus_window_succeed (GradusWindow *before)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (before));
  GradusWindow *self = g_object_new (GRADUS_TYPE_WINDOW, "application", application, NULL);
  gboolean is_writing;

  take_typed (before);
  g_clear_pointer (&before->files, gradus_file_actions_free);
  use_document (self, before->document);
  use_autosaver (self, before->autosaver);
  g_signal_handlers_disconnect_by_data (before->autosaver, before);
  gradus_window_show_run (self);
  gradus_guide_succeed (self->guide, before->guide);
  gtk_window_present (GTK_WINDOW (self));
  is_writing = gradus_side_is_writing (before->side);
  gtk_window_destroy (GTK_WINDOW (before));
  if (is_writing)
    gradus_window_write_lesson (self);
  gradus_window_wake (self);
  return self;
}
