/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "app/experiment/paint-tools.h"
#include "experiment/experiment.h"

G_BEGIN_DECLS

/* GradusExperimentPanel: the settings of an experiment, to look at and to change: the stack of layers, optimiser,
 * learning rate, cost, batch size, steps and seed.
 *
 * Emits "edited" after each change by the user; gradus_experiment_panel_get_experiment() is then the changed
 * one. It is always one that can be trained: an edit that would make it another is taken back, and "refused" says why.
 *
 * Emits "points-wanted" where the user wants to paint points of his own. */
#define GRADUS_TYPE_EXPERIMENT_PANEL (gradus_experiment_panel_get_type ())
G_DECLARE_FINAL_TYPE (GradusExperimentPanel, gradus_experiment_panel, GRADUS, EXPERIMENT_PANEL, GtkWidget)

void gradus_experiment_panel_set_experiment (GradusExperimentPanel *self, const GradusExperiment *experiment);
const GradusExperiment *gradus_experiment_panel_get_experiment (GradusExperimentPanel *self);

/* Lets the user choose a file of data. */
void gradus_experiment_panel_choose_data (GradusExperimentPanel *self);

/* As if the user had chosen a file of data; what cannot be read is "refused". */
void gradus_experiment_panel_open_data (GradusExperimentPanel *self, const char *filename);

/* As if the user had chosen other data. */
void gradus_experiment_panel_use_data (GradusExperimentPanel *self, const GradusDataSpec *spec);

/* What painting own points does. */
GradusPaintTools *gradus_experiment_panel_get_tools (GradusExperimentPanel *self);

/* As if the user had pressed the dice beside the seed. */
void gradus_experiment_panel_roll_seed (GradusExperimentPanel *self);

G_END_DECLS
