/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "experiment/file.h"

#define LENGTH (1024 * 1024) /* more than a pipe holds */

static gpointer
read_slowly (gpointer data)
{
  static char bytes[4096];
  gsize n = 0;
  gssize got;

  g_usleep (20000);
  while ((got = read (GPOINTER_TO_INT (data), bytes, sizeof bytes)) > 0)
    n += (gsize) got;
  return GSIZE_TO_POINTER (n);
}

/* Where nobody reads it is an error at once; a reader gets all, however slow it is. */
static void
test_fifo (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gradus-file-XXXXXX", NULL);
  g_autofree char *fifo = g_build_filename (folder, "fifo.csv", NULL);
  g_autofree char *contents = g_strnfill (LENGTH, 'x');
  g_autoptr (GError) error = NULL;
  GThread *reader;
  int fd;

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_false (gradus_file_replace (fifo, contents, LENGTH, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NXIO);
  g_assert_true (g_str_has_prefix (error->message, fifo));
  g_assert_nonnull (strstr (error->message, ": this is a pipe that no program reads; "));

  fd = open (fifo, O_RDONLY | O_NONBLOCK);
  fcntl (fd, F_SETFL, 0);
  reader = g_thread_new ("reader", read_slowly, GINT_TO_POINTER (fd));
  g_assert_true (gradus_file_replace (fifo, contents, LENGTH, NULL));
  g_assert_cmpuint (GPOINTER_TO_SIZE (g_thread_join (reader)), ==, LENGTH);
  close (fd);
  g_unlink (fifo);
  g_rmdir (folder);
}

/* Where one of them cannot be written, none is; and no file is left beside them. */
static void
test_together (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gradus-file-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (folder, "a.c", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "none", "a.h", NULL);
  g_autofree char *second = g_build_filename (folder, "a.h", NULL), *text = NULL;
  GradusFileContent contents[] = { { first, "new", 3 }, { nowhere, "new", 3 } };
  g_autoptr (GError) error = NULL;

  g_assert_true (gradus_file_replace (first, "old", 3, NULL));
  g_assert_false (gradus_file_replace_all (contents, 2, &error));
  g_assert_true (g_str_has_prefix (error->message, nowhere));
  g_assert_true (g_file_get_contents (first, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");

  contents[1].filename = second;
  g_assert_true (gradus_file_replace_all (contents, 2, NULL));
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (first, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "new");
  g_unlink (first);
  g_unlink (second);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

void
add_file_tests (void)
{
  g_test_add_func ("/file/together", test_together);
  g_test_add_func ("/file/fifo", test_fifo);
}
