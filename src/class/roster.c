/* SPDX-License-Identifier: MIT */
#include "class/roster.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "class/token.h"

#define RECORD "class.ini"
#define GROUP "class"

static gboolean
make_class_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
               "%s cannot be made a folder: %s", folder, g_strerror (errno));
  return FALSE;
}

/* The file stays: a lock on a name that is removed keeps nobody out. */
static gboolean
lock_class (GradusRoster *roster, GError **error)
{
  g_autofree char *path = g_build_filename (roster->folder, "lock", NULL);

  roster->lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (roster->lock >= 0 && flock (roster->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  if (errno == EWOULDBLOCK)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN,
                 "another gradus-class has %s open; give this one a --folder of its own",
                 roster->folder);
  else
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path,
                 g_strerror (errno));
  return FALSE;
}

static gboolean
make_tokens (GradusRoster *roster, const char *path, GError **error)
{
  g_autoptr (GKeyFile) record = g_key_file_new ();
  g_autofree char *text = NULL;

  roster->token = gradus_token_new (GRADUS_TOKEN_SHORT);
  roster->lecturer_token = gradus_token_new (GRADUS_TOKEN_LONG);
  if (!roster->token || !roster->lecturer_token) {
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                 "the system gives no random bytes: %s", g_strerror (errno));
    return FALSE;
  }
  g_key_file_set_string (record, GROUP, "token", roster->token);
  g_key_file_set_string (record, GROUP, "lecturer-token", roster->lecturer_token);
  text = g_key_file_to_data (record, NULL, NULL);
  return g_file_set_contents_full (
      path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static gboolean
read_tokens (GradusRoster *roster, GError **error)
{
  g_autoptr (GKeyFile) record = g_key_file_new ();
  g_autofree char *path = g_build_filename (roster->folder, RECORD, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return make_tokens (roster, path, error);
  if (g_key_file_load_from_file (record, path, G_KEY_FILE_NONE, NULL)) {
    roster->token = g_key_file_get_string (record, GROUP, "token", NULL);
    roster->lecturer_token = g_key_file_get_string (record, GROUP, "lecturer-token", NULL);
  }
  if (roster->token && gradus_token_is_form (roster->token, GRADUS_TOKEN_SHORT) &&
      roster->lecturer_token && gradus_token_is_form (roster->lecturer_token, GRADUS_TOKEN_LONG))
    return TRUE;
  g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_PARSE,
               "%s: there are no tokens of a class in it; removed, it is made anew, with other links",
               path);
  return FALSE;
}

static gboolean
read_students (GradusRoster *roster, GError **error)
{
  g_autoptr (GDir) folders = g_dir_open (roster->students, 0, error);
  const char *base;

  if (!folders)
    return FALSE;
  while ((base = g_dir_read_name (folders))) {
    g_autofree char *folder = g_build_filename (roster->students, base, NULL);
    g_autoptr (GError) fault = NULL;
    GradusStudent *student = gradus_student_open (folder, &fault);

    if (student)
      g_ptr_array_add (roster->known, student);
    else
      fprintf (stderr, "gradus-class: %s is left alone: %s\n", folder, fault->message);
  }
  return TRUE;
}

GradusRoster *
gradus_roster_open (const char *folder, GError **error)
{
  g_autoptr (GradusRoster) roster = g_new0 (GradusRoster, 1);

  roster->lock = -1;
  roster->folder = g_canonicalize_filename (folder, NULL);
  roster->students = g_build_filename (roster->folder, "students", NULL);
  roster->hand_ins = g_build_filename (roster->folder, "hand-ins", NULL);
  roster->shared = g_build_filename (roster->folder, "shared", NULL);
  roster->known = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_student_free);
  if (!make_class_folder (roster->students, error) ||
      !make_class_folder (roster->hand_ins, error) ||
      !make_class_folder (roster->shared, error) || !lock_class (roster, error) ||
      !read_tokens (roster, error) || !read_students (roster, error))
    return NULL;
  return g_steal_pointer (&roster);
}

void
gradus_roster_free (GradusRoster *roster)
{
  if (roster->lock >= 0)
    close (roster->lock);
  g_ptr_array_unref (roster->known);
  g_free (roster->folder);
  g_free (roster->students);
  g_free (roster->hand_ins);
  g_free (roster->shared);
  g_free (roster->token);
  g_free (roster->lecturer_token);
  g_free (roster);
}

GradusStudent *
gradus_roster_add (GradusRoster *roster, const char *name, GError **error)
{
  GradusStudent *student = gradus_student_new (roster->students, name, error);

  if (student)
    g_ptr_array_add (roster->known, student);
  return student;
}

GradusStudent *
gradus_roster_find (const GradusRoster *roster, const char *key)
{
  GradusStudent *found = NULL;

  for (guint i = 0; i < roster->known->len; i++) {
    GradusStudent *student = g_ptr_array_index (roster->known, i);

    if (gradus_token_is_same (student->key, key))
      found = student;
  }
  return found;
}
