/* SPDX-License-Identifier: MIT */
#include "cli/source.h"

#include <gio/gio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/progress-bar.h"
#include "data/import-notes.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "experiment/json-file.h"

/* The seconds between two updates of the bar. */
#define PIECE 0.05

void
gradus_changes_clear (GradusChanges *changes)
{
  g_free (changes->steps);
  g_free (changes->seed);
  g_strfreev (changes->settings);
}

gboolean
gradus_changes_set (const GradusChanges *changes, const char *path)
{
  const gsize length = strlen (path);

  for (char **setting = changes->settings; setting && *setting; setting++) {
    if (g_str_has_prefix (*setting, path) && (*setting)[length] == '=')
      return TRUE;
  }
  return (changes->steps && g_str_equal (path, "training.steps")) ||
         (changes->seed && g_str_equal (path, "seed"));
}

static GradusExperiment *
read_standard_input (GError **error)
{
  gsize length;
  g_autofree char *text = gradus_json_file_read ("/dev/stdin", GRADUS_EXPERIMENT_MAX_BYTES,
                                                 "experiment file", &length, error);
  GradusExperiment *experiment = text ? gradus_experiment_from_json (text, length, error) : NULL;

  if (!experiment)
    g_prefix_error (error, "standard input: ");
  return experiment;
}

/* Opens the built-in experiment of that name, or else the file. A built-in name comes before a file
 * of that name, which can be given as ./NAME. */
static GradusExperiment *
open_experiment (const char *source, GError **error)
{
  GradusExperiment *experiment = gradus_builtin_make (source);
  g_autoptr (GString) known = NULL;

  if (g_str_equal (source, "-"))
    return read_standard_input (error);
  if (experiment || g_file_test (source, G_FILE_TEST_EXISTS))
    return experiment ? experiment : gradus_experiment_load (source, error);

  known = g_string_new (NULL);
  for (const GradusBuiltin *builtin = gradus_builtin_list (); builtin->id; builtin++)
    g_string_append_printf (known, "%s%s", known->len ? ", " : "", builtin->id);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               "%s: there is no such file and no such built-in experiment; built in are %s", source,
               known->str);
  return NULL;
}

GradusExperiment *
gradus_cli_open (const GradusChanges *changes, GError **error)
{
  return gradus_cli_open_or (changes, NULL, error);
}

/* --steps and --seed are settings like others, put behind them, so that they count. */
GradusExperiment *
gradus_cli_open_or (const GradusChanges *changes, const GradusExperiment *own, GError **error)
{
  g_autoptr (GradusExperiment) experiment =
      own ? gradus_experiment_copy (own) : open_experiment (changes->source, error);
  g_autoptr (GPtrArray) settings = g_ptr_array_new_with_free_func (g_free);

  if (!experiment)
    return NULL;
  for (char **setting = changes->settings; setting && *setting; setting++)
    g_ptr_array_add (settings, g_strdup (*setting));
  if (changes->steps)
    g_ptr_array_add (settings, g_strconcat ("training.steps=", changes->steps, NULL));
  if (changes->seed)
    g_ptr_array_add (settings, g_strconcat ("seed=", changes->seed, NULL));
  if (settings->len == 0)
    return g_steal_pointer (&experiment);
  g_ptr_array_add (settings, NULL);
  return gradus_experiment_set (experiment, (const char *const *) settings->pdata, error);
}

void
gradus_cli_tell_left_out (const GradusExperiment *experiment)
{
  const GradusImport *import = experiment->data.import;
  g_auto (GStrv) notes = import ? gradus_import_list_left_out (import) : NULL;

  for (char **note = notes; note && *note; note++)
    gradus_cli_note ("%s: %s", import->table->filename, *note);
}

double
gradus_cli_run (GradusStepper *stepper, guint64 goal, gboolean is_quiet)
{
  const atomic_bool *interrupted = gradus_interrupt_catch ();
  GradusProgressBar progress;
  guint64 step = 0, piece = 1;
  double seconds = 0;

  gradus_progress_bar_begin (&progress, is_quiet);
  /* How many steps fill a piece depends on network and machine, so the number adapts. */
  while (step < goal && !atomic_load (interrupted) &&
         !gradus_stepper_has_diverged (stepper, NULL) &&
         gradus_stepper_get_stop_cause (stepper) == GRADUS_STOP_NONE) {
    gint64 start = g_get_monotonic_time ();
    double took;

    step = gradus_stepper_advance (stepper, MIN (goal, step + piece), interrupted);
    took = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
    seconds += took;
    piece = took < PIECE / 2 ? piece * 2 : took > PIECE * 2 ? MAX (piece / 2, 1) : piece;
    gradus_progress_bar_update (&progress, step, goal, "steps");
  }
  gradus_progress_bar_end (&progress);
  return seconds;
}
