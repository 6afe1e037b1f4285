/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/lesson.h"

G_BEGIN_DECLS

/* Shared by what makes lessons: lesson-reader.c uses step-reader.c and lesson.c, lesson-fault.c
 * uses lesson.c. */

struct _GradusLesson {
  gatomicrefcount n_references;
  char *id;
  GradusWords *title;
  GradusWords *summary;
  char *needs;      /* the name of a generator; NULL: nothing */
  char *digest;     /* SHA-256 of its JSON */
  gboolean is_homework;
  GradusWords *asks_for; /* NULL: the usual */
  GPtrArray *steps; /* GradusStep */
};

/* Reads a step, see lesson/lesson.h; the caller owns it. */
GradusStep *gradus_step_from_tree (GradusJsonReader *reader, const char *path, json_t *tree);

/* Like gradus_lesson_make_experiment(), but fails with an error that names a setting that does
 * not fit. */
GradusExperiment *gradus_lesson_try_experiment (const GradusLesson *lesson, guint step,
                                                const GradusRunner *runner, GError **error);

G_END_DECLS
