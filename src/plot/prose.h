/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* GradusProse: text with a small markup, typeset:
 *
 *   an empty line                 ends a paragraph
 *   *so*  **so**                  emphasised, strongly
 *   `so`                          code
 *   $x^2$                         a formula in the line, see plot/formula.h
 *   $$x^2$$                       one of its own, when it is a whole paragraph
 *   - so                          a line that begins so is an item of a list
 *   ```                           lines between two of these are code, as they stand
 *   [0.6931](cost)                a claim: what is stated, and what it is about, which is not shown
 *   \*                            a sign that means nothing here
 *
 * A mark that is not closed stands as it is written. Immutable. */
typedef struct _GradusProse GradusProse;

GradusProse *gradus_prose_new (const char *text);
void gradus_prose_free (GradusProse *prose);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusProse, gradus_prose_free)

/* Without markup, formulas as they are written, for who cannot see it. Borrowed. */
const char *gradus_prose_get_plain (const GradusProse *prose);

/* The claims, from 0; FALSE behind the last. *stated is the caller's own, *about borrowed. */
gboolean gradus_prose_get_claim (const GradusProse *prose, guint i, char **stated, const char **about);

/* The height of it in `width`, in letters of the size of the canvas's font times `scale`. */
double gradus_prose_measure (GradusCanvas *canvas, const GradusProse *prose, double width, double scale);

/* Draws it from the corner (x, y) on; returns its height. */
double gradus_prose_draw (GradusCanvas *canvas, const GradusProse *prose, double x, double y, double width,
                          double scale, GradusColour colour);

G_END_DECLS
