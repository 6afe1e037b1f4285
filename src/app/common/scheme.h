/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "plot/style.h"

G_BEGIN_DECLS

/* The colours of drawings that go with the interface as it is now: light or dark, and contrast. */
GradusScheme gradus_scheme_find (void);

/* The same with the interface's letters; or another scheme with them. */
GradusStyle *gradus_scheme_make_style (GradusScheme scheme);

/* Larger letters and wider lines in all windows, for a projector; as usual again. */
void gradus_scheme_set_presenting (gboolean is_presenting);

/* Calls `func` (object) whenever any of that changes, as long as the object lives. */
void gradus_scheme_watch (gpointer object, GCallback func);

G_END_DECLS
