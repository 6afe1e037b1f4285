/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Does work that waits for a disk in a thread, and hands the result to the main loop. */

/* The work, in the thread; nothing else uses `data` until it is done. Returns a new object, or
 * anything that is not NULL; NULL with an error. */
typedef gpointer (*GradusBackgroundFunc) (gpointer data, GError **error);

/* Called once, in the main loop. The callee owns `result`; where that is NULL `error` says why.
 * `error` and `data` are borrowed. It is not called if the owner is a widget whose window was
 * closed meanwhile. */
typedef void (*GradusBackgroundDone) (gpointer owner, gpointer result, const GError *error,
                                      gpointer data);

typedef struct {
  GradusBackgroundFunc work;
  GradusBackgroundDone done;
  GDestroyNotify free_data;   /* NULL: nothing to free */
  GDestroyNotify free_result; /* frees a result that nobody is told of; NULL: nothing to free */
} GradusBackground;

/* Holds a reference to `owner`, a GObject, until the end. Takes `data`, and frees it in the main
 * loop. `background` must live until then. */
void gradus_background_run (gpointer owner, const GradusBackground *background, gpointer data);

G_END_DECLS
