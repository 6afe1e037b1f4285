/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure-source.h"
#include "plot/legend.h"

G_BEGIN_DECLS

/* Adds to a legend how figures mark samples: the classes, where one output parts two; which are
 * for testing, if `shows_test` and there are some; what is wrong, if `has_wrong`, and what is
 * undecided where something is. Where nothing is wrong or undecided, room for that is kept. */
void gradus_class_marks_list (const GradusFigureSource *source, gboolean shows_test,
                              gboolean has_wrong, const GradusStyle *style, GradusLegend *legend);

G_END_DECLS
