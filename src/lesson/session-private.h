/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/session.h"

G_BEGIN_DECLS

/* Between session.c, session-prediction.c and session-exercise.c. */

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

/* The outcome is known: judges what was predicted, and keeps that. */
void gradus_session_reveal (GradusSession *self);

G_END_DECLS
