/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/generator.h"

G_BEGIN_DECLS

/* What the generators of points in a plane share. The points lie about within ±GRADUS_PLANAR_RADIUS; noise moves both
 * coordinates by up to ± noise times half of that. */
#define GRADUS_PLANAR_RADIUS 5.0

/* Uniform in [low, high). */
double gradus_planar_draw (const GradusDraw *draw, double low, double high);

/* Two numbers of the standard normal distribution (Box & Muller 1958). */
void gradus_planar_draw_normal (const GradusDraw *draw, double *x, double *y);

/* Sample i at (x, y), moved by the noise, of class 0 or 1. */
void gradus_planar_put (GradusDataset *dataset, guint i, const GradusDataSpec *spec, const GradusDraw *draw,
                        double x, double y, gboolean class);

/* 1. */
guint gradus_planar_count_targets (const GradusDataSpec *spec);

G_END_DECLS
