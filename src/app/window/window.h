/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "app/documents/autosaver.h"
#include "lesson/lesson.h"

G_BEGIN_DECLS

/* GradusWindow: a document: on the left the experiment of the selected run, on the right its views, and below them all runs and
 * the moments of the selected one.
 *
 * While runs have news to come, a tick callback refreshes them once a frame; when they are settled the window
 * does nothing at all. */
#define GRADUS_TYPE_WINDOW (gradus_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusWindow, gradus_window, GRADUS, WINDOW, AdwApplicationWindow)

GradusWindow *gradus_window_new (AdwApplication *application);

/* A window in the place of another, with all that it had, made anew: for another language. */
GradusWindow *gradus_window_succeed (GradusWindow *before);

/* A lesson at a step, see gradus_guide_open(); one from a file or folder. They take the place of what is there: whether nobody would miss
 * that. */
void gradus_window_open_lesson (GradusWindow *self, GradusLesson *lesson, int step);
void gradus_window_load_lesson (GradusWindow *self, const char *path);
gboolean gradus_window_has_room (GradusWindow *self);

/* Puts a new run at step 0 in the place of the selected one; where that was trained, a toast offers the way back. */
void gradus_window_open (GradusWindow *self, const GradusExperiment *experiment);

/* The selected run. */
GradusRun *gradus_window_get_run (GradusWindow *self);

/* All runs of the window. */
GradusDocument *gradus_window_get_document (GradusWindow *self);

/* How the document is called, in the header bar; the path, or NULL, is in the tooltip. */
void gradus_window_show_name (GradusWindow *self, const char *name, gboolean is_changed, const char *path);

/* What keeps the document. */
GradusAutosaver *gradus_window_get_autosaver (GradusWindow *self);

/* Any file that Gradus knows: a document, weights, an experiment; of data it asks what shall be learnt. */
void gradus_window_open_file (GradusWindow *self, const char *filename);

/* Shows a sentence in a toast, the first letter made a capital. */
void gradus_window_tell (GradusWindow *self, const char *sentence);

/* The same, with a button beside it that does an action; it stays until it is pressed or dismissed. */
void gradus_window_offer (GradusWindow *self, const char *sentence, const char *label, const char *action);

G_END_DECLS
