/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "app/experiment/paint-tools.h"
#include "document/experiment-model.h"

G_BEGIN_DECLS

/* GradusDataRow: what an experiment learns from: a choice among small pictures of all data, and the
 * numbers that the chosen one has. Emits "edited" with the GradusDataSpec that is wanted, which may
 * have to be loaded first; "file-wanted" where a file is to be chosen, "points-wanted" where points
 * are to be painted. */
#define GRADUS_TYPE_DATA_ROW (gradus_data_row_get_type ())
G_DECLARE_FINAL_TYPE (GradusDataRow, gradus_data_row, GRADUS, DATA_ROW, GtkWidget)

/* What painting does. */
GradusPaintTools *gradus_data_row_get_tools (GradusDataRow *self);

/* Whose data it shows, as they are notified of. Takes a reference; NULL: none any more. */
void gradus_data_row_set_model (GradusDataRow *self, GradusExperimentModel *model);

/* Shows the data as they are: what was wanted could not be had. */
void gradus_data_row_refresh (GradusDataRow *self);

G_END_DECLS
