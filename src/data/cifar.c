/* SPDX-License-Identifier: MIT */
#include "data/cifar.h"

#include <string.h>

#include "data/tar.h"

/* Records that are read in one go. */
#define PIECE 256

/* More of them are no names of ten classes. */
#define MOST_NAME_BYTES 4096

const char *const gradus_cifar_parts[GRADUS_CIFAR_PARTS] = {
  "data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin",
  "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin",
};

/* The names in CIFAR-10's batches.meta.txt. */
static const char *const usual_names[] = { "airplane", "automobile", "bird", "cat",   "deer", "dog",
                                           "frog",     "horse",      "ship", "truck", NULL };

/* -- One file ---------------------------------------------------------------------------------- */

/* Bytes from a file or from an archive, of which `where` tells before people. */
typedef struct {
  const char *where;
  GradusIntakeFunc read;
  gpointer source;
} Origin;

static gssize
read_intake (gpointer source, gpointer bytes, gsize n, GError **error)
{
  return gradus_intake_read (source, bytes, n, error);
}

static gssize
read_tar (gpointer source, gpointer bytes, gsize n, GError **error)
{
  return gradus_tar_read (source, bytes, n, error);
}

/* Beside the length only the labels can tell a file of another kind. `first` bytes came before. */
static gboolean
check_records (const Origin *origin, const guint8 *records, gsize n, gsize first, GError **error)
{
  const gsize n_before = first / GRADUS_CIFAR_RECORD;

  if (n % GRADUS_CIFAR_RECORD != 0)
    return gradus_file_refuse (origin->where, error,
                               "ends within picture %" G_GSIZE_FORMAT
                               "; CIFAR-10 takes %d bytes for each, give a whole file of them",
                               n_before + n / GRADUS_CIFAR_RECORD + 1, GRADUS_CIFAR_RECORD);
  for (gsize i = 0; i < n; i += GRADUS_CIFAR_RECORD) {
    if (records[i] >= GRADUS_CIFAR_CLASSES)
      return gradus_file_refuse (origin->where, error,
                                 "byte %" G_GSIZE_FORMAT
                                 " is %u, where the label of picture %" G_GSIZE_FORMAT
                                 " belongs, 0 to 9; give a file of CIFAR-10's binary version",
                                 first + i, records[i], n_before + i / GRADUS_CIFAR_RECORD + 1);
  }
  return TRUE;
}

static GByteArray *
read_records (const Origin *origin, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE * GRADUS_CIFAR_RECORD);
  gssize n;

  while ((n = origin->read (origin->source, piece, PIECE * GRADUS_CIFAR_RECORD, error)) > 0) {
    if (!check_records (origin, piece, (gsize) n, bytes->len, error))
      return NULL;
    if (bytes->len + (guint64) n > GRADUS_RECORDS_MAX_BYTES) {
      gradus_file_refuse (origin->where, error, "is larger than 2 GiB; give a part of it");
      return NULL;
    }
    g_byte_array_append (bytes, piece, (guint) n);
  }
  return n < 0 ? NULL : g_steal_pointer (&bytes);
}

/* Takes the records. */
static GradusRecords *
make_cifar_table (const char *filename, const char *format, guint8 *records, gsize n_bytes,
                  const char *const *names)
{
  GradusRecords *table = gradus_records_new (filename);

  table->format = g_strdup (format);
  table->n_rows = (guint) (n_bytes / GRADUS_CIFAR_RECORD);
  table->picture = (GradusPictureLayout){ GRADUS_CIFAR_SIDE, GRADUS_CIFAR_SIDE, 3, TRUE };
  table->target = 0;
  gradus_records_add_block (table, GRADUS_CIFAR_RECORD, TRUE, records);
  gradus_records_add_columns (table, "label", 1);
  gradus_records_add_columns (table, "pixel", GRADUS_CIFAR_INPUTS);
  gradus_records_name_classes (table, 0, names);
  return table;
}

/* The format has no magic number; only the name can tell. */
static gboolean
recognises_file (const char *filename, const guint8 *head, gsize n)
{
  return g_str_has_suffix (filename, ".bin") || g_str_has_suffix (filename, ".bin.gz");
}

static GradusRecords *
read_file (const char *filename, const GradusHints *hints, GradusLoading *loading, GError **error)
{
  g_autoptr (GradusIntake) intake = gradus_intake_open (filename, loading, error);
  const Origin origin = { filename, read_intake, intake };
  g_autoptr (GByteArray) bytes = intake ? read_records (&origin, error) : NULL;
  const gsize n = bytes ? bytes->len : 0;

  return bytes ? make_cifar_table (filename, "CIFAR-10, pictures and labels",
                                   g_byte_array_free (g_steal_pointer (&bytes), FALSE), n,
                                   usual_names)
               : NULL;
}

const GradusReader gradus_cifar_reader = { "CIFAR-10", recognises_file, read_file };

/* -- All files --------------------------------------------------------------------------------- */

/* What has been read of a folder or an archive. */
typedef struct {
  const char *filename;
  GByteArray *parts[GRADUS_CIFAR_PARTS];
  char **names; /* NULL: they were not there */
} Collection;

static void
clear_collection (Collection *collection)
{
  for (guint i = 0; i < GRADUS_CIFAR_PARTS; i++)
    g_clear_pointer (&collection->parts[i], g_byte_array_unref);
  g_clear_pointer (&collection->names, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Collection, clear_collection)

/* Ten lines, each a name; empty ones behind them count for nothing. */
static gboolean
read_names (const Origin *origin, Collection *collection, GError **error)
{
  char text[MOST_NAME_BYTES + 1] = { 0 };
  const gssize n = origin->read (origin->source, text, MOST_NAME_BYTES, error);
  g_auto (GStrv) lines = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n_names = 0;

  if (n < 0)
    return FALSE;
  if (!g_utf8_validate (text, n, NULL))
    return gradus_file_refuse (origin->where, error,
                               "is no text in UTF-8; give CIFAR-10's own, or leave it out");
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++) {
    if (*g_strstrip (*line) == '\0')
      continue;
    g_strv_builder_add (names, *line);
    n_names++;
  }
  if (n_names != GRADUS_CIFAR_CLASSES)
    return gradus_file_refuse (origin->where, error,
                               "has %u names; give ten, one a line, or leave it out", n_names);
  collection->names = g_strv_builder_end (names);
  return TRUE;
}

/* Reads a file of that name, if it is one of CIFAR-10's. */
static gboolean
collect (Collection *collection, const char *name, const Origin *origin, GError **error)
{
  const gboolean are_names = g_str_equal (name, GRADUS_CIFAR_NAMES);
  gboolean is_twice = are_names && collection->names;
  guint i = 0;

  while (i < GRADUS_CIFAR_PARTS && !g_str_equal (name, gradus_cifar_parts[i]))
    i++;
  if (!are_names && i == GRADUS_CIFAR_PARTS)
    return TRUE;
  is_twice = is_twice || (!are_names && collection->parts[i]);
  if (is_twice)
    return gradus_file_refuse (collection->filename, error,
                               "has %s twice; give CIFAR-10's own archive", name);
  if (are_names)
    return read_names (origin, collection, error);
  collection->parts[i] = read_records (origin, error);
  return collection->parts[i] != NULL;
}

static gboolean
check_collection (const Collection *collection, GError **error)
{
  guint64 n = 0;

  for (guint i = 0; i < GRADUS_CIFAR_PARTS; i++) {
    if (!collection->parts[i] || collection->parts[i]->len == 0)
      return gradus_file_refuse (collection->filename, error,
                                 collection->parts[i] ? "has no pictures in its %s; fetch "
                                                        "CIFAR-10's binary version anew"
                                                      : "has no %s; fetch CIFAR-10's binary "
                                                        "version anew",
                                 gradus_cifar_parts[i]);
    n += collection->parts[i]->len;
  }
  return n <= GRADUS_RECORDS_MAX_BYTES ||
         gradus_file_refuse (collection->filename, error,
                             "has more than 2 GiB of pictures; give a part of them");
}

/* Each part goes as soon as it is copied: all of them twice would be too much. */
static GradusRecords *
join (Collection *collection, const char *format, GError **error)
{
  gsize n = 0, at = 0;
  guint n_test;
  guint8 *records;
  GradusRecords *table;

  if (!check_collection (collection, error))
    return NULL;
  for (guint i = 0; i < GRADUS_CIFAR_PARTS; i++)
    n += collection->parts[i]->len;
  n_test = collection->parts[GRADUS_CIFAR_PARTS - 1]->len / GRADUS_CIFAR_RECORD;
  records = g_malloc (n);
  for (guint i = 0; i < GRADUS_CIFAR_PARTS; i++) {
    memcpy (records + at, collection->parts[i]->data, collection->parts[i]->len);
    at += collection->parts[i]->len;
    g_clear_pointer (&collection->parts[i], g_byte_array_unref);
  }
  table =
      make_cifar_table (collection->filename, format, records, n,
                        collection->names ? (const char *const *) collection->names : usual_names);
  table->n_test_rows = n_test;
  return table;
}

static gboolean
recognises_folder (const char *filename, const guint8 *head, gsize n)
{
  gboolean is_one = FALSE;

  for (guint i = 0; i < GRADUS_CIFAR_PARTS && !is_one; i++) {
    g_autofree char *part = g_build_filename (filename, gradus_cifar_parts[i], NULL);

    is_one = g_file_test (part, G_FILE_TEST_EXISTS);
  }
  return is_one;
}

/* A file that is not there is told of in the end, with what to do. */
static gboolean
collect_file (Collection *collection, const char *name, GradusLoading *loading, GError **error)
{
  g_autofree char *path = g_build_filename (collection->filename, name, NULL);
  g_autoptr (GradusIntake) intake = NULL;
  Origin origin = { path, read_intake, NULL };

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  intake = gradus_intake_open (path, loading, error);
  origin.source = intake;
  return intake && collect (collection, name, &origin, error);
}

static GradusRecords *
read_folder (const char *filename, const GradusHints *hints, GradusLoading *loading, GError **error)
{
  g_auto (Collection) collection = { .filename = filename };

  for (guint i = 0; i < GRADUS_CIFAR_PARTS; i++) {
    if (!collect_file (&collection, gradus_cifar_parts[i], NULL, error) ||
        g_cancellable_set_error_if_cancelled (loading ? loading->cancellable : NULL, error))
      return NULL;
    gradus_loading_report (loading, 1000 * (i + 1) / GRADUS_CIFAR_PARTS);
  }
  return collect_file (&collection, GRADUS_CIFAR_NAMES, NULL, error)
             ? join (&collection, "CIFAR-10", error)
             : NULL;
}

const GradusReader gradus_cifar_folder_reader = { "CIFAR-10, folder", recognises_folder,
                                                  read_folder };

/* -- The archive ------------------------------------------------------------------------------- */

static gboolean
recognises_archive (const char *filename, const guint8 *head, gsize n)
{
  return gradus_tar_recognises (head, n);
}

static gboolean
collect_archive (Collection *collection, GradusTar *tar, GError **error)
{
  GradusTarStep step;

  while ((step = gradus_tar_next (tar, error)) == GRADUS_TAR_FILE) {
    const char *name = gradus_tar_get_name (tar);
    g_autofree char *where = g_strdup_printf ("%s: %s", collection->filename, name);
    const Origin origin = { where, read_tar, tar };

    if (!collect (collection, name, &origin, error))
      return FALSE;
  }
  return step == GRADUS_TAR_END;
}

static gboolean
has_any (const Collection *collection)
{
  gboolean has = FALSE;

  for (guint i = 0; i < GRADUS_CIFAR_PARTS; i++)
    has = has || collection->parts[i];
  return has;
}

static GradusRecords *
read_archive (const char *filename, const GradusHints *hints, GradusLoading *loading,
              GError **error)
{
  g_autoptr (GradusIntake) intake = gradus_intake_open (filename, loading, error);
  g_autoptr (GradusTar) tar = intake ? gradus_tar_new (intake) : NULL;
  g_auto (Collection) collection = { .filename = filename };

  if (!tar || !collect_archive (&collection, tar, error))
    return NULL;
  if (!has_any (&collection)) {
    gradus_file_refuse (filename, error,
                        "is an archive, and not that of CIFAR-10's binary version; unpack it and "
                        "give the file in it");
    return NULL;
  }
  return join (&collection, "CIFAR-10, archive", error);
}

const GradusReader gradus_cifar_archive_reader = { "CIFAR-10, archive", recognises_archive,
                                                   read_archive };

/* -- Where it is ------------------------------------------------------------------------------- */

char *
gradus_cifar_find (void)
{
  const char *const bases[][2] = { { g_get_user_data_dir (), "gradus" },
                                   { g_get_user_data_dir (), "datasets" },
                                   { "/usr/share", "datasets" } };
  static const char *const names[] = { "cifar-10-batches-bin", "cifar-10-binary.tar.gz" };

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++) {
    for (guint k = 0; k < G_N_ELEMENTS (names); k++) {
      char *path = g_build_filename (bases[i][0], bases[i][1], names[k], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return path;
      g_free (path);
    }
  }
  return NULL;
}
