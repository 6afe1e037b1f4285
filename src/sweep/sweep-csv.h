/* SPDX-License-Identifier: MIT */
#pragma once

#include "sweep/sweep.h"

G_BEGIN_DECLS

/* A sweep as CSV: a line for each cell with the label of each choice, then seeds, solved,
 * diverged, learned, cost_median, cost_low, cost_high (the quartiles), accuracy_mean; empty if a
 * number is not finite. Labels with commas or quotes are quoted. Free with g_free(). */
char *gradus_sweep_csv_write (const GradusSweep *sweep);
/* Writes that to a file. The error's message begins with the file's name. */
gboolean gradus_sweep_csv_save (const GradusSweep *sweep, const char *filename, GError **error);

G_END_DECLS
