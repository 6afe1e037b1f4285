/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "document/document-sweep.h"
#include "document/run.h"

G_BEGIN_DECLS

/* GradusDocument: a set of runs, a GListModel of GradusRun, one of which is selected.
 *
 * The runs train one by one, or all "together": then they start and stop together, stay at the same
 * step, and pause at the same. It refreshes its runs as GradusRun says, and emits "changed" where
 * any has news, and "unsettled" where any was asked for something or is called or shown otherwise
 * than before. What its runs tell with "news" and "failed" it tells too.
 *
 * What a person does to it, and can undo, is in document/edit.h; "restarted" is emitted there.
 *
 * Properties: "selected" (a run), "together", "can-undo", "can-redo". */
#define GRADUS_TYPE_DOCUMENT (gradus_document_get_type ())
G_DECLARE_FINAL_TYPE (GradusDocument, gradus_document, GRADUS, DOCUMENT, GObject)

GradusDocument *gradus_document_new (void);

guint gradus_document_get_n_runs (GradusDocument *self);

/* Borrowed; NULL behind the last. */
GradusRun *gradus_document_get_run (GradusDocument *self, guint at);

/* G_MAXUINT where the run is none of these. */
guint gradus_document_find (GradusDocument *self, GradusRun *run);

GradusRun *gradus_document_get_selected (GradusDocument *self);
void gradus_document_set_selected (GradusDocument *self, GradusRun *run);

gboolean gradus_document_is_together (GradusDocument *self);
void gradus_document_set_together (GradusDocument *self, gboolean is_together);

/* Of the selected run, or of all together. */
void gradus_document_play (GradusDocument *self);
void gradus_document_pause (GradusDocument *self);
void gradus_document_step (GradusDocument *self);
void gradus_document_reset (GradusDocument *self);
gboolean gradus_document_is_playing (GradusDocument *self);

/* The same as playing, but at full speed whatever the pace is, until it plays again: for what
 * nobody is to watch. */
void gradus_document_play_unwatched (GradusDocument *self);

/* All runs, together or not. */
void gradus_document_pause_all (GradusDocument *self);

/* Of all runs, also those to come, either so many steps a second (0 for all that the machine has,
 * as it is at first) or paced, so many seconds to the last step: what was set last holds. See
 * train/pace.h. */
void gradus_document_set_speed (GradusDocument *self, double steps_per_second);
void gradus_document_set_pace (GradusDocument *self, double seconds);

void gradus_document_refresh (GradusDocument *self);
gboolean gradus_document_is_settled (GradusDocument *self);

/* How a run is called: by its name, where it was given one; else by what tells it from the others.
 * Borrowed until the next change. */
const char *gradus_document_get_label (GradusDocument *self, GradusRun *run);

/* The sweep that was asked last; NULL: none. Emits "unsettled". Takes a reference. */
GradusDocumentSweep *gradus_document_get_sweep (GradusDocument *self);
void gradus_document_set_sweep (GradusDocument *self, GradusDocumentSweep *sweep);

/* More of it is known now. Emits "unsettled". */
void gradus_document_tell_of_sweep (GradusDocument *self);

/* The traits (see experiment/trait.h) in which not all runs are alike. */
guint gradus_document_get_traits (GradusDocument *self);

G_END_DECLS
