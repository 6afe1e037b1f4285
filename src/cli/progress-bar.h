/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusProgressBar: a bar on standard error if that is a terminal; else nothing. */
typedef struct {
  gboolean is_shown;
  gint64 next; /* when an update draws it again */
} GradusProgressBar;

/* Says what is being done while there is no number to show: "drawing the weights". Where that is a
 * terminal, and until the bar is drawn or ends. */
void gradus_progress_bar_say (GradusProgressBar *progress, const char *what);

void gradus_progress_bar_begin (GradusProgressBar *progress, gboolean is_quiet);

/* Draws the bar; `unit` names what is counted, "steps". */
void gradus_progress_bar_draw (const GradusProgressBar *progress, guint64 done, guint64 goal,
                               const char *unit);

/* The same, ten times a second at most. */
void gradus_progress_bar_update (GradusProgressBar *progress, guint64 done, guint64 goal,
                                 const char *unit);

/* Erases the bar. */
void gradus_progress_bar_end (GradusProgressBar *progress);

G_END_DECLS
