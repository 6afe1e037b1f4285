/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusFence: what of the machine a student's programs see. Gradus opens and saves files where its
 * user may, and all students' are the lecturer's: without a fence they could read each other's
 * work, and whatever the lecturer has. bubblewrap (bwrap(1)) builds it: the system's programs to
 * read, the student's own folders to write, and nothing else, no network either. */
typedef struct {
  char *program_folder;   /* to read besides /usr, where Gradus lies elsewhere; NULL: none */
  const char *const *own; /* the student's own folders; ends in NULL */
  const char *shared;     /* another one to read; NULL: none */
  const char *shared_as;  /* where it is seen, in one of their own; made there */
} GradusFence;

/* Whether bubblewrap is installed and works here; FALSE with an error that says which, and what to
 * do. */
gboolean gradus_fence_can_be (GError **error);

/* Appends to the words of a command what must stand before a program. */
void gradus_fence_add_words (const GradusFence *fence, GPtrArray *words);

G_END_DECLS
