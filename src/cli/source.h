/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/stepper.h"

G_BEGIN_DECLS

/* The experiment of a command line, and its changes. */
typedef struct {
  const char *source; /* a built-in name or a file */
  char *steps;        /* NULL: as in the experiment; so is the seed */
  char *seed;
  char **settings; /* PATH=VALUE */
} GradusChanges;

void gradus_changes_clear (GradusChanges *changes);

/* Whether the changes set what stands at that path. */
gboolean gradus_changes_set (const GradusChanges *changes, const char *path);

/* Opens the experiment and applies the changes. The error's message names the file or the
 * setting, and what would be right. */
GradusExperiment *gradus_cli_open (const GradusChanges *changes, GError **error);

/* Applies the changes to `experiment`, or to that of the source if it is NULL. */
GradusExperiment *gradus_cli_open_or (const GradusChanges *changes,
                                      const GradusExperiment *experiment, GError **error);

/* Says on standard error, a line each, what was left out of the experiment's file, if it has
 * one. */
void gradus_cli_tell_left_out (const GradusExperiment *experiment);

/* Trains to step `goal` with a progress bar, until Ctrl-C is pressed, which from then on is caught,
 * or the run diverges. Returns the seconds that it took. */
double gradus_cli_run (GradusStepper *stepper, guint64 goal, gboolean is_quiet);

G_END_DECLS
