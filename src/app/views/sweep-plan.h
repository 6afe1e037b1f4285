/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib-object.h>

#include "sweep/sweep.h"

G_BEGIN_DECLS

/* What a sweep will cost, before it starts. */

/* "125 runs of 20,000 steps: about 4 s, an estimate". NaN: the time is not known yet. A new
 * string. */
char *gradus_sweep_plan_describe (const GradusSweep *sweep, double seconds);

/* Measures in a thread, and calls `func` with the owner, a GObject, unless it is a widget whose
 * window was closed meanwhile. */
typedef void (*GradusSweepPlanFunc) (GradusSweep *sweep, double seconds, gpointer owner);
void gradus_sweep_plan_estimate (gpointer owner, GradusSweep *sweep, GradusSweepPlanFunc func);

G_END_DECLS
