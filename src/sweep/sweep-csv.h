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

/* The curves of a sweep that keeps them, as CSV: a line for each cell and step that is known, with
 * the label of each choice, then step, n (how many seeds are known there), how many of them have
 * diverged and how many their stop rule has ended, and of cost, accuracy, test_cost and
 * test_accuracy each NAME_median, NAME_low and NAME_high (the quartiles), NAME_least and
 * NAME_greatest; empty if a number is not finite or was not measured. See sweep/sweep-curves.h.
 * Free with g_free(). */
char *gradus_sweep_csv_write_curves (const GradusSweep *sweep);
/* Writes that to a file, like gradus_sweep_csv_save(). */
gboolean gradus_sweep_csv_save_curves (const GradusSweep *sweep, const char *filename,
                                       GError **error);

G_END_DECLS
