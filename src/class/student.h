/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusStudent: somebody who has come to a class, and where that student's work lies. */
typedef struct {
  char *name;   /* as it was typed, tidied */
  char *key;    /* a long token: who knows it is that student */
  char *folder; /* of that student alone; its name is made of theirs */
} GradusStudent;

#define GRADUS_STUDENT_LONGEST_NAME 60 /* characters */

/* A name without white space at its ends, doubled spaces and control characters, of at most
 * GRADUS_STUDENT_LONGEST_NAME characters; NULL: nothing is left of it. The caller's own. */
char *gradus_student_tidy_name (const char *typed);

/* A new student below the folder `students`, with a key and a folder of mode 0700, in which
 * "student.ini" says who it is. Somebody of the same name gets another folder. NULL with an
 * error. */
GradusStudent *gradus_student_new (const char *students, const char *name, GError **error);

/* The student of a folder; NULL with an error: it is none of a student, or not readable. */
GradusStudent *gradus_student_open (const char *folder, GError **error);

void gradus_student_free (GradusStudent *student);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusStudent, gradus_student_free)

/* The student's own folders: the home of their Gradus, and where it puts what is handed in. The
 * caller's own. */
char *gradus_student_get_home (const GradusStudent *student);
char *gradus_student_get_outbox (const GradusStudent *student);

/* Makes those, and at the first time the settings of their Gradus: the name under which homework is
 * handed in, a window that fills the page, and as many processors. FALSE with an error. */
gboolean gradus_student_prepare (const GradusStudent *student, guint processors, GError **error);

G_END_DECLS
