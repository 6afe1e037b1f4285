/* SPDX-License-Identifier: MIT */
#include "lesson/lesson-private.h"

#include <gio/gio.h>
#include <string.h>

#include "data/escape.h"
#include "sweep/builtin-sweep.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "experiment/experiment-tree.h"

#define ANY_STEPS (G_GUINT64_CONSTANT (1) << 40)

/* -- Conditions and expressions ---------------------------------------------------------------- */

/* Notes a fault and frees it. */
static void
fail_at (GradusJsonReader *reader, const char *path, const char *key, char *fault)
{
  g_autofree char *where = gradus_json_path (path, key), *own = fault;

  gradus_json_reader_fail (reader, where, "%s", own);
}

static GradusCondition *
read_condition (GradusJsonReader *reader, const char *path, json_t *object, const char *key)
{
  const char *text = gradus_json_reader_string (reader, path, object, key, NULL);
  GradusCondition *condition;
  char *fault = NULL;

  if (gradus_json_reader_has_failed (reader))
    return NULL;
  condition = gradus_condition_parse (text, &fault);
  if (!condition)
    fail_at (reader, path, key, fault);
  return condition;
}

static GradusExpression *
read_expression (GradusJsonReader *reader, const char *path, json_t *object, const char *key)
{
  const char *text = gradus_json_reader_string (reader, path, object, key, NULL);
  GradusExpression *expression;
  char *fault = NULL;

  if (gradus_json_reader_has_failed (reader))
    return NULL;
  expression = gradus_expression_parse (text, &fault);
  if (!expression)
    fail_at (reader, path, key, fault);
  return expression;
}

/* -- Lists ------------------------------------------------------------------------------------- */

typedef gpointer (*ReadElement) (GradusJsonReader *reader, const char *path, json_t *element);

/* Reads a member that is a list, each element by `read`; NULL if it is left out. */
static GPtrArray *
read_list (GradusJsonReader *reader, const char *path, json_t *object, const char *key,
           ReadElement read, GDestroyNotify free_element)
{
  json_t *list = gradus_json_reader_has_failed (reader) ? NULL : json_object_get (object, key);
  g_autofree char *where = gradus_json_path (path, key);
  GPtrArray *elements;

  if (!list)
    return NULL;
  elements = g_ptr_array_new_with_free_func (free_element);
  if (!json_is_array (list) || json_array_size (list) == 0 ||
      json_array_size (list) > GRADUS_STEP_MOST)
    gradus_json_reader_fail (reader, where, "this must be a list of 1 to %d elements, [ … ]",
                             GRADUS_STEP_MOST);
  if (gradus_json_reader_has_failed (reader))
    return elements;
  for (gsize i = 0; i < json_array_size (list); i++) {
    g_autofree char *at = g_strdup_printf ("%s.%" G_GSIZE_FORMAT, where, i + 1);
    gpointer element = read (reader, at, json_array_get (list, i));

    if (element)
      g_ptr_array_add (elements, element);
  }
  return elements;
}

static gpointer
read_runner (GradusJsonReader *reader, const char *path, json_t *element)
{
  static const char *const keys[] = { "name", "set", NULL };
  GradusRunner *runner;

  if (!gradus_json_reader_check_object (reader, path, element, keys))
    return NULL;
  runner = g_new0 (GradusRunner, 1);
  runner->name = gradus_words_from_tree (reader, path, element, "name", TRUE);
  runner->settings = gradus_json_reader_strings (reader, path, element, "set");
  return runner;
}

/* NULL: in all other cases. */
static GradusCondition *
read_when (GradusJsonReader *reader, const char *path, json_t *answer)
{
  const char *text = json_string_value (json_object_get (answer, "when"));

  return g_strcmp0 (text, GRADUS_ANSWER_OTHERWISE) == 0
             ? NULL
             : read_condition (reader, path, answer, "when");
}

static gpointer
read_answer (GradusJsonReader *reader, const char *path, json_t *element)
{
  static const char *const keys[] = { "text", "when", "why", NULL };
  GradusAnswer *answer;

  if (!gradus_json_reader_check_object (reader, path, element, keys))
    return NULL;
  answer = g_new0 (GradusAnswer, 1);
  answer->text = gradus_words_from_tree (reader, path, element, "text", TRUE);
  answer->when = read_when (reader, path, element);
  answer->why = gradus_words_from_tree (reader, path, element, "why", FALSE);
  return answer;
}

static gpointer
read_comparison (GradusJsonReader *reader, const char *path, json_t *element)
{
  static const char *const keys[] = { "what", "slide", "here", NULL };
  GradusComparison *comparison;

  if (!gradus_json_reader_check_object (reader, path, element, keys))
    return NULL;
  comparison = g_new0 (GradusComparison, 1);
  comparison->what = gradus_words_from_tree (reader, path, element, "what", TRUE);
  comparison->slide = g_strdup (gradus_json_reader_string (reader, path, element, "slide", NULL));
  comparison->expression = read_expression (reader, path, element, "here");
  return comparison;
}

static gpointer
read_hint (GradusJsonReader *reader, const char *path, json_t *element)
{
  return gradus_words_from_value (reader, path, element);
}

static gpointer
read_wanted (GradusJsonReader *reader, const char *path, json_t *element)
{
  char *fault = NULL;
  GradusCondition *condition;

  if (!json_is_string (element)) {
    gradus_json_reader_fail (reader, path,
                             "this must be a condition in double quotes, \"cost < 0.1\"");
    return NULL;
  }
  condition = gradus_condition_parse (json_string_value (element), &fault);
  if (!condition)
    gradus_json_reader_fail (reader, path, "%s", fault);
  g_free (fault);
  return condition;
}

static gpointer
read_mistake (GradusJsonReader *reader, const char *path, json_t *element)
{
  g_autoptr (GradusJsonTree) holder = json_pack ("{s:O}", "set", element);
  g_autofree char *where = g_strdup (path);

  return gradus_json_reader_strings (reader, where, holder, "set");
}

/* -- The parts of a step ----------------------------------------------------------------------- */

/* Reads an experiment inside the lesson. It has its own reader, because its paths start inside
 * it; a fault gets the path in the lesson. */
static GradusExperiment *
read_own_experiment (GradusJsonReader *reader, const char *where, json_t *value)
{
  g_auto (GradusJsonReader) own = { .source = reader->source };
  GradusExperiment *experiment = gradus_experiment_from_tree (&own, value);
  g_autofree char *path =
      own.path ? g_strconcat (where, *own.path ? "." : "", own.path, NULL) : NULL;

  if (!experiment)
    gradus_json_reader_fail (reader, path, "%s", own.fault);
  return experiment;
}

/* A built-in name comes first, as on the command line. */
static GradusExperiment *
read_named_experiment (GradusJsonReader *reader, const char *where, const char *name)
{
  g_autofree char *filename =
      reader->source.folder ? g_build_filename (reader->source.folder, name, NULL) : NULL;
  g_autoptr (GError) error = NULL;
  GradusExperiment *experiment = gradus_builtin_make (name);

  if (!experiment && filename && g_file_test (filename, G_FILE_TEST_EXISTS))
    experiment = gradus_experiment_load (filename, &error);
  else if (!experiment)
    error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         "“%.*s” is neither a built-in experiment nor a file beside the lesson",
                         GRADUS_CUT (name, 60));
  if (!experiment)
    gradus_json_reader_fail (reader, where, "%s", error->message);
  return experiment;
}

static GradusExperiment *
read_experiment (GradusJsonReader *reader, const char *path, json_t *tree)
{
  json_t *value =
      gradus_json_reader_has_failed (reader) ? NULL : json_object_get (tree, "experiment");
  g_autofree char *where = gradus_json_path (path, "experiment");

  if (!value)
    return NULL;
  return json_is_string (value) ? read_named_experiment (reader, where, json_string_value (value))
                                : read_own_experiment (reader, where, value);
}

/* Reads the id of a built-in sweep, or axes. */
static void
read_sweep (GradusJsonReader *reader, const char *path, json_t *object, GradusAct *act)
{
  json_t *sweep = json_object_get (object, "sweep");
  g_autofree char *where = gradus_json_path (path, "sweep");
  g_auto (GStrv) axes =
      json_is_array (sweep) ? gradus_json_reader_strings (reader, path, object, "sweep") : NULL;

  act->kind = GRADUS_ACT_SWEEP;
  act->question = g_strdup (json_string_value (sweep));
  if (act->question && !gradus_builtin_sweep_find (act->question))
    gradus_json_reader_fail (reader, where, "there is no built-in sweep “%.*s”",
                             GRADUS_CUT (act->question, 60));
  if (!axes && !act->question)
    gradus_json_reader_fail (
        reader, where,
        "this must be a built-in sweep, \"lucky-seed\", or a list of \"PATH=V1,V2,…\"");
  if (!axes)
    return;
  act->axes = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free);
  for (guint i = 0; axes[i]; i++) {
    g_autoptr (GError) error = NULL;
    GradusSweepAxis *axis = gradus_sweep_axis_parse (axes[i], &error);

    if (axis)
      g_ptr_array_add (act->axes, axis);
    else
      gradus_json_reader_fail (reader, where, "%s", error->message);
  }
}

static void
read_rewind (GradusJsonReader *reader, const char *path, json_t *object, GradusAct *act)
{
  json_t *target = json_object_get (object, "rewind");

  act->kind = GRADUS_ACT_REWIND;
  act->mark = g_strdup (json_string_value (target));
  if (!act->mark)
    act->steps = gradus_json_reader_integer (reader, path, object, "rewind", 0, ANY_STEPS, NULL);
}

static void
read_act (GradusJsonReader *reader, const char *step_path, json_t *tree, GradusAct *act)
{
  static const char *const keys[] = { "train", "speed", "mark",   "sweep",
                                      "seeds", "steps", "rewind", NULL };
  const double no_speed = 0;
  const guint64 usual = 0;
  json_t *object = gradus_json_reader_has_failed (reader) ? NULL : json_object_get (tree, "act");
  g_autofree char *path = gradus_json_path (step_path, "act");

  if (!object || !gradus_json_reader_check_object (reader, path, object, keys))
    return;
  if (json_object_get (object, "train")) {
    act->kind = GRADUS_ACT_TRAIN;
    act->steps = gradus_json_reader_integer (reader, path, object, "train", 1, ANY_STEPS, NULL);
    act->speed = gradus_json_reader_number (reader, path, object, "speed", 0, 1e9, &no_speed);
    act->mark = g_strdup (gradus_json_reader_string (reader, path, object, "mark", ""));
  } else if (json_object_get (object, "sweep")) {
    read_sweep (reader, path, object, act);
    act->n_seeds =
        (guint) gradus_json_reader_integer (reader, path, object, "seeds", 1, 100000, &usual);
    act->steps = gradus_json_reader_integer (reader, path, object, "steps", 1, ANY_STEPS, &usual);
  } else if (json_object_get (object, "rewind")) {
    read_rewind (reader, path, object, act);
  } else {
    gradus_json_reader_fail (reader, path,
                             "one of \"train\", \"sweep\" and \"rewind\" must be given");
  }
}

/* -- What is asked ----------------------------------------------------------------------------- */

static void
read_range (GradusJsonReader *reader, const char *path, json_t *object, GradusQuestion *question,
            double usual_tolerance)
{
  const double low = 0, high = 1;

  question->low = gradus_json_reader_number (reader, path, object, "low", -1e12, 1e12, &low);
  question->high = gradus_json_reader_number (reader, path, object, "high", -1e12, 1e12, &high);
  question->tolerance =
      gradus_json_reader_number (reader, path, object, "tolerance", 0, 1e12, &usual_tolerance);
  if (question->high <= question->low)
    gradus_json_reader_fail (reader, path, "“low” must be less than “high”");
}

static void
read_curve (GradusJsonReader *reader, const char *path, json_t *object, GradusQuestion *question)
{
  static const char *const names[] = { "cost", "accuracy", NULL };

  question->kind = GRADUS_QUESTION_CURVE;
  question->is_accuracy = gradus_lesson_read_choice (reader, path, object, "curve", names) == 1;
  question->is_log = gradus_json_reader_boolean (reader, path, object, "log", FALSE);
  read_range (reader, path, object, question, 0.1);
  if (question->is_log && question->low <= 0)
    gradus_json_reader_fail (reader, path, "“low” must be more than 0 on a logarithmic axis");
}

/* One answer may be that of all other cases. */
static void
check_answers (GradusJsonReader *reader, const char *path, const GPtrArray *answers)
{
  guint n_others = 0;

  for (guint i = 0; answers && i < answers->len; i++)
    n_others += !((const GradusAnswer *) g_ptr_array_index (answers, i))->when;
  if (n_others > 1 && !gradus_json_reader_has_failed (reader))
    gradus_json_reader_fail (reader, path, "“" GRADUS_ANSWER_OTHERWISE "” is the condition of %u "
                                           "answers; it can be that of one", n_others);
}

static GradusQuestion *
read_question (GradusJsonReader *reader, const char *step_path, json_t *tree)
{
  static const char *const keys[] = { "text", "answers", "number",  "curve",     "low",
                                      "high", "log",     "percent", "tolerance", NULL };
  json_t *object =
      gradus_json_reader_has_failed (reader) ? NULL : json_object_get (tree, "question");
  g_autofree char *path = gradus_json_path (step_path, "question");
  GradusQuestion *question;

  if (!object || !gradus_json_reader_check_object (reader, path, object, keys))
    return NULL;
  question = g_new0 (GradusQuestion, 1);
  question->text = gradus_words_from_tree (reader, path, object, "text", TRUE);
  question->answers =
      read_list (reader, path, object, "answers", read_answer, (GDestroyNotify) gradus_answer_free);
  check_answers (reader, path, question->answers);
  if (json_object_get (object, "number")) {
    question->kind = GRADUS_QUESTION_NUMBER;
    question->expression = read_expression (reader, path, object, "number");
    question->is_share = gradus_json_reader_boolean (reader, path, object, "percent", FALSE);
    read_range (reader, path, object, question, 0);
  } else if (json_object_get (object, "curve")) {
    read_curve (reader, path, object, question);
  } else if (!question->answers) {
    gradus_json_reader_fail (reader, path,
                             "one of \"answers\", \"number\" and \"curve\" must be given");
  }
  return question;
}

/* Numbers of the chain rule; empty where there are none. */
static GArray *
read_blanks (GradusJsonReader *reader, const char *path, json_t *object)
{
  g_auto (GStrv) names = gradus_json_reader_strings (reader, path, object, "blanks");
  g_autofree char *where = gradus_json_path (path, "blanks");
  GArray *blanks = g_array_new (FALSE, FALSE, sizeof (GradusChainNumber));
  GradusChainNumber number;

  for (char **name = names; name && *name; name++) {
    if (!gradus_chain_number_parse (*name, &number))
      gradus_json_reader_fail (reader, where,
                               "“%.*s” is no number of the chain rule: a kind (z, a, slope, return, "
                               "delta, gradient, step, product, slopes) and its places from 1, as in "
                               "“delta.3.2”, “gradient.3.2.1”, “product.1”",
                               GRADUS_CUT (*name, 60));
    else if (blanks->len == GRADUS_EXERCISE_MOST_BLANKS)
      gradus_json_reader_fail (reader, where, "more than %u blanks", GRADUS_EXERCISE_MOST_BLANKS);
    else
      g_array_append_val (blanks, number);
  }
  return blanks;
}

static GradusExercise *
read_exercise (GradusJsonReader *reader, const char *step_path, json_t *tree)
{
  static const char *const keys[] = { "task", "may-change", "met-when", "blanks", "hints",
                                      "done", "solution",   "mistakes", NULL };
  json_t *object =
      gradus_json_reader_has_failed (reader) ? NULL : json_object_get (tree, "exercise");
  g_autofree char *path = gradus_json_path (step_path, "exercise");
  GradusExercise *exercise;

  if (!object || !gradus_json_reader_check_object (reader, path, object, keys))
    return NULL;
  exercise = g_new0 (GradusExercise, 1);
  exercise->task = gradus_words_from_tree (reader, path, object, "task", TRUE);
  exercise->done = gradus_words_from_tree (reader, path, object, "done", FALSE);
  exercise->may_change = gradus_json_reader_strings (reader, path, object, "may-change");
  exercise->blanks = read_blanks (reader, path, object);
  if (exercise->blanks->len == 0)
    gradus_json_reader_require (reader, path, object, "met-when");
  exercise->conditions = read_list (reader, path, object, "met-when", read_wanted,
                                    (GDestroyNotify) gradus_condition_free);
  if (!exercise->conditions)
    exercise->conditions = g_ptr_array_new ();
  exercise->hints =
      read_list (reader, path, object, "hints", read_hint, (GDestroyNotify) gradus_words_free);
  exercise->solution = gradus_json_reader_strings (reader, path, object, "solution");
  exercise->mistakes =
      read_list (reader, path, object, "mistakes", read_mistake, (GDestroyNotify) g_strfreev);
  return exercise;
}

/* -- What shows it ------------------------------------------------------------------------------ */

static gpointer
read_evidence (GradusJsonReader *reader, const char *path, json_t *element)
{
  static const char *const keys[] = { "experiment", "set", "act", "claims", NULL };
  GradusEvidence *evidence;

  if (!gradus_json_reader_check_object (reader, path, element, keys))
    return NULL;
  evidence = g_new0 (GradusEvidence, 1);
  evidence->experiment = read_experiment (reader, path, element);
  evidence->settings = gradus_json_reader_strings (reader, path, element, "set");
  read_act (reader, path, element, &evidence->act);
  gradus_json_reader_require (reader, path, element, "claims");
  evidence->claims = gradus_json_reader_strings (reader, path, element, "claims");
  if (evidence->act.kind != GRADUS_ACT_TRAIN && evidence->act.kind != GRADUS_ACT_SWEEP)
    gradus_json_reader_fail (reader, path, "evidence needs an “act” that trains, or a sweep");
  return evidence;
}

/* -- The step ---------------------------------------------------------------------------------- */

static void
read_words (GradusJsonReader *reader, const char *path, json_t *tree, GradusStep *step)
{
  step->title = gradus_words_from_tree (reader, path, tree, "title", TRUE);
  step->text = gradus_words_from_tree (reader, path, tree, "text", TRUE);
  step->after = gradus_words_from_tree (reader, path, tree, "after", FALSE);
  step->note = gradus_words_from_tree (reader, path, tree, "note", FALSE);
  step->name = gradus_words_from_tree (reader, path, tree, "name", FALSE);
  step->explains = gradus_json_reader_strings (reader, path, tree, "explains");
}

GradusStep *
gradus_step_from_tree (GradusJsonReader *reader, const char *path, json_t *tree)
{
  static const char *const keys[] = { "title", "text",       "after",   "note",     "explains",
                                      "name",  "experiment", "set",     "runs",     "show",
                                      "act",   "question",   "compare", "exercise", "evidence",
                                      NULL };
  GradusStep *step = gradus_step_new ();

  if (!gradus_json_reader_check_object (reader, path, tree, keys))
    return step;
  read_words (reader, path, tree, step);
  step->experiment = read_experiment (reader, path, tree);
  step->settings = gradus_json_reader_strings (reader, path, tree, "set");
  step->runners =
      read_list (reader, path, tree, "runs", read_runner, (GDestroyNotify) gradus_runner_free);
  gradus_show_from_tree (reader, path, tree, &step->show);
  read_act (reader, path, tree, &step->act);
  step->question = read_question (reader, path, tree);
  step->exercise = read_exercise (reader, path, tree);
  step->comparisons = read_list (reader, path, tree, "compare", read_comparison,
                                 (GDestroyNotify) gradus_comparison_free);
  step->evidence = read_list (reader, path, tree, "evidence", read_evidence,
                              (GDestroyNotify) gradus_evidence_free);
  if (step->question && step->act.kind == GRADUS_ACT_NONE)
    gradus_json_reader_fail (reader, path, "a question needs an “act”, whose outcome answers it");
  return step;
}
