/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* Lessons as they are written: words, expressions, conditions, claims, what may be changed, and
 * files that are wrong. */
#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "document/edit.h"
#include "lesson/claim.h"
#include "lesson/condition.h"
#include "lesson/lesson.h"
#include "lesson/library.h"
#include "lesson/measure.h"
#include "lesson/restriction.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"

static const char *const english[] = { "en", NULL };
static const char *const korean[] = { "ko_KR.UTF-8", "ko", NULL };

static GradusLesson *
read_lesson (const char *text, char **why)
{
  g_autoptr (GError) error = NULL;
  GradusLesson *lesson = gradus_lesson_from_json ("test", text, strlen (text), NULL, &error);

  if (why)
    *why = error ? g_strdup (error->message) : NULL;
  return lesson;
}

/* A document with one run, which has been refreshed. */
static GradusDocument *
make_document (const char *builtin)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (builtin);
  g_autoptr (GradusRun) run = gradus_run_new (experiment, NULL);
  GradusDocument *document = gradus_document_new ();

  gradus_document_insert (document, 0, run);
  while (!gradus_document_is_settled (document))
    gradus_document_refresh (document);
  return document;
}

static void
test_words (void)
{
  g_autoptr (GradusLesson) lesson =
      read_lesson ("{\"gradus-lesson\": 1, \"title\": {\"ko\": \"하나\", "
                   "\"en\": \"One\"}, \"summary\": {\"de\": \"Eins\"}, "
                   "\"steps\": [{\"title\": \"T\", \"text\": [\"a\", \"b\"]}]}",
                   NULL);
  const GradusWords *title = gradus_lesson_get_title (lesson);

  g_assert_cmpstr (gradus_words_get (title, english), ==, "One");
  g_assert_cmpstr (gradus_words_get (title, korean), ==, "하나");
  g_assert_cmpstr (gradus_words_get (title, (const char *const[]){ "fr", NULL }), ==, "One");
  g_assert_cmpstr (gradus_words_get (gradus_lesson_get_summary (lesson), korean), ==, "Eins");
  g_assert_cmpstr (gradus_words_get (gradus_lesson_get_step (lesson, 0)->text, korean), ==,
                   "a\n\nb");
  g_assert_cmpstr (gradus_words_get (NULL, english), ==, "");
}

/* The pieces of a maxout have weights and biases of their own. */
static void
test_maxout_weights (void)
{
  static const char *const settings[] = { "network.hidden.activation=maxout",
                                          "network.hidden.pieces=3", NULL };
  g_autoptr (GradusExperiment) plain = gradus_builtin_make ("xor-deep-sigmoid");
  g_autoptr (GradusExperiment) experiment = gradus_experiment_set (plain, settings, NULL);
  g_autoptr (GradusRun) run = gradus_run_new (experiment, NULL);
  g_autoptr (GradusDocument) document = gradus_document_new ();
  g_autoptr (GradusExpression) weights = gradus_expression_parse ("weights", NULL);

  gradus_document_insert (document, 0, run);
  g_assert_cmpfloat (gradus_expression_read (weights, document), ==,
                     3 * (5 * 3 + 9 * 5 * 6) + 6); /* 2-5×10-1 */
}

/* What an expression is of ten hidden sigmoid layers before their first step. */
static void
test_expressions (void)
{
  g_autoptr (GradusDocument) document = make_document ("xor-deep-sigmoid");
  static const struct {
    const char *text;
    double value, tolerance;
  } cases[] = {
    { "1 + 2 * 3", 7, 0 },
    { "(1 + 2) * 3", 9, 0 },
    { "2^10", 1024, 0 },
    { "50 %", 0.5, 0 },
    { "8 - 2 - 1", 5, 0 },
    { "sigmoid'(0)^10", 9.5367431640625e-7, 1e-12 },
    { "relu(-2) + relu(3)", 3, 0 },
    { "hidden-layers", 10, 0 },
    { "hidden-units", 50, 0 },
    { "weights", 5 * 3 + 9 * 5 * 6 + 6, 0 }, /* 2-5×10-1 by hand */
    { "step", 0, 0 },
    { "cost", 0.69332045, 1e-6 },
    { "training.optimiser.learning-rate", 0.1, 1e-12 },
    { "seed@1", 19, 0 },
    { "network.layers.3.units", 5, 0 },
    { "gradient-norm.last / gradient-norm.11", 1, 0 },
    { "unmoved.first", 1, 0 },
    /* the root of the mean over the six pairs */
    { "distance.last / ((((output.1 - output.2)^2 + (output.1 - output.3)^2 + (output.1 - output.4)^2 "
      "+ (output.2 - output.3)^2 + (output.2 - output.4)^2 + (output.3 - output.4)^2) / 6)^0.5)",
      1, 1e-6 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char *fault = NULL;
    g_autoptr (GradusExpression) expression = gradus_expression_parse (cases[i].text, &fault);

    g_assert_cmpstr (fault, ==, NULL);
    g_assert_cmpfloat_with_epsilon (gradus_expression_read (expression, document), cases[i].value,
                                    cases[i].tolerance + 1e-300);
  }
}

static void
test_unknown (void)
{
  g_autoptr (GradusDocument) document = make_document ("xor");
  static const char *const unknown[] = {
    "test-cost",   "output.5",       "gradient-norm.3",       "cost@2",
    "solved@ReLU", "chain-factor.1", "network.layers.9.units"
  };
  static const char *const wrong[] = { "nonsense",    "output", "output.0", "cost.1",
                                       "softmax'(0)", "1 +",    "(1",       "gradient-norm.x",
                                       "cost@0",      "",       "1 2" };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++) {
    char *fault = NULL;
    g_autoptr (GradusExpression) expression = gradus_expression_parse (unknown[i], &fault);

    g_assert_nonnull (expression);
    g_assert_true (isnan (gradus_expression_read (expression, document)));
  }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autofree char *fault = NULL;

    g_assert_null (gradus_expression_parse (wrong[i], &fault));
    g_assert_nonnull (fault);
  }
}

static void
test_conditions (void)
{
  g_autoptr (GradusDocument) document = make_document ("xor-deep-sigmoid");
  static const struct {
    const char *text;
    gboolean holds;
  } cases[] = {
    { "cost < 0.7", TRUE },
    { "cost > 0.7", FALSE },
    { "hidden-layers = 10", TRUE },
    { "hidden-layers >= 11", FALSE },
    { "step <= 0", TRUE },
    { "test-cost > 0", FALSE },
    { "network.hidden.activation is sigmoid", TRUE },
    { "network.hidden.activation is not sigmoid", FALSE },
    { "network.hidden.initialiser is uniform", TRUE },
    { "network.layers.11.activation is relu", FALSE },
    { "data.name is xor", TRUE },
    { "0.6 < cost < 0.7", TRUE },
    { "0.7 < cost < 0.8", FALSE },
    { "0.1 < cost <= 0.2", FALSE },
    { "11 > hidden-layers >= 10", TRUE },
    { "11 > hidden-layers > 10", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char *fault = NULL;
    g_autoptr (GradusCondition) condition = gradus_condition_parse (cases[i].text, &fault);

    g_assert_cmpstr (fault, ==, NULL);
    g_assert_cmpint (gradus_condition_holds (condition, document), ==, cases[i].holds);
  }
}

static void
test_wrong_conditions (void)
{
  static const struct {
    const char *text, *fault;
  } cases[] = {
    { "cost", "“cost” compares nothing" },
    { "1 < cost > 0", "“1 < cost > 0” is no range" },
    { "1 = cost < 2", "“1 = cost < 2” is no range" },
    { "0 < cost < 1 < 2", "“< 2” is not understood" },
    { "0 < cost <", "“” is not a measurement" },
    { "0 <", "“” is not a measurement" },
    { "cost is relu", "“cost” is not the path of a setting" },
    { "0 < network.hidden.activation is relu", "“is relu” is not understood" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *fault = NULL;

    g_assert_null (gradus_condition_parse (cases[i].text, &fault));
    g_test_message ("%s", fault);
    g_assert_true (g_str_has_prefix (fault, cases[i].fault));
  }
}

/* What people are offered is what conditions are read from; and the manual has all of it. */
static void
test_measures (void)
{
  g_autofree char *manual = NULL, *list = gradus_measures_list ();
  g_autoptr (GRegex) escapes = g_regex_new ("\\\\(f[A-Z]|\\(aq|-)?", 0, 0, NULL);
  g_autofree char *plain = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (GRADUS_DATA_DIR "/../../resources/man/gradus-lesson.5", &manual,
                                      NULL, NULL));
  plain = g_regex_replace (escapes, manual, -1, 0, "-", 0, NULL);
  for (const GradusMeasure *measure = gradus_measures; measure->name; measure++, n++) {
    g_autofree char *condition =
        strchr (measure->example, ' ') ? g_strdup (measure->example)
                                       : g_strconcat (measure->example, " > 0", NULL);
    g_autofree char *word = g_strndup (measure->name, strcspn (measure->name, "'"));
    g_autofree char *fault = NULL;
    GradusCondition *parsed = gradus_condition_parse (condition, &fault);

    g_assert_cmpstr (fault, ==, NULL);
    gradus_condition_free (parsed);
    g_assert_nonnull (strstr (list, measure->name));
    if (!strstr (plain, word))
      g_error ("gradus-lesson(5) has no %s", word);
  }
  g_assert_cmpuint (n, >, 35);
}

static void
test_claims (void)
{
  g_autoptr (GradusDocument) document =
      make_document ("xor-deep-sigmoid"); /* its cost is 0.69332 */
  static const struct {
    const char *stated, *about;
    gboolean holds;
  } cases[] = {
    { "0.6933", "cost", TRUE },
    { "0.6932", "cost", FALSE },
    { "about 0.69", "cost", TRUE },
    { "0.7", "cost ± 1 %", TRUE },
    { "0.7", "cost ± 0.5 %", FALSE },
    { "69 %", "cost", TRUE },
    { "291", "weights", TRUE },
    { "6·10⁻⁸", "gradient-norm.1", TRUE },
    { "5·10⁻⁸", "gradient-norm.1", FALSE },
    { "180,000", "gradient-norm.11 / gradient-norm.1 ± 2 %", TRUE },
    { "−0.6933", "0 - cost", TRUE },
    { "1", "test-cost", FALSE },
    { "none", "cost", FALSE },
    { "5", "", FALSE },
    { "5", "± 1", FALSE },
    { "0.6933", "cost ± chance", FALSE }, /* no number of seeds */
    { "1", "solved@2 ± chance", FALSE },  /* no sweep */
    { "0.69", "nonsense", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *fault = gradus_claim_check (cases[i].stated, cases[i].about, document);

    g_test_message ("“%s” of %s: %s", cases[i].stated, cases[i].about, fault ? fault : "holds");
    g_assert_cmpint (fault == NULL, ==, cases[i].holds);
  }
}

/* What was measured here takes the place of the author's number, as exactly as that is told. */
static void
test_measured_claims (void)
{
  g_autoptr (GradusDocument) document = make_document ("xor-deep-sigmoid");
  static const struct {
    const char *stated, *about, *said;
  } cases[] = {
    { "0.6933", "cost", "0.6933" },
    { "0.71", "cost ± 5 %", "0.69 (here)" },
    { "8", "7 ± 3", "7 (here)" },
    { "about 8 of", "7 ± 3", "about 7 (here) of" },
    { "80 %", "0.72 ± 15 %", "72 % (here)" },
    { "40", "39 ± 1", "39 (here)" },
    { "1,900", "1876 ± 20 %", "1,900" },
    { "1,900", "2260 ± 20 %", "2,300 (here)" },
    { "5·10⁻⁸", "0.000000062 ± 50 %", "6·10⁻⁸ (here)" },
    { "9·10⁻⁸", "0.000000098 ± 50 %", "1·10⁻⁷ (here)" },
    { "10⁻⁶", "0.000003 ± 500 %", "3·10⁻⁶ (here)" },
    { "0.48", "0.0001", "0.0001 (here)" },
    { "−0.5", "0 - 0.6 ± 50 %", "−0.6 (here)" },
    { "1", "test-cost", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *said = gradus_claim_measure (cases[i].stated, cases[i].about, document);

    g_assert_cmpstr (said, ==, cases[i].said);
  }
}

static void
test_written_like (void)
{
  static const struct {
    const char *number;
    double value;
    const char *written;
  } cases[] = {
    { "0.69314718", 0.5000012, "0.50000120" },
    { "2.6e-06", 3.14e-7, "3.1·10⁻⁷" },
    { "1.0", 1, "1.0" },
    { "0.5", 0.49999, "0.5" },
    { "2.6e-06", 0.6931, "0.69" },
    { "–", 0.25, "0.25" },
    { "0.00001", -0.5, "−0.50000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *written = gradus_claim_write_like (cases[i].number, cases[i].value);

    g_assert_cmpstr (written, ==, cases[i].written);
  }
}

static void
test_restrictions (void)
{
  g_autoptr (GradusExperiment) given = gradus_builtin_make ("xor-deep-sigmoid");
  static const struct {
    const char *setting;
    const char *allowed;
    const char *breach; /* NULL: none */
  } cases[] = {
    { "training.steps=1000", "seed", NULL },
    { "seed=2", "seed", NULL },
    { "seed=2", "network", "seed" },
    { "network.hidden.activation=maxout", "network.hidden.activation", NULL },
    { "network.hidden.initialiser=he-normal", "network.hidden.initialiser", NULL },
    { "network.hidden.initialiser=he-normal", "network.hidden.activation",
      "network.layers.1.initialiser.name" },
    { "network.layers.11.initialiser=he-normal", "network.hidden.initialiser",
      "network.layers.11.initialiser.name" },
    { "network.depth=5", "network.depth", NULL },
    { "network.depth=5", "network.hidden", "network.depth" },
    { "network.hidden.units=7", "network.layers", NULL },
    { "training.optimiser.learning-rate=1", "training.optimiser", NULL },
    { "training.optimiser=adam", "training.optimiser.learning-rate", "training.optimiser.name" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *const settings[] = {
      g_str_equal (cases[i].setting, "training.optimiser=adam")
          ? "training.optimiser={\"name\": \"adam\", \"learning-rate\": 0.1}"
          : cases[i].setting,
      NULL
    };
    const char *const allowed[] = { cases[i].allowed, NULL };
    g_autoptr (GradusExperiment) changed = gradus_experiment_set (given, settings, NULL);
    g_autofree char *breach = gradus_restriction_find_breach (given, changed, allowed);

    g_assert_cmpstr (breach, ==, cases[i].breach);
  }
}

#define STEP(rest)                                                                                 \
  "{\"gradus-lesson\": 1, \"title\": \"T\",\n\"steps\": [\n{\"title\": \"S\", \"text\": "          \
  "\"x\"" rest "}]}"

/* Each with the beginning of the sentence that its author must get. */
static void
test_wrong_files (void)
{
  static const struct {
    const char *text, *sentence;
  } cases[] = {
    { "{", "1: this is not JSON (" },
    { "[]", "1: this must be an object" },
    { "{\"gradus-lesson\": 2}", "1: gradus-lesson: 2 will not do" },
    { "{\"gradus-lesson\": 1, \"title\": \"T\"}", "1: \"steps\" is missing" },
    { "{\"gradus-lesson\": 1, \"title\": 5, \"steps\": []}",
      "1: title: this must be a text in double quotes" },
    { "{\"gradus-lesson\": 1, \"title\": {}, \"steps\": []}",
      "1: title: there is no text in any language" },
    { "{\"gradus-lesson\": 1, \"title\": \"T\", \"steps\": []}",
      "1: steps: this must be a list of 1 to 200 steps" },
    { "{\"gradus-lesson\": 1, \"title\": \"T\", \"needs\": \"mnist\", \"steps\": [{}]}",
      "1: needs: a lesson cannot need “mnist”" },
    { STEP (", \"txt\": 1"), "3: steps.1.txt: \"txt\" is not a known key" },
    { STEP (", \"experiment\": \"nix\""), "3: steps.1.experiment: “nix” is neither" },
    { STEP (", \"experiment\": {\"gradus-experiment\": 1}"),
      "3: steps.1.experiment: \"data\" is missing" },
    { STEP (",\n\"set\": [\"network.hidden.activation=rely\"]"),
      "4: steps.1.set: network.hidden.activation=rely: there is no activation \"rely\"" },
    { STEP (", \"set\": \"seed=1\""), "3: steps.1.set: this must be a list of strings" },
    { STEP (", \"runs\": [{\"name\": \"a\", \"set\": [\"seed=-1\"]}]"),
      "3: steps.1.runs.1.set: seed=-1: -1 will not do" },
    { STEP (", \"show\": {\"page\": \"front\"}"),
      "3: steps.1.show.page: there is no page \"front\"" },
    { STEP (", \"show\": {\"window\": \"front\"}"),
      "3: steps.1.show.window: there is no window \"front\"" },
    { STEP (", \"show\": {\"window\": \"damage\", \"damage\": \"prunes\"}"),
      "3: steps.1.show.damage: there is no damage \"prunes\"" },
    { STEP (", \"show\": {\"views\": [\"nix\"]}"),
      "3: steps.1.show.views: there is no view “nix”" },
    { STEP (", \"show\": {\"layer\": 0}"), "3: steps.1.show.layer: 0 will not do" },
    { STEP (", \"act\": {}"), "3: steps.1.act: one of \"train\", \"sweep\" and \"rewind\"" },
    { STEP (", \"act\": {\"train\": 0}"), "3: steps.1.act.train: 0 will not do" },
    { STEP (", \"act\": {\"sweep\": \"nix\"}"),
      "3: steps.1.act.sweep: there is no built-in sweep “nix”" },
    { STEP (", \"act\": {\"sweep\": [\"x\"]}"), "3: steps.1.act.sweep: " },
    { STEP (", \"question\": {\"text\": \"q\"}"), "3: steps.1.question: one of \"answers\"" },
    { STEP (", \"question\": {\"text\": \"q\", \"answers\": [{\"text\": \"a\", \"when\": "
            "\"cost\"}]}"),
      "3: steps.1.question.answers.1.when: “cost” compares nothing" },
    { STEP (", \"question\": {\"text\": \"q\", \"answers\": [{\"text\": \"a\", \"when\": "
            "\"otherwise\"}, {\"text\": \"b\", \"when\": \"otherwise\"}]}"),
      "3: steps.1.question: “otherwise” is the condition of 2 answers" },
    { STEP (", \"question\": {\"text\": \"q\", \"number\": \"cost\"}"),
      "3: steps.1: a question needs an “act”" },
    { STEP (", \"question\": {\"text\": \"q\", \"curve\": \"cost\", \"log\": true}"),
      "3: steps.1.question: “low” must be more than 0" },
    { STEP (", \"exercise\": {\"task\": \"t\"}"), "3: steps.1.exercise: \"met-when\" is missing" },
    { STEP (", \"exercise\": {\"task\": \"t\", \"met-when\": [5]}"),
      "3: steps.1.exercise.met-when.1: this must be a condition" },
    { STEP (", \"exercise\": {\"task\": \"t\", \"met-when\": []}"),
      "3: steps.1.exercise.met-when: this must be a list of 1 to 9" },
    { STEP (", \"exercise\": {\"task\": \"t\", \"blanks\": [\"delta.1\"]}"),
      "3: steps.1.exercise.blanks: “delta.1” is no number of the chain rule" },
    { STEP (", \"compare\": [{\"what\": \"w\", \"slide\": \"1\", \"here\": \"nix\"}]"),
      "3: steps.1.compare.1.here: “nix” is not a measurement" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *why = NULL;

    g_assert_null (read_lesson (cases[i].text, &why));
    g_test_message ("%s", why);
    g_assert_true (g_str_has_prefix (why, cases[i].sentence));
    g_assert_true (g_utf8_validate (why, -1, NULL));
  }
}

/* A window that is to open, and of which damage; NULL where none is named. */
static void
test_window (void)
{
  g_autoptr (GradusLesson) lesson =
      read_lesson (STEP (", \"show\": {\"window\": \"damage\", \"damage\": \"prune\"}"), NULL);
  g_autoptr (GradusLesson) plain = read_lesson (STEP (""), NULL);
  const GradusStep *step = gradus_lesson_get_step (lesson, 0);
  double kind;

  g_assert_cmpstr (step->show.window, ==, "damage");
  g_assert_true (gradus_show_find_setting (&step->show, "damage", &kind));
  g_assert_cmpfloat (kind, ==, GRADUS_DAMAGE_PRUNE);
  g_assert_null (gradus_lesson_get_step (plain, 0)->show.window);
}

/* What can be read and is still not right: claims that nobody can check, languages that are
 * missing. */
static void
test_faults (void)
{
  static const struct {
    const char *text, *fault;
  } cases[] = {
    { STEP (""), NULL },
    { STEP (", \"after\": \"[0.5](nonsense)\", \"act\": {\"train\": 1}"),
      "step 1, “S”: “nonsense” is not a measurement" },
    { STEP (", \"note\": \"[many](cost)\""), "step 1, “S”: “many” states no number" },
    { STEP (", \"note\": \"[5]()\""), "step 1, “S”: “” is not a measurement" },
    /* What is quoted in part ends with a whole letter. */
    { STEP (", \"note\": \"[5](x가나다라마바사아자차카타파하가나다라마바사)\""),
      "step 1, “S”: “x가나다라마바사아자차카타파하가나다라마” is not a measurement" },
    { "{\"gradus-lesson\": 1, \"title\": {\"en\": \"T\", \"ko\": \"티\"}, \"steps\": [{\"title\": "
      "{\"en\": "
      "\"S\", \"ko\": "
      "\"에\"}, \"text\": {\"en\": \"x\"}}]}",
      "step 1, “S”: there is no text in “ko”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GradusLesson) lesson = read_lesson (cases[i].text, NULL);
    g_autofree char *fault = gradus_lesson_find_fault (lesson);

    g_assert_cmpint (fault != NULL, ==, cases[i].fault != NULL);
    g_assert_true (!fault || g_str_has_prefix (fault, cases[i].fault));
  }
}

/* Those that come with Gradus: in order, without a fault, each text in both languages. */
static void
test_course (void)
{
  const GPtrArray *course = gradus_library_get_course ();

  g_assert_cmpuint (course->len, >, 12);
  g_assert_cmpstr (gradus_lesson_get_id (g_ptr_array_index (course, 0)), ==, "one-neuron");
  g_assert_cmpstr (gradus_lesson_get_id (g_ptr_array_index (course, course->len - 1)), ==,
                   "homework");
  for (guint i = 0; i < course->len; i++) {
    GradusLesson *lesson = g_ptr_array_index (course, i);
    g_autofree char *fault = gradus_lesson_find_fault (lesson);

    g_assert_cmpstr (fault, ==, NULL);
    g_assert_true (gradus_library_find (gradus_lesson_get_id (lesson)) == lesson);
    g_assert_cmpstr (gradus_words_get (gradus_lesson_get_title (lesson), english), !=, "");
    g_assert_cmpstr (gradus_words_get_language (gradus_lesson_get_title (lesson), 1), ==, "ko");
  }
}

/* A formatter that takes the name for a sum puts blanks into it. */
static void
test_error_domain (void)
{
  g_assert_cmpstr (g_quark_to_string (GRADUS_LESSON_ERROR), ==, "gradus-lesson-error-quark");
}

void
add_lesson_tests (void)
{
  g_test_add_func ("/lesson/words", test_words);
  g_test_add_func ("/lesson/expressions", test_expressions);
  g_test_add_func ("/lesson/maxout-weights", test_maxout_weights);
  g_test_add_func ("/lesson/unknown", test_unknown);
  g_test_add_func ("/lesson/conditions", test_conditions);
  g_test_add_func ("/lesson/wrong-conditions", test_wrong_conditions);
  g_test_add_func ("/lesson/measures", test_measures);
  g_test_add_func ("/lesson/claims", test_claims);
  g_test_add_func ("/lesson/measured-claims", test_measured_claims);
  g_test_add_func ("/lesson/written-like", test_written_like);
  g_test_add_func ("/lesson/restrictions", test_restrictions);
  g_test_add_func ("/lesson/wrong-files", test_wrong_files);
  g_test_add_func ("/lesson/window", test_window);
  g_test_add_func ("/lesson/faults", test_faults);
  g_test_add_func ("/lesson/course", test_course);
  g_test_add_func ("/lesson/error-domain", test_error_domain);
}
