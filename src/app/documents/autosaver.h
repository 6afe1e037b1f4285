/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/documents/autosaver-state.h"
#include "document/draft-collection.h"

G_BEGIN_DECLS

/* GradusAutosaver: sees to it that a document is not lost. It writes the draft while there is
 * news, opens and saves the document's file, and knows whether the two differ. Files are read
 * and written in threads alone, one at a time.
 *
 * What it does when is in app/documents/autosaver-state.h.
 *
 * Emits "changed" where the name or what is_changed() says is another; "loaded" when another
 * content has come, with its layout or NULL; "told" with a sentence, and an action that a button
 * beside it may offer, or "". */
#define GRADUS_TYPE_AUTOSAVER (gradus_autosaver_get_type ())
G_DECLARE_FINAL_TYPE (GradusAutosaver, gradus_autosaver, GRADUS, AUTOSAVER, GObject)

/* For a document which has no file yet. */
GradusAutosaver *gradus_autosaver_new (GradusDocument *document);

GradusAutosaverState gradus_autosaver_get_state (GradusAutosaver *self);

/* Gives the window's layout, which is written with the document; the autosaver frees the string. */
typedef char *(*GradusLayoutFunc) (gpointer data);
void gradus_autosaver_set_layout_source (GradusAutosaver *self, GradusLayoutFunc func,
                                         gpointer data);

/* NULL: it was never saved. */
const char *gradus_autosaver_get_filename (GradusAutosaver *self);

/* Before people: "lecture", or "Untitled"; the caller frees it. */
char *gradus_autosaver_get_name (GradusAutosaver *self);

/* Whether there is something that is not in the file. */
gboolean gradus_autosaver_is_changed (GradusAutosaver *self);

/* Whether the document may be replaced without a loss: it has no file, and nothing was done in
 * it yet. */
gboolean gradus_autosaver_is_pristine (GradusAutosaver *self);

/* Whether a document is about to be read in the place of this one. */
gboolean gradus_autosaver_is_loading (GradusAutosaver *self);

/* Reads a file in the place of this document. */
void gradus_autosaver_open (GradusAutosaver *self, const char *filename);

/* Reads a draft that was left behind in the place of this document; `origin` is the file that
 * its document was read from, or NULL. */
void gradus_autosaver_recover (GradusAutosaver *self, const char *path, const char *origin);

/* Copies what another document holds in the place of this one. */
void gradus_autosaver_take (GradusAutosaver *self, GradusDraft *draft);

/* Writes the document's file, which there must be, or another one, which then is the document's
 * file. */
void gradus_autosaver_save (GradusAutosaver *self);
void gradus_autosaver_save_as (GradusAutosaver *self, const char *filename);

/* Whether somebody else has written the file since it was read or written here. */
gboolean gradus_autosaver_is_overtaken (GradusAutosaver *self);

/* Why it cannot be saved under its name, a sentence; NULL where it can. */
const char *gradus_autosaver_get_hindrance (GradusAutosaver *self);

/* Pauses all runs and writes what is new into the draft; where nothing is unsaved, removes the
 * draft. Then calls `func`, and is CLOSED. Where the draft cannot be written and something is
 * unsaved, it says so, `is_safe` is FALSE, and the autosaver goes on. */
typedef void (*GradusAutosaverFunc) (gboolean is_safe, gpointer data);
void gradus_autosaver_close (GradusAutosaver *self, GradusAutosaverFunc func, gpointer data);

G_END_DECLS
