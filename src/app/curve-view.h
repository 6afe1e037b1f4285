/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

typedef enum {
  GRADUS_CURVE_COST,
  GRADUS_CURVE_ACCURACY,
} GradusCurve;

#define GRADUS_TYPE_CURVE (gradus_curve_get_type ())
GType gradus_curve_get_type (void);

/* GradusCurveView: cost or accuracy over steps.
 *
 * "curve" says which; "is-log" whether the axis is logarithmic, for the cost. */
#define GRADUS_TYPE_CURVE_VIEW (gradus_curve_view_get_type ())
G_DECLARE_FINAL_TYPE (GradusCurveView, gradus_curve_view, GRADUS, CURVE_VIEW, GradusView)

G_END_DECLS
