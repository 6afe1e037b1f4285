/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/progress.h"
#include "plot/canvas.h"

G_BEGIN_DECLS

/* What somebody achieved in the course, on one page: lessons read, predictions, exercises met and when, by what was measured. The
 * languages as for gradus_words_get(). */

/* Words on the page that are not a lesson's, in the reader's language. */
typedef struct {
  const char *title;       /* "What was achieved" */
  const char *read;        /* "%u of %u steps read" */
  const char *predictions; /* "%u of %u predictions right" */
  const char *met;         /* "met on %s" */
  const char *hints;       /* "with %u hints" */
  const char *open;        /* "not met yet" */
} GradusAchievementWords;

/* Into the canvas, whose size is the page's. */
void gradus_achievements_draw (GradusCanvas *canvas, const GradusProgress *progress,
                               const GradusAchievementWords *words, const char *const *languages);

G_END_DECLS
