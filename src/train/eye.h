/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/trainer.h"

G_BEGIN_DECLS

/* GradusEye: what the main thread sees of a trainer: its newest snapshot, and whether another is on its way. Of a large network
 * a snapshot takes long, so it asks only as often as leaves the trainer its time. Start from { .trainer = … }. */
typedef struct {
  GradusTrainer *trainer; /* its own */
  GradusSnapshot *snapshot;
  gboolean has_asked;
  gboolean wants_more; /* the snapshot lacks what is looked at since */
  gint64 asked_at;
} GradusEye;

/* Frees the trainer too. */
void gradus_eye_clear (GradusEye *eye);

/* Takes what has come, returning whether it has, and asks for more with `look` where there is more to see. */
gboolean gradus_eye_refresh (GradusEye *eye, const GradusSnapshotNeeds *look);

/* Whether the snapshot shows the outcome of every request and nothing will change until the next. */
gboolean gradus_eye_is_settled (const GradusEye *eye);

G_END_DECLS
