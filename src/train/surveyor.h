/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/landscape.h"

G_BEGIN_DECLS

/* GradusSurveyor: a thread that surveys landscapes, one request after the other, with what of the
 * machine others leave. Of a small network the finest picture comes at once; of a large one a
 * coarse one first, then finer ones while nobody asks anew, and while its runs train the ground
 * stays and only the paths are new.
 *
 * All functions are for the one thread that owns it. */
typedef struct _GradusSurveyor GradusSurveyor;

/* `tell` is called in the calling thread's default main context when there is another landscape.
 * Fails with a G_IO_ERROR where no thread is to be had. */
GradusSurveyor *gradus_surveyor_new (void (*tell) (gpointer data), gpointer data, GError **error);

/* Waits for the thread's end, which comes between two rows of cells. */
void gradus_surveyor_free (GradusSurveyor *surveyor);

/* Takes the request, in the place of one that it has not begun yet. */
void gradus_surveyor_ask (GradusSurveyor *surveyor, GradusLandscapeRequest *request);

/* The newest landscape, the caller's own; NULL where there is none since the last call. */
GradusLandscape *gradus_surveyor_take (GradusSurveyor *surveyor);

G_END_DECLS
