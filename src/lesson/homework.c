/* SPDX-License-Identifier: MIT */
#include "lesson/homework.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "experiment/json-file.h"

struct _GradusHomework {
  GradusLesson *lesson;
  char *filename;
  GradusHandIn *hand_in;
  double *seconds; /* (steps), before `since` */
  guint step;
  gint64 since; /* monotonic */
};

char *
gradus_homework_get_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "gradus", "homework", NULL);
}

/* -- On the disk ------------------------------------------------------------------------------- */

/* Whoever cannot store it can still hand it in today. */
static void
write_homework (GradusHomework *homework)
{
  g_autofree char *text = gradus_hand_in_to_json (homework->hand_in);
  g_autofree char *folder = g_path_get_dirname (homework->filename);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (homework->filename, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error))
    g_info ("Homework is not stored: %s", error->message);
}

/* Not overwritten: it is somebody's work. */
static char *
put_homework_aside (const char *filename)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *when = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *aside = g_strdup_printf ("%s.%s", filename, when);

  g_rename (filename, aside);
  return aside;
}

static gboolean
check_follows (const GradusHandIn *hand_in, GError **error)
{
  int deed;

  if (gradus_hand_in_follows (hand_in, &deed))
    return TRUE;
  g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID,
               "it was changed by something else than Gradus");
  return FALSE;
}

static GradusHandIn *
read_homework (const char *filename, char **fault)
{
  gsize length = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      gradus_json_file_read (filename, GRADUS_HAND_IN_MAX_BYTES, "homework", &length, &error);
  g_autoptr (GradusHandIn) hand_in = text ? gradus_hand_in_from_json (text, length, &error) : NULL;

  if (hand_in && check_follows (hand_in, &error))
    return g_steal_pointer (&hand_in);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)) {
    g_autofree char *aside = put_homework_aside (filename);

    *fault = g_strdup_printf ("%s: %s; it was renamed to %s, and the homework begins anew",
                              filename, error->message, aside);
  }
  return NULL;
}

/* -- Opening ----------------------------------------------------------------------------------- */

static gboolean
was_handed_in (const GradusHandIn *hand_in)
{
  return gradus_hand_in_count (hand_in, GRADUS_DEED_HANDED_IN, 0) > 0;
}

/* Whether it can go on as that student's. */
static gboolean
is_of (const GradusHandIn *hand_in, const GradusLesson *lesson, const char *name)
{
  return g_str_equal (hand_in->lesson_digest, gradus_lesson_get_digest (lesson)) &&
         (g_str_equal (hand_in->name, name) || !was_handed_in (hand_in));
}

static void
recall_seconds (GradusHomework *homework)
{
  const guint n = gradus_lesson_get_n_steps (homework->lesson);

  homework->seconds = g_new0 (double, n);
  for (guint i = 0; i < homework->hand_in->deeds->len; i++) {
    const GradusDeed *deed = g_ptr_array_index (homework->hand_in->deeds, i);

    if (deed->kind == GRADUS_DEED_TRIED && deed->step < n)
      homework->seconds[deed->step] = MAX (homework->seconds[deed->step], deed->seconds);
  }
}

GradusHomework *
gradus_homework_open (const char *folder, GradusLesson *lesson, const char *name, char **fault)
{
  GradusHomework *homework = g_new0 (GradusHomework, 1);
  g_autofree char *base = g_strconcat (gradus_lesson_get_id (lesson), ".json", NULL);
  g_autoptr (GradusHandIn) before = NULL;

  homework->lesson = gradus_lesson_ref (lesson);
  homework->filename = g_build_filename (folder, base, NULL);
  homework->since = g_get_monotonic_time ();
  before = read_homework (homework->filename, fault);
  if (before && is_of (before, lesson, name))
    homework->hand_in = g_steal_pointer (&before);
  else if (before)
    g_free (put_homework_aside (homework->filename));
  if (!homework->hand_in)
    homework->hand_in = gradus_hand_in_new (lesson, name);
  else if (!g_str_equal (homework->hand_in->name, name))
    gradus_hand_in_rename (homework->hand_in, name);
  recall_seconds (homework);
  write_homework (homework);
  return homework;
}

void
gradus_homework_free (GradusHomework *homework)
{
  if (!homework)
    return;
  gradus_lesson_unref (homework->lesson);
  gradus_hand_in_free (homework->hand_in);
  g_free (homework->filename);
  g_free (homework->seconds);
  g_free (homework);
}

GradusLesson *
gradus_homework_get_lesson (GradusHomework *homework)
{
  return homework->lesson;
}

const GradusHandIn *
gradus_homework_get_hand_in (GradusHomework *homework)
{
  return homework->hand_in;
}

/* -- What happens ------------------------------------------------------------------------------ */

static void
spend_time (GradusHomework *homework)
{
  const gint64 now = g_get_monotonic_time ();

  homework->seconds[homework->step] += (double) (now - homework->since) / G_USEC_PER_SEC;
  homework->since = now;
}

void
gradus_homework_come_to (GradusHomework *homework, guint step)
{
  spend_time (homework);
  homework->step = MIN (step, gradus_lesson_get_n_steps (homework->lesson) - 1);
}

/* Who trains step by step makes one try. */
static gboolean
goes_on_trying (const GradusDeed *last, const GradusDeed *deed)
{
  return deed->kind == GRADUS_DEED_TRIED && last->kind == GRADUS_DEED_TRIED && !last->is_met &&
         last->step == deed->step && g_str_equal (last->experiment, deed->experiment);
}

void
gradus_homework_note (GradusHomework *homework, GradusDeed *deed)
{
  GPtrArray *deeds = homework->hand_in->deeds;

  spend_time (homework);
  deed->seconds = homework->seconds[MIN (deed->step, gradus_lesson_get_n_steps (homework->lesson) - 1)];
  if (goes_on_trying (g_ptr_array_index (deeds, deeds->len - 1), deed))
    g_ptr_array_set_size (deeds, (int) deeds->len - 1);
  gradus_hand_in_take (homework->hand_in, deed);
  write_homework (homework);
}

gboolean
gradus_homework_knows_try (GradusHomework *homework, const GradusDeed *deed)
{
  const GPtrArray *deeds = homework->hand_in->deeds;
  const GradusDeed *last = NULL;

  for (guint i = 0; i < deeds->len; i++) {
    const GradusDeed *one = g_ptr_array_index (deeds, i);

    last = one->kind == GRADUS_DEED_TRIED && one->step == deed->step ? one : last;
  }
  return last && last->at == deed->at && last->is_met == deed->is_met &&
         g_str_equal (last->experiment, deed->experiment);
}

void
gradus_homework_close_with (GradusHomework *homework, const GradusHandIn *handed_in)
{
  gradus_hand_in_free (homework->hand_in);
  homework->hand_in = gradus_hand_in_copy (handed_in);
  write_homework (homework);
}
