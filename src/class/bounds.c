/* SPDX-License-Identifier: MIT */
#include "class/bounds.h"

#include <gio/gio.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

/* Less than the lecturer's own programs and gradus-class itself, if all want the processors. */
#define NICENESS 5
#define MOST_TASKS 64 /* threads and processes; Gradus has about ten */

/* Whether systemd makes a scope here: it may be installed and not run, as in a container. */
static gboolean
can_make_scope (const char *whose)
{
  const char *const words[] = { "timeout", "5", "systemd-run", "--scope", "--quiet",
                                whose,     "true", NULL };
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                         NULL);

  return process && g_subprocess_wait_check (process, NULL, NULL);
}

GradusBoundsMeans
gradus_bounds_find_means (void)
{
  const gboolean is_root = geteuid () == 0;

  if (!can_make_scope (is_root ? "--system" : "--user"))
    return GRADUS_BOUNDS_BY_KERNEL;
  return is_root ? GRADUS_BOUNDS_BY_SCOPE : GRADUS_BOUNDS_BY_USER_SCOPE;
}

char *
gradus_bounds_describe (const GradusBounds *bounds)
{
  const char *means = bounds->means == GRADUS_BOUNDS_BY_KERNEL
                          ? "limits of each process (systemd makes no scope here)"
                          : "a scope of systemd's";

  return g_strdup_printf ("%u MB of memory and %u processor%s for each student, by %s",
                          bounds->megabytes, bounds->processors,
                          bounds->processors == 1 ? "" : "s", means);
}

void
gradus_bounds_add_words (const GradusBounds *bounds, GPtrArray *words)
{
  const char *const first[] = { "systemd-run", "--scope", "--quiet", "--collect" };

  if (bounds->means == GRADUS_BOUNDS_BY_KERNEL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    g_ptr_array_add (words, g_strdup (first[i]));
  g_ptr_array_add (words, g_strdup (bounds->means == GRADUS_BOUNDS_BY_SCOPE ? "--system" : "--user"));
  g_ptr_array_add (words, g_strdup_printf ("--property=MemoryMax=%uM", bounds->megabytes));
  g_ptr_array_add (words, g_strdup ("--property=MemorySwapMax=0"));
  g_ptr_array_add (words, g_strdup_printf ("--property=CPUQuota=%u%%", bounds->processors * 100));
  g_ptr_array_add (words, g_strdup_printf ("--property=TasksMax=%u", MOST_TASKS));
  g_ptr_array_add (words, g_strdup ("--"));
}

/* Of the processors that this process may use, those that are this student's turn. */
static void
set_processors (guint processors, guint number)
{
  cpu_set_t all, own;
  guint n, seen = 0;

  if (sched_getaffinity (0, sizeof all, &all) != 0)
    return;
  n = (guint) CPU_COUNT (&all);
  CPU_ZERO (&own);
  for (guint cpu = 0; cpu < CPU_SETSIZE && processors < n; cpu++) {
    if (!CPU_ISSET (cpu, &all))
      continue;
    /* The turn begins at number × processors, and goes on from the first one after the last. */
    if ((seen + n - number * processors % n) % n < processors)
      CPU_SET (cpu, &own);
    seen++;
  }
  if (processors < n)
    sched_setaffinity (0, sizeof own, &own);
}

void
gradus_bounds_apply (const GradusBounds *bounds, guint number)
{
  const rlim_t bytes = (rlim_t) bounds->megabytes << 20;
  const struct rlimit memory = { bytes, bytes }, none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  setpriority (PRIO_PROCESS, 0, NICENESS);
  if (bounds->means != GRADUS_BOUNDS_BY_KERNEL)
    return;
  setrlimit (RLIMIT_DATA, &memory);
  set_processors (bounds->processors, number);
}
