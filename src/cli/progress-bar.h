/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusProgressBar: a bar on standard error while it is a terminal, silence otherwise. */
typedef struct {
  gboolean is_shown;
  gint64 next; /* when to draw again */
} GradusProgressBar;

void gradus_progress_bar_begin (GradusProgressBar *progress, gboolean is_quiet);

/* Draws at most ten times a second; `unit` is what is counted, "steps". */
void gradus_progress_bar_update (GradusProgressBar *progress, guint64 done, guint64 goal, const char *unit);

/* Takes the bar away. */
void gradus_progress_bar_end (GradusProgressBar *progress);

G_END_DECLS
