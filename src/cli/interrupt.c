/* SPDX-License-Identifier: MIT */
#include "cli/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

typedef struct {
  void (*func) (gpointer data);
  gpointer data;
} Watch;

static atomic_bool interrupted;
static int news[2] = { -1, -1 }; /* a pipe: what is written into it wakes the main loop */

/* Of all that wakes a main loop this is what a signal's handler may do. A pipe that is full wakes
 * it anyhow. */
static void
on_interrupt (int signal_number)
{
  const int fault = errno;

  atomic_store (&interrupted, TRUE);
  (void) !write (news[1], "", 1);
  errno = fault;
}

/* Not by g_unix_signal_add(), after which a call that waits would go on waiting. */
atomic_bool *
gradus_interrupt_catch (void)
{
  struct sigaction action = { .sa_handler = on_interrupt };

  if (news[0] < 0 && pipe2 (news, O_CLOEXEC | O_NONBLOCK) != 0)
    g_error ("pipe2: %s", g_strerror (errno)); /* as GLib does where it has no descriptor */
  sigaction (SIGINT, &action, NULL);
  return &interrupted;
}

gboolean
gradus_interrupt_was_caught (void)
{
  return atomic_load (&interrupted);
}

/* Emptied, or the main loop would wake for the same signal for ever. */
static gboolean
dispatch_watch (int fd, GIOCondition condition, gpointer data)
{
  const Watch *watch = data;
  char bytes[64];

  while (read (fd, bytes, sizeof bytes) > 0)
    continue;
  watch->func (watch->data);
  return G_SOURCE_CONTINUE;
}

guint
gradus_interrupt_watch (void (*func) (gpointer data), gpointer data)
{
  Watch *watch = g_new (Watch, 1);

  *watch = (Watch){ func, data };
  return g_unix_fd_add_full (G_PRIORITY_DEFAULT, news[0], G_IO_IN, dispatch_watch, watch, g_free);
}
