/* SPDX-License-Identifier: MIT */
#pragma once

#include "sweep/sweep.h"

G_BEGIN_DECLS

/* A sweep as CSV: a line a cell with the label of each choice, then seeds, solved, diverged, learned, cost_median, cost_low,
 * cost_high (the quartiles), accuracy_mean; empty where a number is not finite. Labels with commas or quotes stand in quotes. */
char *gradus_sweep_csv_write (const GradusSweep *sweep);
gboolean gradus_sweep_csv_save (const GradusSweep *sweep, const char *filename, GError **error);

G_END_DECLS
