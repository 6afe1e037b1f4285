/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/preparation.h"
#include "document/document.h"
#include "train/run-draft.h"
#include "train/stepper.h"

G_BEGIN_DECLS

/* GradusDraft: what a document holds at one moment, apart from it: to be written by another thread,
 * or as it was read, to be made a document of again. Filled by its maker before anyone else sees
 * it, and not changed afterwards. Reference-counted. */

typedef struct {
  /* tells the run from others of this process; of one that was read, from others of the file */
  guint64 number;
  char *name; /* NULL where it was given none */
  guint colour;
  gboolean is_hidden;
  guint64 origin;
  GradusExperiment *experiment;
  GradusPreparation *preparation;
  GradusRunDraft *draft;
  GPtrArray *markers;             /* GradusMarker, by step */
  GradusDataset *training, *test; /* test may be NULL; both, where the data were not asked for */
} GradusDraftEntry;

typedef struct {
  GPtrArray *runs; /* GradusDraftEntry */
  guint selected;  /* one of them */
  gboolean is_together;
  char *layout;               /* of the window, as a key file; NULL: none */
  char *hand_in;              /* what a student hands in beside the runs (JSON, see
                                 lesson/hand-in.h); NULL: it is no hand-in. No document that is
                                 worked on has it */
  GradusDocumentSweep *sweep; /* NULL: none */
  guint n_known;              /* jobs of it whose outcome was known */
} GradusDraft;

GradusDraft *gradus_draft_new (void);
GradusDraft *gradus_draft_ref (GradusDraft *draft);
void gradus_draft_unref (GradusDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusDraft, gradus_draft_unref)

/* A run of what a stepper has learned, paused or diverged. NULL where there is no memory for it. */
GradusDraftEntry *gradus_draft_add_stepper (GradusDraft *draft, const GradusExperiment *experiment,
                                            GradusStepper *stepper, double seconds);

/* Puts what a stepper that went on from a run has learned in the run's place; its goal was step
 * `goal`, and it took so many seconds more. FALSE where there is no memory for it. */
gboolean gradus_draft_entry_go_on (GradusDraftEntry *run, guint64 goal, GradusStepper *stepper,
                                   double seconds);

/* What a run of a document is and has learned; takes a reference to that. */
void gradus_draft_take_run (GradusDraft *draft, GradusRun *run, GradusRunDraft *learned);

/* An empty one in the draft, which owns it. */
GradusDraftEntry *gradus_draft_add_run (GradusDraft *draft);

/* Whether nothing has happened between two moments of the same run; what was learned is not
 * compared, it is the same or it is not. */
gboolean gradus_draft_entry_equal (const GradusDraftEntry *a, const GradusDraftEntry *b);
gboolean gradus_draft_entry_has_same_markers (const GradusDraftEntry *a, const GradusDraftEntry *b);

/* Whether two drafts have the same content. Which run is selected and the layout do not count. */
gboolean gradus_draft_has_same_content (const GradusDraft *a, const GradusDraft *b);

/* Whether two drafts are equal in everything. */
gboolean gradus_draft_equal (const GradusDraft *a, const GradusDraft *b);

/* Makes runs of it in the place of all that the document has, which it can undo only as far as
 * before. Fails as gradus_run_new_from() does, and changes nothing then. */
gboolean gradus_draft_restore (GradusDraft *draft, GradusDocument *document, GError **error);

G_END_DECLS
