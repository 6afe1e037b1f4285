/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/experiment/experiment-panel.h"
#include "app/experiment/paint-tools.h"
#include "app/views/view.h"

G_BEGIN_DECLS

/* GradusPainter: lets a person change a run's own points on its decision boundary, which selects
 * the run; training goes on. A stroke, from the press of a button to its release, is one step of
 * undo. */
typedef struct _GradusPainter GradusPainter;

/* With the tools of the panel, which must live as long as the view. The view frees the painter with
 * itself. Takes a reference to the model. */
void gradus_painter_attach (GradusView *view, GradusExperimentModel *model,
                            GradusExperimentPanel *panel);

G_END_DECLS
