/* SPDX-License-Identifier: MIT */
#include "app/views/sweep-plan.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/common/background.h"
#include "plot/number.h"
#include "sweep/sweep-estimate.h"

char *
gradus_sweep_plan_describe (const GradusSweep *sweep, double seconds)
{
  g_autofree char *runs = gradus_number_format_count (gradus_sweep_get_n_jobs (sweep));
  g_autofree char *steps = gradus_number_format_count (gradus_sweep_get_base (sweep)->steps);

  if (isnan (seconds))
    return g_strdup_printf (_ ("%s runs of %s steps"), runs, steps);
  if (seconds < 1)
    return g_strdup_printf (_ ("%s runs of %s steps: less than a second, an estimate"), runs,
                            steps);
  if (seconds < 90)
    return g_strdup_printf (_ ("%s runs of %s steps: about %.0f s, an estimate"), runs, steps,
                            seconds);
  return g_strdup_printf (_ ("%s runs of %s steps: about %.0f min, an estimate"), runs, steps,
                          seconds / 60);
}

typedef struct {
  GradusSweep *sweep;
  GradusSweepPlanFunc func;
  double seconds;
} Job;

static gpointer
measure_job (gpointer data, GError **error)
{
  Job *job = data;

  job->seconds = gradus_sweep_estimate (job->sweep);
  return job;
}

static void
on_measured (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  Job *job = data;

  job->func (job->sweep, job->seconds, owner);
}

static void
free_job (gpointer data)
{
  Job *job = data;

  gradus_sweep_unref (job->sweep);
  g_free (job);
}

static const GradusBackground measuring = { measure_job, on_measured, free_job, NULL };

void
gradus_sweep_plan_estimate (gpointer owner, GradusSweep *sweep, GradusSweepPlanFunc func)
{
  Job *job = g_new (Job, 1);

  *job = (Job){ gradus_sweep_ref (sweep), func, NAN };
  gradus_background_run (owner, &measuring, job);
}
