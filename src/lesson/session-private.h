/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/record.h"

G_BEGIN_DECLS

/* Shared by the files of GradusSession: session-exercise.c and session-text.c use session.c, and
 * that uses session-homework.c, session-prediction.c and session-stage.c. */

struct _GradusSession {
  GObject parent_instance;

  GradusDocument *document;
  GradusProgress *progress;
  GradusHomework *homework; /* of the lesson; NULL: nothing is noted */
  GradusLesson *lesson;
  guint step;

  gboolean is_paused;      /* the runs are not the lesson's */
  gboolean is_staging;     /* the session itself changes the document */
  gboolean is_catching_up; /* trains what earlier steps of the lesson train */
  gboolean acts_then;      /* the act begins after catching up */

  GradusRecord *now; /* of this step */
  GPtrArray *left;   /* GradusRecord of each step of the lesson that was left; NULL: it was not */
};

/* Emits "changed". */
void gradus_session_tell (GradusSession *self);

/* -- session-stage.c --------------------------------------------------------------------------- */

/* Makes the runs with which a step begins, before the steps before it have trained them. NULL if
 * one cannot be made. */
GPtrArray *gradus_session_make_runs (GradusLesson *lesson, guint step, GError **error);

/* Replaces the document's runs by these, and starts to train what the steps before have trained. */
void gradus_session_set_stage (GradusSession *self, GradusLesson *lesson, guint step,
                               const GPtrArray *runs);

/* Sets to which multiple of `steps` all runs train when they play. */
void gradus_session_set_steps (GradusSession *self, guint64 steps);

/* -- session-homework.c ------------------------------------------------------------------------ */

/* The step takes its time from now on, and knows what was done in it on another day. Nothing
 * without homework. */
void gradus_session_recall_homework (GradusSession *self);

/* -- session-prediction.c ---------------------------------------------------------------------- */

/* Compares the prediction with the outcome, which is now known, and notes it in the progress.
 * Does nothing the second time. */
void gradus_session_reveal (GradusSession *self);

G_END_DECLS
