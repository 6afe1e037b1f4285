/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/check-data.h"
#include "cli/command.h"
#include "lesson/hand-in.h"
#include "lesson/rehearsal.h"
#include "store/document-file.h"
#include "export/weights-map.h"
#include "experiment/advice.h"
#include "experiment/experiment-json.h"
#include "experiment/refusal.h"
#include "experiment/samples.h"

static gboolean is_rehearsed, has_evidence, is_json;

/* Without its data, which need not be on this computer, nothing is known. */
static void
print_advice (const GradusExperiment *experiment)
{
  g_autoptr (GradusDataset) training = NULL, test = NULL;
  g_auto (GStrv) advice = NULL;

  if (!gradus_samples_make (&experiment->data, experiment->seed, &training, &test, NULL))
    return;
  advice = gradus_advice_list (experiment, training);
  for (char **sentence = advice; *sentence; sentence++)
    gradus_cli_print ("  advice: %s\n", *sentence);
}

static gboolean
check_experiment (const char *filename, GError **error)
{
  g_autoptr (GradusExperiment) experiment = gradus_experiment_load (filename, error);
  g_autofree char *shape = experiment ? gradus_experiment_describe_shape (experiment) : NULL;

  if (!experiment)
    return FALSE;
  gradus_cli_print ("%s: an experiment, “%s”, %s on %s\n", filename, experiment->name, shape,
                    experiment->data.generator->name);
  print_advice (experiment);
  return TRUE;
}

static gboolean
print_hand_in (const char *record, GError **error)
{
  g_autoptr (GradusHandIn) hand_in = gradus_hand_in_from_json (record, strlen (record), error);

  if (hand_in)
    gradus_cli_print ("  handed in by “%s” for the lesson “%s”\n", hand_in->name,
                      hand_in->lesson);
  return hand_in != NULL;
}

static gboolean
check_document (const char *filename, GError **error)
{
  gboolean is_newer = FALSE;
  g_autoptr (GradusDraft) draft =
      gradus_document_file_load (filename, FALSE, &is_newer, NULL, error);

  if (!draft)
    return FALSE;
  gradus_cli_print ("%s: a document%s, %u runs\n", filename, is_newer ? " of a newer version" : "",
                    draft->runs->len);
  if (draft->hand_in && !print_hand_in (draft->hand_in, error)) {
    g_prefix_error (error, "%s: ", filename);
    return FALSE;
  }
  for (guint i = 0; i < draft->runs->len; i++) {
    const GradusDraftEntry *run = g_ptr_array_index (draft->runs, i);
    g_autofree char *shape = gradus_experiment_describe_shape (run->experiment);

    gradus_cli_print ("  %u: “%s”, %s on %s, step %" G_GUINT64_FORMAT ", %u checkpoints\n", i + 1,
                      run->name ? run->name : run->experiment->name, shape,
                      run->experiment->data.generator->name, run->draft->now->step,
                      run->draft->n_entries);
    if (run->draft->state == GRADUS_RUN_DIVERGED)
      gradus_cli_print ("     diverged in step %" G_GUINT64_FORMAT ", beginning in layer %u\n",
                        run->draft->divergence.step, run->draft->divergence.layer + 1);
  }
  return TRUE;
}

/* Another type than F32 is rounded or widened; a number that is not finite spoils all that comes
 * after it. */
static void
print_numbers (const GradusSafetensors *file)
{
  gsize n_strange = 0;

  for (guint i = 0; i < file->tensors->len; i++) {
    const GradusSafetensor *tensor = g_ptr_array_index (file->tensors, i);
    g_autofree float *numbers = NULL;

    if (!g_str_equal (tensor->type, "F32"))
      gradus_cli_print ("  %s: %s%s\n", tensor->name, tensor->type,
                        tensor->numbers == GRADUS_NUMBERS_OTHER ? ", which are no weights"
                                                                : ", used as float32");
    if (tensor->numbers == GRADUS_NUMBERS_OTHER)
      continue;
    numbers = g_new (float, MAX (tensor->n_items, 1));
    gradus_safetensors_copy (file, tensor, numbers);
    for (gsize k = 0; k < tensor->n_items; k++)
      n_strange += !isfinite (numbers[k]);
  }
  if (n_strange > 0)
    gradus_cli_print ("  %" G_GSIZE_FORMAT " numbers are infinite or not a number: no run can use "
                      "them\n",
                      n_strange);
}

/* A foreign file is well as far as can be said: whether it fits a network, only a network knows. */
static gboolean
check_weights (const char *filename, GError **error)
{
  g_autoptr (GradusSafetensors) file = gradus_safetensors_load (filename, error);
  g_autoptr (GradusWeights) weights = NULL;

  if (!file)
    return FALSE;
  if (!gradus_safetensors_is_own (file)) {
    gradus_cli_print ("%s: safetensors, %u tensors, not written by Gradus\n", filename,
                      file->tensors->len);
    print_numbers (file);
    return TRUE;
  }
  weights = gradus_weights_from_safetensors (file, error);
  if (!weights) {
    g_prefix_error (error, "%s: ", filename);
    return FALSE;
  }
  gradus_cli_print ("%s: weights of “%s” after step %" G_GUINT64_FORMAT ", %u tensors\n", filename,
                    weights->experiment->name, weights->step, file->tensors->len);
  print_numbers (file);
  return TRUE;
}

static void
print_fault (const char *sentence, gpointer filename)
{
  gradus_cli_fail (EXIT_BAD_INPUT, "%s: %s", (const char *) filename, sentence);
}

/* Goes through a lesson from its first to its last step. */
static gboolean
rehearse_lesson (const char *filename, GradusLesson *lesson, GError **error)
{
  GradusRehearsal rehearsal;

  if (!gradus_lesson_is_possible (lesson)) {
    puts ("  not rehearsed: the data that it needs is not installed");
    return TRUE;
  }
  if (!gradus_rehearse (lesson, has_evidence, print_fault, (gpointer) filename, &rehearsal, error)) {
    g_prefix_error (error, "%s: ", filename);
    return FALSE;
  }
  gradus_cli_print ("  rehearsed: %u steps, %u statements, %u of them wrong\n", rehearsal.n_steps,
                    rehearsal.n_checks, rehearsal.n_faults);
  if (rehearsal.n_faults > 0)
    g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID,
                 "%s: not everything that it says is true", filename);
  return rehearsal.n_faults == 0;
}

static gboolean
check_lesson (const char *filename, GError **error)
{
  g_autoptr (GradusLesson) lesson = gradus_lesson_load (filename, error);
  g_autofree char *fault = lesson ? gradus_lesson_find_fault (lesson) : NULL;

  if (!lesson)
    return FALSE;
  if (fault) {
    g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID, "%s: %s", filename,
                 fault);
    return FALSE;
  }
  gradus_cli_print ("%s: a lesson, “%s”, %u steps\n", filename,
                    gradus_words_say (gradus_lesson_get_title (lesson)),
                    gradus_lesson_get_n_steps (lesson));
  return !is_rehearsed || rehearse_lesson (filename, lesson, error);
}

/* The end of the name decides; all other files are data. */
static gboolean
check_file (const char *filename, GError **error)
{
  if (g_str_equal (filename, "-"))
    return gradus_refuse (
        error, "-: what a file is its name says; save this to a file, and give that");
  if (gradus_document_file_is_one (filename))
    return check_document (filename, error);
  if (g_str_has_suffix (filename, ".safetensors"))
    return check_weights (filename, error);
  if (gradus_lesson_is_one (filename))
    return check_lesson (filename, error);
  if (g_str_has_suffix (filename, ".json"))
    return check_experiment (filename, error);
  return gradus_cli_check_data (filename, is_json, error);
}

ExitStatus
gradus_cli_check (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "run", 0, 0, G_OPTION_ARG_NONE, &is_rehearsed,
      "Go through lessons from the first to the last step, and check that what they say is true",
      NULL },
    { "evidence", 0, 0, G_OPTION_ARG_NONE, &has_evidence,
      "With --run: do the experiments, too, that steps name as evidence; takes minutes", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json,
      "Print one JSON object a file of data instead of text", NULL },
    G_OPTION_ENTRY_NULL
  };
  ExitStatus status = EXIT_DONE;

  if (!gradus_cli_parse (
          &argc, &argv, entries, "FILE…",
          "Reads any file that Gradus can open, and says what it is or what is wrong with it."))
    return EXIT_WRONG_USAGE;
  if (argc < 2)
    return gradus_cli_fail (EXIT_WRONG_USAGE,
                            "check takes at least one FILE; usage: gradus-cli check "
                            "[--run [--evidence]] [--json] FILE…");
  for (int i = 1; i < argc; i++) {
    g_autoptr (GError) error = NULL;

    if (!check_file (argv[i], &error))
      status = gradus_cli_fail_with (error);
  }
  return status;
}
