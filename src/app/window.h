/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "train/run.h"

G_BEGIN_DECLS

/* GradusWindow: one run, its experiment on the left and its views on the right.
 *
 * While the run has news to come, a tick callback refreshes it once a frame; when it is settled the window
 * does nothing at all. */
#define GRADUS_TYPE_WINDOW (gradus_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusWindow, gradus_window, GRADUS, WINDOW, AdwApplicationWindow)

GradusWindow *gradus_window_new (AdwApplication *application);

/* Leaves the present run for a new one at step 0; where it was trained, a toast offers the way back. */
void gradus_window_open (GradusWindow *self, const GradusExperiment *experiment);

/* The run that it shows. */
GradusRun *gradus_window_get_run (GradusWindow *self);

G_END_DECLS
