/* SPDX-License-Identifier: MIT */
#include "grade/grader.h"

#include <string.h>

#include "experiment/experiment-json.h"
#include "lesson/changes.h"
#include "plot/number.h"
#include "store/document-file.h"

typedef struct {
  const GradusLesson *lesson;
  GradusGraded *graded;
  GradusDraft *draft;
  GPtrArray *runs; /* GradusDraftEntry by exercise, borrowed; NULL: none was handed in */
  GradusStepsFunc tell;
  gpointer data;
  GCancellable *cancellable;
} Grader;

/* -- What is graded ---------------------------------------------------------------------------- */

static void
free_exercise (gpointer data)
{
  GradusGradedExercise *exercise = data;

  g_free (exercise->measured);
  g_free (exercise->breach);
  g_strfreev (exercise->changes);
  g_free (exercise);
}

static void
clear_sign (gpointer sign)
{
  g_free (((GradusSign *) sign)->other);
}

static GradusGraded *
make_graded (const char *filename)
{
  GradusGraded *graded = g_new0 (GradusGraded, 1);

  graded->filename = g_strdup (filename);
  graded->exercises = g_ptr_array_new_with_free_func (free_exercise);
  graded->signs = g_array_new (FALSE, FALSE, sizeof (GradusSign));
  g_array_set_clear_func (graded->signs, clear_sign);
  graded->foreign_runs = g_ptr_array_new_with_free_func (g_free);
  graded->foreign_steps = g_array_new (FALSE, FALSE, sizeof (guint));
  return graded;
}

void
gradus_graded_free (GradusGraded *graded)
{
  g_free (graded->filename);
  g_free (graded->fault);
  gradus_hand_in_free (graded->hand_in);
  g_ptr_array_unref (graded->exercises);
  g_array_unref (graded->signs);
  g_ptr_array_unref (graded->foreign_runs);
  g_array_unref (graded->foreign_steps);
  g_free (graded);
}

/* -- Reading it -------------------------------------------------------------------------------- */

/* The same lesson, from the course or from its file: "04-ten-layers" is "ten-layers". */
static const char *
skip_number (const char *id)
{
  return id + strspn (id, "0123456789-");
}

static gboolean
check_lesson (Grader *grader)
{
  const GradusHandIn *hand_in = grader->graded->hand_in;

  if (g_str_equal (hand_in->lesson_digest, gradus_lesson_get_digest (grader->lesson)))
    return TRUE;
  if (g_str_equal (skip_number (hand_in->lesson),
                   skip_number (gradus_lesson_get_id (grader->lesson)))) {
    gradus_graded_add_sign (grader->graded, GRADUS_EVIDENCE_VERSION, 0, NULL);
    return TRUE;
  }
  grader->graded->fault =
      g_strdup_printf ("%s: this is a hand-in of the lesson “%s”, not of “%s”",
                       grader->graded->filename, hand_in->lesson,
                       gradus_lesson_get_id (grader->lesson));
  return FALSE;
}

static gboolean
read_file (Grader *grader)
{
  GradusGraded *graded = grader->graded;
  GradusSeal seal = GRADUS_SEAL_MISSING;
  g_autoptr (GError) error = NULL;

  grader->draft =
      gradus_document_file_examine (graded->filename, &seal, grader->cancellable, &error);
  if (!grader->draft) {
    graded->fault = g_strdup (error->message);
    return FALSE;
  }
  if (!grader->draft->hand_in) {
    graded->fault =
        g_strdup_printf ("%s: this is a document, but nothing was handed in with it; ask for the "
                         "file that “Hand In…” makes",
                         graded->filename);
    return FALSE;
  }
  graded->hand_in =
      gradus_hand_in_from_json (grader->draft->hand_in, strlen (grader->draft->hand_in), &error);
  if (!graded->hand_in) {
    graded->fault = g_strdup_printf ("%s: %s", graded->filename, error->message);
    return FALSE;
  }
  if (seal != GRADUS_SEAL_WHOLE)
    gradus_graded_add_sign (graded,
                            seal == GRADUS_SEAL_BROKEN ? GRADUS_EVIDENCE_SEAL_BROKEN
                                                       : GRADUS_EVIDENCE_SEAL_MISSING,
                            0, NULL);
  return check_lesson (grader);
}

/* -- What does not follow ---------------------------------------------------------------------- */

static void
check_chain (Grader *grader)
{
  const GradusHandIn *hand_in = grader->graded->hand_in;
  const GradusDeed *last =
      hand_in->deeds->len > 0 ? g_ptr_array_index (hand_in->deeds, hand_in->deeds->len - 1) : NULL;
  int deed;

  if (!gradus_hand_in_follows (hand_in, &deed)) {
    const GradusDeed *one = deed >= 0 ? g_ptr_array_index (hand_in->deeds, deed) : NULL;

    gradus_graded_add_sign (grader->graded, one ? GRADUS_EVIDENCE_DEED : GRADUS_EVIDENCE_HEAD,
                            one ? one->step : 0, NULL);
  }
  if (!last || last->kind != GRADUS_DEED_HANDED_IN)
    gradus_graded_add_sign (grader->graded, GRADUS_EVIDENCE_NO_END, 0, NULL);
}

/* The last time that it was handed in. */
static const GradusDeed *
find_end (const GradusHandIn *hand_in)
{
  for (guint i = hand_in->deeds->len; i > 0; i--) {
    const GradusDeed *deed = g_ptr_array_index (hand_in->deeds, i - 1);

    if (deed->kind == GRADUS_DEED_HANDED_IN)
      return deed;
  }
  return NULL;
}

static gboolean
is_of_try (const GradusDraftEntry *run, const GradusDeed *counted)
{
  g_autoptr (GradusDeed) own = gradus_deed_new (GRADUS_DEED_TRIED, 0);

  if (!counted)
    return FALSE;
  gradus_deed_set_experiment (own, run->experiment);
  return g_str_equal (own->experiment, counted->experiment) &&
         (run->draft->now->step == counted->at || run->draft->state == GRADUS_RUN_DIVERGED);
}

static void
check_run (Grader *grader, const GradusHandedRun *handed, const GradusDraftEntry *run)
{
  GradusGraded *graded = grader->graded;
  g_autofree char *digest = gradus_hand_in_digest_run (run);

  if (!g_str_equal (digest, handed->digest)) {
    gradus_graded_add_sign (graded, GRADUS_EVIDENCE_RUN, handed->step, NULL);
    g_ptr_array_add (graded->foreign_runs, g_steal_pointer (&digest));
    g_array_append_val (graded->foreign_steps, handed->step);
  } else if (!is_of_try (run, gradus_hand_in_find_try (graded->hand_in, handed->step))) {
    gradus_graded_add_sign (graded, GRADUS_EVIDENCE_TRY, handed->step, NULL);
  }
}

/* Finds for each exercise the run that was handed in. */
static void
match_runs (Grader *grader)
{
  const GradusDeed *end = find_end (grader->graded->hand_in);
  const guint n_steps = gradus_lesson_get_n_steps (grader->lesson);
  const guint n = end ? MIN (end->runs->len, grader->draft->runs->len) : 0;

  g_ptr_array_set_size (grader->runs, (int) n_steps);
  for (guint i = 0; i < n; i++) {
    const GradusHandedRun *handed = &g_array_index (end->runs, GradusHandedRun, i);
    GradusDraftEntry *run = g_ptr_array_index (grader->draft->runs, i);

    check_run (grader, handed, run);
    if (handed->step < n_steps)
      grader->runs->pdata[handed->step] = run;
  }
  for (guint i = n; end && i < end->runs->len; i++)
    gradus_graded_add_sign (grader->graded, GRADUS_EVIDENCE_RUN,
                            g_array_index (end->runs, GradusHandedRun, i).step, NULL);
}

/* -- Running again ----------------------------------------------------------------------------- */

static gboolean
has_same_history (const GradusSeries *a, const GradusSeries *b)
{
  const gsize n = a->n_regular;

  return n == b->n_regular && memcmp (a->steps, b->steps, n * sizeof (guint64)) == 0 &&
         memcmp (a->costs, b->costs, n * sizeof (double)) == 0 &&
         memcmp (a->accuracies, b->accuracies, n * sizeof (double)) == 0;
}

/* To the same bits; with other instructions the last ones may differ, and after many steps all. */
static void
compare_runs (Grader *grader, guint step, const GradusDraftEntry *run,
              const GradusDraftEntry *again)
{
  const GradusCheckpoint *a = run->draft->now, *b = again->draft->now;
  g_autofree char *loops = gradus_hand_in_describe_loops ();
  const gboolean is_here = g_str_equal (loops, grader->graded->hand_in->loops);
  const gboolean is_same = a->step == b->step && a->n_floats == b->n_floats &&
                           memcmp (a->state, b->state, a->n_floats * sizeof (float)) == 0;

  if (is_same && has_same_history (&run->draft->series, &again->draft->series))
    return;
  if (!is_here)
    gradus_graded_add_sign (grader->graded, GRADUS_EVIDENCE_LOOPS, step, NULL);
  else
    gradus_graded_add_sign (grader->graded,
                            is_same ? GRADUS_EVIDENCE_HISTORY : GRADUS_EVIDENCE_WEIGHTS, step,
                            NULL);
}

static void
judge_again (Grader *grader, guint step, const GradusDraftEntry *again,
             GradusGradedExercise *exercise)
{
  const GradusExercise *asked = gradus_lesson_get_step (grader->lesson, step)->exercise;
  const guint n_blanks = gradus_hand_in_count_blanks (grader->graded->hand_in, step, asked);
  g_auto (GradusJudgement) judgement = { 0 };
  g_autoptr (GError) error = NULL;

  exercise->n_blanks = n_blanks;
  if (!gradus_judge (grader->lesson, step, again, &judgement, &error)) {
    exercise->measured = g_strdup (error->message);
    return;
  }
  exercise->grade = judgement.is_met && n_blanks == asked->blanks->len ? GRADUS_GRADE_MET
                                                                       : GRADUS_GRADE_UNMET;
  exercise->measured = g_steal_pointer (&judgement.measured);
  exercise->breach = g_steal_pointer (&judgement.breach);
}

/* FALSE: it would take too long, or the reason says why not. */
static gboolean
can_run (const GradusDraftEntry *run, GradusGradedExercise *exercise)
{
  const double work = gradus_judge_estimate (run->experiment, run->draft->now->step);
  g_autofree char *needed = NULL, *most = NULL;

  if (work <= GRADUS_GRADE_MOST_WORK)
    return TRUE;
  needed = gradus_number_format (work);
  most = gradus_number_format (GRADUS_GRADE_MOST_WORK);
  exercise->measured = g_strdup_printf (
      "its run takes about %s multiplications, more than are run again (%s)", needed, most);
  return FALSE;
}

static void
run_again (Grader *grader, guint step, const GradusDraftEntry *run, GradusGradedExercise *exercise)
{
  g_autoptr (GradusExperiment) given = gradus_lesson_make_experiment (grader->lesson, step, NULL);
  g_autoptr (GradusDraft) draft = gradus_draft_new ();
  g_autoptr (GError) error = NULL;
  GradusDraftEntry *again;

  exercise->grade = GRADUS_GRADE_UNKNOWN;
  exercise->at = run->draft->now->step;
  exercise->changes = gradus_changes_list (given, run->experiment);
  if (!can_run (run, exercise))
    return;
  again = gradus_judge_train (draft, run->experiment, run->training, run->test, exercise->at,
                              grader->tell, grader->data, grader->cancellable, &error);
  if (!again) {
    exercise->measured = g_strdup (error->message);
    return;
  }
  compare_runs (grader, step, run, again);
  judge_again (grader, step, again, exercise);
}

static void
grade_exercise (Grader *grader, guint step)
{
  const GradusHandIn *hand_in = grader->graded->hand_in;
  const GradusDeed *counted = gradus_hand_in_find_try (hand_in, step);
  const GradusDraftEntry *run = g_ptr_array_index (grader->runs, step);
  GradusGradedExercise *exercise = g_new0 (GradusGradedExercise, 1);

  g_ptr_array_add (grader->graded->exercises, exercise);
  exercise->n_hints = gradus_hand_in_count_hints (hand_in, step);
  exercise->n_tries = gradus_hand_in_count (hand_in, GRADUS_DEED_TRIED, step);
  exercise->saw_solution = gradus_hand_in_count (hand_in, GRADUS_DEED_SOLUTION, step) > 0;
  exercise->seconds = counted ? counted->seconds : 0;
  if (run)
    run_again (grader, step, run, exercise);
}

static void
grade_hand_in (Grader *grader)
{
  if (!read_file (grader))
    return;
  check_chain (grader);
  match_runs (grader);
  for (guint i = 0; i < gradus_lesson_get_n_steps (grader->lesson); i++) {
    if (gradus_lesson_get_step (grader->lesson, i)->exercise)
      grade_exercise (grader, i);
  }
}

GradusGraded *
gradus_grade (const GradusLesson *lesson, const char *filename, GradusStepsFunc tell, gpointer data,
              GCancellable *cancellable)
{
  g_autoptr (GradusGraded) graded = make_graded (filename);
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();
  Grader grader = { lesson, graded, NULL, runs, tell, data, cancellable };

  grade_hand_in (&grader);
  g_clear_pointer (&grader.draft, gradus_draft_unref);
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&graded);
}
