/* SPDX-License-Identifier: MIT */
#include "app/documents/autosaver.h"

#include <glib/gi18n.h>

#include "app/common/background.h"
#include "app/documents/autosave-timer.h"
#include "app/documents/load-job.h"
#include "app/documents/own-draft.h"
#include "app/documents/own-file.h"
#include "app/documents/recent.h"
#include "app/documents/write-job.h"
#include "document/edit.h"

struct _GradusAutosaver {
  GObject parent_instance;

  GradusDocument *document;
  GradusLayoutFunc get_layout;
  gpointer layout_data;

  GradusOwnFile *file; /* since it was last read or written; NULL: without a file */
  GradusOwnDraft *draft;
  GradusDraft *saved;   /* what is in the file, or was at the beginning; NULL: not collected yet */
  gboolean is_unsaved;  /* whatever `saved` says: it was recovered, or is a duplicate */
  gboolean was_changed; /* as last told */
  gboolean has_told_of_draft;

  GradusAutosaverState state;
  GradusAutosaveTimer timer;         /* runs in DIRTY */
  GradusDraftCollection *collection; /* in COLLECTING, until the runs have answered */
  GradusDraft *collected;            /* their answer */
  gboolean is_working; /* in WRITING_DRAFT, WRITING_FILE and LOADING, until the thread is done */

  /* What was asked for and is not begun yet. */
  GradusLoadJob *load_job;
  char *saving_as;
  GradusAutosaverFunc on_closed; /* NULL: nobody has asked to close it */
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

static void advance (GradusAutosaver *self);

static void
tell (GradusAutosaver *self, const char *sentence, const char *action)
{
  g_signal_emit (self, signals[TOLD], 0, sentence, action);
}

/* Of the file's path, with which the message begins, its name is enough. */
static const char *
without_folder (const char *message, const char *path)
{
  const char *base = strrchr (path, G_DIR_SEPARATOR);

  return base && g_str_has_prefix (message, path) ? message + (base + 1 - path) : message;
}

/* -- What it is -------------------------------------------------------------------------------- */

GradusAutosaverState
gradus_autosaver_get_state (GradusAutosaver *self)
{
  return self->state;
}

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
  return !self->file && !self->was_changed && !self->is_working && !self->load_job &&
         !self->on_closed && !gradus_document_can_undo (self->document) &&
         !gradus_document_is_playing (self->document);
}

gboolean
gradus_autosaver_is_loading (GradusAutosaver *self)
{
  return self->load_job || (self->state == GRADUS_AUTOSAVER_LOADING && self->is_working);
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

/* -- News, and DIRTY --------------------------------------------------------------------------- */

/* Something may have changed; what is collected tells whether. In other states the news waits
 * for the end of what is being done. */
static void
on_news (GradusAutosaver *self)
{
  gradus_autosave_timer_note_news (&self->timer);
  if (self->state == GRADUS_AUTOSAVER_CLEAN)
    advance (self);
}

/* One thread at a time. */
static void
start_work (GradusAutosaver *self, const GradusBackground *background, gpointer data)
{
  self->is_working = TRUE;
  gradus_background_run (self, background, data);
}

static void
on_due (gpointer data)
{
  advance (data);
}

static void
wait_until_due (GradusAutosaver *self)
{
  gradus_autosave_timer_start (&self->timer, gradus_own_draft_get_cost (self->draft), on_due, self);
}

/* -- Its file underneath ----------------------------------------------------------------------- */

/* What the file no longer has goes into the draft: until then it is in memory alone. */
static void
on_file_news (GradusFileNews news, gpointer data)
{
  GradusAutosaver *self = data;
  g_autofree char *sentence = gradus_own_file_describe_news (self->file, news);

  /* The monitor tells of what is written here, too. */
  if (self->state == GRADUS_AUTOSAVER_WRITING_FILE)
    return;
  self->is_unsaved = TRUE;
  set_changed (self, TRUE);
  on_news (self);
  tell (self, sentence, "win.save-as");
}

/* The document is that file's from now on. The old lock is released first: it may be of the same
 * file. */
static void
use_file (GradusAutosaver *self, const char *filename)
{
  g_clear_pointer (&self->file, gradus_own_file_free);
  self->file = gradus_own_file_new (filename, on_file_news, self);
}

/* -- COLLECTING -------------------------------------------------------------------------------- */

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

static void
answer_close (GradusAutosaver *self, gboolean is_safe)
{
  GradusAutosaverFunc func = g_steal_pointer (&self->on_closed);

  func (is_safe, self->closed_data);
}

/* Nothing was written, so nothing is saved, and what is not safe is not closed. */
static void
take_failure (GradusAutosaver *self)
{
  gradus_autosave_timer_note_failure (&self->timer);
  if (self->on_closed)
    answer_close (self, FALSE);
}

/* The first one tells what there is at the beginning. Where what was changed has been undone,
 * there is nothing to lose. */
static void
take_collected (GradusAutosaver *self, GradusDraft *draft)
{
  draft->layout = self->get_layout ? self->get_layout (self->layout_data) : NULL;
  self->collected = gradus_draft_ref (draft);
  if (!self->saved)
    self->saved = gradus_draft_ref (draft);
  set_changed (self, self->is_unsaved || !gradus_draft_has_same_content (self->saved, draft));
  if (!self->was_changed)
    gradus_own_draft_discard (self->draft);
  if (is_any_playing (self))
    on_news (self);
}

static void
on_collected (GradusDraft *draft, const GError *error, gpointer data)
{
  GradusAutosaver *self = data;

  self->collection = NULL;
  if (draft) {
    take_collected (self, draft);
  } else {
    tell (self, error->message, "");
    g_clear_pointer (&self->saving_as, g_free);
    take_failure (self);
  }
  advance (self);
}

static void
start_collecting (GradusAutosaver *self)
{
  gradus_autosave_timer_note_begin (&self->timer);
  g_clear_pointer (&self->collected, gradus_draft_unref);
  self->collection = gradus_draft_collection_start (self->document, on_collected, self);
}

/* -- WRITING_DRAFT and WRITING_FILE ------------------------------------------------------------ */

/* Said once, until a draft can be written again; whoever closes is told in any case. */
static void
take_draft_failure (GradusAutosaver *self, const GError *error)
{
  g_info ("The draft is not written: %s", error->message);
  if (!self->has_told_of_draft || self->on_closed)
    tell (self, _ ("What is not saved cannot be kept safe: the folder of drafts takes no files"),
          "win.save-as");
  self->has_told_of_draft = TRUE;
  take_failure (self);
}

static void
on_draft_written (gpointer owner, gpointer is_written, const GError *error, gpointer data)
{
  GradusAutosaver *self = owner;
  const GradusWriteJob *job = data;

  self->is_working = FALSE;
  gradus_own_draft_set_written (self->draft, is_written ? job->draft : NULL);
  if (is_written)
    self->has_told_of_draft = FALSE;
  else
    take_draft_failure (self, error);
  advance (self);
}

static const GradusBackground draft_writing = { gradus_write_job_do, on_draft_written,
                                                gradus_write_job_free };

/* A draft of a file that may not be written says no origin: recovered, it must not look as if it
 * could be saved under that name. */
static void
start_writing_draft (GradusAutosaver *self)
{
  const char *origin =
      gradus_autosaver_get_hindrance (self) ? NULL : gradus_autosaver_get_filename (self);
  GradusDraftFile *file = gradus_own_draft_get_file (self->draft, origin);

  start_work (self, &draft_writing,
              gradus_write_job_new_draft (file, g_steal_pointer (&self->collected)));
}

/* The name may be another where nothing was changed, so CHANGED is emitted in any case. */
static void
take_saved (GradusAutosaver *self, const GradusWriteJob *job)
{
  g_clear_pointer (&self->saved, gradus_draft_unref);
  self->saved = gradus_draft_ref (job->draft);
  self->is_unsaved = FALSE;
  gradus_own_draft_discard_all (self->draft);
  use_file (self, job->filename);
  set_changed (self, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
  gradus_recent_add (gradus_autosaver_get_filename (self));
}

static void
on_file_written (gpointer owner, gpointer is_written, const GError *error, gpointer data)
{
  GradusAutosaver *self = owner;
  const GradusWriteJob *job = data;
  g_autofree char *sentence = NULL;

  self->is_working = FALSE;
  if (is_written) {
    take_saved (self, job);
  } else {
    sentence = g_strdup_printf (_ ("Not saved: %s. Nothing is lost; save it elsewhere"),
                                without_folder (error->message, job->filename));
    tell (self, sentence, "win.save-as");
  }
  on_news (self);
  advance (self);
}

static const GradusBackground file_writing = { gradus_write_job_do, on_file_written,
                                               gradus_write_job_free };

static void
start_writing_file (GradusAutosaver *self)
{
  GradusDraft *draft = g_steal_pointer (&self->collected);

  start_work (self, &file_writing,
              gradus_write_job_new_file (g_steal_pointer (&self->saving_as), draft));
}

/* -- LOADING ----------------------------------------------------------------------------------- */

static gboolean
restore_draft (GradusAutosaver *self, GradusDraft *draft)
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
take_loaded (GradusAutosaver *self, GradusLoadJob *job)
{
  if (gradus_load_job_get_filename (job))
    use_file (self, gradus_load_job_get_filename (job));
  if (job->is_newer)
    gradus_own_file_hinder (self->file, _ ("A newer Gradus wrote this, so it is only read. Save As "
                                           "makes a document of this version"));
  else if (job->is_hand_in)
    gradus_own_file_hinder (self->file, gradus_load_job_describe_hand_in ());
  if (job->is_draft) {
    self->is_unsaved = TRUE;
    gradus_own_draft_set_recovered (self->draft, g_steal_pointer (&job->path));
  } else {
    gradus_recent_add (gradus_autosaver_get_filename (self));
  }
  set_changed (self, job->is_draft);
  g_signal_emit (self, signals[CHANGED], 0);
  if (gradus_autosaver_get_hindrance (self))
    tell (self, gradus_autosaver_get_hindrance (self), "win.save-as");
}

static void
on_loaded (gpointer owner, gpointer loaded, const GError *error, gpointer data)
{
  GradusAutosaver *self = owner;
  GradusLoadJob *job = data;
  g_autoptr (GradusDraft) draft = loaded;

  self->is_working = FALSE;
  if (!draft)
    tell (self, error->message, "");
  else if (restore_draft (self, draft))
    take_loaded (self, job);
  advance (self);
}

static const GradusBackground loading = { gradus_load_job_do, on_loaded, gradus_load_job_free };

static void
start_loading (GradusAutosaver *self)
{
  start_work (self, &loading, g_steal_pointer (&self->load_job));
}

/* -- CLOSED ------------------------------------------------------------------------------------ */

static void
finish_closing (GradusAutosaver *self)
{
  if (self->was_changed)
    gradus_own_draft_leave (self->draft);
  else
    gradus_own_draft_discard (self->draft);
  answer_close (self, TRUE);
}

/* -- From state to state ----------------------------------------------------------------------- */

static GradusAutosaverState
find_next_state (const GradusAutosaver *self)
{
  const GradusAutosaverFacts facts = {
    .has_runs = gradus_document_get_n_runs (self->document) > 0,
    .has_news = gradus_autosave_pace_has_news (&self->timer.pace),
    .is_due = self->timer.is_due,
    .wants_to_load = self->load_job != NULL,
    .wants_to_save = self->saving_as != NULL,
    .wants_to_close = self->on_closed != NULL,
    .is_working = self->is_working || self->collection,
    .is_collected = self->collected != NULL,
    .is_loss = self->collected && self->was_changed &&
               !gradus_own_draft_holds (self->draft, self->collected),
  };

  return gradus_autosaver_state_find_next (self->state, &facts);
}

static void
leave_state (GradusAutosaver *self)
{
  gradus_autosave_timer_stop (&self->timer);
  g_clear_pointer (&self->collection, gradus_draft_collection_cancel);
}

static void (*const enter_state[]) (GradusAutosaver *self) = {
  [GRADUS_AUTOSAVER_DIRTY] = wait_until_due,
  [GRADUS_AUTOSAVER_COLLECTING] = start_collecting,
  [GRADUS_AUTOSAVER_WRITING_DRAFT] = start_writing_draft,
  [GRADUS_AUTOSAVER_WRITING_FILE] = start_writing_file,
  [GRADUS_AUTOSAVER_LOADING] = start_loading,
  [GRADUS_AUTOSAVER_CLOSED] = finish_closing,
};

/* After every event. Whoever is told that it is closed may drop the last reference. */
static void
advance (GradusAutosaver *self)
{
  G_GNUC_UNUSED g_autoptr (GradusAutosaver) guard = g_object_ref (self);
  GradusAutosaverState next;

  while ((next = find_next_state (self)) != self->state) {
    leave_state (self);
    self->state = next;
    if (enter_state[next])
      enter_state[next](self);
  }
}

/* -- What is asked of it ----------------------------------------------------------------------- */

void
gradus_autosaver_save_as (GradusAutosaver *self, const char *filename)
{
  g_free (self->saving_as);
  self->saving_as = g_canonicalize_filename (filename, NULL);
  advance (self);
}

void
gradus_autosaver_save (GradusAutosaver *self)
{
  g_return_if_fail (self->file);

  gradus_autosaver_save_as (self, gradus_autosaver_get_filename (self));
}

static void
load_soon (GradusAutosaver *self, GradusLoadJob *job)
{
  g_clear_pointer (&self->load_job, gradus_load_job_free);
  self->load_job = job;
  advance (self);
}

void
gradus_autosaver_open (GradusAutosaver *self, const char *filename)
{
  load_soon (self, gradus_load_job_new (filename, NULL, FALSE));
}

void
gradus_autosaver_recover (GradusAutosaver *self, const char *path, const char *origin)
{
  load_soon (self, gradus_load_job_new (path, origin, TRUE));
}

void
gradus_autosaver_take (GradusAutosaver *self, GradusDraft *draft)
{
  if (!restore_draft (self, draft))
    return;
  self->is_unsaved = TRUE;
  set_changed (self, TRUE);
}

/* The news makes it collect once more, after the pause: what a run learned until then is in the
 * draft before it is CLOSED. */
void
gradus_autosaver_close (GradusAutosaver *self, GradusAutosaverFunc func, gpointer data)
{
  self->on_closed = func;
  self->closed_data = data;
  gradus_document_pause_all (self->document);
  on_news (self);
  advance (self);
}

/* -- The object -------------------------------------------------------------------------------- */

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

  leave_state (self);
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

  gradus_own_draft_free (self->draft);
  g_clear_pointer (&self->saved, gradus_draft_unref);
  g_clear_pointer (&self->collected, gradus_draft_unref);
  g_free (self->saving_as);
  g_clear_pointer (&self->load_job, gradus_load_job_free);
  G_OBJECT_CLASS (gradus_autosaver_parent_class)->finalize (object);
}

static void
gradus_autosaver_class_init (GradusAutosaverClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gradus_autosaver_dispose;
  G_OBJECT_CLASS (class)->finalize = gradus_autosaver_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
gradus_autosaver_init (GradusAutosaver *self)
{
  self->draft = gradus_own_draft_new ();
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
