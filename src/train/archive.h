/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/preparation.h"
#include "train/document.h"
#include "train/ledger.h"
#include "train/stepper.h"

G_BEGIN_DECLS

/* GradusArchive: what a document holds at one moment, apart from it: to be written by another thread, or
 * as it was read, to be made a document of again. Filled by its maker before anyone else sees it, and not
 * changed afterwards. Reference-counted. */

typedef struct {
  guint64
      number; /* tells the run from others of this process; of one that was read, from others of the file */
  char *name; /* NULL where it was given none */
  guint colour;
  gboolean is_hidden;
  guint64 origin;
  GradusExperiment *experiment;
  GradusPreparation *preparation;
  GradusLedger *ledger;
  GPtrArray *markers;             /* GradusMarker, by step */
  GradusDataset *training, *test; /* test may be NULL; both, where the data were not asked for */
} GradusArchivedRun;

typedef struct {
  GPtrArray *runs; /* GradusArchivedRun */
  guint selected;  /* one of them */
  gboolean is_together;
  char *layout;       /* of the window, as a key file; NULL: none */
  GradusAsked *asked; /* a sweep; NULL: none */
  guint n_known;      /* jobs of it whose outcome was known */
} GradusArchive;

GradusArchive *gradus_archive_new (void);
GradusArchive *gradus_archive_ref (GradusArchive *archive);
void gradus_archive_unref (GradusArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusArchive, gradus_archive_unref)

/* A run of what a stepper has learned, paused or diverged. NULL where there is no memory for it. */
GradusArchivedRun *gradus_archive_add_stepper (GradusArchive *archive, const GradusExperiment *experiment,
                                               GradusStepper *stepper, double seconds);

/* An empty one in the archive, which owns it. */
GradusArchivedRun *gradus_archive_add_run (GradusArchive *archive);

/* Whether nothing has happened between two moments of the same run; what was learned is not compared, it
 * is the same or it is not. */
gboolean gradus_archived_run_equal (const GradusArchivedRun *a, const GradusArchivedRun *b);
gboolean gradus_archived_run_has_same_markers (const GradusArchivedRun *a, const GradusArchivedRun *b);

/* Whether two moments of a document have the same content; which run is selected, and the layout, are
 * none. */
gboolean gradus_archive_has_same_content (const GradusArchive *a, const GradusArchive *b);

/* The same with these. */
gboolean gradus_archive_equal (const GradusArchive *a, const GradusArchive *b);

/* Asks all runs of a document for what they have learned by now. */
void gradus_archive_begin (GradusDocument *document);

/* Afterwards: NULL until all runs have answered, which takes them a step; runs that were not asked are
 * asked now. */
GradusArchive *gradus_archive_take (GradusDocument *document);

/* Makes runs of it in the place of all that the document has, which it can undo only as far as before.
 * Fails as gradus_run_new_from() does, and changes nothing then. */
gboolean gradus_archive_restore (GradusArchive *archive, GradusDocument *document, GError **error);

G_END_DECLS
