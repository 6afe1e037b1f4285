/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/lesson.h"

G_BEGIN_DECLS

/* A rehearsal: a lesson from its first to its last step without a window, every act done, and whether everything that it says is true:
 * its claims and comparisons, that each question has an answer that is right, that each exercise is met by its solution, and by none
 * of its mistakes, nor by what it begins with. In all languages that its title is in. */

/* What is not as the lesson says: "step 3, “The slope”: “0.69” is stated, but cost is 0.31". */
typedef void (*GradusRehearsalFunc) (const char *sentence, gpointer data);

/* How many steps were gone through and claims checked. */
typedef struct {
  guint n_steps;
  guint n_claims;
  guint n_faults;
} GradusRehearsal;

/* Calls `tell` for each fault. Blocks until it is done. Fails where something could not even be begun. */
gboolean gradus_rehearse (GradusLesson *lesson, GradusRehearsalFunc tell, gpointer data,
                          GradusRehearsal *rehearsal, GError **error);

G_END_DECLS
