/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/data-source.h"
#include "sweep/sweep.h"

G_BEGIN_DECLS

/* What came of a sweep, as JSON on one line:
 *
 *   {"experiment":NAME,"steps":N,"seeds":N,"cells":[{"values":{PATH:V,…},"solved":k,"diverged":d,"cost_median":…,
 *    "accuracy_mean":…},…],"seconds":…}
 *
 * where `name` is what was swept, and a choice that is more than one setting has its label for a value. */
char *gradus_sweep_to_json (const GradusSweep *sweep, const char *name, double seconds);

/* A part of a sweep, with all that is needed to join it to others: experiment, axes, seeds, which part it is, and the outcome of
 * each of its jobs. One line. */
char *gradus_sweep_part_to_json (const GradusSweep *sweep, const char *name, guint shard, guint n_shards,
                                 double seconds);

/* The sweep that such a line is of, with the outcomes that it has; data come from where `source` says. The error says what is
 * wrong. */
GradusSweep *gradus_sweep_from_part (const char *text, gsize length, const GradusDataSource *source,
                                     GError **error);

/* The sweep whose parts these files are, with every outcome. *name is the caller's own, *seconds the sum of the parts'. The error
 * names the file and what is wrong: a file that is none, parts of different sweeps, a part twice or not at all. */
GradusSweep *gradus_sweep_merge (const char *const *filenames, char **name, double *seconds, GError **error);

G_END_DECLS
