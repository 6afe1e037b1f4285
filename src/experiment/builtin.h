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

/* A new experiment, or NULL if no built-in has that id. */
GradusExperiment *gradus_builtin_make (const char *id);

G_END_DECLS
