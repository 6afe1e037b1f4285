/* SPDX-License-Identifier: MIT */
#include "app/documents/autosaver.h"

#include <glib/gi18n.h>

#include "app/common/background.h"
#include "app/documents/drafts-folder.h"
#include "app/documents/own-file.h"
#include "app/documents/recent.h"
#include "document/edit.h"
#include "store/document-file.h"
#include "store/draft-file.h"

/* Milliseconds until an edit, and what has been trained since, is in the draft: well below the two
 * seconds that may be lost. */
#define SHORTEST_WAIT 150
#define LONGEST_WAIT 1000

/* A copy that takes long to write is written less often, at most this share of the time, but not so rarely
 * that more than two seconds would be lost. */
#define COPY_SHARE 0.25
#define LONGEST_COPY_WAIT 1500

/* Milliseconds until a copy that could not be written is tried again. */
#define RETRY_WAIT 5000

/* What is to be read. */
typedef struct {
  char *path;
  char *origin; /* of a draft */
  gboolean is_copy;
  gboolean is_newer;
} Loading;

static void
free_loading (gpointer data)
{
  Loading *loading = data;

  g_free (loading->path);
  g_free (loading->origin);
  g_free (loading);
}

struct _GradusAutosaver {
  GObject parent_instance;

  GradusDocument *document;
  GradusLayoutFunc get_layout;
  gpointer layout_data;

  GradusOwnFile *file; /* since it was last read or written; NULL: without a file */
  gboolean is_writing_file;

  GradusDraftFile *copy; /* NULL: nothing to keep safe */
  char *recovered;         /* the draft that this document came from, until there is a new one */
  GradusDraft *saved;    /* what is in the file, or at the beginning; NULL: not gathered yet */
  GradusDraft *written;    /* what is in the draft; NULL: nothing */
  gboolean is_unsaved;     /* whatever `saved` says: it was recovered, or is a duplicate */
  gboolean was_changed;    /* as last told */
  gboolean has_told_of_copy;

  guint timeout;
  gint64 gathered_at; /* on the monotonic clock, the last time */
  gboolean is_touched;
  GradusDraftCollection *collection; /* NULL: none */
  gboolean is_working;        /* a thread touches files */
  gboolean is_loading;        /* it reads what comes next */
  Loading *loading;           /* to be read as soon as nothing else is done; NULL: nothing */
  char *saving_as;            /* to be done next */
  GradusAutosaverFunc on_closed;
  gpointer closed_data;
};

G_DEFINE_FINAL_TYPE (GradusAutosaver, gradus_autosaver, G_TYPE_OBJECT)

enum {
  CHANGED,
  LOADED,
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void proceed (GradusAutosaver *self);
static void start_loading (GradusAutosaver *self);

static void
tell (GradusAutosaver *self, const char *sentence, const char *action)
{
  g_signal_emit (self, signals[TOLD], 0, sentence, action);
}

/* A toast has one line: of the file's path, with which the message begins, its name is enough. */
static const char *
without_folder (const char *message, const char *path)
{
  const char *base = strrchr (path, G_DIR_SEPARATOR);

  return base && g_str_has_prefix (message, path) ? message + (base + 1 - path) : message;
}

/* -- What it is ------------------------------------------------------------------------------------------ */

const char *
gradus_autosaver_get_filename (GradusAutosaver *self)
{
  return self->file ? gradus_own_file_get_filename (self->file) : NULL;
}

char *
gradus_autosaver_get_name (GradusAutosaver *self)
{
  return self->file ? gradus_own_file_get_name (self->file) : g_strdup (_ ("Untitled"));
}

gboolean
gradus_autosaver_is_changed (GradusAutosaver *self)
{
  return self->was_changed;
}

gboolean
gradus_autosaver_is_pristine (GradusAutosaver *self)
{
  return !self->file && !self->was_changed && !self->is_working && !self->loading && !self->on_closed &&
         !gradus_document_can_undo (self->document) && !gradus_document_is_playing (self->document);
}

const char *
gradus_autosaver_get_hindrance (GradusAutosaver *self)
{
  return self->file ? gradus_own_file_get_hindrance (self->file) : NULL;
}

gboolean
gradus_autosaver_is_overtaken (GradusAutosaver *self)
{
  return self->file && gradus_own_file_is_overtaken (self->file);
}

static void
set_changed (GradusAutosaver *self, gboolean is_changed)
{
  if (self->was_changed == is_changed)
    return;
  self->was_changed = is_changed;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* -- Its file underneath --------------------------------------------------------------------------------- */

static void
on_file_news (GradusFileNews news, gpointer data)
{
  GradusAutosaver *self = data;
  g_autofree char *name = gradus_autosaver_get_name (self), *sentence = NULL;

  if (self->is_writing_file)
    return;
  sentence = g_strdup_printf (
      news == GRADUS_FILE_DELETED
          ? _ ("The file of “%s” was deleted. What is open here is not lost: saving writes it again")
          : _ ("The file of “%s” was changed by another program. What is open here stays as it is"),
      name);
  self->is_unsaved = TRUE;
  set_changed (self, TRUE);
  tell (self, sentence, "win.save-as");
}

/* The document is that file's from now on. Its claim goes before it is claimed again. */
static void
use_file (GradusAutosaver *self, const char *filename)
{
  g_clear_pointer (&self->file, gradus_own_file_free);
  self->file = gradus_own_file_new (filename, on_file_news, self);
}

/* -- When to do what ------------------------------------------------------------------------------------- */

static gboolean
on_timeout (gpointer data)
{
  GradusAutosaver *self = data;

  self->timeout = 0;
  proceed (self);
  return G_SOURCE_REMOVE;
}

static void
wait (GradusAutosaver *self, guint milliseconds)
{
  if (self->timeout == 0)
    self->timeout = g_timeout_add (milliseconds, on_timeout, self);
}

/* Until the next copy, as long as the last one's writing demands. */
static void
wait_for_copy (GradusAutosaver *self)
{
  const guint cost = self->copy ? gradus_draft_file_get_cost (self->copy) : 0;

  if (cost > 0)
    wait (self, (guint) MIN (cost / COPY_SHARE, LONGEST_COPY_WAIT));
}

/* Whichever run is selected. */
static gboolean
is_any_playing (GradusAutosaver *self)
{
  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++) {
    if (gradus_run_is_playing (gradus_document_get_run (self->document, i)))
      return TRUE;
  }
  return FALSE;
}

/* Something may have happened; the next draft tells whether. At once after a quiet time, else when it is
 * time again. */
static void
on_news (GradusAutosaver *self)
{
  const gint64 age = (g_get_monotonic_time () - self->gathered_at) / 1000;

  self->is_touched = TRUE;
  wait (self, (guint) CLAMP (LONGEST_WAIT - age, SHORTEST_WAIT, LONGEST_WAIT));
}

static void
finish_closing (GradusAutosaver *self, gboolean is_kept)
{
  GradusAutosaverFunc func = self->on_closed;

  self->on_closed = NULL;
  if (is_kept && self->copy) {
    (self->was_changed ? gradus_draft_file_close : gradus_draft_file_discard) (self->copy);
    self->copy = NULL;
  }
  func (is_kept, self->closed_data);
}

/* -- Writing --------------------------------------------------------------------------------------------- */

/* What a thread needs, with a share of its own. */
typedef struct {
  GradusDraftFile *copy;
  GradusDraft *draft;
  char *filename;
} Writing;

static void
free_writing (gpointer data)
{
  Writing *writing = data;

  gradus_draft_unref (writing->draft);
  g_free (writing->filename);
  g_free (writing);
}

/* One thread at a time. */
static void
work (GradusAutosaver *self, const GradusBackground *background, gpointer data)
{
  self->is_working = TRUE;
  gradus_background_run (self, background, data);
}

static gpointer
write_copy (gpointer data, GError **error)
{
  const Writing *writing = data;

  return GINT_TO_POINTER (gradus_draft_file_write (writing->copy, writing->draft, error));
}

static void
on_copy_written (gpointer owner, gpointer is_written, const GError *error, gpointer data)
{
  GradusAutosaver *self = owner;
  const Writing *writing = data;

  self->is_working = FALSE;
  if (is_written) {
    g_clear_pointer (&self->written, gradus_draft_unref);
    self->written = gradus_draft_ref (writing->draft);
    g_clear_pointer (&self->recovered, g_free);
    self->has_told_of_copy = FALSE;
  } else {
    g_clear_pointer (&self->written, gradus_draft_unref);
    g_info ("The working copy is not written: %s", error->message);
    if (!self->has_told_of_copy || self->on_closed)
      tell (self, _ ("What is not saved cannot be kept safe: the folder of working copies takes no files"),
            "win.save-as");
    self->has_told_of_copy = TRUE;
    self->is_touched = TRUE;
    wait (self, RETRY_WAIT);
    if (self->on_closed)
      finish_closing (self, FALSE);
  }
  proceed (self);
}

static const GradusBackground copying = { write_copy, on_copy_written, free_writing };

static void
keep (GradusAutosaver *self, GradusDraft *draft)
{
  Writing *writing = g_new0 (Writing, 1);

  if (!self->copy) {
    g_autofree char *folder = gradus_drafts_folder_get ();

    /* One that may not be saved under its name does not come back as if it might. */
    self->copy = gradus_draft_file_new (
        folder, gradus_autosaver_get_hindrance (self) ? NULL : gradus_autosaver_get_filename (self),
        self->recovered);
  }
  *writing = (Writing){ self->copy, gradus_draft_ref (draft) };
  work (self, &copying, writing);
}

static gpointer
write_file (gpointer data, GError **error)
{
  const Writing *writing = data;

  return GINT_TO_POINTER (gradus_document_file_save (writing->draft, writing->filename, error));
}

/* Nothing is unsaved, so nothing is to be kept safe. */
static void
forget_copy (GradusAutosaver *self)
{
  g_clear_pointer (&self->copy, gradus_draft_file_discard);
  g_clear_pointer (&self->written, gradus_draft_unref);
}

static void
settle (GradusAutosaver *self, GradusDraft *draft)
{
  g_clear_pointer (&self->saved, gradus_draft_unref);
  self->saved = gradus_draft_ref (draft);
  self->is_unsaved = FALSE;
  forget_copy (self);
  if (self->recovered)
    gradus_draft_file_remove (self->recovered);
  g_clear_pointer (&self->recovered, g_free);
}

static void
on_file_written (gpointer owner, gpointer is_written, const GError *error, gpointer data)
{
  GradusAutosaver *self = owner;
  const Writing *writing = data;
  g_autofree char *sentence = NULL;

  self->is_working = FALSE;
  self->is_writing_file = FALSE;
  if (is_written) {
    settle (self, writing->draft);
    use_file (self, writing->filename);
    set_changed (self, FALSE);
    g_signal_emit (self, signals[CHANGED], 0);
    gradus_recent_add (gradus_autosaver_get_filename (self));
  } else {
    sentence = g_strdup_printf (_ ("Not saved: %s. Nothing is lost; save it elsewhere"),
                                without_folder (error->message, writing->filename));
    tell (self, sentence, "win.save-as");
  }
  on_news (self);
  proceed (self);
}

static const GradusBackground saving = { write_file, on_file_written, free_writing };

static void
save (GradusAutosaver *self, GradusDraft *draft)
{
  Writing *writing = g_new0 (Writing, 1);

  self->is_writing_file = TRUE;
  *writing = (Writing){ NULL, gradus_draft_ref (draft), g_steal_pointer (&self->saving_as) };
  work (self, &saving, writing);
}

/* -- Collecting ------------------------------------------------------------------------------------------ */

static gboolean
is_content_changed (GradusAutosaver *self, const GradusDraft *draft)
{
  return self->is_unsaved || !gradus_draft_has_same_content (self->saved, draft);
}

/* No memory to tell what there is: then nothing was written, and nothing is closed over it. */
static void
fail_to_collect (GradusAutosaver *self, const GError *error)
{
  tell (self, error->message, "");
  g_clear_pointer (&self->saving_as, g_free);
  self->is_touched = TRUE;
  wait (self, RETRY_WAIT);
  if (self->on_closed)
    finish_closing (self, FALSE);
}

/* The first one tells what there is at the beginning. */
static void
on_collected (GradusDraft *draft, const GError *error, gpointer data)
{
  GradusAutosaver *self = data;

  self->collection = NULL;
  if (!draft) {
    fail_to_collect (self, error);
    return;
  }
  draft->layout = self->get_layout ? self->get_layout (self->layout_data) : NULL;
  if (!self->saved)
    self->saved = gradus_draft_ref (draft);
  set_changed (self, is_content_changed (self, draft));
  if (self->saving_as)
    save (self, draft);
  else if (self->was_changed && (!self->written || !gradus_draft_equal (self->written, draft)))
    keep (self, draft);
  else if (!self->was_changed)
    forget_copy (self); /* what was changed was undone */
  if (is_any_playing (self))
    on_news (self);
  proceed (self);
}

/* One thing after the other: gather, then write; as long as there is something to do. */
static void
proceed (GradusAutosaver *self)
{
  if (!self->is_working && self->loading)
    start_loading (self);
  if (self->is_working || self->collection)
    return;
  if (!self->is_touched && !self->saving_as) {
    if (self->on_closed)
      finish_closing (self, TRUE);
    return;
  }
  if (self->timeout != 0 && !self->saving_as && !self->on_closed)
    return;
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (gradus_document_get_n_runs (self->document) == 0)
    return;
  if (self->is_touched)
    wait_for_copy (self);
  self->is_touched = FALSE;
  self->gathered_at = g_get_monotonic_time ();
  self->collection = gradus_draft_collection_start (self->document, on_collected, self);
}

void
gradus_autosaver_save_as (GradusAutosaver *self, const char *filename)
{
  g_free (self->saving_as);
  self->saving_as = g_canonicalize_filename (filename, NULL);
  proceed (self);
}

void
gradus_autosaver_save (GradusAutosaver *self)
{
  g_return_if_fail (self->file);

  gradus_autosaver_save_as (self, gradus_autosaver_get_filename (self));
}

void
gradus_autosaver_close (GradusAutosaver *self, GradusAutosaverFunc func, gpointer data)
{
  self->on_closed = func;
  self->closed_data = data;
  gradus_document_pause_all (self->document);
  self->is_touched = TRUE;
  proceed (self);
}

/* -- Reading --------------------------------------------------------------------------------------------- */

static gpointer
load (gpointer data, GError **error)
{
  Loading *loading = data;

  return loading->is_copy ? gradus_draft_file_read (loading->path, NULL, error)
                          : gradus_document_file_load (loading->path, TRUE, &loading->is_newer, NULL, error);
}

static gboolean
restore (GradusAutosaver *self, GradusDraft *draft)
{
  g_autoptr (GError) error = NULL;

  if (gradus_draft_restore (draft, self->document, &error)) {
    g_clear_pointer (&self->saved, gradus_draft_unref);
    g_signal_emit (self, signals[LOADED], 0, draft->layout);
    on_news (self);
    return TRUE;
  }
  tell (self, error->message, "");
  return FALSE;
}

static void
follow_loading (GradusAutosaver *self, Loading *loading)
{
  if (!loading->is_copy || loading->origin)
    use_file (self, loading->is_copy ? loading->origin : loading->path);
  if (loading->is_newer)
    gradus_own_file_hinder (
        self->file,
        _ ("A newer Gradus wrote this, so it is only read. Save As makes a document of this version"));
  if (loading->is_copy) {
    self->is_unsaved = TRUE;
    self->recovered = g_steal_pointer (&loading->path);
  } else {
    gradus_recent_add (gradus_autosaver_get_filename (self));
  }
  set_changed (self, loading->is_copy);
  g_signal_emit (self, signals[CHANGED], 0);
  if (gradus_autosaver_get_hindrance (self))
    tell (self, gradus_autosaver_get_hindrance (self), "win.save-as");
}

static void
on_loaded (gpointer owner, gpointer loaded, const GError *error, gpointer data)
{
  GradusAutosaver *self = owner;
  Loading *loading = data;
  g_autoptr (GradusDraft) draft = loaded;

  self->is_working = FALSE;
  self->is_loading = FALSE;
  if (!draft)
    tell (self, without_folder (error->message, loading->path), "");
  else if (restore (self, draft))
    follow_loading (self, loading);
  proceed (self);
}

static const GradusBackground reading = { load, on_loaded, free_loading };

static void
start_loading (GradusAutosaver *self)
{
  g_clear_pointer (&self->collection, gradus_draft_collection_cancel);
  self->is_loading = TRUE;
  work (self, &reading, g_steal_pointer (&self->loading));
}

static void
load_soon (GradusAutosaver *self, const char *path, const char *origin, gboolean is_copy)
{
  g_clear_pointer (&self->loading, free_loading);
  self->loading = g_new0 (Loading, 1);
  *self->loading = (Loading){ g_strdup (path), g_strdup (origin), is_copy };
  proceed (self);
}

gboolean
gradus_autosaver_is_loading (GradusAutosaver *self)
{
  return self->is_loading || self->loading;
}

void
gradus_autosaver_open (GradusAutosaver *self, const char *filename)
{
  load_soon (self, filename, NULL, FALSE);
}

void
gradus_autosaver_recover (GradusAutosaver *self, const char *path, const char *origin)
{
  load_soon (self, path, origin, TRUE);
}

void
gradus_autosaver_take (GradusAutosaver *self, GradusDraft *draft)
{
  if (!restore (self, draft))
    return;
  self->is_unsaved = TRUE;
  set_changed (self, TRUE);
}

/* -- The object ------------------------------------------------------------------------------------------ */

void
gradus_autosaver_set_layout_source (GradusAutosaver *self, GradusLayoutFunc func, gpointer data)
{
  self->get_layout = func;
  self->layout_data = data;
}

static void
gradus_autosaver_dispose (GObject *object)
{
  GradusAutosaver *self = GRADUS_AUTOSAVER (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->collection, gradus_draft_collection_cancel);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_pointer (&self->file, gradus_own_file_free);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (gradus_autosaver_parent_class)->dispose (object);
}

static void
gradus_autosaver_finalize (GObject *object)
{
  GradusAutosaver *self = GRADUS_AUTOSAVER (object);

  g_clear_pointer (&self->copy, gradus_draft_file_close);
  g_clear_pointer (&self->saved, gradus_draft_unref);
  g_clear_pointer (&self->written, gradus_draft_unref);
  g_free (self->recovered);
  g_free (self->saving_as);
  g_clear_pointer (&self->loading, free_loading);
  G_OBJECT_CLASS (gradus_autosaver_parent_class)->finalize (object);
}

static void
gradus_autosaver_class_init (GradusAutosaverClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gradus_autosaver_dispose;
  G_OBJECT_CLASS (class)->finalize = gradus_autosaver_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
gradus_autosaver_init (GradusAutosaver *self)
{
}

GradusAutosaver *
gradus_autosaver_new (GradusDocument *document)
{
  GradusAutosaver *self = g_object_new (GRADUS_TYPE_AUTOSAVER, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_news), self);
  g_signal_connect_swapped (document, "unsettled", G_CALLBACK (on_news), self);
  g_signal_connect_swapped (document, "items-changed", G_CALLBACK (on_news), self);
  g_signal_connect_swapped (document, "notify", G_CALLBACK (on_news), self);
  on_news (self);
  return self;
}
