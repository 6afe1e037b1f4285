/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/data-source.h"
#include "sweep/sweep.h"

G_BEGIN_DECLS

/* The result of a sweep, as JSON on one line:
 *
 *   {"experiment":NAME,"steps":N,"seeds":N,
 *    "cells":[{"values":{PATH:V,…},"runs":n,"solved":k,"diverged":d,"cost_median":…,
 *              "accuracy_mean":…},…],
 *    "seconds":…,"state":"finished"}
 *
 * `name` is what was swept, as UTF-8. The value of a choice with several settings is its label. As
 * long as outcomes are open, the state is "stopped"; `runs` are those that are known. Steps that
 * differ from cell to cell are null. Free with g_free(). */
char *gradus_sweep_to_json (const GradusSweep *sweep, const char *name, double seconds);

/* A part of a sweep on one line, with everything that joining needs: experiment, axes, seeds,
 * the number of the part, the outcomes of its jobs, and, where the sweep keeps them, their curves.
 * Free with g_free(). */
char *gradus_sweep_part_to_json (const GradusSweep *sweep, const char *name, guint shard,
                                 guint n_shards, double seconds);

/* The sweep of such a line, with the line's outcomes. Data comes from `source`. */
GradusSweep *gradus_sweep_from_part (const char *text, gsize length, const GradusDataSource *source,
                                     GError **error);

/* Joins the parts of a sweep from files. The caller frees *name; *seconds is the sum over the
 * parts. The error names the file: one that is no part, parts of different sweeps, a part that
 * is there twice or missing. */
GradusSweep *gradus_sweep_merge (const char *const *filenames, char **name, double *seconds,
                                 GError **error);

G_END_DECLS
