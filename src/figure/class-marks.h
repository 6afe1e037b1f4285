/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure-source.h"
#include "plot/legend.h"

G_BEGIN_DECLS

/* Adds to a legend how figures mark samples: the classes, where one output parts two; which are
 * for testing, if `shows_test` and there are some; what is wrong, and what is undecided where
 * something is. */
void gradus_class_marks_list (const GradusFigureSource *source, gboolean shows_test,
                              const GradusStyle *style, GradusLegend *legend);

G_END_DECLS
