/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdatomic.h>

G_BEGIN_DECLS

/* Ctrl-C. */

/* From now on Ctrl-C does not end the program, but sets the flag that this returns; and a call of
 * the system that waits, as for the reader of a FIFO, ends with EINTR. */
atomic_bool *gradus_interrupt_catch (void);

/* Whether it was pressed since. */
gboolean gradus_interrupt_was_caught (void);

/* Has `func` called in the default main context when Ctrl-C is pressed, or was since it is caught.
 * Returns a source for g_source_remove(); there may be one at a time. */
guint gradus_interrupt_watch (void (*func) (gpointer data), gpointer data);

G_END_DECLS
