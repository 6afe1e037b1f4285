/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"
#include "plot/sheet.h"
#include "train/rate-test.h"

G_BEGIN_DECLS

/* The picture of a learning-rate test: cost over rate, the suggestion marked. The pointer is in
 * units of the canvas, NaN where there is none. */
void gradus_rate_figure_draw (GradusCanvas *canvas, const GradusRateTest *test, double pointer_x,
                              double pointer_y);

/* As a file, see plot/sheet.h. */
GBytes *gradus_rate_figure_render (const GradusRateTest *test, GradusSheetFormat format,
                                   const GradusStyle *style, double width, double height);

G_END_DECLS
