/* SPDX-License-Identifier: MIT */
#include "store/seal.h"

#include <string.h>

#include "train/crc32c.h"

static const char *const queries[] = {
  "SELECT id, selected, together, layout FROM document ORDER BY rowid",
  "SELECT * FROM run ORDER BY rowid",
  "SELECT * FROM history ORDER BY rowid",
  "SELECT * FROM checkpoint ORDER BY rowid",
  "SELECT * FROM marker ORDER BY rowid",
  "SELECT * FROM sweep ORDER BY rowid",
  "SELECT * FROM data ORDER BY rowid",
  "SELECT * FROM data_block ORDER BY rowid",
};

/* Only hand-ins have this table. */
static const char hand_in_query[] = "SELECT * FROM hand_in ORDER BY rowid";

static guint32
add_number (guint32 crc, guint64 bits)
{
  bits = GUINT64_TO_LE (bits);
  return gradus_crc32c_extend (crc, &bits, sizeof bits);
}

/* Its type, then its length and bytes, or the 64 bits of a number. */
static guint32
add_value (guint32 crc, sqlite3_stmt *row, int at)
{
  const int type = sqlite3_column_type (row, at);
  const double real = sqlite3_column_double (row, at);
  const void *bytes;
  guint64 bits;

  crc = add_number (crc, (guint64) type);
  switch (type) {
  case SQLITE_INTEGER:
    return add_number (crc, (guint64) sqlite3_column_int64 (row, at));
  case SQLITE_FLOAT:
    memcpy (&bits, &real, sizeof bits);
    return add_number (crc, bits);
  case SQLITE_NULL:
    return crc;
  default:
    bytes = type == SQLITE_TEXT ? (const void *) sqlite3_column_text (row, at)
                                : sqlite3_column_blob (row, at);
    crc = add_number (crc, (guint64) sqlite3_column_bytes (row, at));
    return bytes ? gradus_crc32c_extend (crc, bytes, (gsize) sqlite3_column_bytes (row, at)) : crc;
  }
}

static gboolean
add_rows (GradusDatabase *database, const char *query, guint32 *crc, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = gradus_database_prepare (database, query, error);
  int code;

  if (!statement)
    return FALSE;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      *crc = add_value (*crc, statement, i);
  }
  return code == SQLITE_DONE || gradus_database_fail (database, error);
}

static gboolean
compute (GradusDatabase *database, guint32 *crc, GError **error)
{
  *crc = 0;
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    if (!add_rows (database, queries[i], crc, error))
      return FALSE;
  }
  return !gradus_database_is_hand_in (database) ||
         add_rows (database, hand_in_query, crc, error);
}

gboolean
gradus_seal_put (GradusDatabase *database, GError **error)
{
  g_autofree char *sql = NULL;
  guint32 crc;

  if (!compute (database, &crc, error))
    return FALSE;
  sql = g_strdup_printf ("UPDATE document SET seal = %u", crc);
  return gradus_database_run (database, sql, error);
}

gboolean
gradus_seal_look (GradusDatabase *database, GradusSeal *seal, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      gradus_database_prepare (database, "SELECT seal FROM document", error);
  guint32 crc;

  *seal = GRADUS_SEAL_MISSING;
  if (!statement)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW || sqlite3_column_type (statement, 0) == SQLITE_NULL)
    return TRUE;
  if (!compute (database, &crc, error))
    return FALSE;
  *seal = sqlite3_column_int64 (statement, 0) == (gint64) crc ? GRADUS_SEAL_WHOLE
                                                              : GRADUS_SEAL_BROKEN;
  return TRUE;
}

/* Drafts and documents that another version has written may have no seal. */
gboolean
gradus_seal_check (GradusDatabase *database, GError **error)
{
  GradusSeal seal;

  if (!gradus_seal_look (database, &seal, error))
    return FALSE;
  if (seal != GRADUS_SEAL_BROKEN)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "the document is damaged: it does not hold what was written; try an older copy");
  return FALSE;
}
