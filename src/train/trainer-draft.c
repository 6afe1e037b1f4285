/* SPDX-License-Identifier: MIT */

/* All that a run has learned, for who keeps it. */
#include <gio/gio.h>

#include "train/trainer-thread.h"

typedef struct {
  GradusRunDraft *draft; /* NULL before, and where it could not be made */
  GradusTrainerDraftFunc answer;
  gpointer asker;
} DraftRequest;

static void
free_draft_request (gpointer data)
{
  DraftRequest *request = data;

  g_clear_pointer (&request->draft, gradus_run_draft_unref);
  g_free (request);
}

/* One that trains is paused when it is taken up again. */
static GradusRunState
get_resting_state (const GradusTrainerThread *thread)
{
  const GradusRunState state = gradus_trainer_thread_get_state (thread);

  return state == GRADUS_RUN_TRAINING ? GRADUS_RUN_PAUSED : state;
}

/* Then the same copy is handed out again: by its being the same, gradus_draft_entry_equal() sees
 * that nothing was learned since. */
static gboolean
is_drafted (const GradusTrainerThread *thread)
{
  return thread->draft && thread->drafted == thread->changes &&
         thread->draft->now->step == gradus_stepper_get_step (thread->stepper) &&
         thread->draft->state == get_resting_state (thread);
}

static gboolean
update_draft (GradusTrainerThread *thread, GError **error)
{
  GradusRunDraft *draft = gradus_stepper_make_draft (thread->stepper);

  if (!draft) {
    g_set_error_literal (
        error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
        "there is no memory for a copy of what the run has learned; close other programs");
    return FALSE;
  }
  draft->state = get_resting_state (thread);
  draft->seconds = thread->seconds;
  g_clear_pointer (&thread->draft, gradus_run_draft_unref);
  thread->draft = draft;
  thread->drafted = thread->changes;
  return TRUE;
}

static gboolean
obey_make_draft (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  DraftRequest *request = payload;

  if (!is_drafted (thread) && !update_draft (thread, error))
    return FALSE;
  request->draft = gradus_run_draft_ref (thread->draft);
  return TRUE;
}

static void
answer_make_draft (gpointer asker, gpointer payload, const GError *error)
{
  const DraftRequest *request = payload;

  request->answer (request->asker, request->draft, error);
}

/* It changes nothing, so no snapshot has to follow it: the sequence stays. */
void
gradus_trainer_make_draft (GradusTrainer *trainer, GradusTrainerDraftFunc answer, gpointer asker)
{
  DraftRequest *request = g_new (DraftRequest, 1);
  GradusMessage *message = gradus_message_new (obey_make_draft, request, free_draft_request);

  *request = (DraftRequest){ NULL, answer, asker };
  message->answer = answer_make_draft;
  message->sequence = trainer->sequence;
  gradus_message_queue_push (trainer->thread->requests, message);
}
