/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"
#include "plot/prose-markup.h"

G_BEGIN_DECLS

/* The lines of a block of GradusProse, as Pango sets them. */
typedef struct {
  GradusCanvas *canvas;
  double scale; /* of the letters, times the canvas's */
  GradusColour colour;
} GradusProseSetter;

/* A new layout of a block that is not a formula, in lines of `width` (0: one line). Lines do not
 * break inside a claim, a pair of brackets with numbers alone, a Korean word, or between a formula
 * and the sign that follows it. The setter must outlive the layout. */
PangoLayout *gradus_prose_layout_new (GradusProseSetter *setter, const GradusProseBlock *block,
                                      double width);

/* Adds that lines of a text do not break inside Korean words, which Pango breaks between any two
 * syllables; but for what is longer than any word, such as the path of a file. FALSE: it has
 * none. */
gboolean gradus_prose_keep_words (PangoAttrList *list, const char *text);

G_END_DECLS
