/* SPDX-License-Identifier: MIT */
#pragma once

#include <jansson.h>

#include "lesson/manuscript.h"

G_BEGIN_DECLS

/* Shared by the files of GradusManuscript: manuscript-check.c uses manuscript-step.c and
 * manuscript-exercise.c, these use manuscript-question.c and manuscript.c. */

/* What goes with its text, and comes back with the next one: it is often emptied to be put anew. */
typedef enum {
  GRADUS_SHELF_QUESTION,
  GRADUS_SHELF_EXERCISE,
  GRADUS_N_SHELVES,
} GradusShelf;

struct _GradusManuscript {
  json_t *root;
  json_t *shelved[GRADUS_N_SHELVES], *shelved_of[GRADUS_N_SHELVES]; /* the last, and its step */
};

/* Borrowed; NULL where there is none. */
json_t *gradus_manuscript_get_steps (const GradusManuscript *self);
json_t *gradus_manuscript_get_step (const GradusManuscript *self, guint step);

/* A step's question or exercise: borrowed, NULL where there is none; taken out, and kept; and one
 * that was kept or else a new object, to be written in. */
json_t *gradus_manuscript_get_part (const GradusManuscript *self, guint step, GradusShelf which);
void gradus_manuscript_shelve_part (GradusManuscript *self, guint step, GradusShelf which);
json_t *gradus_manuscript_require_part (GradusManuscript *self, guint step, GradusShelf which);

/* Writes a text into the language that is read. */
void gradus_manuscript_write (json_t *object, const char *key, const char *text);

/* -- manuscript-question.c --------------------------------------------------------------------- */

/* "" takes it out. */
void gradus_manuscript_set_question (GradusManuscript *self, guint step, const char *text);

G_END_DECLS
