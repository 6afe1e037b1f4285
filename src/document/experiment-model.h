/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/edit.h"
#include "document/layer-item.h"

G_BEGIN_DECLS

/* GradusExperimentModel: the experiment of a document's selected run, for controls that show and
 * change it. It follows whatever changes the experiment, and notifies of exactly what became
 * another; "run" is notified where the selected run is another, too.
 *
 * Properties that can be set, each an edit of the document (see gradus_document_edit()):
 *   "cost", "optimiser", "schedule"   kinds; the last activation goes with the cost; another
 *                                     optimiser begins with its usual numbers, but keeps
 *                                     regularisers and schedule; another schedule keeps the warm-up
 *   "learning-rate", "momentum", "decay", "epsilon", "weight-decay", "l1", "l2", "clip-norm",
 *   "every", "factor", "final", "warm-up"  of optimiser and schedule
 *   "batch-size", "steps", "seed"
 *   "stop-cost", "stop-accuracy" (in %), "stop-patience", "stop-gradient-norm", "stop-layer" (from
 *   1)                                what ends training early, see experiment/stop-rule.h
 *   "hidden-activation", "initialiser"     what all layers with units have in common (of
 *                                     "hidden-activation" all but the last), G_MAXUINT where they
 *                                     differ or there is none
 *   "initialiser-scale"               of the first layer; set, of all
 * What is only told: "run", "name", "shape", "data" (see gradus_experiment_model_get_data()).
 *
 * An edit that the document refuses emits "refused" with the sentence that says why; nothing is
 * notified then, so a control that was changed by hand has to look at the property again. */
#define GRADUS_TYPE_EXPERIMENT_MODEL (gradus_experiment_model_get_type ())
G_DECLARE_FINAL_TYPE (GradusExperimentModel, gradus_experiment_model, GRADUS, EXPERIMENT_MODEL,
                      GObject)

/* Takes a reference. The document may still be empty; until it has a run, setting does nothing. */
GradusExperimentModel *gradus_experiment_model_new (GradusDocument *document);

GradusDocument *gradus_experiment_model_get_document (GradusExperimentModel *self);

/* NULL before there is a run. */
GradusRun *gradus_experiment_model_get_run (GradusExperimentModel *self);

/* Borrowed until the next change; NULL before there is a run. */
const GradusExperiment *gradus_experiment_model_get_experiment (GradusExperimentModel *self);
const GradusDataSpec *gradus_experiment_model_get_data (GradusExperimentModel *self);

/* GradusLayerItem, the one next to the data first. An item is a place: where layers are moved,
 * inserted or taken out, items notify of what stands there now, and the list grows or shrinks at
 * its end. */
GListModel *gradus_experiment_model_get_layers (GradusExperimentModel *self);

/* The edits that are no property. FALSE where they were refused, or cannot be: the output layer
 * cannot be moved or taken out, and there are at most GRADUS_MAX_LAYERS. */

/* As gradus_document_edit(). */
gboolean gradus_experiment_model_edit (GradusExperimentModel *self, const GradusExperiment *edited);

/* The network goes with the data: see gradus_experiment_fit_to_data(). */
gboolean gradus_experiment_model_set_data (GradusExperimentModel *self, const GradusDataSpec *spec);

/* Another hidden layer before the output, or as near to it as it fits: of that class, or, for NULL,
 * a copy of the last hidden one that has units, or five ReLU units where there is none. */
gboolean gradus_experiment_model_add_layer (GradusExperimentModel *self,
                                            const GradusLayerClass *class);
gboolean gradus_experiment_model_remove_layer (GradusExperimentModel *self, guint layer);
gboolean gradus_experiment_model_move_layer (GradusExperimentModel *self, guint from, guint to);

G_END_DECLS
