/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "nn/optimiser.h"

G_BEGIN_DECLS

/* GradusOptimiserRow: the optimiser of an experiment, and, opened, its numbers, regularisers and schedule; all but the learning
 * rate. Emits "edited" when the user changes something. */
#define GRADUS_TYPE_OPTIMISER_ROW (gradus_optimiser_row_get_type ())
G_DECLARE_FINAL_TYPE (GradusOptimiserRow, gradus_optimiser_row, GRADUS, OPTIMISER_ROW, AdwExpanderRow)

void gradus_optimiser_row_show (GradusOptimiserRow *self, const GradusOptimiser *optimiser);

/* Writes what is chosen into `optimiser`. Another kind begins with its usual numbers and learning rate, and keeps regularisers and
 * schedule; another schedule begins with its usual numbers. */
void gradus_optimiser_row_read (GradusOptimiserRow *self, GradusOptimiser *optimiser);

G_END_DECLS
