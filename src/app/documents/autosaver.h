/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/draft-collection.h"

G_BEGIN_DECLS

/* GradusAutosaver: sees to it that a document cannot be lost. It writes the draft while there is news,
 * opens and saves the document's file, and knows whether they differ. Files are touched in threads alone.
 *
 * Emits "changed" where the name or what is_changed() says is another; "loaded" when another content has
 * come, with its layout or NULL; "told" with a sentence, and an action that a button beside it may offer,
 * or "". */
#define GRADUS_TYPE_AUTOSAVER (gradus_autosaver_get_type ())
G_DECLARE_FINAL_TYPE (GradusAutosaver, gradus_autosaver, GRADUS, AUTOSAVER, GObject)

/* Of a document that belongs to nothing yet. */
GradusAutosaver *gradus_autosaver_new (GradusDocument *document);

/* Where the window's layout comes from when the document is written; the string is the autosaver's own. */
typedef char *(*GradusLayoutFunc) (gpointer data);
void gradus_autosaver_set_layout_source (GradusAutosaver *self, GradusLayoutFunc func, gpointer data);

/* NULL: it was never saved. */
const char *gradus_autosaver_get_filename (GradusAutosaver *self);

/* Before people: "lecture", or "Untitled"; the caller's own. */
char *gradus_autosaver_get_name (GradusAutosaver *self);

/* Whether there is something that is not in the file. */
gboolean gradus_autosaver_is_changed (GradusAutosaver *self);

/* Whether nobody would miss it: nothing was done yet, and there is no file. */
gboolean gradus_autosaver_is_pristine (GradusAutosaver *self);

/* Whether what is there is about to be replaced by what is read. */
gboolean gradus_autosaver_is_loading (GradusAutosaver *self);

/* Reads a file in the place of what is there. */
void gradus_autosaver_open (GradusAutosaver *self, const char *filename);

/* The same from a draft (a path) that somebody left, whose document's own file was `origin`, or
 * NULL. */
void gradus_autosaver_recover (GradusAutosaver *self, const char *path, const char *origin);

/* Takes over what another document holds. */
void gradus_autosaver_take (GradusAutosaver *self, GradusDraft *draft);

/* Writes the document's file, which there must be, or another that then is its file. */
void gradus_autosaver_save (GradusAutosaver *self);
void gradus_autosaver_save_as (GradusAutosaver *self, const char *filename);

/* Whether the file is not what it was when it was last read or written by this autosaver: somebody else has
 * written it. */
gboolean gradus_autosaver_is_overtaken (GradusAutosaver *self);

/* Why it cannot be saved under its name, a sentence; NULL where it can. */
const char *gradus_autosaver_get_hindrance (GradusAutosaver *self);

/* Pauses all runs, writes what is new into the draft, or removes it where nobody would miss it, and
 * calls `func`; then it is done. Where the copy cannot be written and there is something that is not saved,
 * that is told, `is_kept` is FALSE, and the autosaver goes on. */
typedef void (*GradusAutosaverFunc) (gboolean is_kept, gpointer data);
void gradus_autosaver_close (GradusAutosaver *self, GradusAutosaverFunc func, gpointer data);

G_END_DECLS
