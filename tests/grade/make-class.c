/* SPDX-License-Identifier: MIT */
/* make-class FOLDER N: N hand-ins of the homework, 01.gradus and so on, made as students make them,
 * by a session; and forged-*.gradus, made by somebody who can work out every digest and the seal.
 * What a person does with SQLite alone, test-grade.py does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/edit.h"
#include "experiment/experiment-json.h"
#include "lesson/hand-in-maker.h"
#include "lesson/homework.h"
#include "lesson/library.h"
#include "store/document-file.h"

typedef struct {
  GradusDocument *document;
  GradusSession *session;
  GradusLesson *lesson;
  const char *folder;
} Desk;

static void
settle (Desk *desk)
{
  do {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (200);
    gradus_document_refresh (desk->document);
  } while (gradus_document_is_playing (desk->document) ||
           !gradus_document_is_settled (desk->document) ||
           gradus_session_get_acting (desk->session) == GRADUS_ACTING_NOW);
}

static void
enter (Desk *desk, guint step)
{
  g_autoptr (GError) error = NULL;

  gradus_session_enter (desk->session, desk->lesson, step, &error);
  g_assert_no_error (error);
  settle (desk);
}

static void
act (Desk *desk)
{
  g_assert_true (gradus_session_act (desk->session, NULL));
  settle (desk);
}

static void
check (Desk *desk)
{
  g_auto (GradusVerdictOnExercise) verdict = { 0 };

  settle (desk);
  gradus_session_check (desk->session, &verdict);
}

static void
try_settings (Desk *desk, const char *const *settings)
{
  g_autoptr (GError) error = NULL;

  gradus_session_try (desk->session, (char *const *) settings, &error);
  g_assert_no_error (error);
  check (desk);
}

/* One who changes the rate while it trains: what was seen is not what follows from the start. */
static void
change_while_it_trains (Desk *desk)
{
  const char *const rate[] = { "training.optimiser.learning-rate=0.7", NULL };
  GradusRun *run = gradus_document_get_selected (desk->document);
  g_autoptr (GradusExperiment) changed =
      gradus_experiment_set (gradus_run_get_experiment (run), rate, NULL);

  g_assert_cmpint (gradus_document_edit (desk->document, run, changed, NULL), ==,
                   GRADUS_EDIT_WENT_ON);
  settle (desk);
  gradus_document_play (desk->document);
  check (desk);
}

/* -- A student --------------------------------------------------------------------------------- */

static void
predict (Desk *desk, guint number)
{
  enter (desk, 1);
  gradus_session_choose (desk->session, number % 3);
  act (desk);
  enter (desk, 2);
  gradus_session_guess (desk->session, (number % 11) / 10.0);
  act (desk);
}

static void
do_exercises (Desk *desk, guint number)
{
  const char *const too_slow[] = { "training.optimiser.learning-rate=0.5", NULL };
  const char *const three[] = { "network.hidden.units=3", "training.optimiser.learning-rate=1",
                                NULL };
  const char *const four[] = { "network.hidden.units=4", "training.optimiser.learning-rate=1",
                               NULL };
  const char *const tanh[] = { "network.hidden.activation=tanh", "training.steps=4000", NULL };
  GradusChainNumber blank;

  enter (desk, 3);
  try_settings (desk, too_slow);
  if (number % 5 == 4)
    change_while_it_trains (desk);
  if (number % 3 == 0)
    gradus_session_take_hint (desk->session);
  if (number % 4 != 3)
    try_settings (desk, number == 18 ? four : three);
  enter (desk, 4);
  if (number % 7 != 6)
    try_settings (desk, tanh);
  enter (desk, 5);
  while (number % 2 == 0 && gradus_session_find_blank (desk->session, &blank))
    gradus_session_fill_blank (desk->session, blank);
  gradus_document_step (desk->document);
  check (desk);
}

static GradusDraft *
hand_in (Desk *desk, GradusHandIn *what)
{
  g_autoptr (GArray) unmet = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) error = NULL;
  GradusDraft *draft =
      gradus_hand_in_make_draft (what, desk->lesson, unmet, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return draft;
}

static void
save (Desk *desk, GradusDraft *draft, const char *name)
{
  g_autofree char *filename = g_strdup_printf ("%s/%s.gradus", desk->folder, name);
  g_autoptr (GError) error = NULL;

  gradus_document_file_save (draft, filename, &error);
  g_assert_no_error (error);
}

/* Comes to the desk of a computer whose folder of homework is its own; the second file of one who
 * hands in twice has more deeds. */
static GradusHandIn *
be_a_student (Desk *desk, guint number)
{
  g_autofree char *own = g_dir_make_tmp ("gradus-class-XXXXXX", NULL);
  g_autofree char *name = g_strdup_printf ("Student %02u", number);
  g_autofree char *base = g_strdup_printf ("%02u", number);
  g_autofree char *rest = g_build_filename (own, "homework.json", NULL);
  g_autoptr (GradusHandIn) what = NULL;
  g_autoptr (GradusDraft) draft = NULL;
  char *fault = NULL;
  GradusHomework *homework;

  enter (desk, 0);
  homework = gradus_homework_open (own, desk->lesson, number == 5 ? "Studnet" : name, &fault);
  g_assert_null (fault);
  if (number == 5) {
    gradus_homework_free (homework);
    homework = gradus_homework_open (own, desk->lesson, name, &fault);
  }
  gradus_session_set_homework (desk->session, homework);
  predict (desk, number);
  do_exercises (desk, number);
  what = gradus_hand_in_copy (gradus_homework_get_hand_in (homework));
  draft = hand_in (desk, what);
  save (desk, draft, base);
  gradus_session_leave (desk->session);
  remove (rest);
  remove (own);
  return g_steal_pointer (&what);
}

/* -- Somebody who knows how it is done --------------------------------------------------------- */

static GradusDraftEntry *
get_run (GradusDraft *draft, guint at)
{
  return g_ptr_array_index (draft->runs, at);
}

/* All digests anew, from what is there now. */
static void
forge_digests (GradusHandIn *what, GradusDraft *draft)
{
  GradusDeed *end = g_ptr_array_index (what->deeds, what->deeds->len - 1);

  for (guint i = 0; i < end->runs->len; i++) {
    GradusHandedRun *run = &g_array_index (end->runs, GradusHandedRun, i);

    g_free (run->digest);
    run->digest = gradus_hand_in_digest_run (get_run (draft, i));
  }
  gradus_hand_in_rename (what, what->name);
  g_free (draft->hand_in);
  draft->hand_in = gradus_hand_in_to_json (what);
}

/* A try that was not met says that it was, and its run has weights that meet it. */
static void
forge (Desk *desk, GradusHandIn *of, const char *how)
{
  g_autofree char *base = g_strconcat ("forged-", how, NULL);
  g_autoptr (GradusHandIn) what = gradus_hand_in_new (desk->lesson, base);
  g_autoptr (GradusDraft) draft = NULL;
  GradusDraftEntry *run;

  for (guint i = 1; i + 1 < of->deeds->len; i++) {
    const GradusDeed *deed = g_ptr_array_index (of->deeds, i);
    g_autoptr (GradusDeed) own = gradus_deed_new (deed->kind, deed->step);

    own->answer = deed->answer;
    own->number = deed->number;
    own->happened = deed->happened;
    own->hint = deed->hint;
    own->blank = g_strdup (deed->blank);
    own->experiment = g_strdup (deed->experiment);
    own->at = deed->at;
    own->is_met = deed->is_met;
    own->seconds = deed->seconds;
    if (g_str_equal (how, "deeds") && i < 4) {
      g_free (own->id);
      own->id = g_strdup (deed->id);
      own->time = deed->time;
    }
    gradus_hand_in_take (what, g_steal_pointer (&own));
  }
  draft = hand_in (desk, what);
  run = get_run (draft, 0);
  if (g_str_equal (how, "weights"))
    ((float *) run->draft->now->state)[0] += 0.25f;
  if (g_str_equal (how, "history"))
    run->draft->series.costs[1] /= 2;
  if (g_str_equal (how, "experiment"))
    run->experiment->optimiser.learning_rate = 0.9;
  forge_digests (what, draft);
  save (desk, draft, base);
}

/* The whole of another's, under one's own name. */
static void
forge_copy (Desk *desk)
{
  g_autofree char *filename = g_strdup_printf ("%s/03.gradus", desk->folder);
  gboolean is_newer = FALSE;
  g_autoptr (GradusDraft) draft =
      gradus_document_file_load (filename, TRUE, &is_newer, NULL, NULL);
  g_autoptr (GradusHandIn) what =
      gradus_hand_in_from_json (draft->hand_in, strlen (draft->hand_in), NULL);

  gradus_hand_in_rename (what, "forged-copy");
  g_free (draft->hand_in);
  draft->hand_in = gradus_hand_in_to_json (what);
  save (desk, draft, "forged-copy");
}

/* Not a cheat: one who goes on after handing in, and hands in again. */
static void
hand_in_again (Desk *desk, GradusHandIn *what)
{
  GradusDeed *hint = gradus_deed_new (GRADUS_DEED_HINT, 4);
  g_autoptr (GradusDraft) draft = NULL;

  hint->hint = 1;
  gradus_hand_in_take (what, hint);
  draft = hand_in (desk, what);
  save (desk, draft, "02-again");
}

int
main (int argc, char **argv)
{
  static const char *const ways[] = { "weights", "history", "experiment", "deeds" };
  g_autoptr (GradusDocument) document = gradus_document_new ();
  g_autoptr (GradusSession) session = gradus_session_new (document, NULL);
  Desk desk = { document, session, gradus_library_find ("homework"), argv[1] };
  const guint n = (guint) atoi (argv[argc > 2 ? 2 : 0]);

  for (guint i = 1; i <= n; i++) {
    g_autoptr (GradusHandIn) what = be_a_student (&desk, i);

    for (guint j = 0; i == 1 && j < G_N_ELEMENTS (ways); j++)
      forge (&desk, what, ways[j]);
    if (i == 2)
      hand_in_again (&desk, what);
  }
  if (n >= 3)
    forge_copy (&desk);
  return 0;
}
