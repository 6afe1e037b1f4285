/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdatomic.h>

#include "figure/film.h"

G_BEGIN_DECLS

/* GradusFilmJob: a film that is to be made and written. Filled before its thread begins; from then
 * on the owner only reads `done` and `n`, and sets `is_given_up`. Reference-counted, because the
 * window that shows how far it is may close first. */
typedef struct {
  atomic_int n_references;
  GradusDraft *draft;
  guint run; /* one of the draft's */
  GradusFigure *figure;
  GradusStyle *style;
  int width, height;
  double seconds;
  GradusReelFormat format;
  char *filename;
  atomic_uint done, n; /* pictures; n is 0 before the first */
  atomic_bool is_given_up;
} GradusFilmJob;

/* Takes a reference of the draft; the figure is copied, the style taken. */
GradusFilmJob *gradus_film_job_new (GradusDraft *draft, guint run, const GradusFigure *figure,
                                    GradusStyle *style);
GradusFilmJob *gradus_film_job_ref (GradusFilmJob *job);
void gradus_film_job_unref (GradusFilmJob *job);

/* FALSE where it was given up, too. The error's message begins with the file's name. Any thread. */
gboolean gradus_film_job_do (GradusFilmJob *job, GError **error);

G_END_DECLS
