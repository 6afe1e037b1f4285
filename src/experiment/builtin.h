/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

/* GradusBuiltin: an experiment of the lecture, ready to run. */
typedef struct {
  const char *id;          /* on the command line: "xor-deep-relu" */
  const char *title;       /* the experiment's name: "Ten hidden layers, ReLU" */
  const char *description; /* what it shows, in a sentence */
} GradusBuiltin;

/* All built-ins in the lecture's order; the last entry has no id. */
const GradusBuiltin *gradus_builtin_list (void);

/* GradusRival: one of the runs of a built-in experiment that is a race. */
typedef struct {
  const char *name;        /* of the run: "Adam" */
  const char *settings[2]; /* in which it differs, see gradus_experiment_set(); ends with NULL */
} GradusRival;

/* The runs of a race, of which the first is the experiment as it is; the last entry has no name.
 * NULL where no built-in has that id, or it is one run. */
const GradusRival *gradus_builtin_list_rivals (const char *id);

/* A new experiment, or NULL if no built-in has that id. */
GradusExperiment *gradus_builtin_make (const char *id);

G_END_DECLS
