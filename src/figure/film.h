/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/draft.h"
#include "figure/figure.h"
#include "plot/reel.h"

G_BEGIN_DECLS

/* GradusFilm: what to make a moving picture of: a figure over the kept moments of a run, with the
 * run's name and the step below it. Everything is borrowed. */
typedef struct {
  const GradusDraft *draft;     /* the others of its runs are there where the figure shows them */
  const GradusDraftEntry *run;  /* with its data */
  const GradusFigure *figure;
  const GradusStyle *style;
  int width, height; /* pixels */
  double seconds;    /* of the way from the first moment to now; see figure/film-plan.h */
  guint fps;
} GradusFilm;

/* What can be asked for. */
#define GRADUS_FILM_LEAST_SIDE 100
#define GRADUS_FILM_MOST_SIDE 4000
#define GRADUS_FILM_LEAST_SECONDS 1
#define GRADUS_FILM_MOST_SECONDS 60
#define GRADUS_FILM_LEAST_FPS 1
#define GRADUS_FILM_MOST_FPS 50 /* a shorter delay of a GIF is taken for a mistake by browsers */
#define GRADUS_FILM_USUAL_FPS 20

/* Told after each of so many pictures; FALSE: no more of it. */
typedef gboolean (*GradusFilmFunc) (guint done, guint n, gpointer data);

/* The file. Any thread. NULL with G_IO_ERROR_CANCELLED where `go_on` said so; it fails, too, as
 * gradus_stepper_new_on() and gradus_reel_new() do. */
GBytes *gradus_film_render (const GradusFilm *film, GradusReelFormat format, GradusFilmFunc go_on,
                            gpointer data, GError **error);

G_END_DECLS
