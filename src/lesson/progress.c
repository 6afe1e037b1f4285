/* SPDX-License-Identifier: MIT */
#include "lesson/progress.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <jansson.h>

#include "experiment/json-file.h"
#include "experiment/json-reader.h"

#define MOST_BYTES (1024 * 1024)

/* { "gradus-progress": 1, "last": ID, "lessons": { ID: { "step": 3, "seen": 4, "of": 6,
 * "predictions": { "2": true },
 *   "met": { "4": { "when": "2026-11-25", "measured": "cost 0.01", "hints": 1 } } } } } */
struct _GradusProgress {
  char *filename;
  json_t *root;
};

char *
gradus_progress_get_filename (void)
{
  return g_build_filename (g_get_user_data_dir (), "gradus", "progress.json", NULL);
}

/* Only the object of lessons is checked; jansson returns NULL for whatever else is wrong. */
static json_t *
read_file (const char *filename, GError **error)
{
  gsize length = 0;
  g_autofree char *text = gradus_json_file_read (filename, MOST_BYTES, "progress", &length, error);
  json_t *root =
      text ? gradus_json_file_parse (text, length, "progress is a JSON object", error) : NULL;

  if (root && !json_is_object (json_object_get (root, "lessons"))) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "it has no lessons");
    g_clear_pointer (&root, json_decref);
  }
  return root;
}

/* Not overwritten: a person may be able to mend it. */
static void
put_aside (const char *filename, const char *why, char **fault)
{
  g_autofree char *aside = g_strconcat (filename, ".damaged", NULL);

  g_rename (filename, aside);
  *fault = g_strdup_printf ("%s: %s; it was renamed to %s", filename, why, aside);
}

GradusProgress *
gradus_progress_new (const char *filename, char **fault)
{
  GradusProgress *progress = g_new0 (GradusProgress, 1);
  g_autoptr (GError) error = NULL;

  progress->filename = g_strdup (filename);
  progress->root = read_file (filename, &error);
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    put_aside (filename, error->message, fault);
  if (!progress->root)
    progress->root = json_pack ("{s:i, s:{}}", "gradus-progress", 1, "lessons");
  return progress;
}

void
gradus_progress_free (GradusProgress *progress)
{
  if (!progress)
    return;
  json_decref (progress->root);
  g_free (progress->filename);
  g_free (progress);
}

/* Whoever cannot store progress can still learn: it is lost at the end, and nobody is bothered. */
static void
write_file (GradusProgress *progress)
{
  g_autofree char *text = json_dumps (progress->root, JSON_INDENT (2) | JSON_SORT_KEYS);
  g_autofree char *folder = g_path_get_dirname (progress->filename);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (progress->filename, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error))
    g_info ("Progress is not stored: %s", error->message);
}

static json_t *
find_lesson (const GradusProgress *progress, const char *lesson)
{
  return json_object_get (json_object_get (progress->root, "lessons"), lesson);
}

/* The member of an object that is an object; it is made if it is missing. */
static json_t *
open_object (json_t *parent, const char *key)
{
  if (!json_is_object (json_object_get (parent, key)))
    json_object_set_new (parent, key, json_object ());
  return json_object_get (parent, key);
}

static json_t *
open_lesson (GradusProgress *progress, const char *lesson)
{
  return open_object (json_object_get (progress->root, "lessons"), lesson);
}

static guint
get_number (const json_t *object, const char *key)
{
  const json_int_t number = json_integer_value (json_object_get (object, key));

  return (guint) CLAMP (number, 0, 100000);
}

gboolean
gradus_progress_is_empty (const GradusProgress *progress)
{
  return json_object_size (json_object_get (progress->root, "lessons")) == 0;
}

void
gradus_progress_enter (GradusProgress *progress, const char *lesson, guint step, guint n_steps)
{
  json_t *object = open_lesson (progress, lesson);

  json_object_set_new (progress->root, "last", json_string (lesson));
  json_object_set_new (object, "step", json_integer (step));
  json_object_set_new (object, "seen", json_integer (MAX (step + 1, get_number (object, "seen"))));
  json_object_set_new (object, "of", json_integer (n_steps));
  write_file (progress);
}

/* The first prediction counts: later ones have seen the outcome. */
void
gradus_progress_predict (GradusProgress *progress, const char *lesson, guint step,
                         gboolean is_right)
{
  json_t *predictions = open_object (open_lesson (progress, lesson), "predictions");
  g_autofree char *key = g_strdup_printf ("%u", step);

  if (json_object_get (predictions, key))
    return;
  json_object_set_new (predictions, key, json_boolean (is_right));
  write_file (progress);
}

/* The first time counts, with the hints that it took. */
void
gradus_progress_meet (GradusProgress *progress, const char *lesson, guint step,
                      const char *measured, guint hints)
{
  json_t *met = open_object (open_lesson (progress, lesson), "met");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *key = g_strdup_printf ("%u", step), *when = g_date_time_format (now, "%Y-%m-%d");

  if (json_object_get (met, key))
    return;
  json_object_set_new (
      met, key,
      json_pack ("{s:s, s:s, s:i}", "when", when, "measured", measured, "hints", (int) hints));
  write_file (progress);
}

guint
gradus_progress_get_step (const GradusProgress *progress, const char *lesson)
{
  return get_number (find_lesson (progress, lesson), "step");
}

const char *
gradus_progress_get_last (const GradusProgress *progress)
{
  return json_string_value (json_object_get (progress->root, "last"));
}

guint
gradus_progress_count_seen (const GradusProgress *progress, const char *lesson)
{
  return get_number (find_lesson (progress, lesson), "seen");
}

gboolean
gradus_progress_has_ended (const GradusProgress *progress, const char *lesson)
{
  const guint n = get_number (find_lesson (progress, lesson), "of");

  return n > 0 && gradus_progress_count_seen (progress, lesson) >= n;
}

const char *
gradus_progress_get_met (const GradusProgress *progress, const char *lesson, guint step,
                         const char **measured, guint *hints)
{
  g_autofree char *key = g_strdup_printf ("%u", step);
  const json_t *met =
      json_object_get (json_object_get (find_lesson (progress, lesson), "met"), key);
  const char *text = json_string_value (json_object_get (met, "measured"));

  if (measured)
    *measured = text ? text : "";
  if (hints)
    *hints = get_number (met, "hints");
  return json_string_value (json_object_get (met, "when"));
}

guint
gradus_progress_count_predictions (const GradusProgress *progress, const char *lesson,
                                   guint *n_right)
{
  json_t *predictions = json_object_get (find_lesson (progress, lesson), "predictions"), *one;
  const char *key;

  *n_right = 0;
  json_object_foreach (predictions, key, one)
    *n_right += json_is_true (one);
  return (guint) json_object_size (predictions);
}
