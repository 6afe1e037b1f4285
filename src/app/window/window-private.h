/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/documents/file-actions.h"
#include "app/runs/run-status.h"
#include "app/runs/runs-bar.h"
#include "app/runs/time-bar.h"
#include "app/window/guide.h"
#include "app/window/presentation.h"
#include "app/window/window.h"

G_BEGIN_DECLS

/* Between window.c, window-actions.c and window-lessons.c. */

struct _GradusWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkMenuButton *lessons_button, *experiments_button;
  GtkButton *train_button;
  GradusSpeedControl *speed;
  GradusRunStatus *status;
  GradusExperimentPanel *panel;
  GradusSide *side;
  GradusViewsPanel *views;
  GtkWidget *bottom_bar, *curtain;
  GradusRunsBar *runs_bar;
  GradusTimeBar *time_bar;
  GMenu *recent_menu, *language_menu;

  GradusDocument *document;
  GradusToaster *toaster;
  GradusAutosaver *autosaver;
  GradusFileActions *files;
  GradusGuide *guide;
  GradusPresentation *presentation;
  gboolean is_closing;
  guint tick;
  gboolean has_told_of_trouble;
  gboolean shows_pause;
  gboolean is_undoing;
  GradusExperiment *opening; /* that waits for its data; or NULL */
};

/* The panel and the views turn to the selected run. */
void gradus_window_show_run (GradusWindow *self);

/* A built-in experiment, called as people here say; NULL where there is none. */
GradusExperiment *gradus_window_make_builtin (const char *id);

/* "win.train" and all others that act on the document. */
void gradus_window_install_actions (GtkWidgetClass *class);

/* "win.present", "win.explain" and "win.what-is-this". */
void gradus_window_install_lesson_actions (GtkWidgetClass *class);

/* The menu of lessons as things are now; a GtkMenuButtonCreatePopupFunc. */
void gradus_window_fill_lessons_menu (GtkMenuButton *button, gpointer data);

/* A key that the presentation or the lesson takes; see app/window/window-keys.h. */
gboolean gradus_window_take_key (GtkWidget *widget, guint key);

G_END_DECLS
