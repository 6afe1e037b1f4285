/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/reel.h"

G_BEGIN_DECLS

/* A reel as WebM, by GStreamer: VP8, which all browsers play, or VP9 where there is no VP8. Its
 * colours are those of the drawings but for what video leaves of them: half as fine across and
 * down. Where Gradus was built without GStreamer it only says so. */
extern const GradusReelClass gradus_webm_class;

G_END_DECLS
