/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* A lesson that is being written: what is changed is changed, and nothing else. */
#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>

#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "lesson/manuscript.h"
#include "lesson/restriction.h"

#define LESSONS GRADUS_DATA_DIR "/../../resources/lessons"

static void
assert_text (const GradusManuscript *manuscript, guint step, GradusManuscriptText which,
             const char *wanted)
{
  g_autofree char *text = gradus_manuscript_get_text (manuscript, step, which);

  g_assert_cmpstr (text, ==, wanted);
}

static char *
try_lesson (const GradusManuscript *manuscript)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusLesson) lesson = gradus_manuscript_make_lesson (manuscript, NULL, &error);

  g_assert_true ((lesson != NULL) == (error == NULL));
  return error ? g_strdup (error->message) : NULL;
}

/* Each lesson of the course is written as it was read, and every text of it may be set to what it
 * is: nothing is lost of what this does not know. */
static void
test_course (void)
{
  g_autoptr (GDir) folder = g_dir_open (LESSONS, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder))) {
    g_autofree char *path = g_build_filename (LESSONS, name, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (GradusManuscript) manuscript = gradus_manuscript_load (path, FALSE, &error);
    g_autofree char *text = NULL, *title = NULL;
    json_t *before = json_load_file (path, 0, NULL), *after;

    g_assert_no_error (error);
    title = g_strdup (gradus_manuscript_get_title (manuscript));
    gradus_manuscript_set_title (manuscript, title);
    for (guint i = 0; i < gradus_manuscript_get_n_steps (manuscript); i++) {
      for (guint k = GRADUS_MANUSCRIPT_TITLE; k <= GRADUS_MANUSCRIPT_QUESTION; k++) {
        g_autofree char *own = gradus_manuscript_get_text (manuscript, i, k);

        gradus_manuscript_set_text (manuscript, i, k, own);
      }
      for (guint k = GRADUS_MANUSCRIPT_TASK; k <= GRADUS_MANUSCRIPT_DONE; k++) {
        g_autofree char *own = gradus_manuscript_get_exercise (manuscript, i, k);

        gradus_manuscript_set_exercise (manuscript, i, k, own);
      }
    }
    g_assert_true (gradus_manuscript_is_saved (manuscript, path));
    text = gradus_manuscript_to_json (manuscript);
    after = json_loads (text, 0, NULL);
    g_assert_true (json_equal (before, after));
    json_decref (before);
    json_decref (after);
    n++;
  }
  g_assert_cmpuint (n, >, 20);
}

/* Something of each kind that figures have. */
static GradusShow
make_show (const char *page)
{
  const GradusShownSetting shown[] = { { gradus_figure_find_setting ("log"), 1 },
                                       { gradus_figure_find_setting ("step-axis"), 0 },
                                       { gradus_figure_find_setting ("sample"), 3 } };
  GradusShow show = { .page = (char *) page, .layer = 0, .unit = 1 };

  show.settings = g_array_new (FALSE, FALSE, sizeof (GradusShownSetting));
  g_array_append_vals (show.settings, shown, G_N_ELEMENTS (shown));
  return show;
}

/* What somebody writes from nothing is a lesson in the end; before, a sentence says what lacks. */
static void
test_from_nothing (void)
{
  g_autoptr (GradusManuscript) manuscript = gradus_manuscript_new ();
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  g_autoptr (GradusLesson) lesson = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *no_title = try_lesson (manuscript), *no_text = NULL, *no_answers = NULL,
                  *no_condition = NULL, *no_act = NULL;
  const GradusStep *step;
  GradusShow show = make_show ("inside");

  g_assert_cmpstr (no_title, ==, "the lesson has no title yet");
  gradus_manuscript_set_title (manuscript, "Mine");
  gradus_manuscript_set_text (manuscript, 0, GRADUS_MANUSCRIPT_TITLE, "One");
  no_text = try_lesson (manuscript);
  g_assert_cmpstr (no_text, ==, "step 1 has no text yet");
  gradus_manuscript_set_text (manuscript, 0, GRADUS_MANUSCRIPT_TEXT, "First.\n\nSecond.");
  gradus_manuscript_set_scene (manuscript, 0, experiment, &show);
  g_assert_cmpuint (gradus_manuscript_propose_training (manuscript, 0), ==, experiment->steps);
  gradus_manuscript_set_training (manuscript, 0, 500);
  g_assert_cmpuint (gradus_manuscript_propose_training (manuscript, 0), ==, 0);
  gradus_manuscript_set_text (manuscript, 0, GRADUS_MANUSCRIPT_QUESTION, "Will it?");
  no_answers = try_lesson (manuscript);
  g_assert_nonnull (no_answers);
  g_assert_true (gradus_manuscript_add_answer (manuscript, 0));
  g_assert_true (gradus_manuscript_add_answer (manuscript, 0));
  gradus_manuscript_set_answer (manuscript, 0, 0, GRADUS_MANUSCRIPT_ANSWER, "Yes");
  gradus_manuscript_set_answer (manuscript, 0, 0, GRADUS_MANUSCRIPT_WHEN, "accuracy = 1");
  gradus_manuscript_set_answer (manuscript, 0, 1, GRADUS_MANUSCRIPT_ANSWER, "No");
  no_condition = try_lesson (manuscript);
  g_assert_cmpstr (no_condition, ==, "step 1, answer 2 has no condition yet");
  gradus_manuscript_set_answer (manuscript, 0, 1, GRADUS_MANUSCRIPT_WHEN, "accuracy < 1");
  gradus_manuscript_set_answer (manuscript, 0, 1, GRADUS_MANUSCRIPT_WHY, "Look again.");
  gradus_manuscript_set_text (manuscript, 0, GRADUS_MANUSCRIPT_AFTER, "So it was.");

  lesson = gradus_manuscript_make_lesson (manuscript, NULL, &error);
  g_assert_no_error (error);
  step = gradus_lesson_get_step (lesson, 0);
  g_assert_cmpstr (gradus_words_say (step->text), ==, "First.\n\nSecond.");
  g_assert_cmpstr (step->show.page, ==, "inside");
  g_assert_true (step->show.layer == 0 && step->show.unit == 1);
  g_assert_cmpuint (step->show.settings->len, >=, show.settings->len); /* of several figures */
  for (guint i = 0; i < show.settings->len; i++) {
    const GradusShownSetting *shown = &g_array_index (show.settings, GradusShownSetting, i);
    double value;

    g_assert_true (gradus_show_find_setting (&step->show, shown->setting->name, &value));
    g_assert_cmpfloat (value, ==, shown->value);
  }
  g_assert_true (step->act.kind == GRADUS_ACT_TRAIN && step->act.steps == 500);
  g_assert_cmpuint (step->question->answers->len, ==, 2);
  g_assert_cmpuint (step->experiment->seed, ==, experiment->seed);
  g_assert_cmpstr (gradus_manuscript_get_experiment_name (manuscript, 0), ==, experiment->name);
  /* A question that is put anew keeps its answers; it needs something that answers it. */
  gradus_manuscript_set_text (manuscript, 0, GRADUS_MANUSCRIPT_QUESTION, "");
  g_assert_null (try_lesson (manuscript));
  gradus_manuscript_set_text (manuscript, 0, GRADUS_MANUSCRIPT_QUESTION, "Anew?");
  g_assert_cmpuint (gradus_manuscript_get_n_answers (manuscript, 0), ==, 2);
  gradus_manuscript_set_training (manuscript, 0, 0);
  no_act = try_lesson (manuscript);
  g_assert_true (g_str_has_prefix (no_act, "step 1 has a question, but nothing that answers it"));
  gradus_manuscript_set_text (manuscript, 0, GRADUS_MANUSCRIPT_QUESTION, "");
  g_assert_cmpuint (gradus_manuscript_get_n_answers (manuscript, 0), ==, 0);
  g_assert_false (gradus_manuscript_add_answer (manuscript, 0)); /* without a question */
  g_assert_null (try_lesson (manuscript));
  g_array_unref (show.settings);
}

static char *
read_exercise (const GradusManuscript *manuscript, GradusManuscriptExercise which)
{
  return gradus_manuscript_get_exercise (manuscript, 0, which);
}

/* A manuscript with an exercise on ten hidden layers of which nothing is solved yet. */
static GradusManuscript *
make_exercise (const GradusExperiment *given)
{
  GradusManuscript *manuscript = gradus_manuscript_new ();
  GradusShow show = make_show ("overview");

  gradus_manuscript_set_title (manuscript, "Mine");
  gradus_manuscript_set_text (manuscript, 0, GRADUS_MANUSCRIPT_TITLE, "One");
  gradus_manuscript_set_text (manuscript, 0, GRADUS_MANUSCRIPT_TEXT, "First.");
  gradus_manuscript_set_scene (manuscript, 0, given, &show);
  gradus_manuscript_set_exercise (manuscript, 0, GRADUS_MANUSCRIPT_DONE, "nowhere yet");
  gradus_manuscript_set_exercise (manuscript, 0, GRADUS_MANUSCRIPT_TASK, "Make it learn.");
  g_array_unref (show.settings);
  return manuscript;
}

/* What an exercise wants is told; it goes with its task and comes back with the next. */
static void
test_exercise (void)
{
  g_autoptr (GradusExperiment) given = gradus_builtin_make ("xor");
  g_autoptr (GradusManuscript) manuscript = make_exercise (given);
  g_autofree char *empty = try_lesson (manuscript), *wrong = NULL, *hints = NULL, *done = NULL;
  g_autoptr (GradusLesson) lesson = NULL;
  const GradusExercise *exercise;

  g_assert_cmpstr (empty, ==, "step 1, condition 1 of the exercise is empty");
  gradus_manuscript_set_wanted (manuscript, 0, 0, "accuracy");
  wrong = try_lesson (manuscript);
  g_assert_true (g_str_has_prefix (wrong, "step 1, condition 1 of the exercise: “accuracy” comp"));
  gradus_manuscript_set_wanted (manuscript, 0, 0, "accuracy = 1");
  g_assert_true (gradus_manuscript_add_wanted (manuscript, 0));
  gradus_manuscript_set_wanted (manuscript, 0, 1, "0 < cost < 0.1");
  gradus_manuscript_set_exercise (manuscript, 0, GRADUS_MANUSCRIPT_HINTS, "Look.\n\n Think. ");
  gradus_manuscript_set_exercise (manuscript, 0, GRADUS_MANUSCRIPT_DONE, "Well done.");
  gradus_manuscript_set_exercise (manuscript, 0, GRADUS_MANUSCRIPT_TASK, "");
  g_assert_cmpuint (gradus_manuscript_get_n_wanted (manuscript, 0), ==, 0);
  g_assert_false (gradus_manuscript_add_wanted (manuscript, 0));
  gradus_manuscript_set_exercise (manuscript, 0, GRADUS_MANUSCRIPT_TASK, "Make it learn!");
  hints = read_exercise (manuscript, GRADUS_MANUSCRIPT_HINTS);
  done = read_exercise (manuscript, GRADUS_MANUSCRIPT_DONE);
  g_assert_cmpstr (hints, ==, "Look.\nThink.");
  g_assert_cmpstr (done, ==, "Well done.");
  lesson = gradus_manuscript_make_lesson (manuscript, NULL, NULL);
  exercise = gradus_lesson_get_step (lesson, 0)->exercise;
  g_assert_cmpuint (exercise->conditions->len, ==, 2);
  g_assert_cmpuint (exercise->hints->len, ==, 2);
  g_assert_null (exercise->may_change);
  gradus_manuscript_remove_wanted (manuscript, 0, 0);
  g_assert_cmpstr (gradus_manuscript_get_wanted (manuscript, 0, 0), ==, "0 < cost < 0.1");
}

/* The solution is what was changed, as settings that lead there again, whatever it was. */
static void
test_solution (void)
{
  static const char *const all[][4] = {
    { "network.hidden.activation=relu" },
    { "network.hidden.activation=leaky-relu", "network.hidden.alpha=0.333" },
    { "network.hidden.initialiser.name=he-normal", "seed=7" },
    { "network.layers.3.activation=tanh", "network.layers.4.units=9" },
    { "network.depth=3", "training.optimiser.name=adam",
      "training.optimiser.learning-rate=0.012345678901" },
    { "data.name=spiral", "data.samples=77" },
  };
  g_autoptr (GradusExperiment) given = gradus_builtin_make ("xor-deep-sigmoid");

  for (guint i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autoptr (GradusManuscript) manuscript = make_exercise (given);
    g_autoptr (GError) error = NULL;
    g_autoptr (GradusExperiment) solved = gradus_experiment_set (given, all[i], &error), again = NULL;
    g_autoptr (GradusLesson) lesson = NULL;
    const GradusExercise *exercise;

    g_assert_no_error (error);
    g_assert_false (gradus_manuscript_set_solution (manuscript, 0, given, &error));
    g_assert_true (g_str_has_prefix (error->message, "what is here is what the step begins with"));
    g_clear_error (&error);
    g_assert_true (gradus_manuscript_set_solution (manuscript, 0, solved, &error));
    gradus_manuscript_set_limited (manuscript, 0, TRUE);
    gradus_manuscript_set_wanted (manuscript, 0, 0, "accuracy = 1");
    lesson = gradus_manuscript_make_lesson (manuscript, NULL, &error);
    g_assert_no_error (error);
    exercise = gradus_lesson_get_step (lesson, 0)->exercise;
    again = gradus_experiment_set (given, (const char *const *) exercise->solution, &error);
    g_assert_no_error (error);
    g_free (again->name);
    again->name = g_strdup (solved->name);
    g_assert_true (gradus_experiment_equal (again, solved));
    g_assert_null (gradus_restriction_find_breach (given, solved,
                                                   (const char *const *) exercise->may_change));
  }
}

/* Steps come, move and go; the last one stays, empty. A step without a scene goes on. */
static void
test_steps (void)
{
  g_autoptr (GradusManuscript) manuscript = gradus_manuscript_new ();
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  GradusShow overview = make_show ("overview"), chain = make_show ("chain");

  gradus_manuscript_set_text (manuscript, 0, GRADUS_MANUSCRIPT_TITLE, "a");
  g_assert_true (gradus_manuscript_insert_step (manuscript, 1));
  gradus_manuscript_set_text (manuscript, 1, GRADUS_MANUSCRIPT_TITLE, "b");
  gradus_manuscript_set_scene (manuscript, 1, experiment, &overview);
  g_assert_true (gradus_manuscript_has_scene (manuscript, 1));
  gradus_manuscript_move_step (manuscript, 1, 0);
  assert_text (manuscript, 0, GRADUS_MANUSCRIPT_TITLE, "b");
  assert_text (manuscript, 1, GRADUS_MANUSCRIPT_TITLE, "a");
  gradus_manuscript_set_scene (manuscript, 0, NULL, &chain);
  g_assert_false (gradus_manuscript_has_scene (manuscript, 0));
  g_assert_cmpstr (gradus_manuscript_get_page (manuscript, 0), ==, "chain");
  gradus_manuscript_remove_step (manuscript, 0);
  gradus_manuscript_remove_step (manuscript, 0);
  g_assert_cmpuint (gradus_manuscript_get_n_steps (manuscript), ==, 1);
  assert_text (manuscript, 0, GRADUS_MANUSCRIPT_TITLE, "");
  while (gradus_manuscript_insert_step (manuscript, 0))
    ;
  g_assert_cmpuint (gradus_manuscript_get_n_steps (manuscript), ==, GRADUS_LESSON_MAX_STEPS);
  g_array_unref (overview.settings);
  g_array_unref (chain.settings);
}

/* A window that a step opens by itself is not seen while one writes, and stays when what is seen is
 * taken anew. */
static void
test_window (void)
{
  static const char draft[] = "{\"gradus-lesson\":1,\"title\":\"\",\"steps\":[{\"show\":{"
                              "\"page\":\"overview\",\"window\":\"damage\"}}]}";
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "gradus-manuscript-window.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GradusManuscript) manuscript = NULL;
  g_autoptr (GError) error = NULL;
  GradusShow chain = make_show ("chain");

  g_assert_true (g_file_set_contents (path, draft, -1, NULL));
  manuscript = gradus_manuscript_load (path, TRUE, &error);
  g_assert_no_error (error);
  gradus_manuscript_set_scene (manuscript, 0, NULL, &chain);
  text = gradus_manuscript_to_json (manuscript);
  g_assert_nonnull (strstr (text, "\"chain\""));
  g_assert_nonnull (strstr (text, "\"damage\""));
  g_array_unref (chain.settings);
  g_unlink (path);
}

/* A draft need not be a lesson yet; what is none at all is refused. */
static void
test_drafts (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "gradus-manuscript.json", NULL);
  g_autoptr (GradusManuscript) manuscript = gradus_manuscript_new (), again = NULL, none = NULL;
  g_autofree char *text = gradus_manuscript_to_json (manuscript);
  g_autoptr (GError) fault = NULL, error = NULL;
  static const char *const wrong[] = { "{}", "[]", "{\"steps\":[]}", "{\"steps\":[1]}",
                                       "nonsense" };

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (gradus_manuscript_is_saved (manuscript, path));
  gradus_manuscript_set_holds_tips (manuscript, TRUE);
  g_assert_true (gradus_manuscript_holds_tips (manuscript));
  g_assert_false (gradus_manuscript_is_saved (manuscript, path));
  again = gradus_manuscript_load (path, TRUE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_clear_error (&fault);
    g_assert_true (g_file_set_contents (path, wrong[i], -1, NULL));
    none = gradus_manuscript_load (path, TRUE, &fault);
    g_assert_null (none);
    g_assert_nonnull (fault);
  }
  g_unlink (path);
}

void
add_manuscript_tests (void)
{
  g_test_add_func ("/manuscript/course", test_course);
  g_test_add_func ("/manuscript/from-nothing", test_from_nothing);
  g_test_add_func ("/manuscript/exercise", test_exercise);
  g_test_add_func ("/manuscript/solution", test_solution);
  g_test_add_func ("/manuscript/steps", test_steps);
  g_test_add_func ("/manuscript/window", test_window);
  g_test_add_func ("/manuscript/drafts", test_drafts);
}
