/* SPDX-License-Identifier: MIT
 *
 * Any text for what reads texts: GRADUS_FUZZED is one of the functions below. */
#include <math.h>
#include <string.h>

#include "data/formula.h"
#include "data/numerals.h"
#include "experiment/advice.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "experiment/pasted.h"
#include "experiment/preparation-json.h"
#include "experiment/samples.h"
#include "experiment/setting-text.h"
#include "fuzz.h"
#include "lesson/claim.h"
#include "lesson/condition.h"
#include "lesson/lesson.h"
#include "plot/number.h"
#include "plot/prose-markup.h"
#include "sweep/sweep-json.h"

/* -- Experiments -------------------------------------------------------------------------------- */

/* Few enough samples for each input of the fuzzer to have its own, and none of pictures that lie on
 * this machine. */
static void
make_samples (const GradusExperiment *experiment)
{
  g_autoptr (GradusDataset) training = NULL, test = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) advice = NULL;

  if (experiment->data.n_samples > 200 || experiment->data.generator == &gradus_fashion_generator)
    return;
  fuzz_check (gradus_samples_make (&experiment->data, experiment->seed, &training, &test, &error),
              error);
  if (training)
    advice = gradus_advice_list (experiment, training);
}

/* What was read is written so that it is read again as the same. */
static void
look_at_experiment (const GradusExperiment *experiment)
{
  g_autofree char *text = gradus_experiment_to_json (experiment);
  g_autofree char *shape = gradus_experiment_describe_shape (experiment), *again_text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) again = gradus_experiment_from_json (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_true (gradus_experiment_equal (experiment, again));
  again_text = gradus_experiment_to_json (again);
  g_assert_cmpstr (text, ==, again_text);
  make_samples (experiment);
}

G_GNUC_UNUSED static void
read_experiment (const char *text, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment = gradus_experiment_from_json (text, n, &error);

  fuzz_check (experiment != NULL, error);
  if (experiment)
    look_at_experiment (experiment);
}

G_GNUC_UNUSED static void
read_pasted (const char *text, gsize n)
{
  g_autoptr (GError) error = NULL;
  gboolean is_mended;
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_from_pasted (text, &is_mended, &error);

  fuzz_check (experiment != NULL, error);
  if (experiment)
    look_at_experiment (experiment);
}

/* Settings as on a command line, which is UTF-8, or in a lesson, one a line. */
G_GNUC_UNUSED static void
read_settings (const char *text, gsize n)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor"), changed = NULL;
  g_auto (GStrv) settings = g_strsplit (text, "\n", 8);
  g_autoptr (GError) error = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return;
  changed = gradus_experiment_set (experiment, (const char *const *) settings, &error);
  fuzz_check (changed != NULL, error);
  if (changed)
    look_at_experiment (changed);
}

G_GNUC_UNUSED static void
read_preparation (const char *text, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusPreparation) preparation = gradus_preparation_from_json (text, n, &error);
  g_autoptr (GradusPreparation) again = NULL;
  g_autofree char *written = NULL;
  g_autofree float *raw = NULL, *inputs = NULL;

  fuzz_check (preparation != NULL, error);
  if (!preparation)
    return;
  written = gradus_preparation_to_json (preparation);
  again = gradus_preparation_from_json (written, strlen (written), &error);
  g_assert_no_error (error);
  raw = g_new0 (float, preparation->n_raw);
  inputs = g_new0 (float, preparation->n_inputs);
  gradus_preparation_apply (preparation, raw, inputs);
}

/* -- Sweeps and lessons ------------------------------------------------------------------------- */

G_GNUC_UNUSED static void
read_part (const char *text, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusSweep) sweep =
      gradus_sweep_from_part (text, n, &(GradusDataSource){ NULL }, &error);
  g_autofree char *written = NULL;

  fuzz_check (sweep != NULL, error);
  if (!sweep)
    return;
  for (guint i = 0; i < MIN (gradus_sweep_get_n_cells (sweep), 20); i++) {
    GradusCellSummary summary;

    gradus_sweep_summarise (sweep, i, &summary);
    g_assert_cmpuint (summary.n_known, <=, gradus_sweep_get_n_seeds (sweep));
  }
  if (gradus_sweep_get_n_jobs (sweep) < 10000)
    written = gradus_sweep_to_json (sweep, "name", 1);
}

/* Of a command line. */
G_GNUC_UNUSED static void
read_axis (const char *text, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusSweepAxis) axis = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return;
  axis = gradus_sweep_axis_parse (text, &error);
  fuzz_check (axis != NULL, error);
  if (axis)
    g_assert_cmpuint (axis->choices->len, >, 0);
}

G_GNUC_UNUSED static void
read_lesson (const char *text, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusLesson) lesson = gradus_lesson_from_json ("lesson", text, n, NULL, &error);
  g_autofree char *fault = NULL;

  fuzz_check (lesson != NULL, error);
  if (!lesson)
    return;
  fault = gradus_lesson_find_fault (lesson);
  for (guint i = 0; gradus_lesson_is_possible (lesson) && i < gradus_lesson_get_n_steps (lesson);
       i++) {
    g_autoptr (GradusExperiment) experiment = gradus_lesson_make_experiment (lesson, i, NULL);

    g_assert_nonnull (experiment);
  }
}

/* What a claim is about is told from what is stated by a line. These texts come out of JSON, and so
 * are UTF-8. */
G_GNUC_UNUSED static void
read_claim (const char *text, gsize n)
{
  static GradusDocument *document;
  g_auto (GStrv) parts = g_strsplit (text, "\n", 2);
  const char *stated = parts[0] ? parts[0] : "", *about = parts[0] && parts[1] ? parts[1] : "";
  g_autofree char *fault = NULL, *checked = NULL, *measured = NULL, *like = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return;
  document = document ? document : gradus_document_new ();
  fault = gradus_claim_find_fault (stated, about);
  checked = gradus_claim_check (stated, about, document);
  measured = gradus_claim_measure (stated, about, document);
  like = gradus_claim_write_like (stated, 0.5000012);
}

G_GNUC_UNUSED static void
read_condition (const char *text, gsize n)
{
  static GradusDocument *document;
  g_autofree char *fault = NULL, *other_fault = NULL;
  GradusCondition *condition;
  GradusExpression *expression;

  if (!g_utf8_validate (text, -1, NULL))
    return;
  document = document ? document : gradus_document_new ();
  condition = gradus_condition_parse (text, &fault);
  expression = gradus_expression_parse (text, &other_fault);
  fuzz_check_fault (condition != NULL, condition ? NULL : fault);
  fuzz_check_fault (expression != NULL, expression ? NULL : other_fault);
  if (condition) {
    g_autofree char *state = gradus_condition_describe_state (condition, document);

    gradus_condition_holds (condition, document);
    gradus_condition_free (condition);
  }
  if (expression) {
    gradus_expression_read (expression, document);
    gradus_expression_free (expression);
  }
}

static const char *
restate (const char *stated, const char *about, gpointer data)
{
  return strlen (stated) % 2 ? about : NULL;
}

G_GNUC_UNUSED static void
read_prose (const char *text, gsize n)
{
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *restated = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return;
  blocks = gradus_prose_markup_parse (text);
  for (guint i = 0; i < blocks->len; i++) {
    const GradusProseBlock *block = g_ptr_array_index (blocks, i);

    g_assert_true (g_utf8_validate (block->text, -1, NULL));
    for (guint k = 0; k < block->spans->len; k++) {
      const GradusProseSpan *span = &g_array_index (block->spans, GradusProseSpan, k);

      g_assert_cmpuint (span->start, <=, span->end);
      g_assert_cmpuint (span->end, <=, strlen (block->text));
    }
  }
  restated = gradus_prose_markup_restate (text, restate, NULL);
}

/* -- What is typed ------------------------------------------------------------------------------ */

G_GNUC_UNUSED static void
read_formula (const char *text, gsize n)
{
  g_autoptr (GError) error = NULL;
  const GradusFormula *formula = gradus_formula_find (text, &error);
  g_autofree char *python = NULL;

  fuzz_check (formula != NULL, error);
  if (!formula)
    return;
  python = gradus_formula_to_python (formula);
  gradus_formula_evaluate (formula, 0.5);
  gradus_formula_evaluate (formula, -INFINITY);
}

static void
read_field (const char *text, gsize n)
{
  const GradusCsvField field = { text, (guint) n, FALSE };
  const GradusNumeralsTrial trial = gradus_numerals_try (&field);
  float value;

  for (guint i = 0; i < GRADUS_N_NUMERALS; i++) {
    GradusNumerals way = gradus_numerals[i];

    way.unit = trial.unit;
    if (gradus_numerals_parse (&way, &field, &value) == GRADUS_CSV_NUMBER)
      g_assert_true (isfinite (value));
  }
}

static void
read_layer_setting (const char *text, const GradusLayerClass *class)
{
  for (guint i = 0; i < gradus_layer_class_count_settings (class); i++) {
    double value = 0;

    if (gradus_layer_setting_parse (&class->settings[i], text, &value)) {
      g_autofree char *shown = gradus_layer_setting_format (&class->settings[i], value);

      g_assert_true (isfinite (value) && *shown);
    }
  }
}

/* A number in a table, in a field of the window, and in a setting of a layer; the window's texts are
 * UTF-8. */
G_GNUC_UNUSED static void
read_number (const char *text, gsize n)
{
  double value = 0;

  read_field (text, n);
  if (!g_utf8_validate (text, -1, NULL))
    return;
  if (gradus_number_parse (text, &value))
    g_assert_true (isfinite (value));
  for (guint i = 0; gradus_layer_classes[i]; i++)
    read_layer_setting (text, gradus_layer_classes[i]);
}

/* With a zero behind it, which is not a part of it. */
int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n)
{
  g_autofree char *text = g_malloc (n + 1);

  memcpy (text, bytes, n);
  text[n] = '\0';
  GRADUS_FUZZED (text, n);
  return 0;
}
