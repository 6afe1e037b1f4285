/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/lesson.h"

G_BEGIN_DECLS

/* Shared by what makes lessons: lesson-reader.c uses step-reader.c and lesson.c, lesson-fault.c uses lesson.c. */

struct _GradusLesson {
  gatomicrefcount n_references;
  char *id;
  GradusWords *title;
  GradusWords *summary;
  char *needs;      /* the name of a generator; NULL: nothing */
  GPtrArray *steps; /* GradusStep */
};

/* One step of it, see lesson/lesson.h; the caller's own. */
GradusStep *gradus_step_from_tree (GradusJsonReader *reader, const char *path, json_t *tree);

/* The experiment as gradus_lesson_make_experiment() has it; NULL where a setting does not fit, and `error` says which. */
GradusExperiment *gradus_lesson_try_experiment (const GradusLesson *lesson, guint step,
                                                const GradusRunner *runner, GError **error);

G_END_DECLS
