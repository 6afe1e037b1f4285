/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/manuscript.h"

G_BEGIN_DECLS

/* GradusWrittenLesson: the lesson that is being written, the file it was saved in, and how it was
 * before each of the last larger changes. Begins without a manuscript. */
typedef struct _GradusWrittenLesson GradusWrittenLesson;

GradusWrittenLesson *gradus_written_lesson_new (void);
void gradus_written_lesson_free (GradusWrittenLesson *self);

/* Borrowed, until another is used; NULL: none was. */
GradusManuscript *gradus_written_lesson_get (GradusWrittenLesson *self);

/* NULL: it was not saved. */
const char *gradus_written_lesson_get_path (GradusWrittenLesson *self);

/* Takes both; how it was before stays. */
void gradus_written_lesson_use (GradusWrittenLesson *self, GradusManuscript *manuscript,
                                char *path);

/* Whether the file has all that was written. */
gboolean gradus_written_lesson_is_saved (GradusWrittenLesson *self);

/* Writes the file, which is its own from then on. */
gboolean gradus_written_lesson_save (GradusWrittenLesson *self, const char *path, GError **error);

/* Notes how it is, with the step that is seen, before something larger than a text is changed:
 * steps come, go or move, and another lesson takes the place of this one. */
void gradus_written_lesson_remember (GradusWrittenLesson *self, guint step);
gboolean gradus_written_lesson_can_undo (GradusWrittenLesson *self);

/* As it was noted last; the step that was seen then. It must be able to. */
guint gradus_written_lesson_undo (GradusWrittenLesson *self);

/* What it is called as a file: "What a kernel sees" → "what-a-kernel-sees.json". Free with
 * g_free(). */
char *gradus_written_lesson_propose_name (GradusWrittenLesson *self);

G_END_DECLS
