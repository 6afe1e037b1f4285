/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <stdatomic.h>

G_BEGIN_DECLS

/* Ctrl-C, the SIGTERM by which job systems end a program, and the SIGHUP of a terminal that is
 * closed, unless it was to be ignored, as nohup(1) has it. */

/* From now on they do not end the program, but set the flag that this returns; and a call of the
 * system that waits, as for the reader of a FIFO, ends with EINTR. Windows has Ctrl-C, and tells a
 * terminal that is closed as SIGTERM. */
atomic_bool *gradus_interrupt_catch (void);

/* The first one that came since; 0: none. */
int gradus_interrupt_get_signal (void);

/* Has `func` called in the default main context when one comes, or has since they are caught.
 * Returns a source for g_source_remove(); there may be one at a time. */
guint gradus_interrupt_watch (void (*func) (gpointer data), gpointer data);

G_END_DECLS
