/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusPalette: colours to draw with, of which one is chosen. Emits "chosen" when another is. */
#define GRADUS_TYPE_PALETTE (gradus_palette_get_type ())
G_DECLARE_FINAL_TYPE (GradusPalette, gradus_palette, GRADUS, PALETTE, GtkWidget)

/* Red, green and blue of the chosen one, from 0 to 1; the palette's own, for ever. */
const float *gradus_palette_get_colour (GradusPalette *self);

G_END_DECLS
