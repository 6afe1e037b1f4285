/* SPDX-License-Identifier: MIT */
#include "lesson/hand-in-maker.h"

#include <string.h>

#include "experiment/experiment-json.h"

typedef struct {
  GradusHandIn *hand_in;
  const GradusLesson *lesson;
  GradusDraft *draft;
  GradusDeed *handed;
  GArray *unmet;
} Maker;

/* A hand-in is sent by mail: a few moments to look back at are enough, and the rest is trained
 * again in a moment. */
#define MOST_MOMENTS 8

static void
thin_run (GradusRunDraft *run)
{
  const guint n = run->n_entries;
  guint n_kept = 0;

  for (guint i = 0; i < n; i++) {
    const gboolean is_kept = n <= MOST_MOMENTS || i + 1 == n ||
                             i * (MOST_MOMENTS - 1) / n >= n_kept;

    if (is_kept)
      run->entries[n_kept++] = run->entries[i];
    else
      gradus_checkpoint_unref (run->entries[i].checkpoint);
  }
  run->n_entries = n_kept;
}

static void
note_run (Maker *maker, guint step, GradusDraftEntry *run)
{
  const GradusHandedRun handed = { step, gradus_hand_in_digest_run (run) };

  thin_run (run->draft);
  run->name = g_strdup (gradus_words_say (gradus_lesson_get_step (maker->lesson, step)->title));
  run->colour = maker->draft->runs->len - 1;
  g_array_append_val (maker->handed->runs, handed);
}

static gboolean
note_judgement (Maker *maker, guint step, const GradusDeed *counted, const GradusDraftEntry *run,
                GError **error)
{
  g_auto (GradusJudgement) judgement = { 0 };

  if (!counted->is_met)
    return TRUE;
  if (!gradus_judge (maker->lesson, step, run, &judgement, error))
    return FALSE;
  if (!judgement.is_met)
    g_array_append_val (maker->unmet, step);
  return TRUE;
}

static gboolean
add_exercise (Maker *maker, guint step, GradusStepsFunc tell, gpointer data,
              GCancellable *cancellable, GError **error)
{
  const GradusDeed *counted = gradus_hand_in_find_try (maker->hand_in, step);
  g_autoptr (GradusExperiment) experiment = NULL;
  GradusDraftEntry *run;

  if (!counted)
    return TRUE;
  experiment =
      gradus_experiment_from_json (counted->experiment, strlen (counted->experiment), error);
  run = experiment ? gradus_judge_train (maker->draft, experiment, NULL, NULL, counted->at, tell,
                                         data, cancellable, error)
                   : NULL;
  if (!run)
    return FALSE;
  note_run (maker, step, run);
  return note_judgement (maker, step, counted, run, error);
}

GradusDraft *
gradus_hand_in_make_draft (GradusHandIn *hand_in, const GradusLesson *lesson, GArray *unmet,
                           GradusStepsFunc tell, gpointer data, GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GradusDraft) draft = gradus_draft_new ();
  g_autoptr (GradusDeed) handed = gradus_deed_new (GRADUS_DEED_HANDED_IN, 0);
  Maker maker = { hand_in, lesson, draft, handed, unmet };

  for (guint i = 0; i < gradus_lesson_get_n_steps (lesson); i++) {
    if (gradus_lesson_get_step (lesson, i)->exercise &&
        !add_exercise (&maker, i, tell, data, cancellable, error))
      return NULL;
  }
  if (draft->runs->len == 0) {
    g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID,
                 "no exercise was tried yet; train a run in one, then hand in");
    return NULL;
  }
  gradus_hand_in_take (hand_in, g_steal_pointer (&handed));
  draft->hand_in = gradus_hand_in_to_json (hand_in);
  return g_steal_pointer (&draft);
}

guint64
gradus_hand_in_count_steps (const GradusHandIn *hand_in, const GradusLesson *lesson)
{
  guint64 n = 0;

  for (guint i = 0; i < gradus_lesson_get_n_steps (lesson); i++) {
    const GradusDeed *counted = gradus_hand_in_find_try (hand_in, i);

    n += gradus_lesson_get_step (lesson, i)->exercise && counted ? counted->at : 0;
  }
  return n;
}
