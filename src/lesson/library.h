/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/lesson.h"

G_BEGIN_DECLS

/* All lessons: those that come with Gradus, in the order of the course, and those in the user's
 * own folder, by name. */

/* An array of GradusLesson, which is read once and cached. The library owns it. */
const GPtrArray *gradus_library_get_course (void);

/* The user's own folder: ~/.local/share/gradus/lessons. Free with g_free(). */
char *gradus_library_get_folder (void);

/* A new array of the paths in that folder that look like lessons, sorted by name. */
GPtrArray *gradus_library_list_own (void);

/* A lesson of the course by its id, or NULL. The library owns it. */
GradusLesson *gradus_library_find (const char *id);

/* Finds the step of the course that explains a topic ("sigmoid", "learning-rate"), see
 * GradusStep's explains. FALSE if there is none. */
gboolean gradus_library_find_topic (const char *topic, GradusLesson **lesson, guint *step);

G_END_DECLS
