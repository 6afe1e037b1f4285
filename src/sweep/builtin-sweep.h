/* SPDX-License-Identifier: MIT */
#pragma once

#include "sweep/sweep.h"

G_BEGIN_DECLS

/* GradusBuiltinSweep: a question that one run cannot answer, ready to be asked. */
typedef struct {
  const char *id;    /* on the command line: "lucky-seed" */
  const char *title; /* "One lucky seed?" */
  const char *description;
  guint n_seeds;
  gboolean shows_accuracy; /* of those that learned, as in the paper's table; else the share that solved */
} GradusBuiltinSweep;

/* Ends with an entry without an id. */
const GradusBuiltinSweep *gradus_builtin_sweep_list (void);

/* FALSE where its data are not installed; it may be asked all the same, and then says so. */
gboolean gradus_builtin_sweep_is_possible (const GradusBuiltinSweep *sweep);

/* NULL where none has that id. */
const GradusBuiltinSweep *gradus_builtin_sweep_find (const char *id);

GradusExperiment *gradus_builtin_sweep_make_experiment (const GradusBuiltinSweep *sweep);

/* New ones: GradusSweepAxis. */
GPtrArray *gradus_builtin_sweep_make_axes (const GradusBuiltinSweep *sweep);

/* What Mishkin & Matas 2015 found in the place of a cell: the accuracy in per cent of FitNet-17 on CIFAR-10, "n/c" where it did
 * not converge, "–" where they did not try. NULL for a sweep that is not theirs. */
const char *gradus_builtin_sweep_get_published (const GradusBuiltinSweep *sweep, guint cell);

G_END_DECLS
