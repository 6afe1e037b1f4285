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
 *   - so                          a line that begins like this is an item of a list
 *   ```                           lines between two of these are code, as written
 *   [0.6931](cost)                a claim: what is stated, and what it is about, which is not shown
 *   \*                            a sign without its meaning
 *
 * A mark that is not closed is shown as written. Immutable. */
typedef struct _GradusProse GradusProse;

GradusProse *gradus_prose_new (const char *text);
void gradus_prose_free (GradusProse *prose);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusProse, gradus_prose_free)

/* The text without markup, formulas as written, for screen readers. The prose owns it. */
const char *gradus_prose_get_plain (const GradusProse *prose);

/* Gets claim i, from 0; FALSE after the last. The caller frees *stated; the prose owns *about. */
gboolean gradus_prose_get_claim (const GradusProse *prose, guint i, char **stated,
                                 const char **about);

/* The height of the text in `width`, with letters `scale` times as large as the canvas's. */
double gradus_prose_measure (GradusCanvas *canvas, const GradusProse *prose, double width,
                             double scale);

/* Draws the text with its top left corner at (x, y); returns its height. */
double gradus_prose_draw (GradusCanvas *canvas, const GradusProse *prose, double x, double y,
                          double width, double scale, GradusColour colour);

G_END_DECLS
