/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/generator.h"

G_BEGIN_DECLS

/* What the generators of points in a plane share. The points lie roughly within
 * ±GRADUS_PLANAR_RADIUS; noise moves both coordinates by up to noise · radius / 2. */
#define GRADUS_PLANAR_RADIUS 5.0

/* A number, uniform in [low, high). */
double gradus_planar_draw (const GradusDraw *draw, double low, double high);

/* Two numbers of the standard normal distribution (Box & Muller 1958). */
void gradus_planar_draw_normal (const GradusDraw *draw, double *x, double *y);

/* Writes sample i: the point (x, y), moved by the noise, and its class, 0 or 1. */
void gradus_planar_put (GradusDataset *dataset, guint i, const GradusDataSpec *spec,
                        const GradusDraw *draw, double x, double y, gboolean class);

/* Always 1; for the generators' tables. */
guint gradus_planar_count_targets (const GradusDataSpec *spec);

G_END_DECLS
