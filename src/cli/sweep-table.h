/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/sweep-figure.h"

G_BEGIN_DECLS

/* Prints a sweep on standard output: with one axis, a line for each choice; with more, the
 * figure's grid; if it repeats a paper, also the paper's numbers. */
void gradus_sweep_table_print (const GradusSweepFigure *figure, double seconds);

G_END_DECLS
