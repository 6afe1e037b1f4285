/* SPDX-License-Identifier: MIT */
#include "data/reader.h"

#define SIDE 32
#define N_CLASSES 10
#define RECORD (1 + 3 * SIDE * SIDE)

/* Records that are read in one go. */
#define PIECE 256

/* The names in CIFAR's batches.meta.txt. */
static const char *const classes[] = { "airplane", "automobile", "bird", "cat",   "deer", "dog",
                                       "frog",     "horse",      "ship", "truck", NULL };

/* The format has no magic number; only the name can tell. */
static gboolean
recognises_cifar (const char *filename, const guint8 *head, gsize n)
{
  return g_str_has_suffix (filename, ".bin") || g_str_has_suffix (filename, ".bin.gz");
}

/* Beside the length only the labels can tell a file of another kind. */
static gboolean
check_records (GradusIntake *intake, const guint8 *records, gsize n, GError **error)
{
  const guint64 first = (gradus_intake_get_offset (intake) - n) / RECORD;

  if (n % RECORD != 0)
    return gradus_intake_refuse (intake, error,
                                 "ends within picture %" G_GUINT64_FORMAT
                                 "; CIFAR-10 takes %d bytes for each, give a whole file of them",
                                 first + n / RECORD + 1, RECORD);
  for (gsize i = 0; i < n; i += RECORD) {
    if (records[i] >= N_CLASSES)
      return gradus_intake_refuse (
          intake, error,
          "byte %" G_GUINT64_FORMAT " is %u, where the label of picture %" G_GUINT64_FORMAT
          " belongs, 0 to 9; give a file of CIFAR-10's binary version",
          gradus_intake_get_offset (intake) - n + i, records[i], first + i / RECORD + 1);
  }
  return TRUE;
}

static GByteArray *
read_records (GradusIntake *intake, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE * RECORD);
  gssize n;

  while ((n = gradus_intake_read (intake, piece, PIECE * RECORD, error)) > 0) {
    if (!check_records (intake, piece, (gsize) n, error))
      return NULL;
    if (bytes->len + (guint64) n > GRADUS_RECORDS_MAX_BYTES) {
      gradus_intake_refuse (intake, error, "is larger than 2 GiB; give a part of it");
      return NULL;
    }
    g_byte_array_append (bytes, piece, (guint) n);
  }
  return n < 0 ? NULL : g_steal_pointer (&bytes);
}

static GradusRecords *
read_cifar (const char *filename, const GradusHints *hints, GradusLoading *loading,
            GError **error)
{
  g_autoptr (GradusIntake) intake = gradus_intake_open (filename, loading, error);
  g_autoptr (GByteArray) bytes = intake ? read_records (intake, error) : NULL;
  GradusRecords *table;

  if (!bytes)
    return NULL;
  table = gradus_records_new (filename);
  table->format = g_strdup ("CIFAR-10, pictures and labels");
  table->n_rows = bytes->len / RECORD;
  table->picture = (GradusPictureLayout){ SIDE, SIDE, 3, TRUE };
  table->target = 0;
  gradus_records_add_block (table, RECORD, TRUE,
                            g_byte_array_free (g_steal_pointer (&bytes), FALSE));
  gradus_records_add_columns (table, "label", 1);
  gradus_records_add_columns (table, "pixel", RECORD - 1);
  gradus_records_name_classes (table, 0, classes);
  return table;
}

const GradusReader gradus_cifar_reader = { "CIFAR-10", recognises_cifar, read_cifar };
