/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "data/csv-record.h"
#include "data/import.h"
#include "data/reader.h"

static char *
build_path (const char *folder, const char *name)
{
  return g_build_filename (GRADUS_DATA_DIR, folder, name, NULL);
}

static GradusRecords *
load (const char *name)
{
  g_autofree char *path = build_path ("right", name);
  g_autoptr (GError) error = NULL;
  GradusRecords *table = gradus_reader_load (path, NULL, NULL, &error);

  g_assert_no_error (error);
  return table;
}

/* Every wrong file is refused in its own sentence, and none without one. */
/* As a file or, where it can be read, as a table. */
static gboolean
can_be_learnt (const char *path, GError **error)
{
  const GradusImportChoice choice = { NULL };
  g_autoptr (GradusRecords) table = gradus_reader_load (path, NULL, NULL, error);
  g_autoptr (GradusImport) import = table ? gradus_import_new (table, &choice, error) : NULL;

  return import != NULL;
}

static void
test_wrong (void)
{
  g_autofree char *folder = build_path ("wrong", NULL),
                  *list = build_path ("wrong", "sentences.txt");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  guint n = 0, n_listed = 0;

  g_assert_true (g_file_get_contents (list, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] && *lines[i]; i++, n_listed++) {
    char *tab = strchr (lines[i], '\t');
    g_autofree char *path = NULL, *wanted = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_nonnull (tab);
    *tab = '\0';
    path = build_path ("wrong", lines[i]);
    g_assert_false (can_be_learnt (path, &error));
    g_assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ||
                   g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED));
    wanted = g_strdup_printf ("%s/%s", folder, tab + 1);
    g_assert_cmpstr (error->message, ==, wanted);
  }
  while (g_dir_read_name (files))
    n++;
  g_assert_cmpuint (n_listed, >=, 80);
  g_assert_cmpuint (n_listed, <=, n);
}

static void
test_missing_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gradus_reader_load ("/nowhere/iris.csv", NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (error->message, "/nowhere/iris.csv: cannot be read"));
  g_clear_error (&error);
  g_assert_null (gradus_reader_load (GRADUS_DATA_DIR, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "is a folder without the files of"));
}

/* The same table, however it is written. */
static void
test_dialects (void)
{
  static const char *const names[] = {
    "iris.csv",   "bom.csv",           "utf16le.csv",           "utf16be.csv",       "crlf.csv",
    "cr.csv",     "packed.csv.gz",     "packed-members.csv.gz", "semicolon.csv",     "tab.tsv",
    "no-end.csv", "decimal-comma.csv", "blank-lines.csv",       "utf16-no-mark.csv", "no-header.csv"
  };
  static const float numbers[3][2] = { { 5.1f, 1.4f }, { 7.0f, 4.7f }, { 6.3f, 6.0f } };
  static const char *const kinds[3] = { "setosa", "versicolor", "virginica" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GradusRecords) table = load (names[i]);
    const gboolean has_names = i + 1 < G_N_ELEMENTS (names);

    g_assert_cmpuint (table->n_rows, ==, 3);
    g_assert_cmpuint (table->columns->len, ==, 3);
    g_assert_cmpstr (gradus_records_get_column (table, 0)->name, ==,
                     has_names ? "sepal" : "column 1");
    g_assert_cmpint (gradus_records_find_column (table, has_names ? "kind" : "column 3"), ==, 2);
    g_assert_cmpint (table->target, ==, 2);
    g_assert_true (gradus_records_get_column (table, 2)->kind == GRADUS_COLUMN_CLASSES);
    for (guint row = 0; row < 3; row++) {
      g_autofree char *kind = gradus_records_format_value (table, row, 2);

      g_assert_true (gradus_records_get_value (table, row, 0) == numbers[row][0]);
      g_assert_true (gradus_records_get_value (table, row, 1) == numbers[row][1]);
      g_assert_cmpstr (kind, ==, kinds[row]);
    }
  }
}

/* Years above other numbers are names of columns, unless the user knows better. */
static void
test_header (void)
{
  g_autofree char *path = build_path ("right", "years.csv");
  g_autoptr (GradusRecords) looked = gradus_reader_load (path, NULL, NULL, NULL);
  g_autoptr (GradusRecords) named =
      gradus_reader_load (path, &(GradusHints){ GRADUS_HEADER_YES }, NULL, NULL);
  g_autoptr (GradusRecords) plain =
      gradus_reader_load (path, &(GradusHints){ GRADUS_HEADER_NO }, NULL, NULL);

  g_assert_true (looked->is_text && looked->has_header && looked->n_rows == 2);
  g_assert_true (named->has_header && named->n_rows == 2);
  g_assert_cmpstr (gradus_records_get_column (named, 1)->name, ==, "2020");
  g_assert_true (!plain->has_header && plain->n_rows == 3 &&
                 gradus_records_get_value (plain, 0, 1) == 2020);
}

static void
test_quotes (void)
{
  g_autoptr (GradusRecords) table = load ("quotes.csv"), twice = load ("twice.csv");
  g_autofree char *comma = gradus_records_format_value (table, 0, 2);
  g_autofree char *line = gradus_records_format_value (table, 1, 2);

  g_assert_cmpstr (gradus_records_get_column (table, 1)->name, ==, "b \"b\", b");
  g_assert_cmpstr (comma, ==, "x, y");
  g_assert_cmpstr (line, ==, "line\nbreak");
  g_assert_true (gradus_records_get_value (table, 1, 0) == 3 &&
                 gradus_records_get_value (table, 1, 1) == 4);
  g_assert_cmpstr (gradus_records_get_column (twice, 1)->name, ==, "a (2)");
}

static void
test_missing_values (void)
{
  g_autoptr (GradusRecords) table = load ("missing.csv");
  static const guint n_missing[] = { 2, 2, 1 }, first[] = { 3, 2, 5 };

  for (guint i = 0; i < 3; i++) {
    g_assert_cmpuint (gradus_records_get_column (table, i)->n_missing, ==, n_missing[i]);
    g_assert_cmpuint (gradus_records_get_column (table, i)->missing_line, ==, first[i]);
  }
  g_assert_true (isnan (gradus_records_get_value (table, 0, 1)) &&
                 isnan (gradus_records_get_value (table, 3, 2)));
}

/* As the C library's own strtod() reads them, which rounds correctly. */
static void
test_numbers (void)
{
  static const char *const texts[] = { "0",
                                       "-0",
                                       "1",
                                       "-1.5",
                                       "+.5",
                                       "5.",
                                       "0.1",
                                       "8.5070586e37",
                                       "1e-45",
                                       "1e-60",
                                       "123456789012345678901234567890",
                                       "0.1234567890123456789",
                                       "9007199254740993",
                                       "1.7976931348623157e-300",
                                       "00012.500e+01",
                                       "2.2250738585072011e-308" };
  static const char *const no_numbers[] = { "1e",  "e5",  "+",     "+.",  "+-1", "1,5",
                                            "0x1", "1 2", "1.2.3", "--1", "1e+", "abc" };
  float value;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    const GradusCsvField field = { texts[i], (guint) strlen (texts[i]), FALSE };

    g_assert_cmpint (gradus_csv_parse (&field, '.', &value), ==, GRADUS_CSV_NUMBER);
    g_assert_true (value == (float) g_ascii_strtod (texts[i], NULL));
  }
  for (guint i = 0; i < G_N_ELEMENTS (no_numbers); i++) {
    const GradusCsvField field = { no_numbers[i], (guint) strlen (no_numbers[i]), FALSE };

    g_assert_cmpint (gradus_csv_parse (&field, '.', &value), ==, GRADUS_CSV_TEXT);
  }
  for (guint i = 0; i < 20000; i++) {
    const double number =
        ldexp (g_test_rand_double_range (-1, 1), g_test_rand_int_range (-120, 120));
    g_autofree char *text = g_strdup_printf ("%.*e", g_test_rand_int_range (0, 20), number);
    const GradusCsvField field = { text, (guint) strlen (text), FALSE };

    g_assert_cmpint (gradus_csv_parse (&field, '.', &value), ==, GRADUS_CSV_NUMBER);
    g_assert_true (value == (float) g_ascii_strtod (text, NULL));
  }
}

/* tests/data/make-wrong.py says what NumPy put into them. */
static void
test_arrays (void)
{
  static const char *const same[] = { "double.npy", "float.npy", "big-endian.npy", "fortran.npy",
                                      "packed.npy.gz", "half.npy" };
  static const float values[9] = { 1.5f, 2, 0, 3, 4, 1, 5, NAN, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++) {
    g_autoptr (GradusRecords) table = load (same[i]);

    g_assert_cmpuint (table->n_rows, ==, 3);
    for (guint cell = 0; cell < 9; cell++) {
      const float value = gradus_records_get_value (table, cell / 3, cell % 3);

      g_assert_true (value == values[cell] || (isnan (value) && isnan (values[cell])));
    }
    g_assert_cmpuint (gradus_records_get_column (table, 1)->missing_line, ==, 3);
  }
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GradusRecords) table = load (i == 0 ? "whole.npy" : "short.npy");

    for (guint cell = 0; cell < 6; cell++)
      g_assert_true (gradus_records_get_value (table, cell / 2, cell % 2) == (float) cell - 3);
  }
}

static void
test_pictures (void)
{
  static const char *const names[] = { "bytes.npy",
                                       "few-images-idx3-ubyte",
                                       "few-labels-idx1-ubyte",
                                       "packed-images-idx3-ubyte.gz",
                                       "members-images-idx3-ubyte.gz",
                                       "keras.npz" };
  g_autoptr (GradusRecords) fortran = load ("fortran-pictures.npy"), cifar = load ("two.bin");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GradusRecords) table = load (names[i]);

    g_assert_cmpuint (table->picture.width, ==, 2);
    g_assert_cmpuint (table->picture.height, ==, 2);
    for (guint cell = 0; cell < 12; cell++)
      g_assert_true (gradus_records_get_value (table, cell / 4, cell % 4) == (float) cell);
    if (i > 0)
      g_assert_true (table->target == 4 && gradus_records_get_value (table, 2, 4) == 2);
  }
  g_assert_true (fortran->picture.height == 3 && fortran->picture.width == 4);
  for (guint cell = 0; cell < 24; cell++)
    g_assert_true (gradus_records_get_value (fortran, cell / 12, cell % 12) == (float) cell);
  g_assert_cmpuint (gradus_picture_layout_get_shape (&cifar->picture, 3072).n_axes, ==, 3);
  g_assert_cmpuint (
      gradus_picture_layout_get_shape (&(GradusPictureLayout){ 8, 8, 3, FALSE }, 192).n_axes, ==,
      1);
  g_assert_cmpuint (
      gradus_picture_layout_get_shape (&(GradusPictureLayout){ 8, 8, 1, FALSE }, 64).n_axes, ==, 3);
  g_assert_true (cifar->picture.n_channels == 3 && cifar->picture.is_planar && cifar->n_rows == 2);
  g_assert_true (gradus_records_get_value (cifar, 1, 0) == 9 &&
                 gradus_records_get_value (cifar, 1, 258) == 1);
}

/* What is of no use in a file of arrays does not refuse the rest, and is named with its reason. */
static void
test_odd_arrays (void)
{
  g_autoptr (GradusRecords) table = load ("odd.npz");

  g_assert_cmpuint (table->columns->len, ==, 3);
  g_assert_cmpint (table->target, ==, 2);
  g_assert_cmpstr (table->format, ==,
                   "NumPy arrays; left out: n (is a single number), notes (has pickled Python "
                   "objects, which are never run here), readme.txt (is not an .npy file), when (has "
                   "items of type <M8[D]), other (3 rows, but X has 4)");
}

/* Texts are classes; an empty one is missing. */
static void
test_texts_in_arrays (void)
{
  static const char *const names[] = { "texts.npz", "bytes.npz", "big-endian.npz" };
  static const char *const wanted[] = { "b", "", "ü", "b" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GradusRecords) table = load (names[i]);

    g_assert_true (table->target == 2 && table->is_converted);
    g_assert_true (gradus_records_get_column (table, 2)->kind == GRADUS_COLUMN_CLASSES);
    g_assert_cmpuint (gradus_records_get_column (table, 2)->n_missing, ==, 1);
    for (guint row = 0; row < 4; row++) {
      g_autofree char *text = gradus_records_format_value (table, row, 2);

      g_assert_cmpstr (text, ==, wanted[row]);
    }
  }
}

static void
test_targets_in_arrays (void)
{
  static const float classes[] = { 0, 1, 2, 1 };
  g_autoptr (GradusRecords) one_hot = load ("one-hot.npz"), named = load ("named.npz"),
                            several = load ("several-targets.npz");
  g_autofree char *name = gradus_records_format_value (named, 3, 2);

  g_assert_true (one_hot->columns->len == 3 && one_hot->target == 0);
  g_assert_true (gradus_records_get_column (one_hot, 0)->is_label);
  for (guint row = 0; row < 4; row++)
    g_assert_cmpfloat (gradus_records_get_value (one_hot, row, 0), ==, classes[row]);
  g_assert_cmpstr (name, ==, "maybe");
  g_assert_cmpstr (named->format, ==, "NumPy arrays; classes named by class_names");
  g_assert_true (several->columns->len == 4 && several->target == 3);
  g_assert_cmpint (gradus_records_get_column (several, 2)->left_out, ==, GRADUS_LEFT_OUT_BY_FILE);
  g_assert_cmpint (gradus_records_get_column (several, 1)->left_out, ==, GRADUS_LEFT_OUT_NOT);
}

/* The test part lies behind the training part, whatever the file's order. */
static void
test_parts (void)
{
  static const float classes[] = { 0, 1, 2, 1, 2, 0 };
  g_autoptr (GradusRecords) table = load ("parts.npz"), keras = load ("keras.npz"),
                            texts = load ("parts-of-texts.npz");
  g_autofree char *new = gradus_records_format_value (texts, 4, 2),
                  *old = gradus_records_format_value (texts, 5, 2);

  g_assert_true (table->n_rows == 6 && table->n_test_rows == 2 && table->columns->len == 3);
  for (guint row = 0; row < 6; row++) {
    g_assert_cmpfloat (gradus_records_get_value (table, row, 1), ==, (float) (2 * row + 1));
    g_assert_cmpfloat (gradus_records_get_value (table, row, 2), ==, classes[row]);
  }
  g_assert_nonnull (strstr (table->format, "x_val (another part of the data)"));
  g_assert_true (keras->n_rows == 5 && keras->n_test_rows == 2 && keras->picture.width == 2);
  g_assert_true (texts->n_rows == 6 && texts->n_test_rows == 2);
  g_assert_cmpstr (new, ==, "c");
  g_assert_cmpstr (old, ==, "a");
}

static void
test_flat_pictures (void)
{
  static const char *const names[] = { "flat.npz", "flat-scaled.npz" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GradusRecords) table = load (names[i]);

    g_assert_true (table->picture.width == 8 && table->picture.height == 8);
    g_assert_true (table->is_picture_offered);
    g_assert_cmpint (table->target, ==, i == 0 ? 64 : 0);
  }
}

/* Lines are those of the file, whatever lies between samples. */
static void
test_lines (void)
{
  g_autoptr (GradusRecords) plain = load ("iris.csv"), spread = load ("blank-lines.csv"),
                            quotes = load ("quotes.csv"), arrays = load ("two.npz");

  g_assert_cmpuint (gradus_records_get_line (plain, 2), ==, 4);
  g_assert_cmpuint (gradus_records_get_line (spread, 0), ==, 4);
  g_assert_cmpuint (gradus_records_get_line (spread, 2), ==, 8);
  g_assert_cmpuint (gradus_records_get_line (quotes, 1), ==, 3);
  g_assert_cmpuint (gradus_records_get_line (quotes, 2), ==, 5);
  g_assert_cmpuint (gradus_records_get_line (arrays, 2), ==, 3);
}

static void
test_cancelled (void)
{
  g_autofree char *path = build_path ("right", "iris.csv");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GradusLoading loading = { cancellable, 0 };

  g_cancellable_cancel (cancellable);
  g_assert_null (gradus_reader_load (path, NULL, &loading, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
count (gpointer data)
{
  ++*(guint *) data;
}

/* Whoever shows how far it is is told when there is more to show, and needs not ask. */
static void
test_told (void)
{
  static const char *const names[] = { "iris.csv", "keras.npz", "few-images-idx3-ubyte" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = build_path ("right", names[i]);
    guint n_told = 0;
    GradusLoading loading = { .tell = count, .data = &n_told };
    g_autoptr (GradusRecords) records = gradus_reader_load (path, NULL, &loading, NULL);

    g_assert_nonnull (records);
    g_assert_cmpuint (n_told, >, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/readers/wrong", test_wrong);
  g_test_add_func ("/readers/missing-file", test_missing_file);
  g_test_add_func ("/readers/dialects", test_dialects);
  g_test_add_func ("/readers/header", test_header);
  g_test_add_func ("/readers/quotes", test_quotes);
  g_test_add_func ("/readers/missing-values", test_missing_values);
  g_test_add_func ("/readers/numbers", test_numbers);
  g_test_add_func ("/readers/arrays", test_arrays);
  g_test_add_func ("/readers/pictures", test_pictures);
  g_test_add_func ("/readers/odd-arrays", test_odd_arrays);
  g_test_add_func ("/readers/texts-in-arrays", test_texts_in_arrays);
  g_test_add_func ("/readers/targets-in-arrays", test_targets_in_arrays);
  g_test_add_func ("/readers/parts", test_parts);
  g_test_add_func ("/readers/flat-pictures", test_flat_pictures);
  g_test_add_func ("/readers/lines", test_lines);
  g_test_add_func ("/readers/cancelled", test_cancelled);
  g_test_add_func ("/readers/told", test_told);
  return g_test_run ();
}
