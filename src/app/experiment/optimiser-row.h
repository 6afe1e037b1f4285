/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "document/experiment-model.h"

G_BEGIN_DECLS

/* GradusOptimiserRow: the optimiser of an experiment, and, opened, its numbers, regularisers and
 * schedule; all but the learning rate. */
#define GRADUS_TYPE_OPTIMISER_ROW (gradus_optimiser_row_get_type ())
G_DECLARE_FINAL_TYPE (GradusOptimiserRow, gradus_optimiser_row, GRADUS, OPTIMISER_ROW,
                      AdwExpanderRow)

/* Takes a reference; NULL: none any more. */
void gradus_optimiser_row_set_model (GradusOptimiserRow *self, GradusExperimentModel *model);

/* Shows the optimiser as it is, whatever was typed and not entered. */
void gradus_optimiser_row_refresh (GradusOptimiserRow *self);

G_END_DECLS
