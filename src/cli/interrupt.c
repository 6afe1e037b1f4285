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
static atomic_int first_signal;
static int news[2] = { -1, -1 }; /* a pipe: what is written into it wakes the main loop */

/* Of all that wakes a main loop this is what a signal's handler may do. A pipe that is full wakes
 * it anyhow. */
static void
on_interrupt (int signal_number)
{
  const int fault = errno;
  int none = 0;

  atomic_compare_exchange_strong (&first_signal, &none, signal_number);
  atomic_store (&interrupted, TRUE);
  (void) !write (news[1], "", 1);
  errno = fault;
}

/* Not by g_unix_signal_add(), after which a call that waits would go on waiting. */
atomic_bool *
gradus_interrupt_catch (void)
{
  const struct sigaction action = { .sa_handler = on_interrupt };
  struct sigaction before;

  if (news[0] < 0 && pipe2 (news, O_CLOEXEC | O_NONBLOCK) != 0)
    g_error ("pipe2: %s", g_strerror (errno)); /* as GLib does where it has no descriptor */
  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
  if (sigaction (SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
    sigaction (SIGHUP, &action, NULL);
  return &interrupted;
}

int
gradus_interrupt_get_signal (void)
{
  return atomic_load (&first_signal);
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
