/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/history.h"

G_BEGIN_DECLS

/* GradusSweepCurves: what every job of a sweep measures on its way, at the same steps for all seeds
 * of a cell: every step of the first 16, eight between a step and the double of it, and the
 * multiples of a power of two so that about 128 to 256 of them lie evenly over all steps; the last
 * is the end. The first ones are measured as a history does (see train/history.h), the end over all
 * data, like an outcome.
 *
 * A job that ended early by its stop rule keeps to the end what it ended with. From the step of its
 * divergence on a job costs infinitely much and gets nothing right: its accuracy is 0, and where
 * accuracy is explained variance, minus infinity.
 *
 * The thread that does a job writes its points, each once; any thread may read them meanwhile. */
typedef struct _GradusSweepCurves GradusSweepCurves;

typedef enum {
  GRADUS_CURVE_COST,
  GRADUS_CURVE_ACCURACY,
  GRADUS_CURVE_TEST_COST, /* NaN where they were not measured; so is the last */
  GRADUS_CURVE_TEST_ACCURACY,
} GradusCurveKind;

#define GRADUS_N_CURVES 4

/* How the jobs of a cell that are known at a point are distributed; of costs a value may be
 * infinite, of explained variances the least. NaN of none. */
typedef struct {
  guint n; /* jobs that are known there, and have the value */
  guint n_diverged;
  guint n_stopped; /* that their stop rule has ended before */
  double least, low, median, high, greatest;
} GradusSweepBand;

/* For cells of so many steps each. Fails with G_IO_ERROR where nobody could keep that much. */
GradusSweepCurves *gradus_sweep_curves_new (const guint64 *cell_steps, guint n_cells, guint n_seeds,
                                            GError **error);
void gradus_sweep_curves_free (GradusSweepCurves *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusSweepCurves, gradus_sweep_curves_free)

/* The steps of a cell's points, ascending; the last is the end. */
const guint64 *gradus_sweep_curves_get_steps (const GradusSweepCurves *self, guint cell,
                                              guint *n_points);

/* The point nearest to a step. */
guint gradus_sweep_curves_find_point (const GradusSweepCurves *self, guint cell, guint64 step);

/* The side of the thread that does the job: a job begun anew, which measures the same bits as
 * before; its next point; the end, with what it was at the end. */
void gradus_sweep_curves_begin (GradusSweepCurves *self, guint cell, guint seed);
void gradus_sweep_curves_add (GradusSweepCurves *self, guint cell, guint seed,
                              const GradusMetrics *metrics);
void gradus_sweep_curves_conclude (GradusSweepCurves *self, guint cell, guint seed,
                                   const GradusMetrics *metrics, gboolean has_diverged);

/* How many points of a job are known. */
guint gradus_sweep_curves_count_known (const GradusSweepCurves *self, guint cell, guint seed);

/* Of a job that is concluded: how many points it measured on its way, before the end. */
guint gradus_sweep_curves_count_measured (const GradusSweepCurves *self, guint cell, guint seed);

/* A point that is known. Infinite where the job has diverged, or of what costs infinitely much. */
double gradus_sweep_curves_get (const GradusSweepCurves *self, GradusCurveKind kind, guint cell,
                                guint seed, guint point);

/* Sums up the jobs of a cell at a point. */
void gradus_sweep_curves_summarise (const GradusSweepCurves *self, GradusCurveKind kind, guint cell,
                                    guint point, GradusSweepBand *band);

/* The seed, from 0, of the job whose value at a point is nearest, by the ratio where is_log; -1
 * where none has a finite one. */
int gradus_sweep_curves_find_seed (const GradusSweepCurves *self, GradusCurveKind kind, guint cell,
                                   guint point, double value, gboolean is_log);

G_END_DECLS
