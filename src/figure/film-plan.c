/* SPDX-License-Identifier: MIT */
#include "figure/film-plan.h"

#include <math.h>

#include "train/pace.h"

/* The last one that is not behind a step; the first one where all are. NULL: there is none before
 * now. */
static GradusCheckpoint *
find_due (const GradusRunDraft *run, guint64 step)
{
  GradusCheckpoint *due = NULL;

  for (guint i = 0; i < run->n_entries; i++) {
    GradusCheckpoint *moment = run->entries[i].checkpoint;

    if (moment->step >= run->now->step || (due && moment->step > step))
      break;
    due = moment;
  }
  return due;
}

/* When a frame begins, so that a hundred times the frames come out even. */
static guint
find_hundredth (guint frame, guint fps)
{
  return (guint) (((guint64) frame * 200 + fps) / (2 * (guint64) fps));
}

static void
show_longer (GArray *shots, GradusCheckpoint *moment, guint hundredths)
{
  GradusFilmShot *last =
      shots->len > 0 ? &g_array_index (shots, GradusFilmShot, shots->len - 1) : NULL;
  const GradusFilmShot shot = { moment, hundredths };

  if (last && last->moment == moment)
    last->hundredths += hundredths;
  else
    g_array_append_val (shots, shot);
}

GArray *
gradus_film_plan (const GradusRunDraft *run, double seconds, guint fps)
{
  GArray *shots = g_array_new (FALSE, FALSE, sizeof (GradusFilmShot));
  GradusPace pace = { .seconds = seconds };
  guint64 step = 0;

  gradus_pace_begin (&pace, 0, 0, run->now->step);
  for (guint frame = 0; step < run->now->step; frame++) {
    GradusCheckpoint *due;

    step = gradus_pace_find_step (&pace, (double) frame / fps);
    due = find_due (run, step);
    if (due && step < run->now->step)
      show_longer (shots, due, find_hundredth (frame + 1, fps) - find_hundredth (frame, fps));
  }
  show_longer (shots, run->now, GRADUS_FILM_HELD);
  return shots;
}
