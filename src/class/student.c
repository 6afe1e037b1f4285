/* SPDX-License-Identifier: MIT */
#include "class/student.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "class/token.h"

#define RECORD "student.ini"
#define GROUP "student"

char *
gradus_student_tidy_name (const char *typed)
{
  GString *name = g_string_new (NULL);
  glong n = 0;

  for (; *typed && n < GRADUS_STUDENT_LONGEST_NAME; typed = g_utf8_next_char (typed)) {
    const gunichar character = g_utf8_get_char (typed);

    if (g_unichar_isspace (character)) {
      if (name->len == 0 || name->str[name->len - 1] == ' ')
        continue;
      g_string_append_c (name, ' ');
    } else if (g_unichar_isprint (character)) {
      g_string_append_unichar (name, character);
    } else {
      continue;
    }
    n++;
  }
  g_strchomp (name->str);
  return g_string_free (name, *name->str == '\0');
}

/* What a file's name cannot have here or elsewhere, or what would hide it. */
static char *
make_base (const char *name, guint number)
{
  char *base =
      number < 2 ? g_strdup (name) : g_strdup_printf ("%s (%u)", name, number);

  g_strdelimit (base, "/\\:*?\"<>|", '-');
  if (*base == '.')
    *base = '-';
  return base;
}

static gboolean
save_record (const GradusStudent *student, GError **error)
{
  g_autoptr (GKeyFile) record = g_key_file_new ();
  g_autofree char *path = g_build_filename (student->folder, RECORD, NULL), *text = NULL;

  g_key_file_set_string (record, GROUP, "name", student->name);
  g_key_file_set_string (record, GROUP, "key", student->key);
  text = g_key_file_to_data (record, NULL, NULL);
  return g_file_set_contents_full (
      path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

/* Makes the first folder that nobody has yet. */
static char *
make_folder (const char *students, const char *name, GError **error)
{
  for (guint i = 1; i < 1000; i++) {
    g_autofree char *base = make_base (name, i);
    g_autofree char *folder = g_build_filename (students, base, NULL);

    if (g_mkdir (folder, 0700) == 0)
      return g_steal_pointer (&folder);
    if (errno != EEXIST)
      break;
  }
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
               "no folder can be made in %s: %s", students, g_strerror (errno));
  return NULL;
}

GradusStudent *
gradus_student_new (const char *students, const char *name, GError **error)
{
  g_autoptr (GradusStudent) student = g_new0 (GradusStudent, 1);

  student->name = g_strdup (name);
  student->key = gradus_token_new (GRADUS_TOKEN_LONG);
  if (!student->key) {
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                 "the system gives no random bytes: %s", g_strerror (errno));
    return NULL;
  }
  student->folder = make_folder (students, name, error);
  if (!student->folder || !save_record (student, error))
    return NULL;
  return g_steal_pointer (&student);
}

GradusStudent *
gradus_student_open (const char *folder, GError **error)
{
  g_autoptr (GKeyFile) record = g_key_file_new ();
  g_autofree char *path = g_build_filename (folder, RECORD, NULL);
  g_autofree char *name = NULL, *key = NULL, *tidy = NULL;
  GradusStudent *student;

  if (!g_key_file_load_from_file (record, path, G_KEY_FILE_NONE, error))
    return NULL;
  name = g_key_file_get_string (record, GROUP, "name", error);
  key = name ? g_key_file_get_string (record, GROUP, "key", error) : NULL;
  if (!key)
    return NULL;
  tidy = gradus_student_tidy_name (name);
  if (!tidy || !gradus_token_is_form (key, GRADUS_TOKEN_LONG)) {
    g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                 "%s: there is no name or no key of a student in it", path);
    return NULL;
  }
  student = g_new0 (GradusStudent, 1);
  *student = (GradusStudent){ g_steal_pointer (&tidy), g_steal_pointer (&key), g_strdup (folder) };
  return student;
}

void
gradus_student_free (GradusStudent *student)
{
  g_free (student->name);
  g_free (student->key);
  g_free (student->folder);
  g_free (student);
}

char *
gradus_student_get_home (const GradusStudent *student)
{
  return g_build_filename (student->folder, "home", NULL);
}

char *
gradus_student_get_outbox (const GradusStudent *student)
{
  return g_build_filename (student->folder, "hand-in", NULL);
}

/* GLib's settings as its backend "keyfile" has them. */
static gboolean
save_first_settings (const GradusStudent *student, const char *home, guint processors,
                     GError **error)
{
  g_autoptr (GKeyFile) settings = g_key_file_new ();
  g_autoptr (GVariant) name = g_variant_ref_sink (g_variant_new_string (student->name));
  g_autofree char *printed = g_variant_print (name, FALSE), *text = NULL;
  g_autofree char *folder = g_build_filename (home, ".config", "glib-2.0", "settings", NULL);
  g_autofree char *path = g_build_filename (folder, "keyfile", NULL);
  const char *group = "org/gradus/Gradus";

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_key_file_set_value (settings, group, "student-name", printed);
  g_key_file_set_value (settings, group, "is-maximized", "true");
  g_key_file_set_uint64 (settings, group, "processors", processors);
  text = g_key_file_to_data (settings, NULL, NULL);
  g_mkdir_with_parents (folder, 0700);
  return g_file_set_contents (path, text, -1, error);
}

gboolean
gradus_student_prepare (const GradusStudent *student, guint processors, GError **error)
{
  g_autofree char *home = gradus_student_get_home (student);
  g_autofree char *outbox = gradus_student_get_outbox (student);

  if (g_mkdir_with_parents (home, 0700) != 0 || g_mkdir_with_parents (outbox, 0700) != 0) {
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                 "no folder can be made in %s: %s", student->folder, g_strerror (errno));
    return FALSE;
  }
  return save_first_settings (student, home, processors, error);
}
