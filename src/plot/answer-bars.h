/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* GradusAnswerBars: how many of a class gave which answer, a row an answer, and which of them is
 * right. All bars have one scale: the longest row of all answers together is the room that there
 * is. */
typedef struct {
  const char *title;
  const char *const *labels; /* (n) */
  const guint *counts;       /* (n) */
  guint n;
  int right;         /* the row that is marked, with ✓; -1: none */
  const char *empty; /* instead of bars, where nobody has answered */
} GradusAnswerBars;

void gradus_answer_bars_draw (GradusCanvas *canvas, const GradusAnswerBars *bars);

/* Where bar i is; as long as its share of all answers, and of no width where nobody gave it. */
GradusRect gradus_answer_bars_get_bar (GradusCanvas *canvas, const GradusAnswerBars *bars, guint i);

G_END_DECLS
