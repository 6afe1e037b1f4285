/* SPDX-License-Identifier: MIT */
#include "class/child.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "class/usage.h"

struct _GradusChild {
  GSubprocess *process;
  pid_t group, asked; /* which program was last asked to end; 0: none */
  GradusChildGone gone;
  gpointer data;
};

/* Between fork and exec. It dies with gradus-class even if nothing else sees to that. */
static void
set_up_child (gpointer data)
{
  const GradusChildPlan *plan = data;

  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  gradus_bounds_apply (plan->bounds, plan->number);
}

static void
on_child_gone (GObject *source, GAsyncResult *result, gpointer data)
{
  GradusChild *child = data;
  const gboolean is_well =
      g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, NULL);

  /* What it has started itself goes with it. */
  gradus_child_kill (child);
  child->gone (child, is_well, child->data);
  g_object_unref (child->process);
  g_free (child);
}

GradusChild *
gradus_child_start (const GradusChildPlan *plan, GradusChildGone gone, gpointer data,
                    GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  GSubprocess *process;
  GradusChild *child;

  gradus_bounds_add_words (plan->bounds, words);
  if (plan->fence)
    gradus_fence_add_words (plan->fence, words);
  for (guint i = 0; plan->words[i]; i++)
    g_ptr_array_add (words, g_strdup (plan->words[i]));
  g_ptr_array_add (words, NULL);

  g_subprocess_launcher_set_environ (launcher, (char **) plan->environ);
  g_subprocess_launcher_set_stdout_file_path (launcher, plan->log);
  g_subprocess_launcher_set_child_setup (launcher, set_up_child, (gpointer) plan, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, error);
  if (!process)
    return NULL;
  child = g_new0 (GradusChild, 1);
  *child = (GradusChild){ process, 0, 0, gone, data };
  child->group = (pid_t) g_ascii_strtoll (g_subprocess_get_identifier (process), NULL, 10);
  g_subprocess_wait_check_async (process, NULL, on_child_gone, child);
  return child;
}

pid_t
gradus_child_get_group (const GradusChild *child)
{
  return child->group;
}

/* A group that has gone takes no signal, and numbers of processes are not given away again at once. */
static void
signal_group (GradusChild *child, int number)
{
  kill (-child->group, number);
}

void
gradus_child_pause (GradusChild *child)
{
  signal_group (child, SIGSTOP);
}

void
gradus_child_resume (GradusChild *child)
{
  signal_group (child, SIGCONT);
}

/* Not the whole group: a fence that is asked to end takes the program with it at once. One that has
 * not yet come to start the program does not hear it, as the first process of a space of its
 * own. */
void
gradus_child_ask_to_end (GradusChild *child)
{
  g_autoptr (GHashTable) usage = gradus_usage_read ();
  const pid_t program = gradus_usage_find (usage, child->group).last;

  if (program > 0 && program != child->asked)
    kill (program, SIGTERM);
  child->asked = program;
  gradus_child_resume (child);
}

void
gradus_child_kill (GradusChild *child)
{
  signal_group (child, SIGKILL);
}
