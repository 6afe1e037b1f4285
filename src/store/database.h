/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The SQLite database that a document is. Its application_id is "Grad", its user_version that of
 * the tables:
 *
 *   document    one row: which run is selected, whether runs train together, the window's layout
 *               (a key file), and the seal (store/seal.h), which whoever changes a document sets
 *               to NULL
 *   run         a row a run, in the order of `position`: name, colour, whether it is hidden, the
 *               step from which it went on after another; experiment
 *               (experiment/experiment-json.h) and preparation (experiment/preparation-json.h);
 *               state, seconds of training, where it diverged; the weights as they are now, a
 *               safetensors file as train/checkpoint-form.h has it, and their step
 *   history     of a run: kind "steps" (cost, accuracy, gradient norms) or "layers" (diagnostics),
 *               see store/series-blob.h
 *   checkpoint  of a run: step, cost, weights
 *   marker      a checkpoint of a run with a name
 *   sweep       the question that was asked and what came of it (sweep/sweep-json.h: a part, the
 *               whole)
 *   hand_in     one row: what a student hands in beside the runs, JSON (lesson/hand-in.h); only
 *               documents that are a hand-in have it, and they alone are of version 2
 *   data        tables that runs learn from: the path by which experiments name them, SHA-256 of
 *               their content, what they are (store/records-blob.h); their cells are in
 *               data_block, or, of large ones, in the file at the path alone
 *
 * Steps and ids are 64-bit integers, missing numbers NULL. */
typedef sqlite3 GradusDatabase;

#define GRADUS_DATABASE_APPLICATION_ID 0x47726164
#define GRADUS_DATABASE_VERSION 2
#define GRADUS_DATABASE_HAND_IN_VERSION 2

/* No document is larger. */
#define GRADUS_DATABASE_MAX_BYTES (G_GUINT64_CONSTANT (16) << 30)
#define GRADUS_DATABASE_MAX_BLOB (1 << 30)

void gradus_database_close (GradusDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusDatabase, gradus_database_close)

/* A new file with the empty tables of a version, which is written without a journal: for one that
 * becomes a document only when it is whole. */
GradusDatabase *gradus_database_create (const char *filename, int version, GError **error);

/* A file of one's own, new or as a crash left it, of which every commit lasts. */
GradusDatabase *gradus_database_open_own (const char *filename, GError **error);

/* A file of anybody's, to be read: nothing in it is trusted, nothing of it runs, and what lies
 * beside it is not looked at. Of a newer version *is_newer becomes TRUE; there may be more in it
 * than is known here. Fails with G_IO_ERROR_INVALID_DATA where it is no document, or damaged. */
GradusDatabase *gradus_database_open_untrusted (const char *filename, gboolean *is_newer,
                                                GError **error);

/* Whether it has the table of a hand-in. */
gboolean gradus_database_is_hand_in (GradusDatabase *database);

/* Notes what SQLite says last; returns FALSE. */
gboolean gradus_database_fail (GradusDatabase *database, GError **error);

gboolean gradus_database_run (GradusDatabase *database, const char *sql, GError **error);

/* NULL and an error where it does not fit the database. */
sqlite3_stmt *gradus_database_prepare (GradusDatabase *database, const char *sql, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* Executes a statement that gives no rows, and makes it ready for the next. */
gboolean gradus_database_execute (sqlite3_stmt *statement, GError **error);

G_END_DECLS
