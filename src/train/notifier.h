/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusNotifier: tells a main context that there is news, from any thread. However often that is
 * said before the main context comes round, its function is called once. */
typedef struct _GradusNotifier GradusNotifier;

/* `func` will be called in the calling thread's default main context. */
GradusNotifier *gradus_notifier_new (void (*func) (gpointer data), gpointer data);

/* The thread that made it; also in its own function. What was not told yet is not told any more. */
void gradus_notifier_free (GradusNotifier *notifier);

/* Any thread: as soon as possible, or not before `time` of g_get_monotonic_time(). The last call
 * before the function is called counts. */
void gradus_notifier_notify (GradusNotifier *notifier);
void gradus_notifier_notify_at (GradusNotifier *notifier, gint64 time);

G_END_DECLS
