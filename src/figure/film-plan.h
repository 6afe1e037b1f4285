/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/run-draft.h"

G_BEGIN_DECLS

/* Which of a run's kept moments a film shows how long: as one watches it, see train/pace.h, from
 * its first moment to now, which stays for two seconds. */
typedef struct {
  GradusCheckpoint *moment; /* borrowed */
  guint hundredths;         /* of a second, more than 0 */
} GradusFilmShot;

/* Hundredths of a second that the last moment is shown. */
#define GRADUS_FILM_HELD 200

/* GradusFilmShot, by step, the last one now. The way there takes `seconds`, or less where it is
 * short, and a moment begins at one of `fps` points of a second. A document's draft has the
 * checkpoints. */
GArray *gradus_film_plan (const GradusRunDraft *run, double seconds, guint fps);

G_END_DECLS
