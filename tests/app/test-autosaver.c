/* SPDX-License-Identifier: MIT */

/* The autosaver without a window: what it does when, and how late a draft may be. The display is
 * for the list of recent files. */
#include <glib/gstdio.h>
#include <gtk/gtk.h>

#include "app/documents/autosave-pace.h"
#include "app/documents/autosaver.h"
#include "document/edit.h"
#include "experiment/builtin.h"
#include "store/document-file.h"
#include "store/draft-file.h"

#define MILLISECOND G_GINT64_CONSTANT (1000)

/* What a busy machine may add to a promise of a second. */
#define SLACK (1000 * MILLISECOND)

/* Milliseconds in which everything here has happened, or never will. */
#define PATIENCE 20000

static char *folder, *drafts;

/* -- States ------------------------------------------------------------------------------------ */

static const struct {
  GradusAutosaverState from, to;
  GradusAutosaverFacts facts;
} ways[] = {
  { GRADUS_AUTOSAVER_CLEAN, GRADUS_AUTOSAVER_CLEAN, { .has_runs = TRUE } },
  { GRADUS_AUTOSAVER_CLEAN, GRADUS_AUTOSAVER_CLEAN, { .has_news = TRUE } },
  { GRADUS_AUTOSAVER_CLEAN, GRADUS_AUTOSAVER_DIRTY, { .has_runs = TRUE, .has_news = TRUE } },
  { GRADUS_AUTOSAVER_DIRTY, GRADUS_AUTOSAVER_DIRTY, { .has_runs = TRUE, .has_news = TRUE } },
  { GRADUS_AUTOSAVER_DIRTY,
    GRADUS_AUTOSAVER_COLLECTING,
    { .has_runs = TRUE, .has_news = TRUE, .is_due = TRUE } },
  { GRADUS_AUTOSAVER_DIRTY,
    GRADUS_AUTOSAVER_COLLECTING,
    { .has_runs = TRUE, .has_news = TRUE, .wants_to_close = TRUE } },
  { GRADUS_AUTOSAVER_CLEAN,
    GRADUS_AUTOSAVER_COLLECTING,
    { .has_runs = TRUE, .wants_to_save = TRUE } },
  { GRADUS_AUTOSAVER_CLEAN, GRADUS_AUTOSAVER_CLOSED, { .has_runs = TRUE, .wants_to_close = TRUE } },
  { GRADUS_AUTOSAVER_CLEAN, GRADUS_AUTOSAVER_CLOSED, { .wants_to_close = TRUE, .has_news = TRUE } },
  { GRADUS_AUTOSAVER_DIRTY,
    GRADUS_AUTOSAVER_LOADING,
    { .has_runs = TRUE, .has_news = TRUE, .wants_to_load = TRUE, .wants_to_close = TRUE } },
  { GRADUS_AUTOSAVER_COLLECTING,
    GRADUS_AUTOSAVER_COLLECTING,
    { .is_working = TRUE, .wants_to_save = TRUE } },
  { GRADUS_AUTOSAVER_COLLECTING, GRADUS_AUTOSAVER_CLEAN, { .wants_to_close = TRUE } },
  { GRADUS_AUTOSAVER_COLLECTING,
    GRADUS_AUTOSAVER_LOADING,
    { .wants_to_load = TRUE, .is_collected = TRUE } },
  { GRADUS_AUTOSAVER_COLLECTING,
    GRADUS_AUTOSAVER_WRITING_FILE,
    { .is_collected = TRUE, .is_loss = TRUE, .wants_to_save = TRUE } },
  { GRADUS_AUTOSAVER_COLLECTING,
    GRADUS_AUTOSAVER_WRITING_DRAFT,
    { .is_collected = TRUE, .is_loss = TRUE, .has_news = TRUE } },
  { GRADUS_AUTOSAVER_COLLECTING,
    GRADUS_AUTOSAVER_CLEAN,
    { .is_collected = TRUE, .wants_to_close = TRUE } },
  { GRADUS_AUTOSAVER_WRITING_DRAFT,
    GRADUS_AUTOSAVER_WRITING_DRAFT,
    { .is_working = TRUE, .wants_to_close = TRUE, .wants_to_load = TRUE, .wants_to_save = TRUE } },
  { GRADUS_AUTOSAVER_WRITING_DRAFT, GRADUS_AUTOSAVER_CLEAN, { .has_news = TRUE } },
  { GRADUS_AUTOSAVER_WRITING_FILE, GRADUS_AUTOSAVER_WRITING_FILE, { .is_working = TRUE } },
  { GRADUS_AUTOSAVER_LOADING,
    GRADUS_AUTOSAVER_LOADING,
    { .is_working = TRUE, .wants_to_load = TRUE } },
  { GRADUS_AUTOSAVER_LOADING, GRADUS_AUTOSAVER_CLEAN, { .wants_to_load = TRUE } },
  { GRADUS_AUTOSAVER_CLOSED,
    GRADUS_AUTOSAVER_CLOSED,
    { .has_runs = TRUE, .has_news = TRUE, .wants_to_load = TRUE, .wants_to_save = TRUE } },
};

static void
test_states (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_test_message ("way %u", i);
    g_assert_cmpint (gradus_autosaver_state_find_next (ways[i].from, &ways[i].facts), ==,
                     ways[i].to);
  }
}

/* -- Pace -------------------------------------------------------------------------------------- */

static gint64
find_wait (gint64 news_after, guint cost)
{
  GradusAutosavePace pace = { 0 };

  gradus_autosave_pace_note_begin (&pace, 1000000 * MILLISECOND);
  g_assert_false (gradus_autosave_pace_has_news (&pace));
  gradus_autosave_pace_note_news (&pace, (1000000 + news_after) * MILLISECOND);
  g_assert_true (gradus_autosave_pace_has_news (&pace));
  return gradus_autosave_pace_find_due (&pace, cost) / MILLISECOND - 1000000 - news_after;
}

/* Whenever something changes, it is collected at most a second later; at most two, writing
 * included, where that takes up to half a second. Of a program that is not idle, writing gets a
 * quarter of the time. */
static void
test_pace (void)
{
  for (gint64 after = 0; after <= 3000; after += 50) {
    g_assert_cmpint (find_wait (after, 0), <=, 1000);
    g_assert_cmpint (find_wait (after, 0), >=, 100);
    for (guint cost = 0; cost <= 500; cost += 25)
      g_assert_cmpint (find_wait (after, cost) + cost, <=, 2000);
  }
  for (guint cost = 0; cost <= 350; cost += 25)
    g_assert_cmpint (find_wait (0, cost), >=, MAX (1000, 4 * cost));
}

static void
test_pace_of_failures (void)
{
  GradusAutosavePace pace = { 0 };

  gradus_autosave_pace_note_failure (&pace, 100000 * MILLISECOND);
  gradus_autosave_pace_note_news (&pace, 100001 * MILLISECOND);
  g_assert_cmpint (gradus_autosave_pace_find_due (&pace, 0), ==, 105000 * MILLISECOND);
  gradus_autosave_pace_note_begin (&pace, 105000 * MILLISECOND);
  g_assert_false (gradus_autosave_pace_has_news (&pace));
}

/* -- A document -------------------------------------------------------------------------------- */

typedef struct {
  GradusDocument *document;
  GradusAutosaver *autosaver;
  guint tick, n_told;
  gboolean is_closed, is_safe;
} Fixture;

/* As a window does with every frame. */
static gboolean
on_tick (gpointer document)
{
  gradus_document_refresh (document);
  return G_SOURCE_CONTINUE;
}

static void
on_told (Fixture *fixture, const char *sentence, const char *action)
{
  fixture->n_told++;
}

static void
on_closed (gboolean is_safe, gpointer data)
{
  Fixture *fixture = data;

  fixture->is_closed = TRUE;
  fixture->is_safe = is_safe;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");

  fixture->document = gradus_document_new ();
  g_assert_true (gradus_document_open (fixture->document, experiment, NULL));
  fixture->autosaver = gradus_autosaver_new (fixture->document);
  g_signal_connect_swapped (fixture->autosaver, "told", G_CALLBACK (on_told), fixture);
  fixture->tick = g_timeout_add (10, on_tick, fixture->document);
}

static gboolean
on_no_patience (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for_state (Fixture *fixture, GradusAutosaverState state)
{
  gboolean is_over = FALSE;
  const guint timeout = g_timeout_add (PATIENCE, on_no_patience, &is_over);

  while (!is_over && gradus_autosaver_get_state (fixture->autosaver) != state)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_over);
  g_source_remove (timeout);
}

/* Until it knows what there is to begin with. */
static void
wait_for_beginning (Fixture *fixture)
{
  wait_for_state (fixture, GRADUS_AUTOSAVER_COLLECTING);
  wait_for_state (fixture, GRADUS_AUTOSAVER_CLEAN);
}

static void
wait_for_draft (Fixture *fixture)
{
  wait_for_state (fixture, GRADUS_AUTOSAVER_WRITING_DRAFT);
  wait_for_state (fixture, GRADUS_AUTOSAVER_CLEAN);
}

static void
close_document (Fixture *fixture)
{
  fixture->is_closed = FALSE;
  gradus_autosaver_close (fixture->autosaver, on_closed, fixture);
  while (!fixture->is_closed)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) orphans = NULL;

  if (gradus_autosaver_get_state (fixture->autosaver) != GRADUS_AUTOSAVER_CLOSED)
    close_document (fixture);
  g_source_remove (fixture->tick);
  g_assert_finalize_object (fixture->autosaver);
  g_object_unref (fixture->document);
  orphans = gradus_draft_file_list_orphans (drafts);
  for (guint i = 0; i < orphans->len; i++)
    gradus_draft_file_remove (((GradusOrphan *) g_ptr_array_index (orphans, i))->path);
}

static void
rename_run (Fixture *fixture, const char *name)
{
  gradus_document_rename (fixture->document, gradus_document_get_selected (fixture->document),
                          name);
}

static guint
count_drafts (void)
{
  g_autoptr (GDir) files = g_dir_open (drafts, 0, NULL);
  const char *name;
  guint n = 0;

  while (files && (name = g_dir_read_name (files)))
    n += g_str_has_suffix (name, ".gradus");
  return n;
}

/* The only draft that was left behind; the caller's own. */
static char *
find_orphan (void)
{
  g_autoptr (GPtrArray) orphans = gradus_draft_file_list_orphans (drafts);

  g_assert_cmpuint (orphans->len, ==, 1);
  return g_strdup (((GradusOrphan *) g_ptr_array_index (orphans, 0))->path);
}

/* -- How late a draft may be ------------------------------------------------------------------- */

static gint64
measure_edit (Fixture *fixture, const char *name)
{
  const gint64 start = g_get_monotonic_time ();

  rename_run (fixture, name);
  wait_for_draft (fixture);
  return g_get_monotonic_time () - start;
}

/* After a quiet time, and at the worst moment: when a draft was just begun. */
static void
test_edits (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GradusDraft) draft = NULL;

  wait_for_beginning (fixture);
  g_assert_cmpuint (count_drafts (), ==, 0);
  g_assert_false (gradus_autosaver_is_changed (fixture->autosaver));
  g_assert_cmpint (measure_edit (fixture, "one"), <=, 1000 * MILLISECOND + SLACK);
  g_assert_cmpint (measure_edit (fixture, "two"), <=, 1000 * MILLISECOND + SLACK);
  g_assert_true (gradus_autosaver_is_changed (fixture->autosaver));
  g_assert_cmpuint (count_drafts (), ==, 1);

  close_document (fixture);
  path = find_orphan ();
  draft = gradus_draft_file_read (path, NULL, NULL);
  g_assert_cmpstr (((GradusDraftEntry *) g_ptr_array_index (draft->runs, 0))->name, ==, "two");
}

/* While a run trains, the time from draft to draft is what may be lost. */
static void
test_training (Fixture *fixture, gconstpointer data)
{
  gint64 last;

  gradus_document_set_speed (fixture->document, 1000);
  gradus_document_play (fixture->document);
  wait_for_state (fixture, GRADUS_AUTOSAVER_WRITING_DRAFT);
  wait_for_state (fixture, GRADUS_AUTOSAVER_DIRTY);
  last = g_get_monotonic_time ();
  wait_for_state (fixture, GRADUS_AUTOSAVER_WRITING_DRAFT);
  wait_for_state (fixture, GRADUS_AUTOSAVER_DIRTY);
  g_assert_cmpint (g_get_monotonic_time () - last, <=, 2000 * MILLISECOND);
}

/* What is changed while a draft is written is in the next one, nobody having to do anything. */
static void
test_edit_while_writing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GradusDraft) draft = NULL;

  wait_for_beginning (fixture);
  rename_run (fixture, "while");
  wait_for_state (fixture, GRADUS_AUTOSAVER_WRITING_DRAFT);
  rename_run (fixture, "after");
  wait_for_state (fixture, GRADUS_AUTOSAVER_DIRTY);
  wait_for_draft (fixture);
  close_document (fixture);
  path = find_orphan ();
  draft = gradus_draft_file_read (path, NULL, NULL);
  g_assert_cmpstr (((GradusDraftEntry *) g_ptr_array_index (draft->runs, 0))->name, ==, "after");
}

/* -- What becomes of a draft ------------------------------------------------------------------- */

/* A draft goes where nothing would be lost without it. */
static void
test_undo_and_save (Fixture *fixture, gconstpointer data)
{
  g_autofree char *filename = g_build_filename (folder, "saved.gradus", NULL);

  wait_for_beginning (fixture);
  measure_edit (fixture, "a name");
  g_assert_cmpuint (count_drafts (), ==, 1);
  gradus_document_undo (fixture->document);
  wait_for_state (fixture, GRADUS_AUTOSAVER_COLLECTING);
  wait_for_state (fixture, GRADUS_AUTOSAVER_CLEAN);
  g_assert_cmpuint (count_drafts (), ==, 0);
  g_assert_false (gradus_autosaver_is_changed (fixture->autosaver));

  measure_edit (fixture, "another");
  gradus_autosaver_save_as (fixture->autosaver, filename);
  wait_for_state (fixture, GRADUS_AUTOSAVER_WRITING_FILE);
  wait_for_state (fixture, GRADUS_AUTOSAVER_DIRTY);
  g_assert_true (g_file_test (filename, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_drafts (), ==, 0);
  g_assert_false (gradus_autosaver_is_changed (fixture->autosaver));
  g_assert_cmpstr (gradus_autosaver_get_filename (fixture->autosaver), ==, filename);

  close_document (fixture);
  g_assert_true (fixture->is_safe);
  g_assert_cmpint (gradus_autosaver_get_state (fixture->autosaver), ==, GRADUS_AUTOSAVER_CLOSED);
  g_assert_cmpuint (count_drafts (), ==, 0);
  g_unlink (filename);
}

/* Without its file the document is in memory alone, so it gets a draft without an edit. */
static void
test_deleted_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *filename = g_build_filename (folder, "deleted.gradus", NULL);

  wait_for_beginning (fixture);
  gradus_autosaver_save_as (fixture->autosaver, filename);
  wait_for_state (fixture, GRADUS_AUTOSAVER_WRITING_FILE);
  wait_for_state (fixture, GRADUS_AUTOSAVER_CLEAN);
  g_assert_cmpuint (count_drafts (), ==, 0);
  g_unlink (filename);
  wait_for_draft (fixture);
  g_assert_true (gradus_autosaver_is_changed (fixture->autosaver));
  g_assert_cmpuint (count_drafts (), ==, 1);
}

/* Closing writes what is new without waiting; the next autosaver reads it, and its draft
 * replaces that one. */
static void
test_recover (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();
  g_autoptr (GradusAutosaver) heir = gradus_autosaver_new (document);
  Fixture other = { .document = document, .autosaver = heir };
  g_autofree char *path = NULL, *later = NULL;

  wait_for_beginning (fixture);
  rename_run (fixture, "left behind");
  wait_for_state (fixture, GRADUS_AUTOSAVER_COLLECTING);
  rename_run (fixture, "at the last moment");
  close_document (fixture);
  g_assert_true (fixture->is_safe);
  path = find_orphan ();
  gradus_autosaver_recover (heir, path, NULL);
  g_assert_true (gradus_autosaver_is_loading (heir));
  wait_for_state (&other, GRADUS_AUTOSAVER_DIRTY);
  g_assert_cmpstr (gradus_run_get_name (gradus_document_get_selected (document)), ==,
                   "at the last moment");
  g_assert_true (gradus_autosaver_is_changed (heir));
  wait_for_draft (&other);
  close_document (&other);
  later = find_orphan ();
  g_assert_cmpstr (later, !=, path);
}

/* Where drafts cannot be written, that is said once; closing says so again, is refused, and
 * loses nothing. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_strconcat (drafts, ".away", NULL);

  g_mkdir_with_parents (drafts, 0700);
  g_assert_cmpint (g_rename (drafts, away), ==, 0);
  g_assert_true (g_file_set_contents (drafts, "no folder", -1, NULL));
  wait_for_beginning (fixture);
  rename_run (fixture, "a name");
  wait_for_state (fixture, GRADUS_AUTOSAVER_WRITING_DRAFT);
  wait_for_state (fixture, GRADUS_AUTOSAVER_DIRTY);
  g_assert_cmpuint (fixture->n_told, ==, 1);
  close_document (fixture);
  g_assert_false (fixture->is_safe);
  g_assert_cmpuint (fixture->n_told, ==, 2);
  g_assert_cmpint (gradus_autosaver_get_state (fixture->autosaver), ==, GRADUS_AUTOSAVER_DIRTY);

  g_unlink (drafts);
  g_assert_cmpint (g_rename (away, drafts), ==, 0);
  close_document (fixture);
  g_assert_true (fixture->is_safe);
  g_assert_cmpuint (count_drafts (), ==, 1);
}

static void
add_test (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  const char *remove[] = { "rm", "-rf", NULL, NULL };
  int status;

  folder = g_dir_make_tmp ("gradus-test-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  drafts = gradus_draft_file_get_folder ();
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/autosaver/states", test_states);
  g_test_add_func ("/autosaver/pace", test_pace);
  g_test_add_func ("/autosaver/pace-of-failures", test_pace_of_failures);
  add_test ("/autosaver/edits", test_edits);
  add_test ("/autosaver/training", test_training);
  add_test ("/autosaver/edit-while-writing", test_edit_while_writing);
  add_test ("/autosaver/undo-and-save", test_undo_and_save);
  add_test ("/autosaver/deleted-file", test_deleted_file);
  add_test ("/autosaver/recover", test_recover);
  add_test ("/autosaver/no-room", test_no_room);
  status = g_test_run ();
  remove[2] = folder;
  g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
  return status;
}
