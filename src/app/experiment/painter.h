/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/experiment/experiment-panel.h"
#include "app/experiment/paint-tools.h"
#include "app/views/view.h"

G_BEGIN_DECLS

/* GradusPainter: lets a person change the own points of the selected run on its decision boundary; training goes on. A stroke, from
 * the press of a button to its release, is one change to undo. */
typedef struct _GradusPainter GradusPainter;

/* All three must live longer, but the view, which frees the painter with itself. */
void gradus_painter_attach (GradusView *view, GradusDocument *document, GradusExperimentPanel *panel);

G_END_DECLS
