/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/* GradusGradientView: the gradient norm of every layer on a logarithmic axis, as bars of now or, with
 * "over-time", as lines over steps. */
#define GRADUS_TYPE_GRADIENT_VIEW (gradus_gradient_view_get_type ())
G_DECLARE_FINAL_TYPE (GradusGradientView, gradus_gradient_view, GRADUS, GRADIENT_VIEW, GradusView)

G_END_DECLS
