/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* Formulas, typeset. A formula is text with
 *
 *   ^{…}  _{…}  x^2     raised, lowered, or both at one place; a single letter or digit without
 *                       braces
 *   ‖…‖                 a norm, whose bars are as high as what stands between them
 *   \frac{…}{…}         a fraction
 *   \sqrt{…}            a root
 *   \cases{…}{…}        two rows behind a brace
 *   \alpha  \partial …  a letter or a sign, see formula-symbols.c; a blank after it ends it
 *
 * Each … is a formula again. Everything else is shown as written: "f(z) = \frac{1}{1 + e^{−z}}",
 * but that a letter, which stands for a number, is slanted, l is ℓ, and a hyphen is a minus. Three
 * letters and more are a name, like max, and upright. An open brace ends with the text; an unknown
 * name is shown as written. */

/* The size of a formula's box, with letters `scale` times as large as the canvas's. */
void gradus_formula_measure (GradusCanvas *canvas, const char *formula, double scale, double *width,
                             double *height);

/* The distance from the top of that box to the baseline. */
double gradus_formula_get_ascent (GradusCanvas *canvas, const char *formula, double scale);

/* Draws it with the top left corner of its box at (x, y). */
void gradus_formula_draw (GradusCanvas *canvas, const char *formula, double scale, double x,
                          double y, GradusColour colour);

/* The same for a line of words, in which formulas stand between dollars: "f is steepest at $z =
 * 0$". Its baseline begins at (x, y). */
void gradus_formula_measure_line (GradusCanvas *canvas, const char *line, double scale,
                                  double *width, double *height);
void gradus_formula_draw_line (GradusCanvas *canvas, const char *line, double scale, double x,
                               double y, GradusColour colour);

G_END_DECLS
