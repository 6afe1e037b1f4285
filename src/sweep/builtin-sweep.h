/* SPDX-License-Identifier: MIT */
#pragma once

#include "sweep/sweep.h"

G_BEGIN_DECLS

/* GradusBuiltinSweep: a ready sweep for a question that one run cannot answer. */
typedef struct {
  const char *id;    /* on the command line: "lucky-seed" */
  const char *title; /* "One lucky seed?" */
  const char *description;
  guint n_seeds;
  gboolean shows_accuracy; /* of the runs that learned, as in the paper; else the share solved */
} GradusBuiltinSweep;

/* All built-in sweeps; the last entry has no id. */
const GradusBuiltinSweep *gradus_builtin_sweep_list (void);

/* FALSE if its data is not installed; running it then fails with an error that says so. */
gboolean gradus_builtin_sweep_is_possible (const GradusBuiltinSweep *sweep);

/* What to do about that, in a sentence, free with g_free(); NULL if it is possible. */
char *gradus_builtin_sweep_tell_lack (const GradusBuiltinSweep *sweep);

/* NULL if no sweep has that id. */
const GradusBuiltinSweep *gradus_builtin_sweep_find (const char *id);

/* A new experiment: what the sweep starts from. */
GradusExperiment *gradus_builtin_sweep_make_experiment (const GradusBuiltinSweep *sweep);

/* A new array of GradusSweepAxis. */
GPtrArray *gradus_builtin_sweep_make_axes (const GradusBuiltinSweep *sweep);

/* What Mishkin & Matas 2015 published for a cell: the accuracy in per cent of FitNet-17 on
 * CIFAR-10, "n/c" if it did not converge, "n/c†" if it did only with a very small learning rate and
 * clipped gradients, "–" if they did not try. NULL for other sweeps. */
const char *gradus_builtin_sweep_get_published (const GradusBuiltinSweep *sweep, guint cell);

G_END_DECLS
