/* SPDX-License-Identifier: MIT */
#include "lesson/hand-in.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/experiment-json.h"
#include "experiment/experiment-tree.h"
#include "lesson/hand-in-form.h"
#include "nn/blas.h"
#include "nn/kernels/kernels.h"

/* Ends with NULL, by GradusDeedKind. */
const char *const gradus_deed_names[] = { "begun",    "predicted", "hint",      "blank",
                                          "solution", "tried",     "handed-in", NULL };

/* -- A deed ------------------------------------------------------------------------------------ */

static void
clear_handed_run (gpointer run)
{
  g_free (((GradusHandedRun *) run)->digest);
}

GradusDeed *
gradus_deed_new (GradusDeedKind kind, guint step)
{
  GradusDeed *deed = g_new0 (GradusDeed, 1);

  deed->kind = kind;
  deed->id = g_uuid_string_random ();
  deed->time = g_get_real_time ();
  deed->step = step;
  deed->answer = -1;
  deed->number = deed->happened = NAN;
  deed->runs = g_array_new (FALSE, FALSE, sizeof (GradusHandedRun));
  g_array_set_clear_func (deed->runs, clear_handed_run);
  return deed;
}

void
gradus_deed_free (GradusDeed *deed)
{
  g_free (deed->id);
  g_free (deed->curve);
  g_free (deed->blank);
  g_free (deed->experiment);
  g_array_unref (deed->runs);
  g_free (deed->digest);
  g_free (deed);
}

void
gradus_deed_set_experiment (GradusDeed *deed, const GradusExperiment *experiment)
{
  g_autoptr (GradusJsonTree) tree = gradus_experiment_to_tree (experiment);
  char *text = json_dumps (tree, JSON_COMPACT | JSON_SORT_KEYS);

  g_free (deed->experiment);
  deed->experiment = g_strdup (text ? text : "{}");
  free (text);
}

/* -- Its JSON ---------------------------------------------------------------------------------- */

static void
set_number (json_t *object, const char *key, double number)
{
  if (isfinite (number))
    json_object_set_new (object, key, json_real (number));
}

static json_t *
write_curve (const double *curve)
{
  json_t *list = json_array ();

  for (guint i = 0; i < GRADUS_PREDICTION_POINTS; i++)
    json_array_append_new (list, isnan (curve[i]) ? json_null () : json_real (curve[i]));
  return list;
}

static void
write_prediction (json_t *object, const GradusDeed *deed)
{
  if (deed->answer >= 0)
    json_object_set_new (object, "answer", json_integer (deed->answer + 1));
  set_number (object, "number", deed->number);
  if (deed->curve)
    json_object_set_new (object, "curve", write_curve (deed->curve));
  set_number (object, "happened", deed->happened);
  json_object_set_new (object, "right", json_boolean (deed->is_right));
}

static void
write_try (json_t *object, const GradusDeed *deed)
{
  json_object_set_new (object, "experiment", json_loads (deed->experiment, 0, NULL));
  json_object_set_new (object, "at", json_integer ((json_int_t) deed->at));
  json_object_set_new (object, "met", json_boolean (deed->is_met));
  set_number (object, "seconds", deed->seconds);
}

static json_t *
write_runs (const GArray *runs)
{
  json_t *list = json_array ();

  for (guint i = 0; i < runs->len; i++) {
    const GradusHandedRun *run = &g_array_index (runs, GradusHandedRun, i);

    json_array_append_new (
        list, json_pack ("{s:i, s:s}", "step", (int) run->step + 1, "digest", run->digest));
  }
  return list;
}

/* Without its digest. */
static json_t *
write_deed (const GradusDeed *deed)
{
  json_t *object = json_pack ("{s:s, s:s, s:I}", "kind", gradus_deed_names[deed->kind], "id",
                              deed->id, "time", (json_int_t) deed->time);

  if (deed->kind != GRADUS_DEED_BEGUN && deed->kind != GRADUS_DEED_HANDED_IN)
    json_object_set_new (object, "step", json_integer ((json_int_t) deed->step + 1));
  if (deed->kind == GRADUS_DEED_PREDICTED)
    write_prediction (object, deed);
  if (deed->kind == GRADUS_DEED_HINT)
    json_object_set_new (object, "hint", json_integer (deed->hint));
  if (deed->kind == GRADUS_DEED_BLANK)
    json_object_set_new (object, "blank", json_string (deed->blank));
  if (deed->kind == GRADUS_DEED_TRIED)
    write_try (object, deed);
  if (deed->kind == GRADUS_DEED_HANDED_IN)
    json_object_set_new (object, "runs", write_runs (deed->runs));
  return object;
}

/* Without its digest and deeds. */
static json_t *
write_head (const GradusHandIn *hand_in)
{
  return json_pack ("{s:i, s:s, s:s, s:s, s:s, s:s}", "gradus-hand-in", 1, "lesson",
                    hand_in->lesson, "lesson-digest", hand_in->lesson_digest, "name", hand_in->name,
                    "origin", hand_in->origin, "loops", hand_in->loops);
}

/* -- The chain --------------------------------------------------------------------------------- */

/* Takes the tree. */
static char *
digest_tree (const char *before, json_t *tree)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  char *text = json_dumps (tree, JSON_COMPACT | JSON_SORT_KEYS);

  g_checksum_update (checksum, (const guchar *) before, -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
  if (text)
    g_checksum_update (checksum, (const guchar *) text, -1);
  free (text);
  json_decref (tree);
  return g_strdup (g_checksum_get_string (checksum));
}

/* The digest that deed `at` follows. */
static const char *
get_digest_before (const GradusHandIn *hand_in, guint at)
{
  const GradusDeed *before = at > 0 ? g_ptr_array_index (hand_in->deeds, at - 1) : NULL;

  return before ? before->digest : hand_in->digest;
}

/* Each digest follows from the one that stands before it, so that the first which does not tells
 * where something was changed. */
gboolean
gradus_hand_in_follows (const GradusHandIn *hand_in, int *deed)
{
  g_autofree char *head = digest_tree ("", write_head (hand_in));

  *deed = -1;
  if (!g_str_equal (head, hand_in->digest))
    return FALSE;
  for (guint i = 0; i < hand_in->deeds->len; i++) {
    const GradusDeed *one = g_ptr_array_index (hand_in->deeds, i);
    g_autofree char *digest = digest_tree (get_digest_before (hand_in, i), write_deed (one));

    *deed = (int) i;
    if (!g_str_equal (digest, one->digest))
      return FALSE;
  }
  return TRUE;
}

void
gradus_hand_in_rename (GradusHandIn *hand_in, const char *name)
{
  char *own = g_strdup (name);

  g_free (hand_in->name);
  hand_in->name = own;
  g_free (hand_in->digest);
  hand_in->digest = digest_tree ("", write_head (hand_in));
  for (guint i = 0; i < hand_in->deeds->len; i++) {
    GradusDeed *deed = g_ptr_array_index (hand_in->deeds, i);

    g_free (deed->digest);
    deed->digest = digest_tree (get_digest_before (hand_in, i), write_deed (deed));
  }
}

void
gradus_hand_in_take (GradusHandIn *hand_in, GradusDeed *deed)
{
  if (hand_in->deeds->len >= GRADUS_HAND_IN_MOST_DEEDS) {
    gradus_deed_free (deed);
    return;
  }
  deed->digest = digest_tree (get_digest_before (hand_in, hand_in->deeds->len), write_deed (deed));
  g_ptr_array_add (hand_in->deeds, deed);
}

/* -- The whole --------------------------------------------------------------------------------- */

GradusHandIn *
gradus_hand_in_new (const GradusLesson *lesson, const char *name)
{
  GradusHandIn *hand_in = g_new0 (GradusHandIn, 1);

  hand_in->lesson = g_strdup (gradus_lesson_get_id (lesson));
  hand_in->lesson_digest = g_strdup (gradus_lesson_get_digest (lesson));
  hand_in->origin = g_uuid_string_random ();
  hand_in->loops = gradus_hand_in_describe_loops ();
  hand_in->deeds = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_deed_free);
  gradus_hand_in_rename (hand_in, name);
  gradus_hand_in_take (hand_in, gradus_deed_new (GRADUS_DEED_BEGUN, 0));
  return hand_in;
}

void
gradus_hand_in_free (GradusHandIn *hand_in)
{
  if (!hand_in)
    return;
  g_free (hand_in->lesson);
  g_free (hand_in->lesson_digest);
  g_free (hand_in->name);
  g_free (hand_in->origin);
  g_free (hand_in->loops);
  g_free (hand_in->digest);
  g_clear_pointer (&hand_in->deeds, g_ptr_array_unref);
  g_free (hand_in);
}

char *
gradus_hand_in_to_json (const GradusHandIn *hand_in)
{
  json_t *root = write_head (hand_in), *deeds = json_array ();
  g_autofree char *copy = NULL;
  char *text;

  json_object_set_new (root, "digest", json_string (hand_in->digest));
  for (guint i = 0; i < hand_in->deeds->len; i++) {
    const GradusDeed *deed = g_ptr_array_index (hand_in->deeds, i);
    json_t *object = write_deed (deed);

    json_object_set_new (object, "digest", json_string (deed->digest));
    json_array_append_new (deeds, object);
  }
  json_object_set_new (root, "deeds", deeds);
  text = json_dumps (root, JSON_COMPACT);
  json_decref (root);
  copy = g_strdup (text);
  free (text);
  return g_steal_pointer (&copy);
}

/* -- What it says ------------------------------------------------------------------------------ */

const GradusDeed *
gradus_hand_in_find_try (const GradusHandIn *hand_in, guint step)
{
  const GradusDeed *last = NULL;

  for (guint i = 0; i < hand_in->deeds->len && !(last && last->is_met); i++) {
    const GradusDeed *deed = g_ptr_array_index (hand_in->deeds, i);

    if (deed->kind == GRADUS_DEED_TRIED && deed->step == step)
      last = deed;
  }
  return last;
}

const GradusDeed *
gradus_hand_in_find_prediction (const GradusHandIn *hand_in, guint step)
{
  for (guint i = 0; i < hand_in->deeds->len; i++) {
    const GradusDeed *deed = g_ptr_array_index (hand_in->deeds, i);

    if (deed->kind == GRADUS_DEED_PREDICTED && deed->step == step)
      return deed;
  }
  return NULL;
}

guint
gradus_hand_in_count_hints (const GradusHandIn *hand_in, guint step)
{
  guint most = 0;

  for (guint i = 0; i < hand_in->deeds->len; i++) {
    const GradusDeed *deed = g_ptr_array_index (hand_in->deeds, i);

    if (deed->kind == GRADUS_DEED_HINT && deed->step == step)
      most = MAX (most, deed->hint);
  }
  return most;
}

guint
gradus_hand_in_count (const GradusHandIn *hand_in, GradusDeedKind kind, guint step)
{
  guint n = 0;

  for (guint i = 0; i < hand_in->deeds->len; i++) {
    const GradusDeed *deed = g_ptr_array_index (hand_in->deeds, i);

    n += deed->kind == kind && deed->step == step;
  }
  return n;
}

gboolean
gradus_hand_in_has_blank (const GradusHandIn *hand_in, guint step, const char *name)
{
  for (guint i = 0; i < hand_in->deeds->len; i++) {
    const GradusDeed *deed = g_ptr_array_index (hand_in->deeds, i);

    if (deed->kind == GRADUS_DEED_BLANK && deed->step == step && g_str_equal (deed->blank, name))
      return TRUE;
  }
  return FALSE;
}

guint
gradus_hand_in_count_blanks (const GradusHandIn *hand_in, guint step,
                             const GradusExercise *exercise)
{
  guint n = 0;

  for (guint i = 0; i < exercise->blanks->len; i++) {
    g_autofree char *name =
        gradus_chain_number_make_name (g_array_index (exercise->blanks, GradusChainNumber, i));

    n += gradus_hand_in_has_blank (hand_in, step, name);
  }
  return n;
}

char *
gradus_hand_in_digest_run (const GradusDraftEntry *run)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *experiment = gradus_experiment_to_json (run->experiment);
  const GradusCheckpoint *now = run->draft->now;
  const GradusSeries *series = &run->draft->series;
  const gsize n = series->n_regular;

  g_checksum_update (checksum, (const guchar *) experiment, -1);
  g_checksum_update (checksum, (const guchar *) &now->step, sizeof now->step);
  g_checksum_update (checksum, (const guchar *) now->state,
                     (gssize) (now->n_floats * sizeof (float)));
  if (n > 0) {
    g_checksum_update (checksum, (const guchar *) series->steps, (gssize) (n * sizeof (guint64)));
    g_checksum_update (checksum, (const guchar *) series->costs, (gssize) (n * sizeof (double)));
    g_checksum_update (checksum, (const guchar *) series->accuracies,
                       (gssize) (n * sizeof (double)));
  }
  return g_strdup (g_checksum_get_string (checksum));
}

char *
gradus_hand_in_describe_loops (void)
{
  const char *core = gradus_blas_get_core ();

  return g_strdup_printf ("%s %s", gradus_kernels_get ()->name, core ? core : "");
}
