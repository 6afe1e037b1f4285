/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "data/cifar.h"
#include "data/import.h"
#include "data/picture-file.h"

static GradusRecords *
load (const char *name)
{
  g_autofree char *path = g_build_filename (GRADUS_DATA_DIR, "right", name, NULL);
  g_autoptr (GError) error = NULL;
  GradusRecords *table = gradus_reader_load (path, NULL, NULL, &error);

  g_assert_no_error (error);
  return table;
}

/* Two samples a part: the archive of tests/data/make-wrong.py. */
static void
check_parts (const GradusRecords *table, const char *first_class)
{
  g_assert_cmpuint (table->n_rows, ==, 12);
  g_assert_cmpuint (table->n_test_rows, ==, 2);
  for (guint row = 0; row < 12; row++) {
    const guint part = row / 2, i = row % 2;

    g_assert_cmpfloat (gradus_records_get_value (table, row, 0), ==, (float) (row % 10));
    g_assert_cmpfloat (gradus_records_get_value (table, row, 1), ==, (float) (20 * part + i));
    g_assert_cmpfloat (gradus_records_get_value (table, row, 3072), ==, (float) (20 * part + i));
  }
  g_assert_cmpstr (g_ptr_array_index (gradus_records_get_column (table, 0)->classes, 0), ==,
                   first_class);
}

/* In whatever order the files lie, and whatever lies beside them. */
static void
test_archive (void)
{
  g_autoptr (GradusRecords) plain = load ("cifar.tar.gz"), pax = load ("cifar-pax.tar.gz");

  check_parts (plain, "kind 0");
  check_parts (pax, "kind 0");
}

static void
write_part (const char *folder, guint part)
{
  g_autofree char *path = g_build_filename (folder, gradus_cifar_parts[part], NULL);
  g_autofree guint8 *bytes = g_malloc (2 * GRADUS_CIFAR_RECORD);

  for (guint i = 0; i < 2; i++) {
    guint8 *record = bytes + i * GRADUS_CIFAR_RECORD;

    memset (record, (int) (20 * part + i), GRADUS_CIFAR_RECORD);
    record[0] = (guint8) ((2 * part + i) % 10);
  }
  g_assert_true (g_file_set_contents (path, (const char *) bytes, 2 * GRADUS_CIFAR_RECORD, NULL));
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

/* A folder is read anew when a file in it changes, and one that lacks a file is refused. */
static void
test_folder (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gradus-cifar-XXXXXX", NULL),
                  *names = g_build_filename (folder, GRADUS_CIFAR_NAMES, NULL);
  g_autoptr (GradusRecords) usual = NULL, named = NULL;
  g_autoptr (GError) error = NULL;

  for (guint part = 0; part < GRADUS_CIFAR_PARTS; part++) {
    g_assert_null (gradus_reader_load (folder, NULL, NULL, &error));
    g_assert_nonnull (
        strstr (error->message, part == 0 ? "is a folder without the files of" : "has no "));
    g_clear_error (&error);
    write_part (folder, part);
  }
  usual = gradus_reader_load (folder, NULL, NULL, &error);
  g_assert_no_error (error);
  check_parts (usual, "airplane");
  g_assert_true (g_file_set_contents (names, "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n", -1, NULL));
  named = gradus_reader_load (folder, NULL, NULL, &error);
  g_assert_no_error (error);
  check_parts (named, "a");
  remove_folder (folder);
}

/* Samples for tests are those of the test part, however few are taken. */
static void
test_shares (void)
{
  const GradusImportChoice choice = { .scaling = GRADUS_SCALING_UNIT, .task = GRADUS_TASK_CLASSES };
  g_autoptr (GradusRecords) table = load ("cifar.tar.gz");
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusImport) import =
      gradus_import_new_of_parts (table, &choice, 9, 1.0 / 9, 9, &error);
  const guint rows[] = { 0, 1, 2, 3, 4, 5, 6, 7, 10 };

  g_assert_null (import);
  g_assert_nonnull (strstr (error->message, "the first 9 samples have 8 of the 9 kinds"));
  g_clear_error (&error);
  import = gradus_import_new_of_parts (table, &choice, 9, 1.0 / 9, 8, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->rows->len, ==, G_N_ELEMENTS (rows));
  g_assert_cmpmem (import->rows->data, sizeof rows, rows, sizeof rows);
  g_assert_cmpuint (gradus_import_count_given_tests (import), ==, 1);
  g_clear_pointer (&import, gradus_import_unref);
  g_assert_null (gradus_import_new_of_parts (table, &choice, 12, 0.1, 10, &error));
  g_assert_nonnull (strstr (error->message, "has 10 samples to learn, not 11"));
  g_clear_error (&error);
  g_assert_null (gradus_import_new_of_parts (table, &choice, 12, 0.5, 10, &error));
  g_assert_nonnull (strstr (error->message, "has 2 samples for tests, not 6"));
}

/* Pixels stay in the table; scaled they are to the bit what floats would be. */
static void
test_bytes (void)
{
  g_autoptr (GradusRecords) table = load ("cifar.tar.gz");

  for (GradusScaling scaling = GRADUS_SCALING_NONE; scaling <= GRADUS_SCALING_UNIT; scaling++) {
    const GradusImportChoice choice = { .scaling = scaling };
    g_autoptr (GradusImport) import = gradus_import_new (table, &choice, NULL);
    g_autoptr (GradusDataset) training = NULL, test = NULL;
    double sum = 0, squares = 0;
    float offset, span;

    gradus_import_make (import, NULL, 10, 2, &training, &test);
    g_assert_null (training->floats);
    g_assert_null (test->floats);
    g_assert_cmpuint (gradus_dataset_count_bytes (training), <, 1000);
    for (guint i = 0; i < 10; i++) {
      const double pixel = (double) gradus_records_get_value (table, i, 1);

      sum += pixel;
      squares += pixel * pixel;
    }
    offset = scaling == GRADUS_SCALING_STANDARD ? (float) (sum / 10) : 0;
    span = scaling == GRADUS_SCALING_STANDARD ? (float) sqrt (squares / 10 - sum / 10 * (sum / 10))
           : scaling == GRADUS_SCALING_UNIT   ? 255
                                              : 1;
    for (guint i = 0; i < 12; i++) {
      const GradusDataset *dataset = i < 10 ? training : test;
      g_autofree float *inputs = gradus_dataset_copy_inputs (dataset, i < 10 ? i : i - 10, 1);

      for (guint k = 0; k < GRADUS_CIFAR_INPUTS; k++)
        g_assert_cmpfloat (inputs[k], ==,
                           (gradus_records_get_value (table, i, 1 + k) - offset) / span);
    }
  }
}

/* A picture of one colour, with two columns of white at its left and right. */
static void
write_picture (const char *folder, const char *class, const char *name, const char *format,
               guint32 colour)
{
  g_autofree char *place = g_build_filename (folder, class, NULL),
                  *path = g_build_filename (place, name, NULL);
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 12, 8);
  g_autoptr (GdkPixbuf) middle = gdk_pixbuf_new_subpixbuf (picture, 2, 0, 8, 8);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (place, 0700);
  gdk_pixbuf_fill (picture, 0xffffffff);
  gdk_pixbuf_fill (middle, colour);
  gdk_pixbuf_save (picture, path, format, &error, NULL);
  g_assert_no_error (error);
}

static void
check_folder_refused (const char *folder, const GradusHints *hints, const char *sentence)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gradus_reader_load (folder, hints, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, sentence));
}

/* The square in the middle is scaled; classes are the folders, in the order of their names. */
static void
test_picture_folder (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gradus-pictures-XXXXXX", NULL),
                  *bad = g_build_filename (folder, "cat", "bad.png", NULL),
                  *note = g_build_filename (folder, "cat", "note.txt", NULL),
                  *one = g_build_filename (folder, "cat", "1.png", NULL), *found = NULL;
  const GradusHints small = { .side = 4 }, grey = { .side = 8, .is_grey = TRUE },
                    large = { .side = 100 };
  const guint8 colour[] = { 200, 100, 50 };
  g_autoptr (GradusRecords) in_colour = NULL, in_grey = NULL;
  g_autoptr (GError) error = NULL;

  write_picture (folder, "dog", "b.jpg", "jpeg", 0x808080ff);
  check_folder_refused (folder, NULL, "has pictures in one folder only");
  write_picture (folder, "cat", "1.png", "png", 0xc86432ff);
  g_assert_true (g_file_set_contents (note, "hello", -1, NULL));
  in_colour = gradus_reader_load (folder, &small, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (in_colour->format, ==,
                   "pictures in folders, 4 × 4, in colour (other files left out: 1)");
  g_assert_cmpuint (in_colour->n_rows, ==, 2);
  g_assert_cmpint (in_colour->target, ==, 48);
  for (guint i = 0; i < 48; i++)
    g_assert_cmpfloat (gradus_records_get_value (in_colour, 0, i), ==, (float) colour[i / 16]);
  for (guint i = 0; i < 48; i++)
    g_assert_cmpfloat_with_epsilon ((double) gradus_records_get_value (in_colour, 1, i), 128, 3);
  for (guint row = 0; row < 2; row++) {
    g_autofree char *class = gradus_records_format_value (in_colour, row, 48);

    g_assert_cmpstr (class, ==, row == 0 ? "cat" : "dog");
  }
  in_grey = gradus_reader_load (folder, &grey, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (in_grey->columns->len, ==, 65);
  g_assert_cmpfloat (gradus_records_get_value (in_grey, 0, 63), ==, 124);
  check_folder_refused (folder, &large, "would make 30000 inputs a picture");
  found = gradus_picture_folder_find (one);
  g_assert_cmpstr (found, ==, folder);
  g_assert_true (g_file_set_contents (bad, "no picture", -1, NULL));
  check_folder_refused (folder, &small, "cat/bad.png: cannot be read as a picture");
}

/* One picture of whatever shape: as much of its middle as fits, and nothing stretched. */
static void
test_picture_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pictures-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "one.png", NULL);
  g_autofree guint8 *wide = NULL, *tall = NULL, *grey = NULL;
  g_autoptr (GError) error = NULL;

  write_picture (folder, ".", "one.png", "png", 0xff8000ff);
  wide = gradus_picture_file_read (path, 6, 4, 3, "take another one", &error);
  tall = gradus_picture_file_read (path, 2, 4, 3, "take another one", &error);
  grey = gradus_picture_file_read (path, 2, 2, 1, "take another one", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 6 * 4; i++) { /* red 255, green 128, blue 0, and white at the sides */
    const gboolean is_white = i % 6 == 0 || i % 6 == 5;

    g_assert_cmpuint (wide[i], ==, 255);
    g_assert_cmpuint (wide[6 * 4 + i], ==, is_white ? 255 : 128);
    g_assert_cmpuint (wide[2 * 6 * 4 + i], ==, is_white ? 255 : 0);
  }
  for (guint i = 0; i < 2 * 4; i++)
    g_assert_true (tall[i] == 255 && tall[8 + i] == 128 && tall[16 + i] == 0);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (grey[i], ==, (299 * 255 + 587 * 128 + 500) / 1000);
  g_file_set_contents (path, "no picture", -1, NULL);
  g_assert_null (gradus_picture_file_read (path, 2, 2, 1, "take another one", &error));
  g_assert_nonnull (strstr (error->message, "it is no PNG or JPEG file); take another one"));
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pictures/archive", test_archive);
  g_test_add_func ("/pictures/folder", test_folder);
  g_test_add_func ("/pictures/shares", test_shares);
  g_test_add_func ("/pictures/bytes", test_bytes);
  g_test_add_func ("/pictures/file", test_picture_file);
  g_test_add_func ("/pictures/folders-of-classes", test_picture_folder);
  return g_test_run ();
}
