/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "plot/style.h"

G_BEGIN_DECLS

/* The colours of drawings that fit the interface as it is now: light or dark, and its contrast. */
GradusScheme gradus_scheme_find (void);

/* A style of that scheme with the font of the interface; the caller's own. */
GradusStyle *gradus_scheme_make_style (GradusScheme scheme);

/* Whether letters are larger and lines wider, in all windows: for a projector. */
void gradus_scheme_set_presenting (gboolean is_presenting);

/* Calls `func` (object) whenever any of that changes, as long as the object lives. */
void gradus_scheme_watch (gpointer object, GCallback func);

G_END_DECLS
