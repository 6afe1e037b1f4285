/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Work that waits for a disk, done in a thread, and what comes of it told in the main loop. */

/* The work, in the thread, which alone uses `data` meanwhile: a new object, or whatever is not NULL; NULL where
 * `error` says why not. */
typedef gpointer (*GradusBackgroundFunc) (gpointer data, GError **error);

/* Called once in the main loop, with the owner that began it: `result` is the callee's own, or NULL, and then `error`
 * says why, borrowed, as `data` is. Not called where the owner is a widget whose window has been closed meanwhile. */
typedef void (*GradusBackgroundDone) (gpointer owner, gpointer result, const GError *error, gpointer data);

typedef struct {
  GradusBackgroundFunc work;
  GradusBackgroundDone done;
  GDestroyNotify free_data;   /* NULL: nothing is to be freed */
  GDestroyNotify free_result; /* of a result that comes too late; NULL: the same */
} GradusBackground;

/* `owner`, a GObject, is kept until the end; `data` is taken, and freed in the main loop. `background` must be there until then too. */
void gradus_background_run (gpointer owner, const GradusBackground *background, gpointer data);

G_END_DECLS
