/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* Formulas, typeset. A formula is text with
 *
 *   ^{…}  _{…}          raised, lowered
 *   \frac{…}{…}         a fraction
 *   \cases{…}{…}        two rows behind a brace
 *
 * each … being a formula again; everything else stands as it is written: "f(z) = \frac{1}{1 + e^{−z}}". A brace that is not
 * closed ends with the text. */

/* The size of the box that it takes in letters `scale` times as large as the canvas's. */
void gradus_formula_measure (GradusCanvas *canvas, const char *formula, double scale, double *width,
                             double *height);

/* Draws it with the top left corner of its box at (x, y). */
void gradus_formula_draw (GradusCanvas *canvas, const char *formula, double scale, double x, double y,
                          GradusColour colour);

G_END_DECLS
