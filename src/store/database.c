/* SPDX-License-Identifier: MIT */
#include "store/database.h"

#include <string.h>

#include "experiment/refusal.h"

/* Exactly these, so that a foreign table, trigger or view is told by not being here. */
static const struct {
  const char *name, *sql;
  int since; /* the version that brought it; 0: the first */
} tables[] = {
  { "document",
    "CREATE TABLE document (id INTEGER PRIMARY KEY, selected INTEGER, together INTEGER, layout "
    "TEXT, seal INTEGER)" },
  { "run",
    "CREATE TABLE run (id INTEGER PRIMARY KEY, position INTEGER, name TEXT, colour INTEGER, hidden "
    "INTEGER, origin INTEGER, "
    "experiment TEXT, preparation TEXT, state TEXT, seconds REAL, divergence_step INTEGER, "
    "divergence_layer INTEGER, "
    "step INTEGER, weights BLOB, way REAL)" },
  { "history",
    "CREATE TABLE history (run INTEGER, kind TEXT, stride INTEGER, n_points INTEGER, n_values "
    "INTEGER, points BLOB, "
    "PRIMARY KEY (run, kind))" },
  { "checkpoint", "CREATE TABLE checkpoint (run INTEGER, step INTEGER, cost REAL, weights BLOB, "
                  "PRIMARY KEY (run, step))" },
  { "marker", "CREATE TABLE marker (run INTEGER, step INTEGER, name TEXT, weights BLOB, PRIMARY "
              "KEY (run, step))" },
  { "sweep", "CREATE TABLE sweep (id INTEGER PRIMARY KEY, question TEXT, outcomes TEXT)" },
  { "data",
    "CREATE TABLE data (id INTEGER PRIMARY KEY, path TEXT, header TEXT, digest TEXT, description "
    "TEXT, embedded INTEGER)" },
  { "data_block", "CREATE TABLE data_block (data INTEGER, position INTEGER, cells BLOB, PRIMARY "
                  "KEY (data, position))" },
  { "hand_in", "CREATE TABLE hand_in (id INTEGER PRIMARY KEY, record TEXT)",
    GRADUS_DATABASE_HAND_IN_VERSION },
};

void
gradus_database_close (GradusDatabase *database)
{
  sqlite3_close_v2 (database);
}

/* What the system had to say, in the terms of files. */
static GIOErrorEnum
find_code (int code)
{
  switch (code & 0xff) {
  case SQLITE_FULL:
    return G_IO_ERROR_NO_SPACE;
  case SQLITE_READONLY:
  case SQLITE_PERM:
    return G_IO_ERROR_READ_ONLY;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return G_IO_ERROR_INVALID_DATA;
  case SQLITE_CANTOPEN:
    return G_IO_ERROR_NOT_FOUND;
  default:
    return G_IO_ERROR_FAILED;
  }
}

gboolean
gradus_database_fail (GradusDatabase *database, GError **error)
{
  const int code = database ? sqlite3_errcode (database) : SQLITE_NOMEM;
  g_autofree char *said =
      g_utf8_make_valid (database ? sqlite3_errmsg (database) : "no memory", -1);

  if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
    return gradus_refuse (error, "the document is damaged (%s); try an older copy", said);
  g_set_error (error, G_IO_ERROR, (gint) find_code (code), "%s", said);
  return FALSE;
}

gboolean
gradus_database_run (GradusDatabase *database, const char *sql, GError **error)
{
  return sqlite3_exec (database, sql, NULL, NULL, NULL) == SQLITE_OK ||
         gradus_database_fail (database, error);
}

sqlite3_stmt *
gradus_database_prepare (GradusDatabase *database, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK)
    gradus_database_fail (database, error);
  return statement;
}

gboolean
gradus_database_execute (sqlite3_stmt *statement, GError **error)
{
  const gboolean is_done = sqlite3_step (statement) == SQLITE_DONE;

  if (!is_done)
    gradus_database_fail (sqlite3_db_handle (statement), error);
  sqlite3_reset (statement);
  return is_done;
}

/* -- Opening ----------------------------------------------------------------------------------- */

static GradusDatabase *
open_file (const char *name, int flags, GError **error)
{
  GradusDatabase *database = NULL;

  if (sqlite3_open_v2 (name, &database, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                       NULL) == SQLITE_OK)
    return database;
  gradus_database_fail (database, error);
  gradus_database_close (database);
  return NULL;
}

static gboolean
create_tables (GradusDatabase *database, int version, GError **error)
{
  g_autofree char *head =
      g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                       GRADUS_DATABASE_APPLICATION_ID, version);

  if (!gradus_database_run (database, "BEGIN", error) ||
      !gradus_database_run (database, head, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    if (tables[i].since <= version && !gradus_database_run (database, tables[i].sql, error))
      return FALSE;
  }
  return gradus_database_run (database, "COMMIT", error);
}

static gint64
read_number (GradusDatabase *database, const char *sql)
{
  g_autoptr (sqlite3_stmt) statement = gradus_database_prepare (database, sql, NULL);

  return statement && sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0)
                                                             : -1;
}

/* No journal, and nothing is brought to the disk: the file is new and goes away as a whole where
 * writing fails, and the caller syncs it. */
GradusDatabase *
gradus_database_create (const char *filename, int version, GError **error)
{
  g_autoptr (GradusDatabase) database =
      open_file (filename, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);

  if (!database ||
      !gradus_database_run (database, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF",
                            error) ||
      !create_tables (database, version, error))
    return NULL;
  return g_steal_pointer (&database);
}

/* A log beside the file: a draft is written each second, and a killed program must leave the last
 * one whole. */
GradusDatabase *
gradus_database_open_own (const char *filename, GError **error)
{
  g_autoptr (GradusDatabase) database =
      open_file (filename, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);

  if (!database ||
      !gradus_database_run (database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
                            error) ||
      (read_number (database, "SELECT count (*) FROM sqlite_schema") == 0 &&
       !create_tables (database, 1, error)))
    return NULL;
  return g_steal_pointer (&database);
}

/* -- Distrust ---------------------------------------------------------------------------------- */

/* See sqlite.org/security.html: what an attacker might have put into a file does not run, and
 * nothing grows past reason. Some of the limits are those that it proposes. */
static void
disarm (GradusDatabase *database)
{
  static const struct {
    int id, value;
  } limits[] = {
    { SQLITE_LIMIT_LENGTH, GRADUS_DATABASE_MAX_BLOB },
    { SQLITE_LIMIT_SQL_LENGTH, 10000 },
    { SQLITE_LIMIT_COLUMN, 32 },
    { SQLITE_LIMIT_EXPR_DEPTH, 20 },
    { SQLITE_LIMIT_COMPOUND_SELECT, 3 },
    { SQLITE_LIMIT_VDBE_OP, 25000 },
    { SQLITE_LIMIT_FUNCTION_ARG, 8 },
    { SQLITE_LIMIT_ATTACHED, 0 },
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50 },
    { SQLITE_LIMIT_VARIABLE_NUMBER, 32 },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
    { SQLITE_LIMIT_WORKER_THREADS, 0 },
  };

  sqlite3_db_config (database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (database, limits[i].id, limits[i].value);
}

/* By its head alone, before SQLite sees it. */
static gboolean
has_head (const char *filename, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (filename);
  g_autoptr (GFileInputStream) stream = NULL;
  char head[16] = { 0 };
  gsize n;

  /* A pipe is not opened: that would wait for who writes into it. */
  if (g_file_test (filename, G_FILE_TEST_EXISTS) && !g_file_test (filename, G_FILE_TEST_IS_REGULAR))
    return gradus_refuse (error, "this is a folder, a pipe or a device; give the file of a "
                                 "document");
  stream = g_file_read (file, NULL, error);
  if (!stream)
    gradus_refuse_unreadable (error);
  if (!stream ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &n, NULL, error))
    return FALSE;
  return memcmp (head, "SQLite format 3", sizeof head) == 0 ||
         gradus_refuse (error, "this is no Gradus document; it is of another kind, or empty");
}

gboolean
gradus_database_is_hand_in (GradusDatabase *database)
{
  return read_number (database, "SELECT count (*) FROM sqlite_schema WHERE name = 'hand_in'") > 0;
}

static gboolean
check_version (GradusDatabase *database, gboolean *is_newer, GError **error)
{
  const gint64 id = read_number (database, "PRAGMA application_id");
  const gint64 version = read_number (database, "PRAGMA user_version");

  if (id < 0)
    return gradus_database_fail (database, error);
  if (id != GRADUS_DATABASE_APPLICATION_ID)
    return gradus_refuse (error, "this is a database, but no Gradus document");
  if (version < 1)
    return gradus_refuse (error, "the document is damaged: it has no version");
  *is_newer = version > GRADUS_DATABASE_VERSION;
  return TRUE;
}

static gboolean
is_known (gint64 version, const char *name, const char *sql)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    if (g_strcmp0 (tables[i].name, name) == 0)
      return tables[i].since <= version && g_strcmp0 (tables[i].sql, sql) == 0;
  }
  return FALSE;
}

/* That every document has. */
static guint
count_tables (void)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    n += tables[i].since == 0;
  return n;
}

/* A newer version may have more and other tables, but no more than tables. */
static gboolean
check_schema (GradusDatabase *database, gboolean is_newer, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = gradus_database_prepare (
      database, "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_autoindex%'",
      error);
  const gint64 version = read_number (database, "PRAGMA user_version");
  guint n = 0;
  int code;

  if (!statement)
    return FALSE;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW) {
    const char *type = (const char *) sqlite3_column_text (statement, 0);
    const char *name = (const char *) sqlite3_column_text (statement, 1);
    const char *sql = (const char *) sqlite3_column_text (statement, 2);
    g_autofree char *shown =
        g_utf8_make_valid (name ? name : "", (gssize) MIN (strlen (name ? name : ""), 60));

    if (g_strcmp0 (type, "table") != 0 || !sql || !g_str_has_prefix (sql, "CREATE TABLE "))
      return gradus_refuse (
          error, "the document has a part that no document has (“%s”), so it is not opened", shown);
    if (!is_newer && !is_known (version, name, sql))
      return gradus_refuse (
          error, "the document has a table that no document has (“%s”), so it is not opened",
          shown);
    n++;
  }
  if (code != SQLITE_DONE)
    return gradus_database_fail (database, error);
  return n >= count_tables () ||
         gradus_refuse (error, "the document is damaged: tables are missing");
}

static gboolean
check_pages (GradusDatabase *database, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      gradus_database_prepare (database, "PRAGMA integrity_check (1)", error);
  const char *result;

  if (!statement)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return gradus_database_fail (database, error);
  result = (const char *) sqlite3_column_text (statement, 0);
  return g_strcmp0 (result, "ok") == 0 ||
         gradus_refuse (error,
                        "the document is damaged: SQLite's check of it fails; try an older copy");
}

/* Immutable: SQLite then takes no lock, and looks at no log beside the file, which somebody might
 * have put there. */
GradusDatabase *
gradus_database_open_untrusted (const char *filename, gboolean *is_newer, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (filename, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, error);
  g_autofree char *name = uri ? g_strconcat (uri, "?mode=ro&immutable=1", NULL) : NULL;
  g_autoptr (GradusDatabase) database = NULL;

  if (!name || !has_head (filename, error))
    return NULL;
  database = open_file (name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
  if (!database)
    return NULL;
  disarm (database);
  if (!gradus_database_run (database, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0", error) ||
      !check_version (database, is_newer, error) || !check_schema (database, *is_newer, error) ||
      !check_pages (database, error))
    return NULL;
  return g_steal_pointer (&database);
}
