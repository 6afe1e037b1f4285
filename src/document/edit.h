/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/* What a person does to a document. Each of these functions makes one step of undo, and none where
 * there is nothing to change or the change fails; nobody else makes steps. Where it fails late,
 * because the trainer has no memory for samples, the document tells with "failed", and the step is
 * gone by then. The first runs of an empty document are no step: there is nothing to go back to. */

typedef enum {
  GRADUS_EDIT_REFUSED,     /* the error says why; all is as it was */
  GRADUS_EDIT_NOTHING,     /* it was so already */
  GRADUS_EDIT_WENT_ON,     /* the run goes on from its present weights, as it is now set */
  GRADUS_EDIT_BEGAN_AGAIN, /* a run at step 0 took the run's place, and trains if that did */
} GradusEdit;

/* Sets a run as `edited` says, whose name does not count: what was opened under a name is from now
 * on marked as changed. Where gradus_experiment_can_go_on_as() does not hold, training begins again
 * from the seed; if there was any, "restarted" is emitted with the new run. Refused are
 * experiments with a fault (GRADUS_EXPERIMENT_ERROR), and those for which there is no memory or
 * thread. */
GradusEdit gradus_document_edit (GradusDocument *self, GradusRun *run,
                                 const GradusExperiment *edited, GError **error);

/* Until gradus_document_end_group() all edits are one step of undo: a stroke of a brush is many
 * edits and one act. Undoing in between ends the step; groups do not nest. */
void gradus_document_begin_group (GradusDocument *self);
void gradus_document_end_group (GradusDocument *self);

/* Puts a run of the experiment, paused at step 0 and without a name of its own, in the place of the
 * selected one; where there is none, it is the first. FALSE where there is no memory or thread. */
gboolean gradus_document_open (GradusDocument *self, const GradusExperiment *experiment,
                               GError **error);

/* Adds a run at a place and selects it. It gets a colour that no other has, as far as there are
 * some. */
void gradus_document_insert (GradusDocument *self, guint at, GradusRun *run);

/* A run from step 0, behind another: as an experiment says, named as by gradus_document_edit(), or
 * as the run's own says; and one that goes on from the moment at which it is looked at (see
 * gradus_run_continue()). Selected. FALSE where there is no memory or thread. */
gboolean gradus_document_try (GradusDocument *self, GradusRun *run,
                              const GradusExperiment *experiment, GError **error);
gboolean gradus_document_duplicate (GradusDocument *self, GradusRun *run, GError **error);
gboolean gradus_document_continue (GradusDocument *self, GradusRun *run, GError **error);

/* Pauses the run and takes it out; its neighbour is selected. The last one stays. */
void gradus_document_remove (GradusDocument *self, GradusRun *run);

/* Puts a run in the place of another, with the name, the colour and the rest of how it is shown. */
void gradus_document_replace (GradusDocument *self, GradusRun *run, GradusRun *by);

/* Puts these runs (GradusRun), one of them selected, in the place of all. */
void gradus_document_assign (GradusDocument *self, const GPtrArray *runs, GradusRun *selected);

/* How a run is shown among others; without a name it goes by what tells it from them. */
void gradus_document_rename (GradusDocument *self, GradusRun *run, const char *name);
void gradus_document_recolour (GradusDocument *self, GradusRun *run, guint colour);
void gradus_document_hide (GradusDocument *self, GradusRun *run, gboolean is_hidden);

/* Switches units of a run off while one looks, instead of those that are, and pauses it; NULL: puts
 * all back. See gradus_run_set_units_off(). Where training puts them back their steps are gone. */
void gradus_document_switch_off (GradusDocument *self, GradusRun *run, const GArray *units);

/* Undoing brings back runs as they were left, with all they had learned. What was undone can be
 * done again until the next edit. */
gboolean gradus_document_can_undo (GradusDocument *self);
gboolean gradus_document_can_redo (GradusDocument *self);
void gradus_document_undo (GradusDocument *self);
void gradus_document_redo (GradusDocument *self);

/* Nothing can be undone any more: another document has taken its place. */
void gradus_document_forget (GradusDocument *self);

G_END_DECLS
