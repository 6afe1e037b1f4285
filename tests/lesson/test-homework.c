/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* Homework: what is noted, what follows from itself, and what is put aside. Whole hand-ins of a
 * class are in tests/grade. */
#include <glib/gstdio.h>
#include <string.h>

#include "experiment/experiment-json.h"
#include "lesson/changes.h"
#include "lesson/homework.h"
#include "lesson/library.h"

typedef struct {
  GradusLesson *lesson;
  char *folder, *filename;
} Place;

static void
open_place (Place *place, gconstpointer data)
{
  place->lesson = gradus_library_find ("homework");
  place->folder = g_dir_make_tmp ("gradus-homework-XXXXXX", NULL);
  place->filename = g_build_filename (place->folder, "homework.json", NULL);
}

static void
close_place (Place *place, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (place->folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (place->folder);
  g_free (place->folder);
  g_free (place->filename);
}

static GradusHomework *
begin (Place *place, const char *name)
{
  g_autofree char *fault = NULL;
  GradusHomework *homework =
      gradus_homework_open (place->folder, place->lesson, name, &fault);

  g_assert_cmpstr (fault, ==, NULL);
  return homework;
}

static GradusDeed *
make_try (Place *place, guint64 at, gboolean is_met)
{
  g_autoptr (GradusExperiment) experiment = gradus_lesson_make_experiment (place->lesson, 3, NULL);
  GradusDeed *deed = gradus_deed_new (GRADUS_DEED_TRIED, 3);

  gradus_deed_set_experiment (deed, experiment);
  deed->at = at;
  deed->is_met = is_met;
  return deed;
}

/* Another evening it is there; and a name that was mistyped is another name of the same work, until
 * it was handed in. */
static void
test_evenings (Place *place, gconstpointer data)
{
  g_autofree char *origin = NULL;
  GradusHomework *homework = begin (place, "Kim Mini");
  GradusDeed *hint = gradus_deed_new (GRADUS_DEED_HINT, 3);
  int deed;

  origin = g_strdup (gradus_homework_get_hand_in (homework)->origin);
  hint->hint = 1;
  gradus_homework_note (homework, hint);
  gradus_homework_free (homework);

  homework = begin (place, "Kim Minji");
  g_assert_cmpstr (gradus_homework_get_hand_in (homework)->origin, ==, origin);
  g_assert_cmpstr (gradus_homework_get_hand_in (homework)->name, ==, "Kim Minji");
  g_assert_cmpuint (gradus_hand_in_count_hints (gradus_homework_get_hand_in (homework), 3), ==, 1);
  g_assert_true (gradus_hand_in_follows (gradus_homework_get_hand_in (homework), &deed));
  gradus_homework_note (homework, gradus_deed_new (GRADUS_DEED_HANDED_IN, 0));
  gradus_homework_free (homework);

  homework = begin (place, "Lee Jun");
  g_assert_cmpstr (gradus_homework_get_hand_in (homework)->origin, !=, origin);
  g_assert_cmpuint (gradus_homework_get_hand_in (homework)->deeds->len, ==, 1);
  gradus_homework_free (homework);
}

/* Who trains step by step makes one try; the first that met it counts, else the last. */
static void
test_tries (Place *place, gconstpointer data)
{
  g_autoptr (GradusHomework) homework = begin (place, "Kim Minji");
  const GradusHandIn *hand_in = gradus_homework_get_hand_in (homework);

  for (guint i = 1; i <= 20; i++)
    gradus_homework_note (homework, make_try (place, i, FALSE));
  g_assert_cmpuint (gradus_hand_in_count (hand_in, GRADUS_DEED_TRIED, 3), ==, 1);
  g_assert_cmpuint (gradus_hand_in_find_try (hand_in, 3)->at, ==, 20);
  gradus_homework_note (homework, make_try (place, 21, TRUE));
  gradus_homework_note (homework, make_try (place, 22, TRUE));
  g_assert_cmpuint (gradus_hand_in_find_try (hand_in, 3)->at, ==, 21);
  g_assert_null (gradus_hand_in_find_try (hand_in, 4));
}

/* What was changed by hand is not gone on with; it is renamed, and that is said. */
static void
test_altered (Place *place, gconstpointer data)
{
  g_autofree char *text = NULL, *fault = NULL;
  g_autoptr (GString) changed = NULL;
  g_autoptr (GradusHomework) homework = begin (place, "Kim Minji");

  gradus_homework_note (homework, make_try (place, 100, FALSE));
  g_assert_true (g_file_get_contents (place->filename, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, "\"met\":false", "\"met\":true", 0), ==, 1);
  g_assert_true (g_file_set_contents (place->filename, changed->str, -1, NULL));
  gradus_homework_free (g_steal_pointer (&homework));
  homework = gradus_homework_open (place->folder, place->lesson, "Kim Minji", &fault);
  g_assert_nonnull (strstr (fault, "changed by something else than Gradus"));
  g_assert_null (gradus_hand_in_find_try (gradus_homework_get_hand_in (homework), 3));
}

/* The first digest that does not follow tells what was changed: the deed, and no other. */
static void
test_chain (Place *place, gconstpointer data)
{
  g_autoptr (GradusHandIn) hand_in = gradus_hand_in_new (place->lesson, "Kim Minji");
  g_autoptr (GradusHandIn) copy = NULL;
  int deed;

  for (guint i = 0; i < 5; i++)
    gradus_hand_in_take (hand_in, make_try (place, i + 1, FALSE));
  g_assert_true (gradus_hand_in_follows (hand_in, &deed));
  copy = gradus_hand_in_copy (hand_in);
  g_assert_true (gradus_hand_in_follows (copy, &deed));
  ((GradusDeed *) g_ptr_array_index (copy->deeds, 3))->at = 7;
  g_assert_false (gradus_hand_in_follows (copy, &deed));
  g_assert_cmpint (deed, ==, 3);
  g_free (copy->name);
  copy->name = g_strdup ("Kim");
  g_assert_false (gradus_hand_in_follows (copy, &deed));
  g_assert_cmpint (deed, ==, -1);
  gradus_hand_in_rename (copy, "Kim"); /* who knows how works all out anew */
  g_assert_true (gradus_hand_in_follows (copy, &deed));
}

/* In words, with equal changes of all hidden layers as one. */
static void
test_changes (Place *place, gconstpointer data)
{
  const char *const settings[] = { "network.hidden.activation=tanh", "seed=7", NULL };
  g_autoptr (GradusExperiment) given = gradus_lesson_make_experiment (place->lesson, 4, NULL);
  g_autoptr (GradusExperiment) changed = gradus_experiment_set (given, settings, NULL);
  g_auto (GStrv) changes = gradus_changes_list (given, changed);
  g_auto (GStrv) none = gradus_changes_list (given, given);

  g_assert_cmpuint (g_strv_length (changes), ==, 2);
  g_assert_cmpstr (changes[0], ==, "network.hidden.activation: sigmoid → tanh");
  g_assert_cmpstr (changes[1], ==, "seed: 19 → 7");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

void
add_homework_tests (void)
{
  g_test_add ("/homework/evenings", Place, NULL, open_place, test_evenings, close_place);
  g_test_add ("/homework/tries", Place, NULL, open_place, test_tries, close_place);
  g_test_add ("/homework/altered", Place, NULL, open_place, test_altered, close_place);
  g_test_add ("/homework/chain", Place, NULL, open_place, test_chain, close_place);
  g_test_add ("/homework/changes", Place, NULL, open_place, test_changes, close_place);
}
