/* SPDX-License-Identifier: MIT */
#include "app/common/ending.h"

#include "platform/platform.h"

static GPollFD ending_news;

/* The main loop has its news by the file that can be read. */
static void
ignore_signal (int signal_number)
{
}

static gboolean
check_ending (GSource *source)
{
  return (ending_news.revents & G_IO_IN) != 0;
}

/* Forgotten first, or the main loop would wake for the same signal for ever. */
static gboolean
dispatch_ending (GSource *source, GSourceFunc callback, gpointer data)
{
  gradus_platform_forget_signals ();
  return callback (data);
}

/* It may be on its way out already. */
static gboolean
quit_application (gpointer application)
{
  if (g_application_get_is_registered (application))
    g_action_group_activate_action (application, "quit", NULL);
  return G_SOURCE_CONTINUE;
}

void
gradus_ending_watch (GApplication *application)
{
  static GSourceFuncs funcs = { .check = check_ending, .dispatch = dispatch_ending };
  g_autoptr (GSource) source = g_source_new (&funcs, sizeof (GSource));

  gradus_platform_catch_signals (ignore_signal, &ending_news);
  g_source_set_callback (source, quit_application, application, NULL);
  g_source_add_poll (source, &ending_news);
  g_source_attach (source, NULL);
}
