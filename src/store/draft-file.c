/* SPDX-License-Identifier: MIT */
#include "store/draft-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "store/draft-writer.h"

#define GROUP "working-copy"

struct _GradusDraftFile {
  char *folder;
  char *path; /* of the database; lock and note are called as it is */
  char *origin;
  char *replaces;
  int lock; /* -1: none yet */
  GradusDatabase *database;
  GradusDraft *written;
  guint cost;
};

static char *
name_sibling (const char *path, const char *suffix)
{
  return g_strconcat (path, suffix, NULL);
}

static void
remove_files (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal", ".note", ".lock" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *name = name_sibling (path, suffixes[i]);

    g_unlink (name);
  }
}

char *
gradus_draft_file_get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "gradus", "documents", NULL);
}

GradusDraftFile *
gradus_draft_file_new (const char *folder, const char *origin, const char *replaces)
{
  GradusDraftFile *copy = g_new0 (GradusDraftFile, 1);
  g_autofree char *unique = g_uuid_string_random (), *name = g_strconcat (unique, ".gradus", NULL);

  copy->folder = g_strdup (folder);
  copy->path = g_build_filename (folder, name, NULL);
  copy->origin = g_strdup (origin);
  copy->replaces = g_strdup (replaces);
  copy->lock = -1;
  return copy;
}

static void
forget (GradusDraftFile *copy)
{
  g_clear_pointer (&copy->database, gradus_database_close);
  g_clear_pointer (&copy->written, gradus_draft_unref);
}

void
gradus_draft_file_close (GradusDraftFile *copy)
{
  forget (copy);
  if (copy->lock >= 0)
    close (copy->lock);
  g_free (copy->folder);
  g_free (copy->path);
  g_free (copy->origin);
  g_free (copy->replaces);
  g_free (copy);
}

void
gradus_draft_file_discard (GradusDraftFile *copy)
{
  forget (copy);
  if (copy->lock >= 0)
    remove_files (copy->path);
  if (copy->replaces)
    remove_files (copy->replaces);
  gradus_draft_file_close (copy);
}

/* -- Writing --------------------------------------------------------------------------------------------- */

static int
take_lock (const char *path)
{
  g_autofree char *name = name_sibling (path, ".lock");
  const int fd = open (name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

static gboolean
write_note (const GradusDraftFile *copy, GError **error)
{
  g_autofree char *name = name_sibling (copy->path, ".note");
  g_autoptr (GKeyFile) note = g_key_file_new ();

  g_key_file_set_string (note, GROUP, "origin", copy->origin ? copy->origin : "");
  if (copy->replaces)
    g_key_file_set_string (note, GROUP, "replaces", copy->replaces);
  return g_key_file_save_to_file (note, name, error);
}

/* The lock before anything that another program could take for an orphan. */
static gboolean
open_copy (GradusDraftFile *copy, GError **error)
{
  if (copy->lock < 0) {
    g_mkdir_with_parents (copy->folder, 0700);
    copy->lock = take_lock (copy->path);
    if (copy->lock < 0) {
      g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (errno), "%s: %s", copy->folder,
                   g_strerror (errno));
      return FALSE;
    }
  }
  remove_files (copy->path);
  close (copy->lock);
  copy->lock = take_lock (copy->path);
  if (!write_note (copy, error))
    return FALSE;
  copy->database = gradus_database_open_own (copy->path, error);
  return copy->database != NULL;
}

/* What it took the place of goes when it is safe itself. */
static void
take_over (GradusDraftFile *copy)
{
  if (!copy->replaces)
    return;
  remove_files (copy->replaces);
  g_clear_pointer (&copy->replaces, g_free);
  write_note (copy, NULL);
}

gboolean
gradus_draft_file_write (GradusDraftFile *copy, GradusDraft *draft, GError **error)
{
  const gint64 start = g_get_monotonic_time ();

  if ((!copy->database && !open_copy (copy, error)) ||
      !gradus_draft_write (copy->database, draft, copy->written, error)) {
    forget (copy);
    return FALSE;
  }
  g_clear_pointer (&copy->written, gradus_draft_unref);
  copy->written = gradus_draft_ref (draft);
  take_over (copy);
  copy->cost = (guint) ((g_get_monotonic_time () - start) / 1000);
  return TRUE;
}

guint
gradus_draft_file_get_cost (const GradusDraftFile *copy)
{
  return copy->cost;
}

/* -- Orphans --------------------------------------------------------------------------------------------- */

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

/* Whether nobody has it open. */
static gboolean
is_free (const char *path)
{
  const int lock = take_lock (path);

  if (lock >= 0)
    close (lock);
  return lock >= 0;
}

/* One that another has taken the place of is no orphan: its heir was killed before it could remove it. */
static void
drop_replaced (GPtrArray *orphans, GHashTable *replaced)
{
  for (guint i = orphans->len; i > 0; i--) {
    const GradusOrphan *orphan = g_ptr_array_index (orphans, i - 1);

    if (!g_hash_table_contains (replaced, orphan->path))
      continue;
    remove_files (orphan->path);
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

static gboolean
has_content (const char *path)
{
  g_autoptr (GradusDatabase) database = gradus_database_open_own (path, NULL);
  g_autoptr (sqlite3_stmt) statement =
      database ? gradus_database_prepare (database, "SELECT count (*) FROM run", NULL) : NULL;

  return !statement || sqlite3_step (statement) != SQLITE_ROW || sqlite3_column_int (statement, 0) > 0;
}

static void
look_at (const char *path, GPtrArray *orphans, GHashTable *replaced)
{
  g_autofree char *note_name = name_sibling (path, ".note");
  g_autoptr (GKeyFile) note = g_key_file_new ();
  g_autofree char *origin = NULL, *other = NULL;
  GradusOrphan *orphan;

  if (!is_free (path))
    return;
  if (!has_content (path)) { /* killed before the first commit */
    remove_files (path);
    return;
  }
  g_key_file_load_from_file (note, note_name, G_KEY_FILE_NONE, NULL);
  origin = g_key_file_get_string (note, GROUP, "origin", NULL);
  other = g_key_file_get_string (note, GROUP, "replaces", NULL);
  if (other)
    g_hash_table_add (replaced, g_steal_pointer (&other));
  orphan = g_new0 (GradusOrphan, 1);
  orphan->path = g_strdup (path);
  orphan->origin = origin && *origin ? g_steal_pointer (&origin) : NULL;
  orphan->time = find_time (path);
  g_ptr_array_add (orphans, orphan);
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
      look_at (path, orphans, replaced);
  }
  drop_replaced (orphans, replaced);
  g_ptr_array_sort (orphans, compare_times);
  return orphans;
}

/* What the log beside it has is brought in first; then it is looked at as any other document. */
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

void
gradus_draft_file_remove (const char *path)
{
  if (is_free (path))
    remove_files (path);
}
