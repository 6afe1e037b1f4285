/* SPDX-License-Identifier: MIT */

/* bench-soak [MINUTES]: four runs of a document at full speed, looked at sixty times a second as
 * a window does, and how the memory of the process grows after the first tenth of that time. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "document/edit.h"
#include "experiment/builtin.h"
#include "document/document.h"

#define FRAME 16667

static double
measure_memory (void)
{
  g_autofree char *text = NULL;
  guint64 pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*u %" G_GUINT64_FORMAT, &pages);
  return (double) pages * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

static void
add_runs (GradusDocument *document)
{
  static const char *const ids[] = { "xor-deep-sigmoid", "xor-deep-relu", "xor", "spiral" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (GradusExperiment) experiment = gradus_builtin_make (ids[i]);
    g_autoptr (GradusRun) run = NULL;

    experiment->steps = GRADUS_MAX_STEPS;
    run = gradus_run_new (experiment, NULL);
    gradus_document_insert (document, i, run);
    gradus_run_play (run);
  }
}

static guint64
count_steps (GradusDocument *document)
{
  guint64 n = 0;

  for (guint i = 0; i < gradus_document_get_n_runs (document); i++)
    n += gradus_run_get_newest (gradus_document_get_run (document, i))->metrics.step;
  return n;
}

int
main (int argc, char **argv)
{
  const double minutes = argc > 1 ? g_ascii_strtod (argv[1], NULL) : 10;
  const gint64 start = g_get_monotonic_time (), length = (gint64) (minutes * 60 * G_USEC_PER_SEC);
  g_autoptr (GradusDocument) document = gradus_document_new ();
  const GradusSnapshotNeeds look = { .grid_size = 96,
                                     .map_size = 14,
                                     .has_anatomy = TRUE,
                                     .y_input = 1,
                                     .layer = 0,
                                     .sample = 0,
                                     .has_chain = TRUE };
  double first = 0, last, most = 0;

  add_runs (document);
  gradus_run_set_needs (gradus_document_get_selected (document), document, &look);
  for (gint64 now = start; now - start < length; now = g_get_monotonic_time ()) {
    gradus_document_refresh (document);
    if (first == 0 && now - start > length / 10)
      first = measure_memory ();
    most = MAX (most, measure_memory ());
    g_usleep (FRAME);
  }
  last = measure_memory ();
  printf ("%.1f minutes, %.0f million steps of four runs: %.1f MB after a tenth of it, %.1f MB at "
          "the end, "
          "%.1f MB at most: "
          "grown by %.1f MB\n",
          minutes, (double) count_steps (document) / 1e6, first, last, most, last - first);
  return 0;
}
