/* SPDX-License-Identifier: MIT */
#pragma once

#include "class/classroom.h"

G_BEGIN_DECLS

/* GradusLecturer: what the lecturer's page says: a line for each student, with what the window
 * does and uses, and since when nobody has touched it. */
typedef struct _GradusLecturer GradusLecturer;

/* Borrows the classroom. */
GradusLecturer *gradus_lecturer_new (GradusClassroom *classroom);
void gradus_lecturer_free (GradusLecturer *lecturer);

/* The page as it is now; the caller's own. Shares of a processor are over the time since the page
 * was made before. */
char *gradus_lecturer_make_page (GradusLecturer *lecturer);

G_END_DECLS
