/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "app/experiment/paint-tools.h"
#include "document/experiment-model.h"

G_BEGIN_DECLS

/* GradusExperimentPanel: the settings of an experiment, to look at and to change: data, the stack
 * of layers, optimiser, learning rate, cost, batch size, steps and seed. It keeps none of them:
 * its controls are bound to a GradusExperimentModel, which edits the document.
 *
 * Emits "refused" with a sentence where data could not be had, or the document refused an edit. */
#define GRADUS_TYPE_EXPERIMENT_PANEL (gradus_experiment_panel_get_type ())
G_DECLARE_FINAL_TYPE (GradusExperimentPanel, gradus_experiment_panel, GRADUS, EXPERIMENT_PANEL,
                      GtkWidget)

/* Takes a reference; NULL: none any more, and nothing is edited. */
void gradus_experiment_panel_set_model (GradusExperimentPanel *self, GradusExperimentModel *model);

/* Lets the user choose a file of data. */
void gradus_experiment_panel_choose_data (GradusExperimentPanel *self);

/* As if the user had chosen a file of data; what cannot be read is "refused". */
void gradus_experiment_panel_open_data (GradusExperimentPanel *self, const char *filename);

/* What painting own points does. */
GradusPaintTools *gradus_experiment_panel_get_tools (GradusExperimentPanel *self);

/* As if the user had pressed the dice beside the seed. */
void gradus_experiment_panel_roll_seed (GradusExperimentPanel *self);

G_END_DECLS
