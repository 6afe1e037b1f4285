/* SPDX-License-Identifier: MIT */
#pragma once

#include "class/student.h"

G_BEGIN_DECLS

/* GradusRoster: the folder of a class, which is found again when the class is started again:
 *
 *   class.ini          the tokens of the two links
 *   students/NAME/     a folder for each student (GradusStudent)
 *   hand-ins/          what was handed in, for gradus-cli grade
 *   shared/            what the lecturer gives to all of them to read
 */
typedef struct {
  char *folder, *students, *hand_ins, *shared;
  char *token;          /* short: of the link for the class */
  char *lecturer_token; /* long: of the lecturer's page */
  GPtrArray *known;     /* GradusStudent *, in the order in which they came or were found */
  int lock;             /* an open file that one gradus-class has at a time */
} GradusRoster;

/* Opens the class in a folder, which is made if there is none. NULL with an error, a sentence that
 * names the file or folder; so also while another gradus-class has it. Folders of students that
 * cannot be read are told by g_printerr() and left alone. */
GradusRoster *gradus_roster_open (const char *folder, GError **error);
void gradus_roster_free (GradusRoster *roster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusRoster, gradus_roster_free)

/* Takes in another student; the roster's, or NULL with an error. */
GradusStudent *gradus_roster_add (GradusRoster *roster, const char *name, GError **error);

/* Whose key it is; NULL: nobody's. It looks at all of them, in a time that says nothing. */
GradusStudent *gradus_roster_find (const GradusRoster *roster, const char *key);

G_END_DECLS
