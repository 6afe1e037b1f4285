/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/session.h"

G_BEGIN_DECLS

/* Shared by the files of GradusSession: session-exercise.c uses session.c, and that uses
 * session-prediction.c. */

struct _GradusSession {
  GObject parent_instance;

  GradusDocument *document;
  GradusProgress *progress;
  GradusLesson *lesson;
  guint step;

  GradusActing acting;
  guint64 goal;            /* the step at which training ends */
  gboolean is_staging;     /* the session itself changes the document */
  gboolean is_catching_up; /* trains what earlier steps of the lesson train */
  gboolean acts_then;      /* the act begins after catching up */

  int chosen;
  double guessed;
  double drawn[GRADUS_PREDICTION_POINTS];
  gboolean has_drawn;
  gboolean is_revealed, was_right;

  guint n_hints;
  gboolean has_met;
};

/* Emits "changed". */
void gradus_session_tell (GradusSession *self);

/* Compares the prediction with the outcome, which is now known, and notes it in the progress.
 * Does nothing the second time. */
void gradus_session_reveal (GradusSession *self);

G_END_DECLS
