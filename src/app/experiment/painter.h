/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/experiment/experiment-panel.h"
#include "app/experiment/paint-tools.h"
#include "app/views/view.h"

G_BEGIN_DECLS

/* GradusPainter: lets a person change the own points of the selected run on its decision boundary;
 * training goes on. A stroke, from the press of a button to its release, is one step of undo. */
typedef struct _GradusPainter GradusPainter;

/* Where the view shows the model's run; with the tools of the panel, which must live as long as the
 * view. The view frees the painter with itself. Takes a reference to the model. */
void gradus_painter_attach (GradusView *view, GradusExperimentModel *model,
                            GradusExperimentPanel *panel);

G_END_DECLS
