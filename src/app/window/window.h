/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "app/documents/autosaver.h"
#include "lesson/lesson.h"

G_BEGIN_DECLS

/* GradusWindow: a document: on the left the experiment of the selected run, on the right its views,
 * below them all runs and the checkpoints of the selected one. It is a GradusHost.
 *
 * While runs have news, a tick callback refreshes them once a frame. When all have settled, the
 * window does nothing. */
#define GRADUS_TYPE_WINDOW (gradus_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusWindow, gradus_window, GRADUS, WINDOW, AdwApplicationWindow)

GradusWindow *gradus_window_new (AdwApplication *application);

/* Replaces a window by a new one with the same document, lesson and layout, in the language chosen
 * now. */
GradusWindow *gradus_window_succeed (GradusWindow *before);

/* Opens a lesson at a step, see gradus_guide_open(), or one from a file or folder. The runs of the
 * window are replaced. */
void gradus_window_open_lesson (GradusWindow *self, GradusLesson *lesson, int step);
void gradus_window_load_lesson (GradusWindow *self, const char *path);

/* Whether a lesson may replace the runs without loss: they are as the program or a lesson made
 * them. */
gboolean gradus_window_has_room (GradusWindow *self);

/* Replaces the selected run by a new one at step 0. If it was trained, a toast offers to undo

 * that. */
void gradus_window_open (GradusWindow *self, const GradusExperiment *experiment);

/* The selected run. */
GradusRun *gradus_window_get_run (GradusWindow *self);

/* All runs of the window. */
GradusDocument *gradus_window_get_document (GradusWindow *self);

/* What writes the document to its file and to its draft. */
GradusAutosaver *gradus_window_get_autosaver (GradusWindow *self);

G_END_DECLS
