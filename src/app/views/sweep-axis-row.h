/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "sweep/sweep.h"

G_BEGIN_DECLS

/* GradusSweepAxisRow: what varies along one side of a sweep, chosen in a list, and the values it
 * takes, typed with commas between them. Emits "edited". */
#define GRADUS_TYPE_SWEEP_AXIS_ROW (gradus_sweep_axis_row_get_type ())
G_DECLARE_FINAL_TYPE (GradusSweepAxisRow, gradus_sweep_axis_row, GRADUS, SWEEP_AXIS_ROW, GtkWidget)

/* What is said there: a new axis; NULL where nothing varies, or, with an error, where the values
 * will not do. */
GradusSweepAxis *gradus_sweep_axis_row_make (GradusSweepAxisRow *self, GError **error);

/* Shows an axis, by its path where it is none of those in the list; NULL: nothing varies. Emits
 * nothing. */
void gradus_sweep_axis_row_show (GradusSweepAxisRow *self, const GradusSweepAxis *axis);

G_END_DECLS
