/* SPDX-License-Identifier: MIT */
#include "train/notifier.h"

/* One source for its whole life, which is made ready from any thread: so nothing is allocated to
 * tell, nothing piles up, and whoever frees it knows what to take away. */
struct _GradusNotifier {
  GSource source;
  void (*func) (gpointer data);
  gpointer data;
};

/* Before the call, so that what is told meanwhile is told again. */
static gboolean
dispatch_notifier (GSource *source, GSourceFunc callback, gpointer data)
{
  GradusNotifier *notifier = (GradusNotifier *) source;

  g_source_set_ready_time (source, -1);
  notifier->func (notifier->data);
  return G_SOURCE_CONTINUE;
}

GradusNotifier *
gradus_notifier_new (void (*func) (gpointer data), gpointer data)
{
  static GSourceFuncs funcs = { .dispatch = dispatch_notifier };
  GradusNotifier *notifier = (GradusNotifier *) g_source_new (&funcs, sizeof (GradusNotifier));

  notifier->func = func;
  notifier->data = data;
  g_source_set_static_name (&notifier->source, "gradus-notifier");
  g_source_attach (&notifier->source, g_main_context_get_thread_default ());
  return notifier;
}

void
gradus_notifier_free (GradusNotifier *notifier)
{
  g_source_destroy (&notifier->source);
  g_source_unref (&notifier->source);
}

void
gradus_notifier_notify (GradusNotifier *notifier)
{
  g_source_set_ready_time (&notifier->source, 0);
}

void
gradus_notifier_notify_at (GradusNotifier *notifier, gint64 time)
{
  g_source_set_ready_time (&notifier->source, time);
}
