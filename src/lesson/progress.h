/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusProgress: how far somebody came in which lesson, what he predicted, and which exercises he met, kept in
 * ~/.local/share/gradus/progress.json from one start to the next. Steps count from 0. */
typedef struct _GradusProgress GradusProgress;

/* From a file, or empty where there is none. A file that is damaged is put aside as FILE.damaged, and *fault is then a sentence,
 * the caller's own. */
GradusProgress *gradus_progress_new (const char *filename, char **fault);
void gradus_progress_free (GradusProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusProgress, gradus_progress_free)

/* ~/.local/share/gradus/progress.json; the caller's own. */
char *gradus_progress_get_filename (void);

/* Whether nothing was ever done. */
gboolean gradus_progress_is_empty (const GradusProgress *progress);

/* That a lesson of so many steps is at a step now. Like the next two it writes the file; what cannot be written is told to the log's
 * readers only. */
void gradus_progress_enter (GradusProgress *progress, const char *lesson, guint step, guint n_steps);
void gradus_progress_predict (GradusProgress *progress, const char *lesson, guint step, gboolean is_right);

/* `measured` tells what was measured: "cost 0.0012"; `hints` how many were read. */
void gradus_progress_meet (GradusProgress *progress, const char *lesson, guint step, const char *measured,
                           guint hints);

/* The step that a lesson was left at; 0 for one that was never opened. */
guint gradus_progress_get_step (const GradusProgress *progress, const char *lesson);

/* The lesson that was opened last; NULL: none. Borrowed. */
const char *gradus_progress_get_last (const GradusProgress *progress);

/* How many steps were seen; whether the last one was. */
guint gradus_progress_count_seen (const GradusProgress *progress, const char *lesson);
gboolean gradus_progress_has_ended (const GradusProgress *progress, const char *lesson);

/* An exercise: when it was met ("2026-11-25", NULL: not yet), what was measured then and after how many hints. Borrowed. */
const char *gradus_progress_get_met (const GradusProgress *progress, const char *lesson, guint step,
                                     const char **measured, guint *hints);

/* The first predictions of a lesson: how many, and how many were right. */
guint gradus_progress_count_predictions (const GradusProgress *progress, const char *lesson, guint *n_right);

G_END_DECLS
