/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "document/experiment-model.h"

G_BEGIN_DECLS

/* GradusStopRow: what ends training before its last step, and, opened, its numbers. Closed, it says
 * what that is. */
#define GRADUS_TYPE_STOP_ROW (gradus_stop_row_get_type ())
G_DECLARE_FINAL_TYPE (GradusStopRow, gradus_stop_row, GRADUS, STOP_ROW, AdwExpanderRow)

/* Takes a reference; NULL: none any more. */
void gradus_stop_row_set_model (GradusStopRow *self, GradusExperimentModel *model);

/* Shows the rule as it is, whatever was typed and not entered. */
void gradus_stop_row_refresh (GradusStopRow *self);

G_END_DECLS
