/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The pages of a class, whole documents of HTML in the language of the one who started it. All are
 * the caller's own; what comes from people is escaped. */

/* Asks for a name, and offers to go on to whoever was there with this browser before; NULL: nobody
 * was. `key` leads to that one's window. */
char *gradus_class_page_make_join (const char *name, const char *key);

/* A sentence, as a heading, and another one below; asks again after so many seconds, 0: never. */
char *gradus_class_page_make_notice (const char *heading, const char *sentence, guint seconds);

/* The window of a student, by the script of broadwayd. */
char *gradus_class_page_make_window (const char *name);

/* A line of the lecturer's page; its texts are borrowed. */
typedef struct {
  const char *name, *state, *idle, *memory, *processor, *hand_ins;
  const char *key; /* of the student's own link */
} GradusClassRow;

/* The lecturer's page; asks again by itself. */
char *gradus_class_page_make_list (const char *heading, const GradusClassRow *rows, guint n_rows);

G_END_DECLS
