/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/* GradusBoundaryView: what the network says over the input plane, where it draws its boundary, and the
 * samples with their outputs. While it is on screen the run's snapshots carry the grid that it draws. */
#define GRADUS_TYPE_BOUNDARY_VIEW (gradus_boundary_view_get_type ())
G_DECLARE_FINAL_TYPE (GradusBoundaryView, gradus_boundary_view, GRADUS, BOUNDARY_VIEW, GradusView)

G_END_DECLS
