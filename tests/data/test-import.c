/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "data/import.h"
#include "data/reader.h"

static char *folder;

static GradusRecords *
load (const char *text)
{
  g_autofree char *path = g_build_filename (folder, "data.csv", NULL);
  g_autoptr (GError) error = NULL;
  GradusRecords *records;

  g_unlink (path);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  records = gradus_reader_load (path, NULL, NULL, &error);
  g_assert_no_error (error);
  return records;
}

static GradusImport *
import (const char *text, GradusImportChoice choice)
{
  g_autoptr (GradusRecords) records = load (text);
  g_autoptr (GError) error = NULL;
  GradusImport *result = gradus_import_new (records, &choice, &error);

  g_assert_no_error (error);
  return result;
}

static void
check_refused (const char *text, GradusImportChoice choice, const char *complaint)
{
  g_autoptr (GradusRecords) records = load (text);
  g_autoptr (GError) error = NULL;

  g_assert_null (gradus_import_new (records, &choice, &error));
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, complaint));
  g_assert_nonnull (strstr (error->message, "data.csv: "));
}

static const char iris[] =
    "sepal,petal,kind\n5,1,setosa\n7,4,versicolor\n6,7,virginica\n2,0,setosa\n";

static void
test_classes (void)
{
  g_autoptr (GradusImport) all = import (iris, (GradusImportChoice){ 0 });
  g_autoptr (GradusDataset) training = NULL, test = NULL;
  const guint order[] = { 2, 0, 1, 3 };
  static const float inputs[] = { 6, 7, 5, 1, 7, 4 }, targets[] = { 0, 0, 1, 1, 0, 0, 0, 1, 0 };

  g_assert_true (all->n_inputs == 2 && all->n_targets == 3 && !all->is_regression &&
                 all->rows->len == 4);
  gradus_import_make (all, order, 3, 1, &training, &test);
  g_assert_cmpmem (training->floats, sizeof inputs, inputs, sizeof inputs);
  g_assert_cmpmem (training->targets, sizeof targets, targets, sizeof targets);
  g_assert_true (test->n_samples == 1 && test->floats[0] == 2 && test->targets[0] == 1);
  g_assert_cmpstr (g_ptr_array_index (training->input_names, 1), ==, "petal");
  g_assert_cmpstr (g_ptr_array_index (test->class_names, 2), ==, "virginica");
}

/* Mean, deviation, lowest and highest are those of the training data alone: here the first two
 * samples. */
static void
test_scaling (void)
{
  const char text[] = "a,b,y\n1,3,0\n3,3,1\n9,5,1\n";
  g_autoptr (GradusImport) standard =
      import (text, (GradusImportChoice){ .scaling = GRADUS_SCALING_STANDARD });
  g_autoptr (GradusImport) unit =
      import (text, (GradusImportChoice){ .scaling = GRADUS_SCALING_UNIT });
  g_autoptr (GradusDataset) first = NULL, second = NULL, third = NULL, fourth = NULL;
  static const float standardised[] = { -1, 0, 1, 0, 7, 2 }, from_0_to_1[] = { 0, 0, 1, 0, 4, 2 };

  gradus_import_make (standard, NULL, 2, 1, &first, &second);
  gradus_import_make (unit, NULL, 2, 1, &third, &fourth);
  g_assert_cmpuint (standard->n_targets, ==, 1);
  for (guint i = 0; i < 6; i++) {
    g_assert_true ((i < 4 ? first->floats[i] : second->floats[i - 4]) == standardised[i]);
    g_assert_true ((i < 4 ? third->floats[i] : fourth->floats[i - 4]) == from_0_to_1[i]);
  }
}

/* A deviation that rounds to no float, and cells as far apart as they may be. */
static void
test_scaling_of_extremes (void)
{
  const char text[] = "tiny,far,y\n1.4e-45,8e37,0\n0,-8e37,1\n0,-8e37,1\n";

  for (GradusScaling scaling = 0; scaling <= GRADUS_SCALING_UNIT; scaling++) {
    g_autoptr (GradusImport) made = import (text, (GradusImportChoice){ .scaling = scaling });
    g_autoptr (GradusDataset) training = NULL, test = NULL;

    gradus_import_make (made, NULL, 3, 0, &training, &test);
    g_assert_cmpuint (training->n_inputs, ==, 2);
    for (guint i = 0; i < 6; i++)
      g_assert_true (isfinite (training->floats[i]));
  }
}

static void
test_numbers (void)
{
  const char text[] = "a,y\n1,0.5\n2,1.5\n3,4\n";
  g_autoptr (GradusImport) plain = import (text, (GradusImportChoice){ 0 });
  g_autoptr (GradusImport) unit =
      import (text, (GradusImportChoice){ .scaling = GRADUS_SCALING_UNIT });
  g_autoptr (GradusImport) whole =
      import ("a,y\n1,5\n2,7\n3,5\n", (GradusImportChoice){ .task = GRADUS_TASK_NUMBERS });
  g_autoptr (GradusDataset) first = NULL, second = NULL, none = NULL;

  g_assert_true (plain->is_regression && unit->is_regression && whole->is_regression &&
                 !plain->class_names);
  gradus_import_make (plain, NULL, 3, 0, &first, &none);
  gradus_import_make (unit, NULL, 3, 0, &second, &none);
  g_assert_true (first->targets[2] == 4 && second->targets[0] == 0 && second->targets[2] == 1);
}

/* Means of the training data fill gaps; classes among the inputs are one input each. */
static void
test_missing (void)
{
  const char text[] = "a,colour,kind\n1,red,x\n,blue,y\n3,,x\n4,blue,\n5,blue,y\n";
  g_autoptr (GradusImport) drop =
      import (text, (GradusImportChoice){ .missing = GRADUS_MISSING_DROP });
  g_autoptr (GradusImport) fill =
      import (text, (GradusImportChoice){ .missing = GRADUS_MISSING_FILL });
  g_autoptr (GradusDataset) filled = NULL, none = NULL;
  static const float inputs[] = { 1, 1, 0, 3, 0, 1, 3, 0, 1, 5, 0, 1 };

  check_refused (text, (GradusImportChoice){ 0 },
                 "line 5, column “kind”: the value is missing (1 in this column)");
  g_assert_true (drop->rows->len == 2 && drop->n_dropped == 3 && drop->n_filled == 0);
  g_assert_true (fill->rows->len == 4 && fill->n_dropped == 1 && fill->n_filled == 2);
  g_assert_cmpstr (g_ptr_array_index (fill->input_names, 2), ==, "colour: blue");
  gradus_import_make (fill, NULL, 4, 0, &filled, &none);
  g_assert_cmpmem (filled->floats, sizeof inputs, inputs, sizeof inputs);
}

static void
test_wrong (void)
{
  const char *const twice[] = { "sepal", "sepal", NULL }, *const target[] = { "kind", NULL };

  check_refused (iris, (GradusImportChoice){ .target = (char *) "color" }, "has no column “color”");
  check_refused (iris, (GradusImportChoice){ .inputs = (char **) twice }, "twice among the inputs");
  check_refused (iris, (GradusImportChoice){ .inputs = (char **) target }, "is the target");
  check_refused (iris, (GradusImportChoice){ .task = GRADUS_TASK_NUMBERS }, "holds texts");
  check_refused ("a,kind\n1,x\n2,x\n", (GradusImportChoice){ 0 },
                 "column “kind” is “x” in every sample");
  check_refused ("a,b\n1,5\n2,5\n", (GradusImportChoice){ 0 }, "column “b” is “5” in every sample");
  check_refused ("a,b\n1,5\n", (GradusImportChoice){ 0 }, "has one sample");
  check_refused ("a,b\n1,\n2,\n3,\n", (GradusImportChoice){ .target = (char *) "b" },
                 "has no values at all");
  check_refused ("a,b\n,1\n,2\n", (GradusImportChoice){ 0 }, "has no inputs");
}

static void
test_pictures (void)
{
  g_autofree char *path =
      g_build_filename (GRADUS_DATA_DIR, "right", "few-images-idx3-ubyte", NULL);
  g_autoptr (GradusRecords) records = gradus_reader_load (path, NULL, NULL, NULL);
  const GradusImportChoice unit = { .scaling = GRADUS_SCALING_UNIT },
                           standard = { .scaling = GRADUS_SCALING_STANDARD };
  g_autoptr (GradusImport) bytes = gradus_import_new (records, &unit, NULL);
  g_autoptr (GradusImport) even = gradus_import_new (records, &standard, NULL);
  g_autoptr (GradusDataset) first = NULL, second = NULL, none = NULL;
  g_autofree float *levels = NULL, *numbers = NULL;
  double sum = 0;

  g_assert_true (bytes->picture.width == 2 && bytes->picture.height == 2 && bytes->n_targets == 3);
  gradus_import_make (bytes, NULL, 3, 0, &first, &none);
  gradus_import_make (even, NULL, 3, 0, &second, &none);
  levels = gradus_dataset_copy_inputs (first, 0, 3);
  numbers = gradus_dataset_copy_inputs (second, 0, 3);
  for (guint i = 0; i < 12; i++) {
    g_assert_true (levels[i] == (float) i / 255);
    sum += (double) numbers[i];
    g_assert_cmpfloat_with_epsilon ((double) (numbers[i] - numbers[0]), i / sqrt (143 / 12.0),
                                    1e-5);
  }
  g_assert_cmpfloat_with_epsilon (sum, 0, 1e-5);
}

/* What was read of a file is kept, until the file changes. */
static void
test_kept (void)
{
  g_autofree char *path = g_build_filename (folder, "data.csv", NULL);
  g_autoptr (GradusRecords) first = load (iris),
                            again = gradus_reader_load (path, NULL, NULL, NULL);
  g_autoptr (GradusRecords) other = load ("a,b\n1,2\n3,4\n");

  g_assert_true (again == first);
  g_assert_cmpuint (other->n_rows, ==, 2);
}

static GradusRecords *
load_right (const char *name)
{
  g_autofree char *path = g_build_filename (GRADUS_DATA_DIR, "right", name, NULL);
  GradusRecords *records = gradus_reader_load (path, NULL, NULL, NULL);

  g_assert_nonnull (records);
  return records;
}

/* EMNIST's letters: 26 whole numbers beside pictures are classes. */
static void
test_letters (void)
{
  g_autoptr (GradusRecords) letters = load_right ("letters-images-idx3-ubyte");
  const GradusImportChoice choice = { 0 };
  g_autoptr (GradusImport) all = gradus_import_new (letters, &choice, NULL);

  g_assert_true (!all->is_regression && all->n_targets == 26 && all->picture.width == 3);
  g_assert_cmpstr (g_ptr_array_index (all->class_names, 25), ==, "26");
}

/* Each way to turn and flip a picture of 0 1 2 above 3 4 5, as people would with paper. */
static void
test_turned (void)
{
  static const struct {
    guint turn;
    gboolean is_flipped;
    guint width;
    float pixels[6];
  } ways[] = {
    { 0, FALSE, 3, { 0, 1, 2, 3, 4, 5 } }, { 1, FALSE, 2, { 3, 0, 4, 1, 5, 2 } },
    { 2, FALSE, 3, { 5, 4, 3, 2, 1, 0 } }, { 3, FALSE, 2, { 2, 5, 1, 4, 0, 3 } },
    { 0, TRUE, 3, { 2, 1, 0, 5, 4, 3 } },  { 1, TRUE, 2, { 0, 3, 1, 4, 2, 5 } },
    { 2, TRUE, 3, { 3, 4, 5, 0, 1, 2 } },  { 3, TRUE, 2, { 5, 2, 4, 1, 3, 0 } },
  };
  g_autoptr (GradusRecords) letters = load_right ("letters-images-idx3-ubyte");

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    const GradusImportChoice choice = { .turn = ways[i].turn, .is_flipped = ways[i].is_flipped };
    g_autoptr (GradusImport) turned = gradus_import_new (letters, &choice, NULL);
    g_autofree float *pixels = NULL;
    g_autoptr (GradusDataset) training = NULL, test = NULL;
    g_autofree char *name = NULL;

    gradus_import_make (turned, NULL, 2, 0, &training, &test);
    g_assert_cmpuint (training->picture.width, ==, ways[i].width);
    g_assert_cmpuint (training->picture.width * training->picture.height, ==, 6);
    pixels = gradus_dataset_copy_inputs (training, 0, 1);
    g_assert_cmpmem (pixels, sizeof ways[i].pixels, ways[i].pixels, sizeof ways[i].pixels);
    name = g_strdup_printf ("pixel %u", (guint) ways[i].pixels[0] + 1);
    g_assert_cmpstr (g_ptr_array_index (training->input_names, 0), ==, name);
  }
  check_refused (iris, (GradusImportChoice){ .turn = 1 }, "no pictures that could be turned");
}

/* A test part that the file gives is the test part; samples that are dropped from it are not. */
static void
test_given_tests (void)
{
  g_autoptr (GradusRecords) parts = load_right ("parts.npz"), whole = load_right ("two.npz");
  const GradusImportChoice choice = { 0 };
  g_autoptr (GradusImport) with = gradus_import_new (parts, &choice, NULL),
                           without = gradus_import_new (whole, &choice, NULL);

  g_assert_cmpuint (gradus_import_count_given_tests (with), ==, 2);
  g_assert_cmpuint (gradus_import_count_given_tests (without), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("gradus-XXXXXX", NULL);
  g_test_add_func ("/import/classes", test_classes);
  g_test_add_func ("/import/scaling", test_scaling);
  g_test_add_func ("/import/scaling-of-extremes", test_scaling_of_extremes);
  g_test_add_func ("/import/numbers", test_numbers);
  g_test_add_func ("/import/missing", test_missing);
  g_test_add_func ("/import/wrong", test_wrong);
  g_test_add_func ("/import/pictures", test_pictures);
  g_test_add_func ("/import/kept", test_kept);
  g_test_add_func ("/import/letters", test_letters);
  g_test_add_func ("/import/turned", test_turned);
  g_test_add_func ("/import/given-tests", test_given_tests);
  status = g_test_run ();
  path = g_build_filename (folder, "data.csv", NULL);
  g_unlink (path);
  g_rmdir (folder);
  g_free (folder);
  return status;
}
