/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/progress.h"
#include "plot/canvas.h"

G_BEGIN_DECLS

/* A page with what a student achieved in the course: lessons read, predictions, and exercises
 * met, with the day and what was measured. The languages are as for gradus_words_get(). */

/* The page's own words, in the reader's language. */
typedef struct {
  const char *title;       /* "Achievements" */
  const char *read;        /* "%u of %u steps read" */
  const char *predictions; /* "%u of %u predictions right" */
  const char *met;         /* "met on %s" */
  const char *hints;       /* "with %u hints" */
  const char *open;        /* "not met yet" */
} GradusAchievementWords;

/* Draws the page; the canvas has its size. */
void gradus_achievements_draw (GradusCanvas *canvas, const GradusProgress *progress,
                               const GradusAchievementWords *words, const char *const *languages);

G_END_DECLS
