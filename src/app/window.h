/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "train/document.h"

G_BEGIN_DECLS

/* GradusWindow: a document: on the left the experiment of the selected run, on the right its views, and below them all runs and
 * the moments of the selected one.
 *
 * While runs have news to come, a tick callback refreshes them once a frame; when they are settled the window
 * does nothing at all. */
#define GRADUS_TYPE_WINDOW (gradus_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusWindow, gradus_window, GRADUS, WINDOW, AdwApplicationWindow)

GradusWindow *gradus_window_new (AdwApplication *application);

/* Puts a new run at step 0 in the place of the selected one; where that was trained, a toast offers the way back. */
void gradus_window_open (GradusWindow *self, const GradusExperiment *experiment);

/* The selected run. */
GradusRun *gradus_window_get_run (GradusWindow *self);

/* All runs of the window. */
GradusDocument *gradus_window_get_document (GradusWindow *self);

/* Asks what shall be learnt of a file of data. */
void gradus_window_open_data (GradusWindow *self, const char *filename);

G_END_DECLS
