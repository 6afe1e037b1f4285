/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/reel.h"

G_BEGIN_DECLS

/* A reel as an animated GIF (GIF89a), written by giflib: it goes on for ever; of each picture but
 * the first only the rectangle that changed is there, and in that what stays is left transparent,
 * so that it keeps the colours that it has and is packed to nearly nothing. Each picture has a
 * table of colours of its own, see plot/colour-table.h. */
extern const GradusReelClass gradus_gif_class;

G_END_DECLS
