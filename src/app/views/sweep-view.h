/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "figure/sweep-figure.h"

G_BEGIN_DECLS

/* GradusSweepView: the live grid of a sweep, and the final cost of every seed below it. Pointing at
 * a cell tells how its seeds are distributed, at a dot which seed it is; "chosen" is emitted with
 * the number of a cell that was clicked, and the seed from 0 or -1. The arrow keys walk through the
 * cells, Return chooses. */
#define GRADUS_TYPE_SWEEP_VIEW (gradus_sweep_view_get_type ())
G_DECLARE_FINAL_TYPE (GradusSweepView, gradus_sweep_view, GRADUS, SWEEP_VIEW, GtkWidget)

/* NULL shows nothing; `builtin` may be NULL. */
void gradus_sweep_view_show (GradusSweepView *self, GradusSweep *sweep,
                             const GradusBuiltinSweep *builtin);

/* After the sweep has got further. */
void gradus_sweep_view_refresh (GradusSweepView *self);

/* As a file, in colours for print; NULL where there is nothing to draw. */
GBytes *gradus_sweep_view_render (GradusSweepView *self, GradusSheetFormat format);

G_END_DECLS
