/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"
#include "plot/sheet.h"
#include "train/damage.h"

G_BEGIN_DECLS

/* The picture of what damage does: accuracy against its amount, of training and test data, each a
 * mean in the band of what single seeds gave. The pointer is in units of the canvas, NaN where
 * there is none. */
void gradus_damage_figure_draw (GradusCanvas *canvas, const GradusDamage *damage, double pointer_x,
                                double pointer_y);

/* As a file, see plot/sheet.h. */
GBytes *gradus_damage_figure_render (const GradusDamage *damage, GradusSheetFormat format,
                                     const GradusStyle *style, double width, double height);

G_END_DECLS
