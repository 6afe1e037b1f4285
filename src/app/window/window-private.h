/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/common/toaster.h"
#include "app/documents/file-actions.h"
#include "app/help/tour.h"
#include "app/runs/off-bar.h"
#include "app/runs/run-status.h"
#include "app/runs/runs-bar.h"
#include "app/runs/time-bar.h"
#include "app/window/guide.h"
#include "app/window/presentation.h"
#include "app/window/stage-bar.h"
#include "app/window/window.h"
#include "experiment/builtin.h"

G_BEGIN_DECLS

/* What the files of GradusWindow share. Each uses only those below it in this list:
 *
 *   window.c           the widget, its layout, its end
 *   window-actions.c   the actions "win.…"
 *   window-files.c     which file is opened how
 *   window-lessons.c   lessons
 *   window-run.c       the selected run
 *   window-surgery.c   a run without some of its units
 *   window-trouble.c   what is wrong with it, or seldom meant */

struct _GradusWindow {
  AdwApplicationWindow parent_instance;

  GtkMenuButton *lessons_button, *experiments_button;
  GtkButton *train_button;
  GradusSpeedControl *speed;
  GradusRunStatus *status;
  GradusExperimentPanel *panel;
  GradusSide *side;
  GradusViewsPanel *views;
  GtkWidget *bottom_bar, *curtain;
  GtkWidget *header, *header_place, *edge, *fold_button;
  GradusStageBar *stage;
  GradusRunsBar *runs_bar;
  GradusTimeBar *time_bar;
  GradusOffBar *off_bar;
  GtkMenuButton *menu_button;
  GMenuModel *main_menu;
  GMenu *recent_menu, *language_menu;

  GradusDocument *document;
  GradusExperimentModel *model;
  GradusToaster *toaster;
  GradusAutosaver *autosaver;
  GradusFileActions *files;
  GradusGuide *guide;
  GradusPresentation *presentation;
  GradusTour *tour;
  gboolean is_closing;
  guint tick;
  char *trouble; /* what was told last of the selected run; NULL: nothing, or it has passed */
  gboolean is_trouble_shown; /* it has been marked in the views */
  GradusExperiment *advised; /* what `advice` is about, or NULL; and its data */
  GradusDataset *advised_data;
  char *advice;      /* or NULL */
  char *train_label; /* what the button that trains says; NULL: nothing yet */
  gboolean is_undoing;
  GradusExperiment *opening; /* that waits for its data; or NULL */
};

/* -- window-run.c ------------------------------------------------------------------------------ */

/* Follows a document that the window has just got: the button that trains, the state and the

 * views. */
void gradus_window_follow_document (GradusWindow *self);

/* The views turn to the selected run. */
void gradus_window_show_run (GradusWindow *self);

/* Where training is about to go on after the run's end: how far. */
void gradus_window_tell_of_going_on (GradusWindow *self);

/* Lets runs that have news show them, from now on. */
void gradus_window_wake (GradusWindow *self);

/* -- window-trouble.c -------------------------------------------------------------------------- */

/* Says once what is wrong with the selected run, or takes it back. It must have a snapshot. */
void gradus_window_tell_of_trouble (GradusWindow *self);

/* The lesson may hold it back no longer, or now. */
void gradus_window_reconsider_trouble (GradusWindow *self);

/* Another run was selected: what it ended in before is not news, and not told. */
void gradus_window_expect_trouble (GradusWindow *self);

/* Where patience ended training: as it was when the test cost was the lowest. */
void gradus_window_show_best_moment (GradusWindow *self);

/* Opens the view that what was said rests on, and marks there what it is about. */
void gradus_window_show_trouble (GradusWindow *self);

/* Adds a run with the one change that may help the selected one, and trains it. */
void gradus_window_try_remedy (GradusWindow *self);

void gradus_window_forget_advice (GradusWindow *self);

/* -- window-surgery.c -------------------------------------------------------------------------- */

/* Switches a unit of the selected run, both numbers from 1, off in all its views, or on again; puts
 * all back; and adds a run that goes on from what is shown. */
void gradus_window_switch_unit (GradusWindow *self, guint layer, guint unit);
void gradus_window_put_units_back (GradusWindow *self);
void gradus_window_go_on_without_units (GradusWindow *self);

/* -- window-lessons.c -------------------------------------------------------------------------- */

/* The menu of lessons as things are now; a GtkMenuButtonCreatePopupFunc. */
void gradus_window_fill_lessons_menu (GtkMenuButton *button, gpointer data);

/* Opens the pane in which a lesson is written. */
void gradus_window_write_lesson (GradusWindow *self);

/* Explains a topic: a view for an activation, a lesson's step for everything else. A
 * GradusHelpTopicFunc. */
void gradus_window_explain (GtkWidget *widget, const char *topic);

/* -- window-files.c ---------------------------------------------------------------------------- */

/* A built-in experiment with a translated name; NULL where there is none. */
GradusExperiment *gradus_window_make_builtin (const char *id);

/* Opens an experiment once its data are in memory; takes it. */
void gradus_window_open_when_ready (GradusWindow *self, GradusExperiment *experiment);

/* See gradus_host_open_file(). */
void gradus_window_open_file (GradusWindow *self, const char *filename);

/* -- window-actions.c -------------------------------------------------------------------------- */

/* "win.train" and all others but those of files (app/documents/file-actions.h). */
void gradus_window_install_actions (GtkWidgetClass *class);

/* Opens a built-in race: all its runs, together, in the place of those that there were. */
void gradus_window_open_race (GradusWindow *self, const GradusExperiment *experiment,
                              const GradusRival *rivals);

G_END_DECLS
