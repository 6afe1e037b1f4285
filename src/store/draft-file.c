/* SPDX-License-Identifier: MIT */
#include "store/draft-file.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "store/draft-writer.h"
#include "store/lock-file.h"

/* The group of the note; drafts that older versions left have this name in them. */
#define GROUP "working-copy"

struct _GradusDraftFile {
  char *folder;
  char *path; /* of the database; the names of lock and note begin with it */
  char *origin;
  char *replaces; /* NULL: nothing, or that is removed already */
  int lock;       /* -1: none yet */
  GradusDatabase *database;
  GradusDraft *written;
  guint cost;
};

static char *
name_sibling (const char *path, const char *suffix)
{
  return g_strconcat (path, suffix, NULL);
}

/* Everything but the lock. */
static void
remove_content (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal", ".note" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *name = name_sibling (path, suffixes[i]);

    g_unlink (name);
  }
}

static int
take_lock (const char *path)
{
  g_autofree char *name = name_sibling (path, ".lock");

  return gradus_lock_file_take (name);
}

/* The lock goes last: as long as there is content, it keeps others away from it. */
static void
remove_locked (const char *path, int lock)
{
  g_autofree char *name = name_sibling (path, ".lock");

  remove_content (path);
  gradus_lock_file_remove (name, lock);
}

gboolean
gradus_draft_file_remove (const char *path)
{
  const int lock = take_lock (path);

  if (lock >= 0)
    remove_locked (path, lock);
  return lock >= 0;
}

char *
gradus_draft_file_get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "gradus", "documents", NULL);
}

/* The name says nothing of the document: two windows may have one of the same name. */
GradusDraftFile *
gradus_draft_file_new (const char *folder, const char *origin, const char *replaces)
{
  GradusDraftFile *file = g_new0 (GradusDraftFile, 1);
  g_autofree char *unique = g_uuid_string_random (), *name = g_strconcat (unique, ".gradus", NULL);

  file->folder = g_strdup (folder);
  file->path = g_build_filename (folder, name, NULL);
  file->origin = g_strdup (origin);
  file->replaces = g_strdup (replaces);
  file->lock = -1;
  return file;
}

static void
close_database (GradusDraftFile *file)
{
  g_clear_pointer (&file->database, gradus_database_close);
  g_clear_pointer (&file->written, gradus_draft_unref);
}

/* Closing the descriptor gives the lock back, so it comes after the database: from then on others
 * may take the draft. */
void
gradus_draft_file_close (GradusDraftFile *file)
{
  close_database (file);
  if (file->lock >= 0)
    g_close (file->lock, NULL);
  g_free (file->folder);
  g_free (file->path);
  g_free (file->origin);
  g_free (file->replaces);
  g_free (file);
}

void
gradus_draft_file_discard (GradusDraftFile *file)
{
  close_database (file);
  if (file->lock >= 0)
    remove_locked (file->path, file->lock);
  file->lock = -1;
  if (file->replaces)
    gradus_draft_file_remove (file->replaces);
  gradus_draft_file_close (file);
}

/* -- Writing ----------------------------------------------------------------------------------- */

static gboolean
write_note (const GradusDraftFile *file, GError **error)
{
  g_autofree char *name = name_sibling (file->path, ".note");
  g_autoptr (GKeyFile) note = g_key_file_new ();

  g_key_file_set_string (note, GROUP, "origin", file->origin ? file->origin : "");
  if (file->replaces)
    g_key_file_set_string (note, GROUP, "replaces", file->replaces);
  return g_key_file_save_to_file (note, name, error);
}

/* Once, and held until the draft is closed: another program takes a draft without a lock for one
 * that was left behind, and might remove it. */
static gboolean
ensure_lock (GradusDraftFile *file, GError **error)
{
  if (file->lock >= 0)
    return TRUE;
  g_mkdir_with_parents (file->folder, 0700);
  file->lock = take_lock (file->path);
  if (file->lock < 0)
    g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (errno), "%s: %s", file->folder,
                 g_strerror (errno));
  return file->lock >= 0;
}

/* What a write that failed has left is not trusted, so the database is made anew. The note is
 * written before the database: a draft without one would be brought back without the name of its
 * document. */
static gboolean
open_database (GradusDraftFile *file, GError **error)
{
  if (!ensure_lock (file, error))
    return FALSE;
  remove_content (file->path);
  if (!write_note (file, error))
    return FALSE;
  file->database = gradus_database_open_own (file->path, error);
  return file->database != NULL;
}

/* The older draft is needed until this one is on the disk. Where somebody just looks at it, it
 * is removed after the next write. */
static void
remove_replaced (GradusDraftFile *file)
{
  if (!file->replaces || !gradus_draft_file_remove (file->replaces))
    return;
  g_clear_pointer (&file->replaces, g_free);
  write_note (file, NULL);
}

gboolean
gradus_draft_file_write (GradusDraftFile *file, GradusDraft *draft, GError **error)
{
  const gint64 start = g_get_monotonic_time ();

  if ((!file->database && !open_database (file, error)) ||
      !gradus_draft_write (file->database, draft, file->written, error)) {
    close_database (file);
    return FALSE;
  }
  g_clear_pointer (&file->written, gradus_draft_unref);
  file->written = gradus_draft_ref (draft);
  remove_replaced (file);
  file->cost = (guint) ((g_get_monotonic_time () - start) / 1000);
  return TRUE;
}

guint
gradus_draft_file_get_cost (const GradusDraftFile *file)
{
  return file->cost;
}

/* -- Orphans ----------------------------------------------------------------------------------- */

static void
free_orphan (gpointer data)
{
  GradusOrphan *orphan = data;

  g_free (orphan->path);
  g_free (orphan->origin);
  g_free (orphan);
}

/* When it was last written: a commit lies in the log beside it until it is long enough. */
static gint64
find_time (const char *path)
{
  g_autofree char *log = name_sibling (path, "-wal");
  GStatBuf status;
  gint64 time = 0;

  if (g_stat (path, &status) == 0)
    time = status.st_mtime;
  if (g_stat (log, &status) == 0)
    time = MAX (time, status.st_mtime);
  return time;
}

/* A draft that another one has replaced was not left behind: the program was killed before it
 * could remove it. */
static void
drop_replaced (GPtrArray *orphans, GHashTable *replaced)
{
  for (guint i = orphans->len; i > 0; i--) {
    const GradusOrphan *orphan = g_ptr_array_index (orphans, i - 1);

    if (!g_hash_table_contains (replaced, orphan->path))
      continue;
    gradus_draft_file_remove (orphan->path);
    g_ptr_array_remove_index (orphans, i - 1);
  }
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const GradusOrphan *one = *(GradusOrphan *const *) a, *other = *(GradusOrphan *const *) b;

  return one->time != other->time ? (one->time > other->time) - (one->time < other->time)
                                  : g_strcmp0 (one->path, other->path);
}

/* What cannot be read counts as content, which a person may still want to look at. */
static gboolean
has_content (const char *path)
{
  g_autoptr (GradusDatabase) database = gradus_database_open_own (path, NULL);
  g_autoptr (sqlite3_stmt) statement =
      database ? gradus_database_prepare (database, "SELECT count (*) FROM run", NULL) : NULL;

  return !statement || sqlite3_step (statement) != SQLITE_ROW ||
         sqlite3_column_int (statement, 0) > 0;
}

static void
add_orphan (const char *path, GPtrArray *orphans, GHashTable *replaced)
{
  g_autofree char *note_name = name_sibling (path, ".note");
  g_autoptr (GKeyFile) note = g_key_file_new ();
  g_autofree char *origin = NULL, *other = NULL;
  GradusOrphan *orphan = g_new0 (GradusOrphan, 1);

  g_key_file_load_from_file (note, note_name, G_KEY_FILE_NONE, NULL);
  origin = g_key_file_get_string (note, GROUP, "origin", NULL);
  other = g_key_file_get_string (note, GROUP, "replaces", NULL);
  if (other)
    g_hash_table_add (replaced, g_steal_pointer (&other));
  orphan->path = g_strdup (path);
  orphan->origin = origin && *origin ? g_steal_pointer (&origin) : NULL;
  orphan->time = find_time (path);
  g_ptr_array_add (orphans, orphan);
}

/* Locked while it is looked at. Whoever had the lock until then may have removed the draft, and
 * then nothing may be made in its place. */
static void
inspect_draft (const char *path, GPtrArray *orphans, GHashTable *replaced)
{
  const int lock = take_lock (path);
  gboolean has_runs;

  if (lock < 0)
    return;
  has_runs = g_file_test (path, G_FILE_TEST_EXISTS) && has_content (path);
  if (has_runs)
    add_orphan (path, orphans, replaced);
  if (has_runs)
    g_close (lock, NULL);
  else /* the program was killed before the first commit */
    remove_locked (path, lock);
}

GPtrArray *
gradus_draft_file_list_orphans (const char *folder)
{
  GPtrArray *orphans = g_ptr_array_new_with_free_func (free_orphan);
  g_autoptr (GHashTable) replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files && (name = g_dir_read_name (files))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_str_has_suffix (name, ".gradus"))
      inspect_draft (path, orphans, replaced);
  }
  drop_replaced (orphans, replaced);
  g_ptr_array_sort (orphans, compare_times);
  return orphans;
}

/* SQLite brings in what the log beside it has; then it is read with as much distrust as any
 * other document. */
GradusDraft *
gradus_draft_file_read (const char *path, GCancellable *cancellable, GError **error)
{
  const GradusReading reading = { TRUE, NULL, cancellable };
  g_autoptr (GradusDatabase) own = gradus_database_open_own (path, error);
  g_autoptr (GradusDatabase) database = NULL;
  GradusDraft *draft = NULL;
  gboolean is_newer;

  if (own && gradus_database_run (own, "PRAGMA wal_checkpoint (TRUNCATE)", error)) {
    g_clear_pointer (&own, gradus_database_close);
    database = gradus_database_open_untrusted (path, &is_newer, error);
    draft = database ? gradus_draft_read (database, &reading, error) : NULL;
  }
  if (!draft)
    g_prefix_error (error, "%s: ", path);
  return draft;
}
