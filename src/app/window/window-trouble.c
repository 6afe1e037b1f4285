/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "app/window/window-private.h"
#include "experiment/advice.h"
#include "plot/number.h"

/* -- What there is to say ---------------------------------------------------------------------- */

static char *
describe_divergence (GradusRun *run, const GradusDivergence *divergence)
{
  g_autofree char *step = gradus_number_format_count (divergence->step);
  g_autofree char *advice =
      gradus_advice_of_divergence (gradus_run_get_experiment (run), gradus_run_get_dataset (run));

  /* Translators: step, layer, and what may help */
  return g_strdup_printf (_ ("Diverged in step %s, beginning in layer %u: %s"), step,
                          divergence->layer + 1, advice);
}

/* What training ended in; NULL: in nothing bad. */
static char *
describe_end (GradusRun *run, const GradusSnapshot *snapshot)
{
  if (snapshot->state == GRADUS_RUN_DIVERGED)
    return describe_divergence (run, &snapshot->divergence);
  if (snapshot->state == GRADUS_RUN_FINISHED && gradus_snapshot_has_dead_layer (snapshot))
    return g_strdup (
        _ ("All units of a layer are dead: they answer 0 to every sample, so no gradient passes "
           "them. Another seed, initialiser or activation helps"));
  return NULL;
}

/* What is seldom meant, known before the first step; NULL: nothing. Looked for only where it may
 * have become another: news come sixty times a second. */
static const char *
find_advice (GradusWindow *self, GradusRun *run)
{
  const GradusExperiment *experiment = gradus_run_get_experiment (run);
  g_auto (GStrv) sentences = NULL;

  if (self->advised && self->advised_data == gradus_run_get_dataset (run) &&
      gradus_experiment_equal (self->advised, experiment))
    return self->advice;
  gradus_window_forget_advice (self);
  self->advised = gradus_experiment_copy (experiment);
  self->advised_data = gradus_dataset_ref (gradus_run_get_dataset (run));
  sentences = gradus_advice_list (experiment, self->advised_data);
  for (char **sentence = sentences; *sentence; sentence++)
    **sentence = g_ascii_toupper (**sentence);
  self->advice = *sentences ? g_strjoinv ("\n", sentences) : NULL;
  return self->advice;
}

void
gradus_window_forget_advice (GradusWindow *self)
{
  g_clear_pointer (&self->advised, gradus_experiment_free);
  g_clear_pointer (&self->advised_data, gradus_dataset_unref);
  g_clear_pointer (&self->advice, g_free);
}

/* -- Saying it --------------------------------------------------------------------------------- */

/* Once, not with each snapshot that shows it. */
static void
say_once (GradusWindow *self, const char *sentence, gboolean has_diverged)
{
  if (g_strcmp0 (sentence, self->trouble) == 0)
    return;
  g_free (self->trouble);
  self->trouble = g_strdup (sentence);
  if (sentence)
    gradus_toaster_tell_trouble (self->toaster, sentence,
                                 has_diverged ? _ ("The Moment Before") : NULL,
                                 has_diverged ? "win.moment-before" : NULL);
  else
    gradus_toaster_clear_trouble (self->toaster);
}

void
gradus_window_tell_of_trouble (GradusWindow *self)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  const GradusSnapshot *snapshot = gradus_run_get_newest (run);
  g_autofree char *end = describe_end (run, snapshot);

  say_once (self, end ? end : find_advice (self, run), snapshot->state == GRADUS_RUN_DIVERGED);
}

void
gradus_window_expect_trouble (GradusWindow *self)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  const GradusSnapshot *snapshot = gradus_run_get_newest (run);
  g_autofree char *end = snapshot ? describe_end (run, snapshot) : NULL;

  if (!end)
    return;
  gradus_toaster_clear_trouble (self->toaster);
  g_free (self->trouble);
  self->trouble = g_steal_pointer (&end);
}
