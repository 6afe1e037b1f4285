/* SPDX-License-Identifier: MIT */
#include "class/outbox.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUFFIX ".gradus"
#define LONGEST_BASE 120 /* bytes of a name that a folder can have, too */

/* The lesson that a file's name has; NULL: it is no name of a hand-in, as that of a file that is
 * still being written. */
static char *
find_lesson (const char *base)
{
  if (*base == '.' || !g_str_has_suffix (base, SUFFIX) || strlen (base) > LONGEST_BASE ||
      strlen (base) == strlen (SUFFIX) || !g_utf8_validate (base, -1, NULL))
    return NULL;
  return g_strndup (base, strlen (base) - strlen (SUFFIX));
}

static GBytes *
refuse_file (int file, GError **error, const char *why)
{
  if (file >= 0)
    close (file);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s", why);
  return NULL;
}

/* Only a plain file that lies there itself: a link might lead to somebody else's, and a pipe would
 * be waited for. */
static GBytes *
read_handed_in (const char *path, GError **error)
{
  const int file = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  g_autofree char *bytes = NULL;
  gsize length, n_read = 0;
  struct stat status;

  if (file < 0)
    return refuse_file (file, error, g_strerror (errno));
  if (fstat (file, &status) != 0 || !S_ISREG (status.st_mode))
    return refuse_file (file, error, "it is no file");
  if (status.st_size > GRADUS_OUTBOX_LARGEST)
    return refuse_file (file, error, "it has more than 64 MB");
  length = (gsize) status.st_size;
  bytes = g_malloc (length + 1);
  while (n_read < length) {
    const gssize n = read (file, bytes + n_read, length - n_read);

    if (n <= 0)
      return refuse_file (file, error, n < 0 ? g_strerror (errno) : "it changed meanwhile");
    n_read += (gsize) n;
  }
  close (file);
  return g_bytes_new_take (g_steal_pointer (&bytes), length);
}

static char *
make_target (const GradusStudent *student, const char *hand_ins, const char *lesson)
{
  g_autofree char *own = g_path_get_basename (student->folder);
  g_autofree char *base = g_strconcat (own, SUFFIX, NULL);

  return g_build_filename (hand_ins, lesson, base, NULL);
}

static gboolean
copy_handed_in (const char *path, const char *target, GError **error)
{
  g_autoptr (GBytes) bytes = read_handed_in (path, error);
  g_autofree char *folder = g_path_get_dirname (target);

  if (!bytes)
    return FALSE;
  g_mkdir_with_parents (folder, 0700); /* where it fails, so does what follows */
  return g_file_set_contents_full (
      target, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

/* So that it is told of once; the student may hand in again. */
static void
put_aside (const char *path)
{
  g_autofree char *aside = g_strconcat (path, ".refused", NULL);

  g_rename (path, aside);
}

static void
take_handed_in (GradusStudent *student, const char *path, const char *target, const char *lesson,
                GradusOutboxTold told, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (copy_handed_in (path, target, &error)) {
    g_unlink (path);
    sentence = g_strdup_printf ("handed in \"%s\"", lesson);
  } else {
    put_aside (path);
    sentence = g_strdup_printf ("could not hand in \"%s\": %s", lesson, error->message);
  }
  told (student, sentence, data);
}

void
gradus_outbox_collect (GradusStudent *student, const char *hand_ins, GradusOutboxTold told,
                       gpointer data)
{
  g_autofree char *outbox = gradus_student_get_outbox (student);
  g_autoptr (GDir) folder = g_dir_open (outbox, 0, NULL);
  const char *base;

  while (folder && (base = g_dir_read_name (folder))) {
    g_autofree char *lesson = find_lesson (base);
    g_autofree char *path = g_build_filename (outbox, base, NULL), *target = NULL;

    if (!lesson)
      continue;
    target = make_target (student, hand_ins, lesson);
    take_handed_in (student, path, target, lesson, told, data);
  }
}

guint
gradus_outbox_count (const GradusStudent *student, const char *hand_ins)
{
  g_autoptr (GDir) folder = g_dir_open (hand_ins, 0, NULL);
  const char *lesson;
  guint n = 0;

  while (folder && (lesson = g_dir_read_name (folder))) {
    g_autofree char *target = make_target (student, hand_ins, lesson);

    n += g_file_test (target, G_FILE_TEST_EXISTS);
  }
  return n;
}
