/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/sweep-figure.h"

G_BEGIN_DECLS

/* A sweep in words on standard output: with one axis a line a choice; with more the figure's grid; for one out of a paper the
 * paper's own numbers beside it. */
void gradus_sweep_table_print (const GradusSweepFigure *figure, double seconds);

G_END_DECLS
