/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* A lesson being read: what is put on the stage, done, predicted and met; and what of it is
 * kept. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "document/edit.h"
#include "experiment/builtin.h"
#include "lesson/library.h"
#include "lesson/rehearsal.h"
#include "lesson/session.h"

typedef struct {
  GradusDocument *document;
  GradusProgress *progress;
  GradusSession *session;
  char *filename;
} Desk;

static void
open_desk (Desk *desk, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("gradus-progress-XXXXXX", NULL);
  char *fault = NULL;

  desk->filename = g_build_filename (folder, "progress.json", NULL);
  desk->document = gradus_document_new ();
  desk->progress = gradus_progress_new (desk->filename, &fault);
  desk->session = gradus_session_new (desk->document, desk->progress);
  g_assert_null (fault);
}

static void
close_desk (Desk *desk, gconstpointer data)
{
  g_object_unref (desk->session);
  g_object_unref (desk->document);
  gradus_progress_free (desk->progress);
  g_free (desk->filename);
}

static void
settle (Desk *desk)
{
  do {
    g_usleep (500);
    gradus_document_refresh (desk->document);
  } while (gradus_document_is_playing (desk->document) ||
           !gradus_document_is_settled (desk->document) ||
           gradus_session_get_acting (desk->session) == GRADUS_ACTING_NOW);
}

static void
enter (Desk *desk, const char *id, guint step)
{
  g_assert_true (gradus_session_enter (desk->session, gradus_library_find (id), step, NULL));
  settle (desk);
}

static guint64
get_step (Desk *desk)
{
  return gradus_run_get_newest (gradus_document_get_selected (desk->document))->metrics.step;
}

static void
test_choice (Desk *desk, gconstpointer data)
{
  guint n_right;

  enter (desk, "one-neuron", 1);
  g_assert_cmpuint (get_step (desk), ==, 0);
  g_assert_false (gradus_session_has_predicted (desk->session));
  gradus_session_choose (desk->session, 7); /* there is no such answer */
  g_assert_cmpint (gradus_session_get_chosen (desk->session), ==, -1);
  gradus_session_choose (desk->session, 1);
  g_assert_false (gradus_session_is_revealed (desk->session));

  g_assert_true (gradus_session_act (desk->session, NULL));
  settle (desk);
  g_assert_cmpint (gradus_session_get_acting (desk->session), ==, GRADUS_ACTING_DONE);
  g_assert_cmpuint (get_step (desk), ==, 10000);
  g_assert_true (gradus_session_is_revealed (desk->session));
  g_assert_cmpint (gradus_session_get_right_answer (desk->session), ==, 2);
  g_assert_false (gradus_session_was_right (desk->session));
  gradus_session_choose (desk->session, 2); /* too late */
  g_assert_cmpint (gradus_session_get_chosen (desk->session), ==, 1);

  /* Once more begins anew; the first prediction counts. */
  g_assert_true (gradus_session_act (desk->session, NULL));
  settle (desk);
  g_assert_cmpuint (get_step (desk), ==, 10000);
  g_assert_cmpuint (gradus_progress_count_predictions (desk->progress, "one-neuron", &n_right), ==,
                    1);
  g_assert_cmpuint (n_right, ==, 0);
}

/* Of several answers that are right the one that was chosen is; of none that is, none. */
static void
test_several_right (Desk *desk, gconstpointer data)
{
  static const char text[] =
      "{\"gradus-lesson\":1,\"title\":\"t\",\"steps\":[{\"title\":\"a\",\"text\":\"b\",\"experiment\":"
      "\"xor\",\"act\":{\"train\":10},\"question\":{\"text\":\"c\",\"answers\":[{\"text\":\"1\",\"when\":"
      "\"cost > 0.1\"},{\"text\":\"2\",\"when\":\"cost > 0.2\"},{\"text\":\"3\",\"when\":\"cost > 9\"}]}}]}";
  static const int right[] = { 0, 1, 0 };

  for (int chosen = 0; chosen < 3; chosen++) {
    const char id[] = { (char) ('a' + chosen), '\0' }; /* of one lesson the first choice counts */
    g_autoptr (GradusLesson) lesson = gradus_lesson_from_json (id, text, strlen (text), NULL, NULL);

    g_assert_true (gradus_session_enter (desk->session, lesson, 0, NULL));
    settle (desk);
    gradus_session_choose (desk->session, (guint) chosen);
    g_assert_true (gradus_session_act (desk->session, NULL));
    settle (desk);
    g_assert_cmpint (gradus_session_get_right_answer (desk->session), ==, right[chosen]);
    g_assert_true (gradus_session_was_right (desk->session) == (chosen < 2));
    gradus_session_leave (desk->session);
  }
}

/* An answer for all other cases is right where no other is, wherever it stands; and while the
 * question is open nothing is said of the run. */
static void
test_otherwise (Desk *desk, gconstpointer data)
{
  static const char form[] =
      "{\"gradus-lesson\":1,\"title\":\"t\",\"tips\":%s,\"steps\":[{\"title\":\"a\",\"text\":\"b\","
      "\"experiment\":\"xor\",\"act\":{\"train\":10},\"question\":{\"text\":\"c\",\"answers\":[{\"text\":"
      "\"1\",\"when\":\"otherwise\"},{\"text\":\"2\",\"when\":\"%s\"}]}}]}";
  static const struct {
    const char *tips, *when;
    int right;
  } cases[] = { { "true", "0.1 < cost < 9", 1 }, { "false", "9 < cost < 10", 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf (form, cases[i].tips, cases[i].when);
    g_autoptr (GradusLesson) lesson = gradus_lesson_from_json ("o", text, strlen (text), NULL, NULL);

    g_assert_true (gradus_session_enter (desk->session, lesson, 0, NULL));
    settle (desk);
    g_assert_true (gradus_session_holds_tips (desk->session));
    g_assert_true (gradus_session_act (desk->session, NULL));
    settle (desk);
    g_assert_cmpint (gradus_session_get_right_answer (desk->session), ==, cases[i].right);
    g_assert_true (gradus_session_holds_tips (desk->session) == (i == 1));
    gradus_session_leave (desk->session);
    g_assert_false (gradus_session_holds_tips (desk->session));
  }
}

static void
test_curve (Desk *desk, gconstpointer data)
{
  double drawn[GRADUS_PREDICTION_POINTS], came[GRADUS_PREDICTION_POINTS];

  enter (desk, "hidden-layer", 1);
  for (guint i = 0; i < GRADUS_PREDICTION_POINTS; i++)
    drawn[i] = NAN;
  gradus_session_draw (desk->session, drawn);
  g_assert_false (gradus_session_has_predicted (desk->session));
  for (guint i = 0; i < GRADUS_PREDICTION_POINTS; i++)
    drawn[i] = 0.5;
  gradus_session_draw (desk->session, drawn);
  gradus_session_act (desk->session, NULL);
  settle (desk);
  gradus_session_get_curve (desk->session, came);
  g_assert_cmpfloat_with_epsilon (came[0], 0.6964 / 0.8, 0.01);
  g_assert_cmpfloat_with_epsilon (came[GRADUS_PREDICTION_POINTS - 1], 0.006 / 0.8, 0.01);
  g_assert_cmpfloat (gradus_session_get_measured (desk->session), >, 0.2);
  g_assert_false (gradus_session_was_right (desk->session));

  /* What came is what would have been right. */
  enter (desk, "hidden-layer", 1);
  gradus_session_draw (desk->session, came);
  gradus_session_act (desk->session, NULL);
  settle (desk);
  g_assert_cmpfloat (gradus_session_get_measured (desk->session), <, 1e-9);
  g_assert_true (gradus_session_was_right (desk->session));
}

static char *
say_after (Desk *desk)
{
  return gradus_session_say (desk->session, gradus_session_get_step (desk->session)->after);
}

/* A step that was left is found as it was: answer, outcome, numbers, run; begun again it is new. */
static void
test_back (Desk *desk, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  GradusRun *run;

  enter (desk, "one-neuron", 1);
  gradus_session_choose (desk->session, 1);
  gradus_session_act (desk->session, NULL);
  settle (desk);
  run = gradus_document_get_selected (desk->document);
  before = say_after (desk);
  enter (desk, "one-neuron", 3); /* another run, an exercise */
  gradus_session_take_hint (desk->session);
  enter (desk, "one-neuron", 1);
  after = say_after (desk);
  g_assert_true (gradus_document_get_selected (desk->document) == run);
  g_assert_cmpint (gradus_session_get_acting (desk->session), ==, GRADUS_ACTING_DONE);
  g_assert_cmpint (gradus_session_get_chosen (desk->session), ==, 1);
  g_assert_true (gradus_session_is_revealed (desk->session));
  g_assert_cmpstr (before, ==, after);
  enter (desk, "one-neuron", 3);
  g_assert_cmpuint (gradus_session_get_n_hints (desk->session), ==, 1);
  enter (desk, "one-neuron", 1);
  enter (desk, "one-neuron", 1); /* again */
  g_assert_cmpint (gradus_session_get_acting (desk->session), ==, GRADUS_ACTING_NOT);
  g_assert_cmpint (gradus_session_get_chosen (desk->session), ==, -1);
  g_assert_cmpuint (get_step (desk), ==, 0);
}

/* A run that went on is shown as it was when the step was left; what was revealed stays. */
static void
test_back_in_time (Desk *desk, gconstpointer data)
{
  GradusRun *run;

  enter (desk, "ten-hidden-layers", 1);
  gradus_session_act (desk->session, NULL);
  settle (desk);
  enter (desk, "ten-hidden-layers", 2);
  gradus_session_act (desk->session, NULL);
  settle (desk);
  enter (desk, "ten-hidden-layers", 1);
  run = gradus_document_get_selected (desk->document);
  /* The last moment that was kept before. */
  g_assert_cmpuint (gradus_run_get_snapshot (run)->metrics.step, <=, 200000);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->metrics.step, >, 190000);
  g_assert_cmpint (gradus_session_get_acting (desk->session), ==, GRADUS_ACTING_DONE);
  enter (desk, "ten-hidden-layers", 2);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->metrics.step, ==, 400000);
}

/* One that is half done goes on after one has been elsewhere; one that is done begins anew. */
static void
test_half_sweep (Desk *desk, gconstpointer data)
{
  g_autoptr (GradusSweep) sweep = NULL, again = NULL, anew = NULL;
  g_autoptr (GradusDocumentSweep) asked = NULL;

  enter (desk, "hidden-layer", 3);
  gradus_session_act (desk->session, NULL);
  sweep = gradus_session_make_sweep (desk->session, NULL);
  asked = gradus_document_sweep_new ("", sweep);
  gradus_document_set_sweep (desk->document, asked);
  gradus_sweep_set_outcome (sweep, 0, 0, GRADUS_OUTCOME_FINISHED, (GradusOutcome){ 0.1, 1, NAN });
  enter (desk, "hidden-layer", 2);
  enter (desk, "hidden-layer", 3);
  again = gradus_session_make_sweep (desk->session, NULL);
  g_assert_true (again == sweep);
  for (guint cell = 0; cell < gradus_sweep_get_n_cells (sweep); cell++) {
    for (guint seed = 0; seed < gradus_sweep_get_n_seeds (sweep); seed++)
      gradus_sweep_set_outcome (sweep, cell, seed, GRADUS_OUTCOME_FINISHED,
                                (GradusOutcome){ 0.1, 1, NAN });
  }
  anew = gradus_session_make_sweep (desk->session, NULL);
  g_assert_true (anew != sweep);
  g_assert_cmpuint (gradus_sweep_count_known (anew), ==, 0);
}

/* A finished sweep, too. */
static void
test_back_to_sweep (Desk *desk, gconstpointer data)
{
  g_autoptr (GradusSweep) sweep = NULL;
  g_autoptr (GradusDocumentSweep) asked = NULL;

  enter (desk, "hidden-layer", 3);
  gradus_session_guess (desk->session, 12);
  gradus_session_act (desk->session, NULL);
  sweep = gradus_session_make_sweep (desk->session, NULL);
  asked = gradus_document_sweep_new ("", sweep);
  gradus_document_set_sweep (desk->document, asked);
  for (guint cell = 0; cell < gradus_sweep_get_n_cells (sweep); cell++) {
    for (guint seed = 0; seed < gradus_sweep_get_n_seeds (sweep); seed++)
      gradus_sweep_set_outcome (sweep, cell, seed, GRADUS_OUTCOME_FINISHED,
                                (GradusOutcome){ 0.1, seed < 7 ? 1 : 0.5, NAN });
  }
  gradus_document_tell_of_sweep (desk->document);
  g_assert_cmpint (gradus_session_get_acting (desk->session), ==, GRADUS_ACTING_DONE);
  enter (desk, "hidden-layer", 4);
  g_assert_true (gradus_document_get_sweep (desk->document) != asked);
  enter (desk, "hidden-layer", 3);
  g_assert_true (gradus_document_get_sweep (desk->document) == asked);
  g_assert_cmpint (gradus_session_get_acting (desk->session), ==, GRADUS_ACTING_DONE);
  g_assert_cmpfloat (gradus_session_get_guessed (desk->session), ==, 12);
  g_assert_cmpfloat (gradus_session_get_measured (desk->session), ==, 7);
}

/* The lesson steps aside for other runs, and comes back with its own. */
static void
test_pause (Desk *desk, gconstpointer data)
{
  g_autoptr (GradusExperiment) other = gradus_builtin_make ("xor-deep-relu");
  GradusRun *run;

  enter (desk, "one-neuron", 1);
  gradus_session_act (desk->session, NULL);
  settle (desk);
  run = gradus_document_get_selected (desk->document);
  gradus_run_set_name (run, "mine");
  gradus_session_pause (desk->session);
  gradus_document_open (desk->document, other, NULL);
  settle (desk);
  g_assert_true (gradus_session_is_paused (desk->session));
  g_assert_null (gradus_session_get_step (desk->session));
  g_assert_true (gradus_session_act (desk->session, NULL)); /* means nothing now */
  enter (desk, "one-neuron", 1);
  g_assert_false (gradus_session_is_paused (desk->session));
  g_assert_true (gradus_document_get_selected (desk->document) == run);
  g_assert_cmpstr (gradus_run_get_name (run), ==, "mine");
  g_assert_cmpint (gradus_session_get_acting (desk->session), ==, GRADUS_ACTING_DONE);
}

/* What is said of the runs is what was measured when it was about them, and stays so. */
static void
test_said_numbers (Desk *desk, gconstpointer data)
{
  static const char text[] =
      "{\"gradus-lesson\": 1, \"title\": \"T\", \"steps\": [{\"title\": \"S\", "
      "\"experiment\": \"xor\", \"text\": \"at [7](step ± 10), [0](test-cost)\", "
      "\"after\": \"at [50](step ± 100)\", \"act\": {\"train\": 100}, "
      "\"compare\": [{\"what\": \"step\", \"slide\": \"1\", \"here\": \"step\"}]}]}";
  g_autoptr (GradusLesson) lesson = gradus_lesson_from_json ("t", text, strlen (text), NULL, NULL);
  const GradusStep *step = gradus_lesson_get_step (lesson, 0);
  g_autofree char *before = NULL, *then = NULL, *after = NULL, *later = NULL;

  g_assert_true (gradus_session_enter (desk->session, lesson, 0, NULL));
  settle (desk);
  before = gradus_session_say (desk->session, step->text);
  g_assert_cmpstr (before, ==, "at [0 (here)](step ± 10), [0](test-cost)");
  g_assert_true (isnan (gradus_session_get_compared (desk->session, 0)));
  gradus_session_act (desk->session, NULL);
  settle (desk);
  then = gradus_session_say (desk->session, step->text);
  after = gradus_session_say (desk->session, step->after);
  g_assert_cmpstr (then, ==, before);
  g_assert_cmpstr (after, ==, "at [100 (here)](step ± 100)");
  g_assert_cmpfloat (gradus_session_get_compared (desk->session, 0), ==, 100);
  gradus_document_play (desk->document); /* on from there */
  settle (desk);
  g_assert_cmpuint (get_step (desk), ==, 200);
  later = gradus_session_say (desk->session, step->after);
  g_assert_cmpstr (later, ==, after);
  g_assert_cmpfloat (gradus_session_get_compared (desk->session, 0), ==, 100);
}

/* A step that goes on finds what the steps before it train, from wherever it is reached. */
static void
test_going_on (Desk *desk, gconstpointer data)
{
  GradusRun *run;

  enter (desk, "ten-hidden-layers", 2);
  g_assert_cmpuint (get_step (desk), ==, 200000);
  g_assert_true (gradus_session_act (desk->session, NULL));
  settle (desk);
  g_assert_cmpuint (get_step (desk), ==, 400000);
  run = gradus_document_get_selected (desk->document);
  enter (desk, "ten-hidden-layers", 3);
  g_assert_true (gradus_document_get_selected (desk->document) == run);
  enter (desk, "ten-hidden-layers", 1); /* back */
  g_assert_cmpuint (get_step (desk), ==, 0);
  gradus_document_undo (desk->document);
  g_assert_true (gradus_document_get_selected (desk->document) == run);
}

/* What earlier steps have trained is caught up with at full speed, whatever the speed was
 * before: at 20 steps a second so many would take a minute and longer. */
static void
test_catch_up_speed (Desk *desk, gconstpointer data)
{
  const gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  GradusRun *run;

  gradus_document_set_speed (desk->document, 20);
  g_assert_true (
      gradus_session_enter (desk->session, gradus_library_find ("ten-hidden-layers"), 2, NULL));
  run = gradus_document_get_selected (desk->document);
  while ((!gradus_run_get_newest (run) || get_step (desk) < 1000) &&
         g_get_monotonic_time () < end) {
    g_usleep (500);
    gradus_document_refresh (desk->document);
  }
  g_assert_cmpuint (get_step (desk), >=, 1000);
  settle (desk);
}

/* The train button does what the step's act does. */
static void
test_other_button (Desk *desk, gconstpointer data)
{
  enter (desk, "one-neuron", 1);
  gradus_document_play (desk->document);
  gradus_document_refresh (desk->document);
  g_assert_cmpint (gradus_session_get_acting (desk->session), ==, GRADUS_ACTING_NOW);
  settle (desk);
  g_assert_cmpint (gradus_session_get_acting (desk->session), ==, GRADUS_ACTING_DONE);
}

static void
test_race (Desk *desk, gconstpointer data)
{
  enter (desk, "relu", 1);
  g_assert_cmpuint (gradus_document_get_n_runs (desk->document), ==, 2);
  g_assert_true (gradus_document_is_together (desk->document));
  g_assert_cmpstr (
      gradus_document_get_label (desk->document, gradus_document_get_run (desk->document, 1)), ==,
      "ReLU");
  g_assert_cmpuint (gradus_run_get_colour (gradus_document_get_run (desk->document, 0)), !=,
                    gradus_run_get_colour (gradus_document_get_run (desk->document, 1)));
  gradus_session_act (desk->session, NULL);
  settle (desk);
  g_assert_cmpint (gradus_session_get_right_answer (desk->session), ==, 2);
}

static void
test_rewind (Desk *desk, gconstpointer data)
{
  static const char text[] =
      "{\"gradus-lesson\": 1, \"title\": \"T\", \"steps\": ["
      "{\"title\": \"a\", \"text\": \"x\", \"experiment\": \"xor\", \"act\": "
      "{\"train\": 5000, \"mark\": \"there\"}},"
      "{\"title\": \"b\", \"text\": \"x\", \"act\": {\"rewind\": 0}},"
      "{\"title\": \"c\", \"text\": \"x\", \"act\": {\"rewind\": \"there\"}},"
      "{\"title\": \"d\", \"text\": \"x\", \"act\": {\"rewind\": \"nowhere\"}}]}";
  g_autoptr (GradusLesson) lesson = gradus_lesson_from_json ("t", text, strlen (text), NULL, NULL);
  g_autoptr (GError) error = NULL;
  GradusRun *run;

  g_assert_true (gradus_session_enter (desk->session, lesson, 0, NULL));
  gradus_session_act (desk->session, NULL);
  settle (desk);
  run = gradus_document_get_selected (desk->document);
  g_assert_cmpuint (gradus_run_get_markers (run)->len, ==, 1);
  for (guint i = 1; i <= 2; i++) {
    g_assert_true (gradus_session_enter (desk->session, lesson, i, NULL));
    g_assert_true (gradus_session_act (desk->session, NULL));
    settle (desk);
    g_assert_cmpint (gradus_run_get_shown_checkpoint (run)->step == 0, ==, i == 1);
  }
  g_assert_true (gradus_session_enter (desk->session, lesson, 3, NULL));
  g_assert_false (gradus_session_act (desk->session, &error));
  g_assert_nonnull (error);
}

/* Met by its solution and by nothing less; kept with what was measured. */
static void
test_exercise (Desk *desk, gconstpointer data)
{
  const GradusExercise *exercise =
      gradus_lesson_get_step (gradus_library_find ("one-neuron"), 3)->exercise;
  g_auto (GradusVerdictOnExercise) verdict = { 0 };
  const char *measured;
  guint hints;

  enter (desk, "one-neuron", 3);
  gradus_session_check (desk->session, &verdict);
  g_assert_false (verdict.is_met);
  g_assert_cmpuint (verdict.unmet, ==, 1);
  gradus_session_take_hint (desk->session);
  gradus_session_take_hint (desk->session);
  gradus_session_take_hint (desk->session); /* there is no third */
  g_assert_cmpuint (gradus_session_get_n_hints (desk->session), ==, 2);

  g_assert_true (
      gradus_session_try (desk->session, g_ptr_array_index (exercise->mistakes, 1), NULL));
  settle (desk);
  gradus_session_check (desk->session, &verdict);
  g_assert_false (verdict.is_met);
  g_assert_nonnull (verdict.breach);
  g_assert_false (gradus_session_has_met (desk->session));

  g_assert_true (gradus_session_try (desk->session, exercise->solution, NULL));
  settle (desk);
  gradus_session_check (desk->session, &verdict);
  g_assert_true (verdict.is_met);
  g_assert_nonnull (gradus_progress_get_met (desk->progress, "one-neuron", 3, &measured, &hints));
  g_assert_nonnull (strstr (measured, "accuracy = 1: 1"));
  g_assert_cmpuint (hints, ==, 2);
}

static GradusLesson *
make_blank_lesson (const char *blanks)
{
  g_autofree char *text = g_strdup_printf (
      "{\"gradus-lesson\": 1, \"title\": \"T\", \"steps\": [{\"title\": \"a\", \"text\": \"x\", "
      "\"experiment\": \"xor\", \"show\": {\"page\": \"chain\", \"sample\": 2, \"chain-unit\": 2}, "
      "\"exercise\": {\"task\": \"t\", \"blanks\": [%s], \"done\": \"d\"}}]}",
      blanks);

  return gradus_lesson_from_json ("t", text, strlen (text), NULL, NULL);
}

/* Numbers of the chain rule are asked for one after the other, and all of them make the exercise. */
static void
test_blanks (Desk *desk, gconstpointer data)
{
  g_autoptr (GradusLesson) lesson = make_blank_lesson ("\"z.1.2\", \"delta.1.2\"");
  const GradusChainNumber other = { GRADUS_CHAIN_DELTA, 1, 0, 0 };
  g_auto (GradusVerdictOnExercise) verdict = { 0 };
  GradusChainNumber number;

  g_assert_nonnull (lesson);
  g_assert_true (gradus_session_enter (desk->session, lesson, 0, NULL));
  settle (desk);
  g_assert_true (gradus_session_find_blank (desk->session, &number));
  g_assert_cmpint (number.kind, ==, GRADUS_CHAIN_Z);
  g_assert_cmpuint (number.unit, ==, 1);
  gradus_session_fill_blank (desk->session, other); /* which the exercise does not want */
  gradus_session_check (desk->session, &verdict);
  g_assert_cmpuint (verdict.n_blanks, ==, 2);
  gradus_session_fill_blank (desk->session, number);
  gradus_session_check (desk->session, &verdict);
  g_assert_cmpuint (verdict.n_blanks, ==, 1);
  g_assert_false (verdict.is_met);
  g_assert_true (gradus_session_find_blank (desk->session, &number));
  g_assert_cmpint (number.kind, ==, GRADUS_CHAIN_DELTA);
  g_assert_true (gradus_session_solve (desk->session, NULL)); /* shown, not worked out */
  gradus_session_check (desk->session, &verdict);
  g_assert_true (verdict.is_met);
  g_assert_true (gradus_session_has_met (desk->session));
  g_assert_false (gradus_session_find_blank (desk->session, &number));
}

/* From one start to the next; a damaged file is put aside. */
static void
test_progress (Desk *desk, gconstpointer data)
{
  g_autofree char *fault = NULL, *aside = g_strconcat (desk->filename, ".damaged", NULL);
  g_autoptr (GradusProgress) again = NULL, empty = NULL;

  g_assert_true (gradus_progress_is_empty (desk->progress));
  enter (desk, "relu", 2);
  enter (desk, "relu", 0);
  again = gradus_progress_new (desk->filename, &fault);
  g_assert_null (fault);
  g_assert_false (gradus_progress_is_empty (again));
  g_assert_cmpuint (gradus_progress_get_step (again, "relu"), ==, 0);
  g_assert_cmpuint (gradus_progress_count_seen (again, "relu"), ==, 3);
  g_assert_false (gradus_progress_has_ended (again, "relu"));
  g_assert_cmpstr (gradus_progress_get_last (again), ==, "relu");
  gradus_progress_enter (again, "relu", 3, 4);
  g_assert_true (gradus_progress_has_ended (again, "relu"));

  g_assert_true (g_file_set_contents (desk->filename, "{\"lessons\": 5}", -1, NULL));
  empty = gradus_progress_new (desk->filename, &fault);
  g_assert_nonnull (fault);
  g_assert_true (gradus_progress_is_empty (empty));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
}

static void
collect (const char *sentence, gpointer sentences)
{
  g_ptr_array_add (sentences, g_strdup (sentence));
}

/* A rehearsal finds each thing that is not so. */
static void
test_rehearsal (void)
{
  static const char text[] =
      "{\"gradus-lesson\": 1, \"title\": \"T\", \"steps\": ["
      "{\"title\": \"a\", \"text\": \"[0.70](cost) [0.72](cost)\", \"experiment\": "
      "\"xor\", \"act\": {\"train\": 10},"
      " \"after\": \"[10](step)\", \"question\": {\"text\": \"q\", \"answers\": "
      "[{\"text\": \"no\", \"when\": \"cost < 0.1\"}]},"
      " \"compare\": [{\"what\": \"w\", \"slide\": \"1\", \"here\": \"test-cost\"}]},"
      "{\"title\": \"b\", \"text\": \"x\", \"experiment\": \"xor\", \"exercise\": "
      "{\"task\": \"t\", \"may-change\": [\"seed\"],"
      " \"met-when\": [\"step >= 0\"], \"solution\": [\"network.hidden.units=3\"], "
      "\"mistakes\": [[\"seed=5\"]]}},"
      "{\"title\": \"c\", \"text\": \"0 of 5 solve it, 35 %\", \"experiment\": \"xor\", "
      "\"evidence\": [{\"set\": [\"training.batch-size=1\"], \"act\": {\"sweep\": "
      "[\"network.hidden.units=2,3\"], \"seeds\": 5, \"steps\": 100}, \"claims\": [\"[0](solved@2 ± "
      "chance)\", \"[5](lower@2|3 + lower@3|2)\", \"[5](solved@2 ± chance)\", \"[3](seeds@2 ± 2)\"]}, "
      "{\"act\": {\"train\": 7}, \"claims\": [\"[5](step ± 2)\", \"[0](step)\"]}]}]}";
  static const char *const expected[] = {
    "“0.72” is stated",         "“w” is not known",        "none of the answers",
    "met by what it starts with", "met by mistake 1",        "not met by its solution",
    "“5” is stated, but solved", "“3” is of no number in", "“0” is stated, but step",
  };
  g_autoptr (GradusLesson) lesson = gradus_lesson_from_json ("t", text, strlen (text), NULL, NULL);
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  GradusRehearsal rehearsal;

  g_assert_true (gradus_rehearse (lesson, TRUE, collect, sentences, &rehearsal, NULL));
  for (guint i = 0; i < sentences->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (sentences, i));
  g_assert_cmpuint (rehearsal.n_steps, ==, 3);
  g_assert_cmpuint (rehearsal.n_faults, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_nonnull (strstr (g_ptr_array_index (sentences, i), expected[i]));
}

/* A blank that the network does not have is found before a student finds it. */
static void
test_missing_blank (void)
{
  g_autoptr (GradusLesson) lesson = make_blank_lesson ("\"z.1.2\", \"delta.1.3\"");
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  GradusRehearsal rehearsal;

  g_assert_true (gradus_rehearse (lesson, FALSE, collect, sentences, &rehearsal, NULL));
  g_assert_cmpuint (rehearsal.n_faults, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (sentences, 0), "has no number “delta.1.3”"));
}

#define ADD(name, func) g_test_add (name, Desk, NULL, open_desk, func, close_desk)

void
add_session_tests (void)
{
  ADD ("/session/choice", test_choice);
  ADD ("/session/several-right", test_several_right);
  ADD ("/session/otherwise", test_otherwise);
  ADD ("/session/curve", test_curve);
  ADD ("/session/back", test_back);
  ADD ("/session/back-in-time", test_back_in_time);
  ADD ("/session/back-to-sweep", test_back_to_sweep);
  ADD ("/session/half-sweep", test_half_sweep);
  ADD ("/session/pause", test_pause);
  ADD ("/session/said-numbers", test_said_numbers);
  ADD ("/session/going-on", test_going_on);
  ADD ("/session/catch-up-speed", test_catch_up_speed);
  ADD ("/session/other-button", test_other_button);
  ADD ("/session/race", test_race);
  ADD ("/session/rewind", test_rewind);
  ADD ("/session/exercise", test_exercise);
  ADD ("/session/blanks", test_blanks);
  ADD ("/session/progress", test_progress);
  g_test_add_func ("/session/rehearsal", test_rehearsal);
  g_test_add_func ("/session/missing-blank", test_missing_blank);
}
