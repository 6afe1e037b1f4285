/* SPDX-License-Identifier: MIT
 *
 * Any bytes for a reader of data, GRADUS_FUZZED by name, or for that which recognises them. The
 * first three say how they are read and imported; all 0 is as usual. */
#include <math.h>
#include <string.h>

#include "data/cifar.h"
#include "data/import.h"
#include "data/reader.h"
#include "data/records-notes.h"
#include "fuzz-file.h"

/* So many rows become samples, and so many columns are looked at: more show nothing more. */
#define MOST_ROWS 50
#define MOST_COLUMNS 50
#define HOW 3

/* -- What a table says of itself must hold ------------------------------------------------------ */

static void
look_at_cells (const GradusRecords *table, guint column)
{
  const GradusColumn *of = gradus_records_get_column (table, column);

  for (guint row = 0; row < MIN (table->n_rows, MOST_ROWS); row++) {
    g_autofree char *text = gradus_records_format_value (table, row, column);
    const float value = gradus_records_get_value (table, row, column);

    g_assert_true (g_utf8_validate (text, -1, NULL));
    g_assert_false (isinf (value));
    if (of->kind == GRADUS_COLUMN_CLASSES && !isnan (value))
      g_assert_cmpfloat (value, <, of->classes->len);
    g_assert_cmpuint (gradus_records_get_line (table, row), >, 0);
  }
}

static void
look_at_notes (const GradusRecords *table)
{
  g_auto (GStrv) notes = gradus_records_list_notes (table);

  for (guint i = 0; notes[i]; i++)
    g_assert_true (g_utf8_validate (notes[i], -1, NULL));
}

static void
look_at_table (const GradusRecords *table)
{
  g_assert_cmpuint (table->n_rows, >, 0);
  g_assert_cmpuint (table->n_test_rows, <, table->n_rows);
  g_assert_cmpuint (table->columns->len, >, 0);
  g_assert_cmpint (table->target, <, (int) table->columns->len);
  for (guint i = 0; i < MIN (table->columns->len, MOST_COLUMNS); i++) {
    const char *name = gradus_records_get_column (table, i)->name;

    g_assert_true (g_utf8_validate (name, -1, NULL));
    g_assert_cmpint (gradus_records_find_column (table, name), <=, (int) i);
    look_at_cells (table, i);
  }
  look_at_notes (table);
}

/* -- And samples must be made of it ------------------------------------------------------------- */

static void
look_at_samples (const GradusImport *import)
{
  g_autoptr (GradusDataset) training = NULL, test = NULL;
  g_autoptr (GradusPreparation) preparation = NULL;
  g_autofree float *inputs = NULL;
  const guint n = MIN (import->rows->len, MOST_ROWS);

  gradus_import_make (import, NULL, n - n / 3, n / 3, &training, &test);
  inputs = gradus_dataset_copy_inputs (training, 0, training->n_samples);
  for (gsize i = 0; i < (gsize) training->n_samples * training->n_inputs; i++)
    g_assert_true (isfinite (inputs[i]));
  for (gsize i = 0; i < (gsize) training->n_samples * training->n_targets; i++)
    g_assert_true (isfinite (training->targets[i]));
  preparation = gradus_preparation_new (training);
  g_assert_cmpuint (preparation->n_inputs, ==, import->n_inputs);
}

static void
import (GradusRecords *table, guint how)
{
  const GradusImportChoice choice = {
    .scaling = how % 3,
    .missing = how / 3 % 3,
    .task = how / 9 % 3,
    .pictures = how / 27 % 3,
    .turn = how / 81 % 4,
    .is_flipped = how / 324 % 2,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusImport) made = gradus_import_new (table, &choice, &error);

  fuzz_check (made != NULL, error);
  if (made)
    look_at_samples (made);
}

/* -- Reading ------------------------------------------------------------------------------------ */

/* Readers are given no file that is empty, or unpacks to nothing. */
static gboolean
begins (const char *filename, guint8 head[GRADUS_READER_HEAD], gsize *n)
{
  g_autoptr (GradusIntake) intake = gradus_intake_open (filename, NULL, NULL);
  const gssize got = intake ? gradus_intake_read (intake, head, GRADUS_READER_HEAD, NULL) : -1;

  *n = (gsize) MAX (got, 0);
  return got > 0;
}

static GradusRecords *
read_file (const char *filename, const guint8 *head, gsize n, const GradusHints *hints,
           GError **error)
{
#ifdef GRADUS_FUZZED
  return GRADUS_FUZZED.read (filename, hints, NULL, error);
#else
  for (guint i = 0;; i++) {
    if (gradus_readers[i]->recognises (filename, head, n))
      return gradus_readers[i]->read (filename, hints, NULL, error);
  }
#endif
}

/* A file of pictures has one of labels beside it: behind so many bytes as two say. */
static size_t
fill_files (const uint8_t *bytes, size_t n, FuzzFile files[2])
{
#ifdef GRADUS_FUZZ_PAIR
  size_t split;

  if (n < 2)
    return 0;
  split = MIN ((size_t) (bytes[0] | bytes[1] << 8), n - 2);
  if (!files[0].filename) {
    fuzz_file_open (&files[0], "images-idx3");
    fuzz_file_open (&files[1], "labels-idx1");
  }
  fuzz_file_fill (&files[1], bytes + 2 + split, n - 2 - split);
  fuzz_file_fill (&files[0], bytes + 2, split);
  return split;
#else
  if (!files[0].filename)
    fuzz_file_open (&files[0], "input.bin");
  fuzz_file_fill (&files[0], bytes, n);
  return n;
#endif
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n)
{
  static FuzzFile files[2];
  static char first[] = "-999", second[] = "n/k", *missing[] = { first, second, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusRecords) table = NULL;
  guint8 head[GRADUS_READER_HEAD];
  GradusHints hints;
  gsize n_head;

  if (n < HOW || fill_files (bytes + HOW, n - HOW, files) == 0 ||
      !begins (files[0].filename, head, &n_head))
    return 0;
  hints = (GradusHints){ .header = bytes[0] % 3,
                         .encoding = bytes[0] / 3 % 6,
                         .missing = bytes[0] & 0x80 ? missing : NULL };
  table = read_file (files[0].filename, head, n_head, &hints, &error);
  fuzz_check (table != NULL, error);
  if (!table)
    return 0;
  look_at_table (table);
  import (table, (guint) (bytes[1] | bytes[2] << 8));
  return 0;
}
