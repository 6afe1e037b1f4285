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

/* In the lecture's order; ends with an entry without an id. */
const GradusBuiltin *gradus_builtin_list (void);

/* A copy of the caller's own, or NULL where no built-in has that id. */
GradusExperiment *gradus_builtin_make (const char *id);

G_END_DECLS
