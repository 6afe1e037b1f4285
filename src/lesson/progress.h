/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusProgress: a student's progress: the step of each lesson, predictions, and exercises met.
 * It is stored in ~/.local/share/gradus/progress.json. Steps count from 0. */
typedef struct _GradusProgress GradusProgress;

/* Reads a file; empty if there is none. A damaged file is renamed to FILE.damaged, and *fault is
 * then a sentence; free with g_free(). */
GradusProgress *gradus_progress_new (const char *filename, char **fault);
void gradus_progress_free (GradusProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusProgress, gradus_progress_free)

/* ~/.local/share/gradus/progress.json. Free with g_free(). */
char *gradus_progress_get_filename (void);

/* Whether no lesson was ever opened. */
gboolean gradus_progress_is_empty (const GradusProgress *progress);

/* Notes that a lesson with n_steps steps is now at a step. Like the next two, it writes the
 * file; if that fails, only the log says so. */
void gradus_progress_enter (GradusProgress *progress, const char *lesson, guint step,
                            guint n_steps);
/* Notes the first prediction at a step. */
void gradus_progress_predict (GradusProgress *progress, const char *lesson, guint step,
                              gboolean is_right);

/* Notes that an exercise was met; `measured` is "cost 0.0012", `hints` the number of hints read. */
void gradus_progress_meet (GradusProgress *progress, const char *lesson, guint step,
                           const char *measured, guint hints);

/* The step where a lesson was left; 0 if it was never opened. */
guint gradus_progress_get_step (const GradusProgress *progress, const char *lesson);

/* The id of the lesson that was opened last, or NULL. The progress owns it. */
const char *gradus_progress_get_last (const GradusProgress *progress);

/* The number of steps seen; and whether all were. */
guint gradus_progress_count_seen (const GradusProgress *progress, const char *lesson);
gboolean gradus_progress_has_ended (const GradusProgress *progress, const char *lesson);

/* The day on which an exercise was met ("2026-11-25"; NULL: not yet), what was measured, and the
 * number of hints. The progress owns the texts. */
const char *gradus_progress_get_met (const GradusProgress *progress, const char *lesson, guint step,
                                     const char **measured, guint *hints);

/* The number of first predictions in a lesson, and of right ones. */
guint gradus_progress_count_predictions (const GradusProgress *progress, const char *lesson,
                                         guint *n_right);

G_END_DECLS
