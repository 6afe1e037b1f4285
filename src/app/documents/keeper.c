/* SPDX-License-Identifier: MIT */
#include "app/documents/keeper.h"

#include <glib/gi18n.h>

#include "app/common/background.h"
#include "app/documents/copies-folder.h"
#include "app/documents/own-file.h"
#include "app/documents/recent.h"
#include "store/document-file.h"
#include "store/working-copy.h"

/* Milliseconds until an edit, and what has been trained since, is in the working copy: well below the two
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
  char *origin; /* of a working copy */
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

struct _GradusKeeper {
  GObject parent_instance;

  GradusDocument *document;
  GradusLayoutFunc get_layout;
  gpointer layout_data;

  GradusOwnFile *file; /* since it was last read or written; NULL: without a file */
  gboolean is_writing_file;

  GradusWorkingCopy *copy; /* NULL: nothing to keep safe */
  char *recovered;         /* the working copy that this document came from, until there is a new one */
  GradusArchive *saved;    /* what is in the file, or at the beginning; NULL: not gathered yet */
  GradusArchive *kept;     /* what is in the working copy; NULL: nothing */
  gboolean is_unsaved;     /* whatever `saved` says: it was recovered, or is a duplicate */
  gboolean was_changed;    /* as last told */
  gboolean has_told_of_copy;

  guint timeout;
  gint64 gathered_at; /* on the monotonic clock, the last time */
  gboolean is_touched;
  GradusGathering *gathering; /* NULL: none */
  gboolean is_working;        /* a thread touches files */
  gboolean is_loading;        /* it reads what comes next */
  Loading *loading;           /* to be read as soon as nothing else is done; NULL: nothing */
  char *saving_as;            /* to be done next */
  GradusKeeperFunc on_closed;
  gpointer closed_data;
};

G_DEFINE_FINAL_TYPE (GradusKeeper, gradus_keeper, G_TYPE_OBJECT)

enum {
  CHANGED,
  LOADED,
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void proceed (GradusKeeper *self);
static void start_loading (GradusKeeper *self);

static void
tell (GradusKeeper *self, const char *sentence, const char *action)
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
gradus_keeper_get_filename (GradusKeeper *self)
{
  return self->file ? gradus_own_file_get_filename (self->file) : NULL;
}

char *
gradus_keeper_get_name (GradusKeeper *self)
{
  return self->file ? gradus_own_file_get_name (self->file) : g_strdup (_ ("Untitled"));
}

gboolean
gradus_keeper_is_changed (GradusKeeper *self)
{
  return self->was_changed;
}

gboolean
gradus_keeper_is_pristine (GradusKeeper *self)
{
  return !self->file && !self->was_changed && !self->is_working && !self->loading && !self->on_closed &&
         !gradus_document_can_undo (self->document) && !gradus_document_is_playing (self->document);
}

const char *
gradus_keeper_get_hindrance (GradusKeeper *self)
{
  return self->file ? gradus_own_file_get_hindrance (self->file) : NULL;
}

gboolean
gradus_keeper_is_overtaken (GradusKeeper *self)
{
  return self->file && gradus_own_file_is_overtaken (self->file);
}

static void
set_changed (GradusKeeper *self, gboolean is_changed)
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
  GradusKeeper *self = data;
  g_autofree char *name = gradus_keeper_get_name (self), *sentence = NULL;

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
use_file (GradusKeeper *self, const char *filename)
{
  g_clear_pointer (&self->file, gradus_own_file_free);
  self->file = gradus_own_file_new (filename, on_file_news, self);
}

/* -- When to do what ------------------------------------------------------------------------------------- */

static gboolean
on_timeout (gpointer data)
{
  GradusKeeper *self = data;

  self->timeout = 0;
  proceed (self);
  return G_SOURCE_REMOVE;
}

static void
wait (GradusKeeper *self, guint milliseconds)
{
  if (self->timeout == 0)
    self->timeout = g_timeout_add (milliseconds, on_timeout, self);
}

/* Until the next copy, as long as the last one's writing demands. */
static void
wait_for_copy (GradusKeeper *self)
{
  const guint cost = self->copy ? gradus_working_copy_get_cost (self->copy) : 0;

  if (cost > 0)
    wait (self, (guint) MIN (cost / COPY_SHARE, LONGEST_COPY_WAIT));
}

/* Whichever run is selected. */
static gboolean
is_any_playing (GradusKeeper *self)
{
  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++) {
    if (gradus_run_is_playing (gradus_document_get_run (self->document, i)))
      return TRUE;
  }
  return FALSE;
}

/* Something may have happened; the next archive tells whether. At once after a quiet time, else when it is
 * time again. */
static void
on_news (GradusKeeper *self)
{
  const gint64 age = (g_get_monotonic_time () - self->gathered_at) / 1000;

  self->is_touched = TRUE;
  wait (self, (guint) CLAMP (LONGEST_WAIT - age, SHORTEST_WAIT, LONGEST_WAIT));
}

static void
finish_closing (GradusKeeper *self, gboolean is_kept)
{
  GradusKeeperFunc func = self->on_closed;

  self->on_closed = NULL;
  if (is_kept && self->copy) {
    (self->was_changed ? gradus_working_copy_close : gradus_working_copy_discard) (self->copy);
    self->copy = NULL;
  }
  func (is_kept, self->closed_data);
}

/* -- Writing --------------------------------------------------------------------------------------------- */

/* What a thread needs, with a share of its own. */
typedef struct {
  GradusWorkingCopy *copy;
  GradusArchive *archive;
  char *filename;
} Writing;

static void
free_writing (gpointer data)
{
  Writing *writing = data;

  gradus_archive_unref (writing->archive);
  g_free (writing->filename);
  g_free (writing);
}

/* One thread at a time. */
static void
work (GradusKeeper *self, const GradusBackground *background, gpointer data)
{
  self->is_working = TRUE;
  gradus_background_run (self, background, data);
}

static gpointer
write_copy (gpointer data, GError **error)
{
  const Writing *writing = data;

  return GINT_TO_POINTER (gradus_working_copy_write (writing->copy, writing->archive, error));
}

static void
on_copy_written (gpointer owner, gpointer is_written, const GError *error, gpointer data)
{
  GradusKeeper *self = owner;
  const Writing *writing = data;

  self->is_working = FALSE;
  if (is_written) {
    g_clear_pointer (&self->kept, gradus_archive_unref);
    self->kept = gradus_archive_ref (writing->archive);
    g_clear_pointer (&self->recovered, g_free);
    self->has_told_of_copy = FALSE;
  } else {
    g_clear_pointer (&self->kept, gradus_archive_unref);
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
keep (GradusKeeper *self, GradusArchive *archive)
{
  Writing *writing = g_new0 (Writing, 1);

  if (!self->copy) {
    g_autofree char *folder = gradus_copies_folder_get ();

    /* One that may not be saved under its name does not come back as if it might. */
    self->copy = gradus_working_copy_new (
        folder, gradus_keeper_get_hindrance (self) ? NULL : gradus_keeper_get_filename (self),
        self->recovered);
  }
  *writing = (Writing){ self->copy, gradus_archive_ref (archive) };
  work (self, &copying, writing);
}

static gpointer
write_file (gpointer data, GError **error)
{
  const Writing *writing = data;

  return GINT_TO_POINTER (gradus_document_file_save (writing->archive, writing->filename, error));
}

/* Nothing is unsaved, so nothing is to be kept safe. */
static void
forget_copy (GradusKeeper *self)
{
  g_clear_pointer (&self->copy, gradus_working_copy_discard);
  g_clear_pointer (&self->kept, gradus_archive_unref);
}

static void
settle (GradusKeeper *self, GradusArchive *archive)
{
  g_clear_pointer (&self->saved, gradus_archive_unref);
  self->saved = gradus_archive_ref (archive);
  self->is_unsaved = FALSE;
  forget_copy (self);
  if (self->recovered)
    gradus_working_copy_remove (self->recovered);
  g_clear_pointer (&self->recovered, g_free);
}

static void
on_file_written (gpointer owner, gpointer is_written, const GError *error, gpointer data)
{
  GradusKeeper *self = owner;
  const Writing *writing = data;
  g_autofree char *sentence = NULL;

  self->is_working = FALSE;
  self->is_writing_file = FALSE;
  if (is_written) {
    settle (self, writing->archive);
    use_file (self, writing->filename);
    set_changed (self, FALSE);
    g_signal_emit (self, signals[CHANGED], 0);
    gradus_recent_add (gradus_keeper_get_filename (self));
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
save (GradusKeeper *self, GradusArchive *archive)
{
  Writing *writing = g_new0 (Writing, 1);

  self->is_writing_file = TRUE;
  *writing = (Writing){ NULL, gradus_archive_ref (archive), g_steal_pointer (&self->saving_as) };
  work (self, &saving, writing);
}

/* -- Gathering ------------------------------------------------------------------------------------------- */

static gboolean
is_content_changed (GradusKeeper *self, const GradusArchive *archive)
{
  return self->is_unsaved || !gradus_archive_has_same_content (self->saved, archive);
}

/* The first one tells what there is at the beginning. */
static void
on_gathered (GradusArchive *archive, gpointer data)
{
  GradusKeeper *self = data;

  self->gathering = NULL;
  archive->layout = self->get_layout ? self->get_layout (self->layout_data) : NULL;
  if (!self->saved)
    self->saved = gradus_archive_ref (archive);
  set_changed (self, is_content_changed (self, archive));
  if (self->saving_as)
    save (self, archive);
  else if (self->was_changed && (!self->kept || !gradus_archive_equal (self->kept, archive)))
    keep (self, archive);
  else if (!self->was_changed)
    forget_copy (self); /* what was changed was undone */
  if (is_any_playing (self))
    on_news (self);
  proceed (self);
}

/* One thing after the other: gather, then write; as long as there is something to do. */
static void
proceed (GradusKeeper *self)
{
  if (!self->is_working && self->loading)
    start_loading (self);
  if (self->is_working || self->gathering)
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
  self->gathering = gradus_gathering_start (self->document, on_gathered, self);
}

void
gradus_keeper_save_as (GradusKeeper *self, const char *filename)
{
  g_free (self->saving_as);
  self->saving_as = g_canonicalize_filename (filename, NULL);
  proceed (self);
}

void
gradus_keeper_save (GradusKeeper *self)
{
  g_return_if_fail (self->file);

  gradus_keeper_save_as (self, gradus_keeper_get_filename (self));
}

void
gradus_keeper_close (GradusKeeper *self, GradusKeeperFunc func, gpointer data)
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

  return loading->is_copy ? gradus_working_copy_read (loading->path, NULL, error)
                          : gradus_document_file_load (loading->path, TRUE, &loading->is_newer, NULL, error);
}

static gboolean
restore (GradusKeeper *self, GradusArchive *archive)
{
  g_autoptr (GError) error = NULL;

  if (gradus_archive_restore (archive, self->document, &error)) {
    g_clear_pointer (&self->saved, gradus_archive_unref);
    g_signal_emit (self, signals[LOADED], 0, archive->layout);
    on_news (self);
    return TRUE;
  }
  tell (self, error->message, "");
  return FALSE;
}

static void
follow_loading (GradusKeeper *self, Loading *loading)
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
    gradus_recent_add (gradus_keeper_get_filename (self));
  }
  set_changed (self, loading->is_copy);
  g_signal_emit (self, signals[CHANGED], 0);
  if (gradus_keeper_get_hindrance (self))
    tell (self, gradus_keeper_get_hindrance (self), "win.save-as");
}

static void
on_loaded (gpointer owner, gpointer loaded, const GError *error, gpointer data)
{
  GradusKeeper *self = owner;
  Loading *loading = data;
  g_autoptr (GradusArchive) archive = loaded;

  self->is_working = FALSE;
  self->is_loading = FALSE;
  if (!archive)
    tell (self, without_folder (error->message, loading->path), "");
  else if (restore (self, archive))
    follow_loading (self, loading);
  proceed (self);
}

static const GradusBackground reading = { load, on_loaded, free_loading };

static void
start_loading (GradusKeeper *self)
{
  g_clear_pointer (&self->gathering, gradus_gathering_cancel);
  self->is_loading = TRUE;
  work (self, &reading, g_steal_pointer (&self->loading));
}

static void
load_soon (GradusKeeper *self, const char *path, const char *origin, gboolean is_copy)
{
  g_clear_pointer (&self->loading, free_loading);
  self->loading = g_new0 (Loading, 1);
  *self->loading = (Loading){ g_strdup (path), g_strdup (origin), is_copy };
  proceed (self);
}

gboolean
gradus_keeper_is_loading (GradusKeeper *self)
{
  return self->is_loading || self->loading;
}

void
gradus_keeper_open (GradusKeeper *self, const char *filename)
{
  load_soon (self, filename, NULL, FALSE);
}

void
gradus_keeper_recover (GradusKeeper *self, const char *path, const char *origin)
{
  load_soon (self, path, origin, TRUE);
}

void
gradus_keeper_take (GradusKeeper *self, GradusArchive *archive)
{
  if (!restore (self, archive))
    return;
  self->is_unsaved = TRUE;
  set_changed (self, TRUE);
}

/* -- The object ------------------------------------------------------------------------------------------ */

void
gradus_keeper_set_layout_source (GradusKeeper *self, GradusLayoutFunc func, gpointer data)
{
  self->get_layout = func;
  self->layout_data = data;
}

static void
gradus_keeper_dispose (GObject *object)
{
  GradusKeeper *self = GRADUS_KEEPER (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->gathering, gradus_gathering_cancel);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_pointer (&self->file, gradus_own_file_free);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (gradus_keeper_parent_class)->dispose (object);
}

static void
gradus_keeper_finalize (GObject *object)
{
  GradusKeeper *self = GRADUS_KEEPER (object);

  g_clear_pointer (&self->copy, gradus_working_copy_close);
  g_clear_pointer (&self->saved, gradus_archive_unref);
  g_clear_pointer (&self->kept, gradus_archive_unref);
  g_free (self->recovered);
  g_free (self->saving_as);
  g_clear_pointer (&self->loading, free_loading);
  G_OBJECT_CLASS (gradus_keeper_parent_class)->finalize (object);
}

static void
gradus_keeper_class_init (GradusKeeperClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gradus_keeper_dispose;
  G_OBJECT_CLASS (class)->finalize = gradus_keeper_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
gradus_keeper_init (GradusKeeper *self)
{
}

GradusKeeper *
gradus_keeper_new (GradusDocument *document)
{
  GradusKeeper *self = g_object_new (GRADUS_TYPE_KEEPER, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_news), self);
  g_signal_connect_swapped (document, "unsettled", G_CALLBACK (on_news), self);
  g_signal_connect_swapped (document, "items-changed", G_CALLBACK (on_news), self);
  g_signal_connect_swapped (document, "notify", G_CALLBACK (on_news), self);
  on_news (self);
  return self;
}
