/* SPDX-License-Identifier: MIT */
#include "document/ensemble.h"

#include <math.h>
#include <string.h>

#include "train/confusion.h"

/* That many samples are compared as a whole, and of the others the targets: generated data of
 * another seed are seen by either. */
#define COMPARED 16

static gboolean
are_the_same (const GradusDataset *a, const GradusDataset *b)
{
  g_autofree float *own = NULL, *other = NULL;
  guint n;

  if (a == b)
    return TRUE;
  if (!a || !b || a->n_samples != b->n_samples || a->n_inputs != b->n_inputs ||
      a->n_targets != b->n_targets ||
      memcmp (a->targets, b->targets, (gsize) a->n_samples * a->n_targets * sizeof (float)) != 0)
    return FALSE;
  n = MIN (a->n_samples, COMPARED);
  own = gradus_dataset_copy_inputs (a, 0, n);
  other = gradus_dataset_copy_inputs (b, 0, n);
  return memcmp (own, other, (gsize) n * a->n_inputs * sizeof (float)) == 0;
}

static const GradusAnswers *
get_answers (GradusDocument *document, guint number, gboolean of_test)
{
  const GradusSnapshot *snapshot =
      gradus_run_get_newest (gradus_document_get_run (document, number));

  if (!snapshot)
    return NULL;
  return of_test ? snapshot->test_answers : snapshot->answers;
}

/* The share of the samples whose class the outputs name. */
static double
judge (const GradusDataset *dataset, const GradusAnswers *asked, const float *outputs)
{
  guint n_right = 0;

  for (guint i = 0; i < asked->n_samples; i++)
    n_right += gradus_confusion_find_class (outputs + (gsize) i * asked->n_outputs,
                                            asked->n_outputs, 1) ==
               gradus_confusion_find_class (
                   dataset->targets + (gsize) asked->samples[i] * dataset->n_targets,
                   dataset->n_targets, 1);
  return (double) n_right / asked->n_samples;
}

/* Of the first run's dataset, which all have. NAN where a run has not answered all that it has. */
static double
measure (GradusDocument *document, const GradusDataset *dataset, gboolean of_test, double *members)
{
  const guint n_runs = gradus_document_get_n_runs (document);
  const GradusAnswers *first = get_answers (document, 0, of_test);
  g_autofree float *sums = NULL;
  gsize n;

  *members = first ? 0 : NAN;
  if (!first)
    return NAN;
  n = (gsize) first->n_samples * first->n_outputs;
  sums = g_new0 (float, n);
  for (guint i = 0; i < n_runs; i++) {
    const GradusAnswers *answers = get_answers (document, i, of_test);

    if (!answers || answers->n_samples != first->n_samples ||
        answers->n_outputs != first->n_outputs)
      return NAN;
    *members += judge (dataset, answers, answers->outputs) / n_runs;
    for (gsize k = 0; k < n; k++)
      sums[k] += answers->outputs[k] / (float) n_runs;
  }
  return judge (dataset, first, sums);
}

static gboolean
have_the_same_data (GradusDocument *document)
{
  GradusRun *first = gradus_document_get_run (document, 0);

  for (guint i = 0; i < gradus_document_get_n_runs (document); i++) {
    GradusRun *run = gradus_document_get_run (document, i);

    if (gradus_data_spec_is_regression (gradus_run_get_data (run)) ||
        !are_the_same (gradus_run_get_dataset (run), gradus_run_get_dataset (first)) ||
        !are_the_same (gradus_run_get_test_dataset (run), gradus_run_get_test_dataset (first)))
      return FALSE;
  }
  return TRUE;
}

gboolean
gradus_ensemble_measure (GradusDocument *document, GradusEnsemble *ensemble)
{
  const guint n_runs = gradus_document_get_n_runs (document);
  const GradusDataset *test;
  GradusRun *first;

  if (n_runs < 2 || !have_the_same_data (document))
    return FALSE;
  first = gradus_document_get_run (document, 0);
  test = gradus_run_get_test_dataset (first);
  *ensemble = (GradusEnsemble){ .n_runs = n_runs, .test_accuracy = NAN, .test_members = NAN };
  ensemble->accuracy =
      measure (document, gradus_run_get_dataset (first), FALSE, &ensemble->members);
  if (test)
    ensemble->test_accuracy = measure (document, test, TRUE, &ensemble->test_members);
  return !isnan (ensemble->accuracy);
}
