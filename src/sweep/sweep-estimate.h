/* SPDX-License-Identifier: MIT */
#pragma once

#include "sweep/sweep.h"

G_BEGIN_DECLS

/* The seconds that all jobs of a sweep will take on all cores, as far as a short measurement of
 * three of its cells can tell: a few hundredths of a second, which blocks. Runs that diverge end
 * earlier. NaN if no network could be made. */
double gradus_sweep_estimate (const GradusSweep *sweep);

G_END_DECLS
