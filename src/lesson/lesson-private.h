/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/lesson.h"

G_BEGIN_DECLS

/* Shared by what makes lessons: lesson-reader.c uses step-reader.c and lesson.c, step-reader.c uses
 * show-reader.c, lesson-fault.c uses lesson.c. */

struct _GradusLesson {
  gatomicrefcount n_references;
  char *id;
  GradusWords *title;
  GradusWords *summary;
  char *needs;      /* the name of a generator; NULL: nothing */
  char *digest;     /* SHA-256 of its JSON */
  gboolean is_homework;
  gboolean holds_tips; /* nothing is said of what training ended in */
  GradusWords *asks_for; /* NULL: the usual */
  GPtrArray *steps; /* GradusStep */
};

/* Reads a step, see lesson/lesson.h; the caller owns it. */
GradusStep *gradus_step_from_tree (GradusJsonReader *reader, const char *path, json_t *tree);

/* Reads what of the window a step shows. */
void gradus_show_from_tree (GradusJsonReader *reader, const char *step_path, json_t *tree,
                            GradusShow *show);

/* Reads one of several names: its position, or -1 if it is left out. */
int gradus_lesson_read_choice (GradusJsonReader *reader, const char *path, json_t *object,
                               const char *key, const char *const *names);

/* Like gradus_lesson_make_experiment(), but fails with an error that names a setting that does
 * not fit. */
GradusExperiment *gradus_lesson_try_experiment (const GradusLesson *lesson, guint step,
                                                const GradusRunner *runner, GError **error);

G_END_DECLS
