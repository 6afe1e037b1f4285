/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "document/draft.h"
#include "figure/figure.h"

G_BEGIN_DECLS

/* GradusFilmWindow: asks how a film of a run is to be, and makes it in a thread: meanwhile it shows
 * how far that is, and the window that it belongs to goes on. Closing it gives the film up. The
 * host of `parent` tells how it ended, and that stays. */
#define GRADUS_TYPE_FILM_WINDOW (gradus_film_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusFilmWindow, gradus_film_window, GRADUS, FILM_WINDOW, AdwWindow)

/* Of a run of the draft, and of the figure as it is set, or of the whole first page. */
GradusFilmWindow *gradus_film_window_new (GtkWindow *parent, GradusDraft *draft, guint run,
                                          const GradusFigure *figure);

G_END_DECLS
