/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "app/experiment/paint-tools.h"
#include "data/generator.h"

G_BEGIN_DECLS

/* GradusDataRow: what an experiment learns from: a choice among small pictures of all data, and the numbers that the chosen one
 * has. Emits "edited"; "file-wanted" where a file is to be chosen, "points-wanted" where points are to be painted. */
#define GRADUS_TYPE_DATA_ROW (gradus_data_row_get_type ())
G_DECLARE_FINAL_TYPE (GradusDataRow, gradus_data_row, GRADUS, DATA_ROW, GtkWidget)

/* What painting does. */
GradusPaintTools *gradus_data_row_get_tools (GradusDataRow *self);

void gradus_data_row_show (GradusDataRow *self, const GradusDataSpec *spec);
const GradusDataSpec *gradus_data_row_get_spec (GradusDataRow *self);

G_END_DECLS
