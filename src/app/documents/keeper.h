/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/documents/gathering.h"

G_BEGIN_DECLS

/* GradusKeeper: sees to it that a document cannot be lost. It writes the working copy while there is news,
 * opens and saves the document's file, and knows whether they differ. Files are touched in threads alone.
 *
 * Emits "changed" where the name or what is_changed() says is another; "loaded" when another content has
 * come, with its layout or NULL; "told" with a sentence, and an action that a button beside it may offer,
 * or "". */
#define GRADUS_TYPE_KEEPER (gradus_keeper_get_type ())
G_DECLARE_FINAL_TYPE (GradusKeeper, gradus_keeper, GRADUS, KEEPER, GObject)

/* Of a document that belongs to nothing yet. */
GradusKeeper *gradus_keeper_new (GradusDocument *document);

/* Where the window's layout comes from when the document is written; the string is the keeper's own. */
typedef char *(*GradusLayoutFunc) (gpointer data);
void gradus_keeper_set_layout_source (GradusKeeper *self, GradusLayoutFunc func, gpointer data);

/* NULL: it was never saved. */
const char *gradus_keeper_get_filename (GradusKeeper *self);

/* Before people: "lecture", or "Untitled"; the caller's own. */
char *gradus_keeper_get_name (GradusKeeper *self);

/* Whether there is something that is not in the file. */
gboolean gradus_keeper_is_changed (GradusKeeper *self);

/* Whether nobody would miss it: nothing was done yet, and there is no file. */
gboolean gradus_keeper_is_pristine (GradusKeeper *self);

/* Whether what is there is about to be replaced by what is read. */
gboolean gradus_keeper_is_loading (GradusKeeper *self);

/* Reads a file in the place of what is there. */
void gradus_keeper_open (GradusKeeper *self, const char *filename);

/* The same from a working copy (a path) that somebody left, whose document's own file was `origin`, or
 * NULL. */
void gradus_keeper_recover (GradusKeeper *self, const char *path, const char *origin);

/* Takes over what another document holds. */
void gradus_keeper_take (GradusKeeper *self, GradusArchive *archive);

/* Writes the document's file, which there must be, or another that then is its file. */
void gradus_keeper_save (GradusKeeper *self);
void gradus_keeper_save_as (GradusKeeper *self, const char *filename);

/* Whether the file is not what it was when it was last read or written by this keeper: somebody else has
 * written it. */
gboolean gradus_keeper_is_overtaken (GradusKeeper *self);

/* Why it cannot be saved under its name, a sentence; NULL where it can. */
const char *gradus_keeper_get_hindrance (GradusKeeper *self);

/* Pauses all runs, writes what is new into the working copy, or removes it where nobody would miss it, and
 * calls `func`; then it is done. Where the copy cannot be written and there is something that is not saved,
 * that is told, `is_kept` is FALSE, and the keeper goes on. */
typedef void (*GradusKeeperFunc) (gboolean is_kept, gpointer data);
void gradus_keeper_close (GradusKeeper *self, GradusKeeperFunc func, gpointer data);

G_END_DECLS
