/* SPDX-License-Identifier: MIT
 *
 * Any bytes for a reader of data, GRADUS_FUZZED by name. They lie in memory, but as a file: that
 * is what readers open. */
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "data/cifar.h"

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n);

/* Names that fit MNIST's pairs: the file of labels is the same bytes behind the first half. */
static char *folder;

static void
put (const char *name, const uint8_t *bytes, gsize n)
{
  g_autofree char *filename = g_build_filename (folder, name, NULL);

  g_file_set_contents_full (filename, (const char *) bytes, (gssize) n, G_FILE_SET_CONTENTS_NONE,
                            0600, NULL);
}

/* What a table says of itself must hold. */
static void
look_at (const GradusRecords *table)
{
  g_assert_cmpuint (table->n_rows, >, 0);
  g_assert_cmpuint (table->columns->len, >, 0);
  g_assert_cmpint (table->target, <, (int) table->columns->len);
  for (guint i = 0; i < table->columns->len; i++) {
    const GradusColumn *column = gradus_records_get_column (table, i);

    g_assert_true (g_utf8_validate (column->name, -1, NULL));
    g_assert_cmpint (gradus_records_find_column (table, column->name), <=, (int) i);
    for (guint row = 0; row < MIN (table->n_rows, 20); row++) {
      g_autofree char *text = gradus_records_format_value (table, row, i);

      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
    if (i > 50)
      return;
  }
}

static void
read_file (const char *name)
{
  g_autofree char *filename = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusRecords) table =
      GRADUS_FUZZED.read (filename, &(GradusHints){ 0 }, NULL, &error);

  g_assert_true ((table == NULL) == (error != NULL));
  if (table)
    look_at (table);
  else
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n)
{
  if (!folder)
    folder = g_mkdtemp (g_strdup ("/dev/shm/gradus-fuzz-XXXXXX"));
#ifdef GRADUS_FUZZ_PAIR
  if (n < 2)
    return 0;
  {
    const gsize split = MIN ((gsize) (bytes[0] | bytes[1] << 8), n - 2);

    put ("images-idx3", bytes + 2, split);
    put ("labels-idx1", bytes + 2 + split, n - 2 - split);
  }
  read_file ("images-idx3");
#else
  put ("input.bin", bytes, n);
  read_file ("input.bin");
#endif
  return 0;
}
