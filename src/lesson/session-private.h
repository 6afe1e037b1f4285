/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/session.h"

G_BEGIN_DECLS

/* What the files of GradusSession share: session-exercise.c uses session.c, and that uses session-prediction.c. */

struct _GradusSession {
  GObject parent_instance;

  GradusDocument *document;
  GradusProgress *progress;
  GradusLesson *lesson;
  guint step;

  GradusActing acting;
  guint64 goal; /* the step that training goes to */
  gboolean is_staging;
  gboolean is_catching_up; /* on what earlier steps train */
  gboolean acts_then;

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

/* Judges what was predicted, now that the outcome is known, and enters that into the progress. Does nothing a second time. */
void gradus_session_reveal (GradusSession *self);

G_END_DECLS
