/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/stepper.h"

G_BEGIN_DECLS

/* What a command line makes of an experiment. */
typedef struct {
  const char *source; /* a built-in name or a file */
  char *steps;        /* NULL: as the experiment says, as is the seed */
  char *seed;
  char **settings; /* PATH=VALUE */
} GradusChanges;

void gradus_changes_clear (GradusChanges *changes);

/* The error's message names the file, or the setting, and what would be right. */
GradusExperiment *gradus_cli_open (const GradusChanges *changes, GError **error);

/* The same with `experiment`, unless it is NULL, in the place of what the source names. */
GradusExperiment *gradus_cli_open_or (const GradusChanges *changes, const GradusExperiment *experiment,
                                      GError **error);

/* From now on Ctrl-C only sets what gradus_cli_was_interrupted() tells. */
void gradus_cli_catch_interrupt (void);

/* Trains to step `goal` with a bar of progress, unless Ctrl-C is pressed or it diverges; returns the seconds spent. */
double gradus_cli_run (GradusStepper *stepper, guint64 goal, gboolean is_quiet);
gboolean gradus_cli_was_interrupted (void);

G_END_DECLS
