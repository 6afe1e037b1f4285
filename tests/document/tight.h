/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "data/generator.h"
#include "document/run.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"

/* Little memory, in which a run's points cannot become many. */

/* Sanitizers take all the memory there is for themselves. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CAN_BE_TIGHT FALSE
#else
#define CAN_BE_TIGHT TRUE
#endif

/* So many points, of two classes, with the last at x. */
static inline GradusDataSpec
make_points (guint n, float x)
{
  g_autofree GradusPoint *points = g_new0 (GradusPoint, n);
  GradusDataSpec spec = gradus_data_spec_make (&gradus_points_generator);

  points[0].class = 1;
  points[n - 1].x = x;
  spec.points = gradus_points_new (points, n, NULL);
  return spec;
}

static inline void
set_points (GradusExperiment *experiment, guint n, float x)
{
  GradusDataSpec spec = make_points (n, x);

  gradus_experiment_set_data (experiment, &spec);
  gradus_data_spec_clear (&spec);
}

/* A run of two points with a layer so wide that they fit where GRADUS_POINTS_MAX do not. */
static inline GradusRun *
make_wide_run (void)
{
  g_autoptr (GradusExperiment) xor = gradus_builtin_make ("xor");
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_set (xor,
                             (const char *const[]){
                                 "network.layers.1.units=4096", NULL },
                             NULL);

  set_points (experiment, 2, 0);
  return gradus_run_new (experiment, NULL);
}

/* Leaves 64 MiB; returns what was allowed before, for setrlimit(). */
static inline struct rlimit
limit_memory (void)
{
  g_autofree char *status = NULL;
  struct rlimit usual, tight = { 0, RLIM_INFINITY };

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  tight.rlim_cur =
      strtoul (strstr (status, "VmData:") + strlen ("VmData:"), NULL, 10) * 1024 + 64 * 1024 * 1024;
  getrlimit (RLIMIT_DATA, &usual);
  setrlimit (RLIMIT_DATA, &tight);
  return usual;
}
