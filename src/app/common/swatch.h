/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusSwatch: the colour of a run as a dot, a ring where the run is hidden. */
#define GRADUS_TYPE_SWATCH (gradus_swatch_get_type ())
G_DECLARE_FINAL_TYPE (GradusSwatch, gradus_swatch, GRADUS, SWATCH, GtkWidget)

void gradus_swatch_show (GradusSwatch *self, guint colour, gboolean is_full);

G_END_DECLS
