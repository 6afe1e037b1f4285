/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/lesson.h"

G_BEGIN_DECLS

/* Between lesson.c, its reader and who looks for faults. */

struct _GradusLesson {
  gatomicrefcount n_references;
  char *id;
  GradusWords *title;
  GradusWords *summary;
  char *needs;      /* the name of a generator; NULL: nothing */
  GPtrArray *steps; /* GradusStep */
};

/* Fills an empty lesson; after a fault, which the reader then holds, it is of no use. */
void gradus_lesson_read (GradusLesson *lesson, GradusJsonReader *reader, json_t *root);

/* One step of it, see lesson/lesson.h; the caller's own. */
GradusStep *gradus_step_from_tree (GradusJsonReader *reader, const char *place, json_t *tree);

/* The experiment as gradus_lesson_make_experiment() has it; NULL where a setting does not fit, and `error` says which. */
GradusExperiment *gradus_lesson_try_experiment (const GradusLesson *lesson, guint step,
                                                const GradusRunner *runner, GError **error);

/* A list of strings at a member, ends with NULL; NULL where it is left out or after a fault. */
char **gradus_lesson_read_strings (GradusJsonReader *reader, const char *place, json_t *object,
                                   const char *key);

/* A member that is true or false; `fallback` where it is left out. */
gboolean gradus_lesson_read_boolean (GradusJsonReader *reader, const char *place, json_t *object,
                                     const char *key, gboolean fallback);

G_END_DECLS
