/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/step.h"
#include "train/finding.h"

G_BEGIN_DECLS

/* What the window shows of a finding: the page, and on it the card of the figure, with the numbers
 * that it rests on, with what it is about marked: layers, steps, a class, or what the last layer
 * can answer. Free with gradus_finding_show_free(). */
typedef struct {
  GradusShow show;
  const char *figure; /* the name of its class, see figure/figure.h */
} GradusFindingShow;

GradusFindingShow *gradus_finding_show_new (const GradusFinding *finding);
void gradus_finding_show_free (GradusFindingShow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusFindingShow, gradus_finding_show_free)

G_END_DECLS
