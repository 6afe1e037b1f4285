/* SPDX-License-Identifier: MIT */

/* IDX files, whole and broken in every way: what is right is read, what is wrong is said in a
 * sentence, and nothing is taken half. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "data/fashion.h"
#include "data/idx.h"

static char *folder;

static char *
write_file (const char *name, const void *bytes, gsize n)
{
  char *filename = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (filename);
  g_autoptr (GOutputStream) stream =
      G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL));
  g_autoptr (GOutputStream) packed = NULL;

  if (g_str_has_suffix (name, ".gz")) {
    g_autoptr (GZlibCompressor) packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);

    packed = g_converter_output_stream_new (stream, G_CONVERTER (packer));
  }
  g_assert_true (g_output_stream_write_all (packed ? packed : stream, bytes, n, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (packed ? packed : stream, NULL, NULL));
  return filename;
}

static void
check_refused (const char *name, const void *bytes, gsize n, const char *complaint)
{
  g_autofree char *filename = write_file (name, bytes, n);
  g_autoptr (GError) error = NULL;
  g_auto (GradusIdx) idx = { 0 };

  g_assert_false (gradus_idx_load (&idx, filename, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, filename));
  g_assert_nonnull (strstr (error->message, complaint));
  g_assert_null (idx.bytes);
  g_unlink (filename);
}

static const guint8 small[] = { 0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6 };

static void
test_right (void)
{
  static const char *const names[] = { "small", "small.gz" };

  for (guint i = 0; i < 2; i++) {
    g_autofree char *filename = write_file (names[i], small, sizeof small);
    g_auto (GradusIdx) idx = { 0 };

    g_assert_true (gradus_idx_load (&idx, filename, NULL, NULL));
    g_assert_true (idx.n_dimensions == 2 && idx.dimensions[0] == 2 && idx.dimensions[1] == 3);
    g_assert_cmpmem (idx.bytes, idx.n_bytes, small + 12, 6);
    g_unlink (filename);
  }
}

static void
test_wrong (void)
{
  static const guint8 empty_dimension[] = { 0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 0 };
  static const guint8 huge[] = { 0,    0,    8,    3,    0xff, 0xff, 0xff, 0xff,
                                 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
  static const guint8 lying[] = { 0, 0, 8, 1, 0x7f, 0xff, 0xff, 0xff, 1 };
  static const guint8 floats[] = { 0, 0, 0x0d, 1, 0, 0, 0, 1, 0, 0, 0, 0 };
  guint8 changed[sizeof small + 1];

  check_refused ("empty", "", 0, "is empty");
  for (gsize n = 1; n < 12; n++)
    check_refused ("short", small, n, "within its header");
  for (gsize n = 12; n < sizeof small; n++)
    check_refused ("short", small, n, "of the 6 bytes");
  memcpy (changed, small, sizeof small);
  changed[sizeof small] = 7;
  check_refused ("long", changed, sizeof changed, "more after the 6 bytes");
  check_refused ("long.gz", changed, sizeof changed, "more after the 6 bytes");
  changed[0] = 1;
  check_refused ("magic", changed, sizeof small, "two zeros");
  check_refused ("floats", floats, sizeof floats, "type 0x0d");
  changed[0] = 0;
  changed[3] = 0;
  check_refused ("flat", changed, sizeof small, "0 dimensions");
  changed[3] = 5;
  check_refused ("deep", changed, sizeof small, "5 dimensions");
  check_refused ("nothing", empty_dimension, sizeof empty_dimension, "empty");
  check_refused ("huge", huge, sizeof huge, "too large");
  check_refused ("lying", lying, sizeof lying, "ends after 1 of the 2147483647");
}

/* Zeros that pack a thousandfold are not unpacked beyond what the header promises. */
static void
test_bomb (void)
{
  const gsize n = 64 * 1024 * 1024;
  g_autofree guint8 *bomb = g_malloc0 (n);

  memcpy (bomb, small, sizeof small);
  check_refused ("bomb.gz", bomb, n, "more after the 6 bytes");
}

/* What a file holds tells, not what it is called. */
static void
test_no_gzip (void)
{
  g_autofree char *filename = write_file ("plain", small, sizeof small);
  g_autofree char *renamed = g_build_filename (folder, "plain.gz", NULL);
  g_auto (GradusIdx) idx = { 0 };
  g_autoptr (GError) error = NULL;

  g_rename (filename, renamed);
  g_assert_true (gradus_idx_load (&idx, renamed, NULL, &error));
  gradus_idx_clear (&idx);
  g_unlink (renamed);
  g_assert_false (gradus_idx_load (&idx, renamed, NULL, &error));
  g_assert_nonnull (strstr (error->message, "plain.gz"));
}

/* Three pictures, the last of them white, of kinds 9, 0 and `last`. */
static void
write_fashion (guint8 last, guint n_labels)
{
  g_autofree guint8 *images = g_malloc0 (16 + 3 * 784);
  const guint8 header[] = { 0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 28, 0, 0, 0, 28 };
  const guint8 labels[] = { 0, 0, 8, 1, 0, 0, 0, (guint8) n_labels, 9, 0, last };
  g_autofree char *first = NULL, *second = NULL;

  memcpy (images, header, sizeof header);
  memset (images + 16 + 2 * 784, 255, 784);
  first = write_file ("train-images-idx3-ubyte.gz", images, 16 + 3 * 784);
  second = write_file ("train-labels-idx1-ubyte.gz", labels, 8 + n_labels);
}

static void
check_fashion_refused (const char *where, const char *complaint)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gradus_reader_load (where, NULL, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, complaint));
}

static void
test_fashion (void)
{
  g_autoptr (GradusRecords) records = NULL;
  g_autofree char *kind = NULL;

  check_fashion_refused (folder, "is a folder without the files of");
  write_fashion (1, 2);
  check_fashion_refused (folder, "a label each");
  write_fashion (10, 3);
  check_fashion_refused (folder, "label 3 is 10");
  write_fashion (4, 3);
  records = gradus_reader_load (folder, NULL, NULL, NULL);
  g_assert_true (records->columns->len == 785 && records->n_rows == 3 && records->target == 784);
  g_assert_true (gradus_records_get_value (records, 0, 0) == 0 &&
                 gradus_records_get_value (records, 2, 0) == 255 &&
                 gradus_records_get_value (records, 2, 783) == 255);
  kind = gradus_records_format_value (records, 0, 784);
  g_assert_cmpstr (kind, ==, "Ankle boot");
  for (guint i = 0; i < 2; i++) {
    const char *const names[] = { "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz" };
    g_autofree char *filename = g_build_filename (folder, names[i], NULL);

    g_unlink (filename);
  }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("gradus-XXXXXX", NULL);
  g_test_add_func ("/idx/right", test_right);
  g_test_add_func ("/idx/wrong", test_wrong);
  g_test_add_func ("/idx/bomb", test_bomb);
  g_test_add_func ("/idx/no-gzip", test_no_gzip);
  g_test_add_func ("/fashion/load", test_fashion);
  status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
