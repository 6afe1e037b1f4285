/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/lesson.h"

G_BEGIN_DECLS

/* The lessons that there are: those that come with Gradus, in the order of the course, and those that somebody put into the folder
 * lessons of his data folder, by their names. */

/* GradusLesson; they are read once and kept. Borrowed. */
const GPtrArray *gradus_library_get_course (void);

/* The folder for one's own: ~/.local/share/gradus/lessons. The caller's own. */
char *gradus_library_get_folder (void);

/* What is in it: paths, sorted by name, as far as they say that they are lessons. The caller's own. */
GPtrArray *gradus_library_list_own (void);

/* One of the course by its id; NULL where there is none. Borrowed. */
GradusLesson *gradus_library_find (const char *id);

/* The step of the course that explains a topic ("sigmoid", "learning-rate"), see GradusStep's explains. FALSE where there is none. */
gboolean gradus_library_find_topic (const char *topic, GradusLesson **lesson, guint *step);

G_END_DECLS
