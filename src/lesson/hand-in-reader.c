/* SPDX-License-Identifier: MIT */
#include "lesson/hand-in.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/experiment-tree.h"
#include "experiment/json-file.h"
#include "experiment/json-line.h"
#include "lesson/hand-in-form.h"

#define WHAT "a hand-in is a JSON object, { \"gradus-hand-in\": 1, … }"

/* What is before people, or compared, is a text of that many bytes. */
static char *
read_text (GradusJsonReader *reader, const char *path, json_t *object, const char *key, gsize most)
{
  const char *text = gradus_json_reader_string (reader, path, object, key, NULL);
  g_autofree char *where = gradus_json_path (path, key);

  if (!gradus_json_reader_has_failed (reader) && strlen (text) > most)
    gradus_json_reader_fail (reader, where, "this is too long");
  return g_strdup (gradus_json_reader_has_failed (reader) ? "" : text);
}

/* NaN where it is left out. */
static double
read_number (GradusJsonReader *reader, const char *path, json_t *object, const char *key)
{
  static const double none = NAN;

  return gradus_json_reader_number (reader, path, object, key, -1e300, 1e300, &none);
}

static void
read_curve (GradusJsonReader *reader, const char *path, json_t *object, GradusDeed *deed)
{
  json_t *list = json_object_get (object, "curve");
  g_autofree char *where = gradus_json_path (path, "curve");

  if (!list)
    return;
  if (!json_is_array (list) || json_array_size (list) != GRADUS_PREDICTION_POINTS) {
    gradus_json_reader_fail (reader, where, "a curve has %d heights", GRADUS_PREDICTION_POINTS);
    return;
  }
  deed->curve = g_new (double, GRADUS_PREDICTION_POINTS);
  for (guint i = 0; i < GRADUS_PREDICTION_POINTS; i++) {
    json_t *height = json_array_get (list, i);
    const double value = json_is_number (height) ? json_number_value (height) : NAN;

    deed->curve[i] = value >= 0 && value <= 1 ? value : NAN;
  }
}

static void
read_prediction (GradusJsonReader *reader, const char *path, json_t *object, GradusDeed *deed)
{
  static const guint64 none = 0;

  deed->answer = (int) gradus_json_reader_integer (reader, path, object, "answer", 0,
                                                   GRADUS_STEP_MOST, &none) -
                 1;
  deed->number = read_number (reader, path, object, "number");
  read_curve (reader, path, object, deed);
  deed->happened = read_number (reader, path, object, "happened");
  deed->is_right = gradus_json_reader_boolean (reader, path, object, "right", FALSE);
}

static void
read_try (GradusJsonReader *reader, const char *path, json_t *object, GradusDeed *deed)
{
  json_t *experiment = gradus_json_reader_require (reader, path, object, "experiment");
  const double seconds = read_number (reader, path, object, "seconds");
  char *text = experiment ? json_dumps (experiment, JSON_COMPACT | JSON_SORT_KEYS) : NULL;

  deed->experiment = g_strdup (text ? text : "{}");
  free (text);
  deed->at = gradus_json_reader_integer (reader, path, object, "at", 0, GRADUS_MAX_STEPS, NULL);
  deed->is_met = gradus_json_reader_boolean (reader, path, object, "met", FALSE);
  deed->seconds = seconds >= 0 ? seconds : 0;
}

static void
read_runs (GradusJsonReader *reader, const char *path, json_t *object, GradusDeed *deed)
{
  static const char *const keys[] = { "step", "digest", NULL };
  json_t *list = gradus_json_reader_require (reader, path, object, "runs");
  g_autofree char *below = gradus_json_path (path, "runs");

  if (list && (!json_is_array (list) || json_array_size (list) > GRADUS_LESSON_MAX_STEPS))
    gradus_json_reader_fail (reader, below, "this must be a list of runs");
  for (gsize i = 0; !gradus_json_reader_has_failed (reader) && i < json_array_size (list); i++) {
    g_autofree char *where = g_strdup_printf ("%s.%" G_GSIZE_FORMAT, below, i + 1);
    json_t *one = json_array_get (list, i);
    GradusHandedRun run = { 0 };

    if (!gradus_json_reader_check_object (reader, where, one, keys))
      return;
    run.step = (guint) gradus_json_reader_integer (reader, where, one, "step", 1,
                                                   GRADUS_LESSON_MAX_STEPS, NULL) -
               1;
    run.digest = read_text (reader, where, one, "digest", 64);
    g_array_append_val (deed->runs, run);
  }
}

/* The members of each kind, beside those that every deed has. */
static gboolean
check_keys (GradusJsonReader *reader, const char *path, json_t *object)
{
  static const char *const keys[] = { "kind",  "id",       "time", "step", "digest",     "answer",
                                      "number", "curve",   "happened", "right", "hint",  "blank",
                                      "experiment", "at",  "met",  "seconds", "runs",    NULL };

  return gradus_json_reader_check_object (reader, path, object, keys);
}

static void
read_parts (GradusJsonReader *reader, const char *path, json_t *object, GradusDeed *deed)
{
  switch (deed->kind) {
  case GRADUS_DEED_PREDICTED:
    read_prediction (reader, path, object, deed);
    break;
  case GRADUS_DEED_HINT:
    deed->hint = (guint) gradus_json_reader_integer (reader, path, object, "hint", 0,
                                                     GRADUS_STEP_MOST, NULL);
    break;
  case GRADUS_DEED_BLANK:
    deed->blank = read_text (reader, path, object, "blank", 60);
    break;
  case GRADUS_DEED_TRIED:
    read_try (reader, path, object, deed);
    break;
  case GRADUS_DEED_HANDED_IN:
    read_runs (reader, path, object, deed);
    break;
  case GRADUS_DEED_BEGUN:
  case GRADUS_DEED_SOLUTION:
  default:
    break;
  }
}

static GradusDeed *
read_deed (GradusJsonReader *reader, const char *path, json_t *object)
{
  static const guint64 first = 1;
  guint kind = 0;
  GradusDeed *deed;

  if (!check_keys (reader, path, object) ||
      !gradus_json_reader_name (reader, path, object, "kind", "deed", gradus_deed_names, &kind))
    return gradus_deed_new (GRADUS_DEED_BEGUN, 0);
  deed = gradus_deed_new ((GradusDeedKind) kind, 0);
  g_free (deed->id);
  deed->id = read_text (reader, path, object, "id", 64);
  deed->time = (gint64) gradus_json_reader_integer (reader, path, object, "time", 0,
                                                    (guint64) 1 << 60, NULL);
  deed->step = (guint) gradus_json_reader_integer (reader, path, object, "step", 1,
                                                   GRADUS_LESSON_MAX_STEPS, &first) -
               1;
  read_parts (reader, path, object, deed);
  deed->digest = read_text (reader, path, object, "digest", 64);
  return deed;
}

static void
read_head (GradusJsonReader *reader, json_t *root, GradusHandIn *hand_in)
{
  gradus_json_reader_integer (reader, "", root, "gradus-hand-in", 1, 1, NULL);
  hand_in->lesson = read_text (reader, "", root, "lesson", 200);
  hand_in->lesson_digest = read_text (reader, "", root, "lesson-digest", 64);
  hand_in->name = read_text (reader, "", root, "name", GRADUS_HAND_IN_MOST_NAME);
  hand_in->origin = read_text (reader, "", root, "origin", 64);
  hand_in->loops = read_text (reader, "", root, "loops", 64);
  hand_in->digest = read_text (reader, "", root, "digest", 64);
}

static void
read_hand_in (GradusJsonReader *reader, json_t *root, GradusHandIn *hand_in)
{
  static const char *const keys[] = { "gradus-hand-in", "lesson", "lesson-digest", "name",
                                      "origin",         "loops",  "digest",        "deeds", NULL };
  json_t *deeds;

  if (!gradus_json_reader_check_object (reader, "", root, keys))
    return;
  read_head (reader, root, hand_in);
  deeds = gradus_json_reader_require (reader, "", root, "deeds");
  if (deeds && (!json_is_array (deeds) || json_array_size (deeds) > GRADUS_HAND_IN_MOST_DEEDS))
    gradus_json_reader_fail (reader, "deeds", "this must be a list of at most %d deeds",
                             GRADUS_HAND_IN_MOST_DEEDS);
  for (gsize i = 0; !gradus_json_reader_has_failed (reader) && i < json_array_size (deeds); i++) {
    g_autofree char *path = g_strdup_printf ("deeds.%" G_GSIZE_FORMAT, i + 1);

    g_ptr_array_add (hand_in->deeds, read_deed (reader, path, json_array_get (deeds, i)));
  }
}

GradusHandIn *
gradus_hand_in_from_json (const char *text, gsize length, GError **error)
{
  g_auto (GradusJsonReader) reader = { 0 };
  g_autoptr (GradusJsonTree) root = NULL;
  g_autoptr (GradusHandIn) hand_in = g_new0 (GradusHandIn, 1);

  hand_in->deeds = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_deed_free);
  if (length > GRADUS_HAND_IN_MAX_BYTES) {
    g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID,
                 "what was handed in is longer than any is");
    return NULL;
  }
  root = gradus_json_file_parse (text, length, WHAT, error);
  if (!root)
    return NULL;
  read_hand_in (&reader, root, hand_in);
  if (!gradus_json_reader_has_failed (&reader))
    return g_steal_pointer (&hand_in);
  g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID,
               "what was handed in is not whole: %s%s%s", reader.path, *reader.path ? ": " : "",
               reader.fault);
  return NULL;
}

GradusHandIn *
gradus_hand_in_copy (const GradusHandIn *hand_in)
{
  g_autofree char *text = gradus_hand_in_to_json (hand_in);

  return gradus_hand_in_from_json (text, strlen (text), NULL);
}
