/* SPDX-License-Identifier: MIT */
#include "cli/interrupt.h"

#include "platform/platform.h"

typedef struct {
  GSource source;
  void (*func) (gpointer data);
  gpointer data;
} Watch;

static atomic_bool interrupted;
static atomic_int first_signal;
static GPollFD news;

static void
note_interrupt (int signal_number)
{
  int none = 0;

  atomic_compare_exchange_strong (&first_signal, &none, signal_number);
  atomic_store (&interrupted, TRUE);
}

atomic_bool *
gradus_interrupt_catch (void)
{
  gradus_platform_catch_signals (note_interrupt, &news);
  return &interrupted;
}

int
gradus_interrupt_get_signal (void)
{
  return atomic_load (&first_signal);
}

static gboolean
check_watch (GSource *source)
{
  return (news.revents & G_IO_IN) != 0;
}

/* Forgotten first, or the main loop would wake for the same signal for ever. */
static gboolean
dispatch_watch (GSource *source, GSourceFunc callback, gpointer data)
{
  const Watch *watch = (const Watch *) source;

  gradus_platform_forget_signals ();
  watch->func (watch->data);
  return G_SOURCE_CONTINUE;
}

guint
gradus_interrupt_watch (void (*func) (gpointer data), gpointer data)
{
  static GSourceFuncs funcs = { .check = check_watch, .dispatch = dispatch_watch };
  g_autoptr (GSource) source = g_source_new (&funcs, sizeof (Watch));
  Watch *watch = (Watch *) source;

  watch->func = func;
  watch->data = data;
  g_source_add_poll (source, &news);
  return g_source_attach (source, NULL);
}
