/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/document.h"
#include "document/undo.h"

G_BEGIN_DECLS

/* Between document.c, document-training.c, edit.c and draft.c. */

struct _GradusDocument {
  GObject parent_instance;

  GPtrArray *runs;
  GradusRun *selected; /* one of them; NULL while there is none */
  GradusRace *race;    /* NULL: one by one */
  double speed;        /* steps a second … */
  double pace_seconds; /* … unless the runs are paced */
  gboolean is_hurried; /* … or what trains is not watched */
  gboolean has_news;
  GHashTable *labels; /* of runs, as far as they were asked for since the last change */
  GradusUndo *undo;
  gboolean is_restoring;      /* a step is being undone, or done again */
  gboolean is_grouping;       /* edits are one step of undo, which … */
  gboolean has_step;          /* … is made already */
  GradusDocumentSweep *sweep; /* or NULL */
};

/* Lets a run train at the document's pace. */
void gradus_document_pace_run (GradusDocument *self, GradusRun *run);

/* These change the list of runs and make no step of undo: for undoing itself, for a document that
 * is read from a file, and for the edits of document/edit.h, which make the step first. */

/* Selects the run, and gives it a colour that no other has, as far as there are some. */
void gradus_document_list_insert (GradusDocument *self, guint at, GradusRun *run);

/* Pauses the run; its neighbour is selected. There must be another. */
void gradus_document_list_remove (GradusDocument *self, GradusRun *run);

/* Pauses `run`; `by` gets its name, its colour and the rest of how it is shown. */
void gradus_document_list_replace (GradusDocument *self, GradusRun *run, GradusRun *by);

/* Puts these runs (GradusRun) in the place of all. */
void gradus_document_list_assign (GradusDocument *self, const GPtrArray *runs, GradusRun *selected);

G_END_DECLS
