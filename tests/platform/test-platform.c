/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "platform/platform.h"

/* Ends of lines and of texts as some systems have them: all are bytes like others. */
static const char bytes[] = "one\ntwo\r\nthree\x1a four\n";

typedef struct {
  char *folder, *name, *other;
} Fixture;

static void
begin (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("gradus-한글-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->name = g_build_filename (fixture->folder, "하나.txt", NULL);
  fixture->other = g_build_filename (fixture->folder, "other.XXXXXX", NULL);
  g_assert_true (g_file_set_contents (fixture->name, "before", -1, NULL));
}

static void
end (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->name);
  g_unlink (fixture->other);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->name);
  g_free (fixture->other);
}

static void
test_look (Fixture *fixture, gconstpointer data)
{
  g_autofree char *around = g_build_filename (fixture->folder, ".", "하나.txt", NULL);
  GradusFileStatus file, folder, again;

  g_assert_true (gradus_platform_look (fixture->name, &file));
  g_assert_cmpint (file.kind, ==, GRADUS_FILE_KIND_REGULAR);
  g_assert_cmpuint (file.size, ==, strlen ("before"));
  g_assert_true (file.is_own);
  g_assert_cmpint (ABS (g_get_real_time () / G_USEC_PER_SEC - file.seconds), <, 60);
  g_assert_cmpint (file.nanoseconds, <, 1000000000);
  g_assert_true (gradus_platform_look (fixture->folder, &folder));
  g_assert_cmpint (folder.kind, ==, GRADUS_FILE_KIND_FOLDER);
  g_assert_false (gradus_file_status_is_same (&file, &folder));
  g_assert_true (gradus_platform_look_at_link (around, &again));
  g_assert_true (gradus_file_status_is_same (&file, &again));
  errno = 0;
  g_assert_false (gradus_platform_look (fixture->other, &again));
  g_assert_cmpint (errno, ==, ENOENT);
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  const int file = gradus_platform_create (fixture->other);
  const int twin = gradus_platform_duplicate (file);
  GradusFileStatus open, named;
  char read[sizeof bytes];
  int opened;

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (twin, !=, file);
  g_assert_cmpint (gradus_platform_write (file, bytes, 4), ==, 0);
  g_assert_cmpint (gradus_platform_write (twin, bytes + 4, sizeof bytes - 4), ==, 0);
  g_assert_true (gradus_platform_set_mode_like (file, fixture->name));
  g_assert_true (gradus_platform_look_at_open (file, &open));
  g_assert_cmpuint (open.size, ==, sizeof bytes);
  g_assert_true (g_close (file, NULL) && g_close (twin, NULL));
  g_assert_true (gradus_platform_look (fixture->other, &named));
  g_assert_true (gradus_file_status_is_same (&open, &named));

  g_assert_cmpint (g_rename (fixture->other, fixture->name), ==, 0);
  g_assert_true (gradus_platform_sync_folder (fixture->folder));
  opened = gradus_platform_open (fixture->name);
  g_assert_true (gradus_platform_read (opened, read, sizeof read));
  g_assert_cmpmem (read, sizeof read, bytes, sizeof bytes);
  g_assert_false (gradus_platform_read (opened, read, 1));
  g_assert_cmpint (errno, ==, EIO);
  g_close (opened, NULL);
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  const int first = gradus_platform_open_lock (fixture->other);
  const int second = gradus_platform_open_lock (fixture->other);

  g_assert_cmpint (first, >=, 0);
  g_assert_true (gradus_platform_lock (first));
  g_assert_false (gradus_platform_lock (second));
  g_assert_cmpint (errno, ==, EWOULDBLOCK);
  g_close (first, NULL);
  g_assert_true (gradus_platform_lock (second));
  g_assert_cmpint (g_unlink (fixture->other), ==, 0); /* while it is open */
  g_close (second, NULL);
  g_assert_false (g_file_test (fixture->other, G_FILE_TEST_EXISTS));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *around = g_build_filename (fixture->folder, ".", "하나.txt", NULL);
  g_autofree char *resolved = gradus_platform_resolve (around);
  g_autofree char *again = gradus_platform_resolve (resolved);
  g_autofree char *program = gradus_platform_find_program ();
  GradusFileStatus one, other;

  g_assert_true (g_path_is_absolute (resolved));
  g_assert_cmpstr (resolved, ==, again);
  g_assert_true (gradus_platform_look (resolved, &one));
  g_assert_true (gradus_platform_look (fixture->name, &other));
  g_assert_true (gradus_file_status_is_same (&one, &other));
  g_assert_null (gradus_platform_resolve (fixture->other));
  g_assert_cmpint (errno, ==, ENOENT);
  g_assert_true (gradus_platform_may_write (fixture->folder));
  g_assert_true (gradus_platform_may_write (fixture->name));
  g_assert_true (g_file_test (program, G_FILE_TEST_IS_REGULAR));
}

static void
test_memory (void)
{
  const gsize sizes[] = { 1, 64, 5 << 20 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    char *block = gradus_platform_allocate (sizes[i]);

    g_assert_cmpuint ((guintptr) block % 64, ==, 0);
    memset (block, 1, sizes[i]);
    gradus_platform_free (block);
  }
  g_assert_null (gradus_platform_allocate (G_MAXSIZE / 2));
  g_assert_cmpuint (gradus_platform_count_memory (), >, 1 << 20);
  g_assert_cmpuint (gradus_platform_count_processors (), >=, 1);
  g_assert_cmpint (gradus_platform_get_process_number (), >, 0);
}

typedef struct {
  pthread_mutex_t mutex;
  pthread_cond_t condition;
  gboolean is_ready;
} Meeting;

static void *
make_ready (void *data)
{
  Meeting *meeting = data;

  gradus_platform_begin_thread ("ready", 5);
  pthread_mutex_lock (&meeting->mutex);
  meeting->is_ready = TRUE;
  pthread_cond_signal (&meeting->condition);
  pthread_mutex_unlock (&meeting->mutex);
  return NULL;
}

static double
find_now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static void
test_wait (void)
{
  Meeting meeting = { .is_ready = FALSE };
  const double begun = find_now ();
  pthread_t thread;

  pthread_mutex_init (&meeting.mutex, NULL);
  gradus_platform_begin_condition (&meeting.condition);
  pthread_mutex_lock (&meeting.mutex);
  g_assert_false (gradus_platform_wait_until (&meeting.condition, &meeting.mutex, begun - 1));
  g_assert_cmpfloat (find_now () - begun, <, 0.5);
  while (gradus_platform_wait_until (&meeting.condition, &meeting.mutex, begun + 0.6))
    continue;
  g_assert_cmpfloat (find_now () - begun, >=, 0.6);

  g_assert_cmpint (pthread_create (&thread, NULL, make_ready, &meeting), ==, 0);
  while (!meeting.is_ready)
    g_assert_true (gradus_platform_wait_until (&meeting.condition, &meeting.mutex, begun + 100));
  g_assert_cmpfloat (find_now () - begun, <, 90);
  pthread_mutex_unlock (&meeting.mutex);
  pthread_join (thread, NULL);
  pthread_cond_destroy (&meeting.condition);
  pthread_mutex_destroy (&meeting.mutex);
}

static void
test_thread_time (void)
{
  const gint64 start = gradus_platform_get_thread_time ();
  gint64 asleep;

  g_usleep (300000);
  asleep = gradus_platform_get_thread_time () - start;
  g_assert_cmpint (asleep, <, 150000);
  while (gradus_platform_get_thread_time () - start < asleep + 50000)
    continue;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/platform/look", Fixture, NULL, begin, test_look, end);
  g_test_add ("/platform/write", Fixture, NULL, begin, test_write, end);
  g_test_add ("/platform/lock", Fixture, NULL, begin, test_lock, end);
  g_test_add ("/platform/names", Fixture, NULL, begin, test_names, end);
  g_test_add_func ("/platform/memory", test_memory);
  g_test_add_func ("/platform/wait", test_wait);
  g_test_add_func ("/platform/thread-time", test_thread_time);
  return g_test_run ();
}
