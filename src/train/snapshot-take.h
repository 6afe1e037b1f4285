/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/stepper.h"

G_BEGIN_DECLS

/* A snapshot of a stepper as it is now, measured over the first n_samples of its data (0: all) and
 * with what `needs` names. The caller fills in what a stepper does not know: sequence, state,
 * seconds. Moves the history's last point. */
GradusSnapshot *gradus_snapshot_take (GradusStepper *stepper, guint n_samples,
                                      const GradusSnapshotNeeds *needs);

G_END_DECLS
