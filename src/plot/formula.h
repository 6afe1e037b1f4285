/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* Formulas, typeset. A formula is text with
 *
 *   ^{…}  _{…}  x^2     raised, lowered; a single letter or digit without braces
 *   \frac{…}{…}         a fraction
 *   \sqrt{…}            a root
 *   \cases{…}{…}        two rows behind a brace
 *   \alpha  \partial …  a letter or a sign, see formula-symbols.c; a blank behind it only ends its name
 *
 * each … being a formula again; everything else stands as it is written: "f(z) = \frac{1}{1 +
 * e^{−z}}". A brace that is not closed ends with the text, and a name that is not known stands
 * as it is written. */

/* The size of the box that it takes in letters `scale` times as large as the canvas's. */
void gradus_formula_measure (GradusCanvas *canvas, const char *formula, double scale, double *width,
                             double *height);

/* How far below the top of that box its baseline is. */
double gradus_formula_get_ascent (GradusCanvas *canvas, const char *formula, double scale);

/* Draws it with the top left corner of its box at (x, y). */
void gradus_formula_draw (GradusCanvas *canvas, const char *formula, double scale, double x,
                          double y, GradusColour colour);

G_END_DECLS
