/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The states of a GradusAutosaver, and how one leads to the next.
 *
 * It is always in one of them, and leaves it where one of the events below its name happens;
 * "rest" is the first of LOADING where open() or recover() was called, COLLECTING where save()
 * was called or news is left when close() was called, CLOSED after close(), DIRTY where there is
 * news, and CLEAN:
 *
 *   CLEAN          the file or the draft has everything
 *                    news (the document has changed, a run trains) → DIRTY; a call → rest
 *   DIRTY          the news waits until the draft is due (app/documents/autosave-pace.h)
 *                    the draft is due → COLLECTING; a call → rest
 *   COLLECTING     the runs are asked for what they have learned
 *                    they have answered → WRITING_FILE where save() was called, WRITING_DRAFT
 *                    where something is neither in the file nor in the draft, else rest; they have
 *                    failed → rest; open() or recover() → LOADING
 *   WRITING_DRAFT  the thread is done, or has failed → rest
 *   WRITING_FILE   the thread is done, or has failed → rest
 *   LOADING        the thread is done, or has failed → rest
 *   CLOSED         nothing happens any more */
typedef enum {
  GRADUS_AUTOSAVER_CLEAN,
  GRADUS_AUTOSAVER_DIRTY,
  GRADUS_AUTOSAVER_COLLECTING,
  GRADUS_AUTOSAVER_WRITING_DRAFT,
  GRADUS_AUTOSAVER_WRITING_FILE,
  GRADUS_AUTOSAVER_LOADING,
  GRADUS_AUTOSAVER_CLOSED,
} GradusAutosaverState;

/* What has happened and what was asked for. */
typedef struct {
  gboolean has_runs; /* else the document is just being filled: there is nothing to collect yet */
  gboolean has_news;
  gboolean is_due;
  gboolean wants_to_load, wants_to_save, wants_to_close;
  gboolean is_working;   /* a thread; when collecting, the runs */
  gboolean is_collected; /* the runs have answered … */
  gboolean is_loss;      /* … what is neither in the file nor in the draft */
} GradusAutosaverFacts;

/* The same state where nothing leads out of it. Whatever was being done ends in CLEAN, from
 * where the way may go on at once. */
GradusAutosaverState gradus_autosaver_state_find_next (GradusAutosaverState state,
                                                       const GradusAutosaverFacts *facts);

G_END_DECLS
