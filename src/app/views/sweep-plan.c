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
  g_autofree char *steps = gradus_number_format_count (gradus_sweep_get_base (sweep)->steps),
                  *time = NULL;

  if (isnan (seconds))
    return g_strdup_printf (_ ("%s runs of %s steps"), runs, steps);
  if (seconds < 1)
    return g_strdup_printf (_ ("%s runs of %s steps: less than a second, an estimate"), runs,
                            steps);
  time = gradus_number_format_count ((guint64) round (seconds < 90 ? seconds : seconds / 60));
  return g_strdup_printf (seconds < 90 ? _ ("%s runs of %s steps: about %s s, an estimate")
                                       : _ ("%s runs of %s steps: about %s min, an estimate"),
                          runs, steps, time);
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
