/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/document.h"

G_BEGIN_DECLS

/* GradusRaceColumn: the network and the answers of one run, see GradusAnswerCard, under its name
 * and colour: beside each other where the column is wide, else one below the other. What is pointed
 * at in the network the boundary shows. */
#define GRADUS_TYPE_RACE_COLUMN (gradus_race_column_get_type ())
G_DECLARE_FINAL_TYPE (GradusRaceColumn, gradus_race_column, GRADUS, RACE_COLUMN, GtkWidget)

/* The run, or NULL, and what it is called. */
void gradus_race_column_set_run (GradusRaceColumn *self, GradusRun *run, const char *label);

void gradus_race_column_show_parts (GradusRaceColumn *self, gboolean has_network,
                                    gboolean has_answer);

G_END_DECLS
