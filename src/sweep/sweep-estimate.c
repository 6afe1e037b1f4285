/* SPDX-License-Identifier: MIT */
#include "sweep/sweep-estimate.h"

#include <math.h>

#include "train/cores.h"
#include "train/stepper.h"

/* Microseconds for each cell, and cells that are measured. */
#define MEASURE_TIME 10000
#define MEASURED_CELLS 3

/* The seconds that one job of a cell takes; NaN if its network cannot be made. What is measured is
 * what a sweeper does, but shorter: it is made, and trained some steps. */
static double
measure_job (const GradusSweep *sweep, guint cell)
{
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (GradusExperiment) experiment = gradus_sweep_make_experiment (sweep, cell, 0);
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
  const gint64 made = g_get_monotonic_time ();
  atomic_bool never = FALSE;
  guint64 n = 1;
  gint64 now = made;

  if (!stepper)
    return NAN;
  gradus_stepper_stop_recording (stepper);
  while (now - made < MEASURE_TIME && n < experiment->steps &&
         !gradus_stepper_has_diverged (stepper, NULL)) {
    n = MIN (2 * n, experiment->steps);
    gradus_stepper_advance (stepper, n, &never);
    now = g_get_monotonic_time ();
  }
  n = MAX (gradus_stepper_get_step (stepper), 1);
  return ((double) (made - start) +
          (double) (now - made) / (double) n * (double) experiment->steps) /
         G_USEC_PER_SEC;
}

double
gradus_sweep_estimate (const GradusSweep *sweep)
{
  const guint n_cells = gradus_sweep_get_n_cells (sweep), n = MIN (n_cells, MEASURED_CELLS);
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += measure_job (sweep, n > 1 ? i * (n_cells - 1) / (n - 1) : 0);
  return sum / n * gradus_sweep_get_n_jobs (sweep) / gradus_cores_count ();
}
