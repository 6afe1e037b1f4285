/* SPDX-License-Identifier: MIT */
#include "data/import.h"

#include <math.h>
#include <string.h>

#include "data/intake.h"

const char *const gradus_scaling_names[] = { "none", "standard", "unit", NULL };
const char *const gradus_missing_names[] = { "refuse", "drop", "fill", NULL };
const char *const gradus_task_names[] = { "automatic", "classes", "numbers", NULL };
const char *const gradus_pictures_names[] = { "automatic", "yes", "no", NULL };

void
gradus_import_choice_copy (GradusImportChoice *copy, const GradusImportChoice *choice)
{
  *copy = *choice;
  copy->target = g_strdup (choice->target);
  copy->inputs = g_strdupv (choice->inputs);
}

void
gradus_import_choice_clear (GradusImportChoice *choice)
{
  g_clear_pointer (&choice->target, g_free);
  g_clear_pointer (&choice->inputs, g_strfreev);
}

GradusImport *
gradus_import_ref (GradusImport *import)
{
  return g_atomic_rc_box_acquire (import);
}

static void
clear_import (gpointer data)
{
  GradusImport *import = data;

  gradus_records_unref (import->table);
  gradus_import_choice_clear (&import->choice);
  g_array_unref (import->columns);
  g_array_unref (import->rows);
  g_ptr_array_unref (import->input_names);
  g_clear_pointer (&import->class_names, g_ptr_array_unref);
  g_array_unref (import->class_values);
}

void
gradus_import_unref (GradusImport *import)
{
  g_atomic_rc_box_release_full (import, clear_import);
}

static gboolean
are_strings_equal (char **a, char **b)
{
  return a == b || (a && b && g_strv_equal ((const char *const *) a, (const char *const *) b));
}

/* A document knows what was guessed when it was written, so the same choice may mean others. */
static gboolean
are_columns_equal (const GradusImport *a, const GradusImport *b)
{
  return a->target == b->target && a->is_regression == b->is_regression &&
         a->n_inputs == b->n_inputs && a->columns->len == b->columns->len &&
         (a->columns->len == 0 ||
          memcmp (a->columns->data, b->columns->data, a->columns->len * sizeof (guint)) == 0);
}

gboolean
gradus_import_equal (const GradusImport *a, const GradusImport *b)
{
  if (a == b || !a || !b)
    return a == b;
  return g_str_equal (a->table->filename, b->table->filename) &&
         a->table->n_rows == b->table->n_rows &&
         gradus_hints_equal (&a->table->hints, &b->table->hints) && a->rows->len == b->rows->len &&
         g_strcmp0 (a->choice.target, b->choice.target) == 0 &&
         are_strings_equal (a->choice.inputs, b->choice.inputs) &&
         a->choice.scaling == b->choice.scaling && a->choice.missing == b->choice.missing &&
         a->choice.task == b->choice.task && a->choice.pictures == b->choice.pictures &&
         a->choice.turn == b->choice.turn && !a->choice.is_flipped == !b->choice.is_flipped &&
         are_columns_equal (a, b);
}

/* Characters of a text that an error quotes. */
#define MOST_QUOTED 24

/* More different texts in a column that is mostly numbers are mistakes, not names of classes. */
#define MOST_MIXED GRADUS_IMPORT_FEW_CLASSES

/* -- The choice -------------------------------------------------------------------------------- */

static const GradusColumn *
get_column (const GradusImport *import, guint column)
{
  return gradus_records_get_column (import->table, column);
}

/* For a column that somebody chose as numbers, and a text in it that is none. */
static gboolean
refuse_odd (const GradusImport *import, const GradusColumn *column, GError **error)
{
  g_autofree char *text = g_strdup (column->odd);
  const gboolean is_long = g_utf8_strlen (text, -1) > MOST_QUOTED;
  float value;
  const GradusCsvField field = { text, (guint) strlen (text), FALSE };
  const gboolean is_infinite =
      gradus_csv_parse (&field, import->table->text.point, &value) == GRADUS_CSV_INFINITE;

  if (is_long)
    *g_utf8_offset_to_pointer (text, MOST_QUOTED) = '\0';
  return gradus_file_refuse (import->table->filename, error,
                             "line %" G_GUINT64_FORMAT
                             ", column “%s”: “%s%s” is %s; correct it or leave it empty",
                             column->odd_line, column->name, text, is_long ? "…" : "",
                             is_infinite ? "too large to compute with in 32 bits"
                                         : "not a number, unlike the others in this column");
}

static gboolean
find_column (const GradusImport *import, const char *name, guint *column, GError **error)
{
  const int found = gradus_records_find_column (import->table, name);

  if (found < 0)
    return gradus_file_refuse (
        import->table->filename, error, "has no column “%s”; its columns are “%s”%s and so on",
        name, get_column (import, 0)->name, import->table->columns->len > 1 ? " …" : "");
  if (get_column (import, (guint) found)->odd &&
      (get_column (import, (guint) found)->kind == GRADUS_COLUMN_TEXTS ||
       (get_column (import, (guint) found)->classes->len > MOST_MIXED &&
        import->choice.task != GRADUS_TASK_CLASSES)))
    return refuse_odd (import, get_column (import, (guint) found), error);
  if (get_column (import, (guint) found)->kind == GRADUS_COLUMN_TEXTS)
    return gradus_file_refuse (import->table->filename, error,
                               "column “%s” has %s; choose a column of numbers or of classes", name,
                               get_column (import, (guint) found)->n_missing ==
                                       import->table->n_rows
                                   ? "no values at all"
                                   : "more than 1000 different texts");
  *column = (guint) found;
  return TRUE;
}

/* Mostly numbers are learnt as numbers, unless somebody wants classes. */
static gboolean
find_target (GradusImport *import, GError **error)
{
  const char *name = import->choice.target;

  if (!name && import->table->target < 0)
    return gradus_file_refuse (import->table->filename, error,
                               "it is not clear which column to learn; name it as the target");
  if (!find_column (import, name ? name : get_column (import, (guint) import->table->target)->name,
                    &import->target, error))
    return FALSE;
  return !get_column (import, import->target)->odd || import->choice.task == GRADUS_TASK_CLASSES ||
         refuse_odd (import, get_column (import, import->target), error);
}

static void
add_usable_inputs (GradusImport *import)
{
  for (guint i = 0; i < import->table->columns->len; i++) {
    if (i != import->target && get_column (import, i)->kind != GRADUS_COLUMN_TEXTS &&
        !get_column (import, i)->left_out)
      g_array_append_val (import->columns, i);
  }
}

static gboolean
add_input (GradusImport *import, const char *name, GError **error)
{
  guint column;

  if (!find_column (import, name, &column, error))
    return FALSE;
  if (column == import->target)
    return gradus_file_refuse (import->table->filename, error,
                               "column “%s” is the target; leave it out of the inputs", name);
  for (guint i = 0; i < import->columns->len; i++) {
    if (g_array_index (import->columns, guint, i) == column)
      return gradus_file_refuse (import->table->filename, error,
                                 "column “%s” is twice among the inputs; give it once", name);
  }
  g_array_append_val (import->columns, column);
  return TRUE;
}

/* Where one text is what keeps the only column from being numbers, that is what is to be said. */
static gboolean
refuse_no_inputs (const GradusImport *import, GError **error)
{
  for (guint i = 0; i < import->table->columns->len; i++) {
    const GradusColumn *column = get_column (import, i);

    if (i != import->target && column->odd)
      return refuse_odd (import, column, error);
  }
  return gradus_file_refuse (import->table->filename, error,
                             "has no inputs; choose at least one column beside the target");
}

static gboolean
find_inputs (GradusImport *import, GError **error)
{
  char **names = import->choice.inputs;

  if (!names)
    add_usable_inputs (import);
  else {
    for (guint i = 0; names[i]; i++) {
      if (!add_input (import, names[i], error))
        return FALSE;
    }
  }
  return import->columns->len > 0 || refuse_no_inputs (import, error);
}

static void
name_class_inputs (GradusImport *import, const GradusColumn *column)
{
  for (guint i = 0; i < column->classes->len; i++)
    g_ptr_array_add (
        import->input_names,
        g_strdup_printf ("%s: %s", column->name, (char *) g_ptr_array_index (column->classes, i)));
}

/* A column of numbers makes one input, a column of classes one for each class. */
static gboolean
name_inputs (GradusImport *import, GError **error)
{
  for (guint i = 0; i < import->columns->len; i++) {
    const GradusColumn *column = get_column (import, g_array_index (import->columns, guint, i));

    if (!column->classes)
      g_ptr_array_add (import->input_names, g_strdup (column->name));
    else
      name_class_inputs (import, column);
    if (import->input_names->len > GRADUS_RECORDS_MAX_COLUMNS)
      return gradus_file_refuse (
          import->table->filename, error,
          "makes more than %d inputs; leave out columns with many different texts",
          GRADUS_RECORDS_MAX_COLUMNS);
  }
  import->n_inputs = import->input_names->len;
  return TRUE;
}

GArray *
gradus_import_turn (const GArray *columns, const GradusPictureLayout *layout,
                    const GradusImportChoice *choice, GradusPictureLayout *turned)
{
  GArray *result = g_array_sized_new (FALSE, FALSE, sizeof (guint), columns->len);
  const gboolean is_across = choice->turn % 2 == 1;

  *turned = *layout;
  turned->width = is_across ? layout->height : layout->width;
  turned->height = is_across ? layout->width : layout->height;
  g_array_set_size (result, columns->len);
  for (guint i = 0; i < turned->width * turned->height; i++) {
    const guint y = i / turned->width,
                x = choice->is_flipped ? turned->width - 1 - i % turned->width : i % turned->width;
    const guint from_x[] = { x, y, layout->width - 1 - x, layout->width - 1 - y },
                from_y[] = { y, layout->height - 1 - x, layout->height - 1 - y, x };

    for (guint k = 0; k < layout->n_channels; k++)
      g_array_index (result, guint, gradus_picture_layout_find (turned, i % turned->width, y, k)) =
          g_array_index (
              columns, guint,
              gradus_picture_layout_find (layout, from_x[choice->turn], from_y[choice->turn], k));
  }
  return result;
}

/* The inputs are a picture only if they are all of its pixels, in one block and in their order. */
static void
find_picture (GradusImport *import)
{
  const GradusPictureLayout *picture = &import->table->picture;
  const guint n_pixels = picture->width * picture->height * picture->n_channels;
  GArray *turned;

  if (n_pixels == 0 || import->columns->len != n_pixels ||
      import->choice.pictures == GRADUS_PICTURES_NO ||
      (import->table->is_picture_offered && import->choice.pictures != GRADUS_PICTURES_YES))
    return;
  for (guint i = 1; i < n_pixels; i++) {
    const GradusColumn *here = get_column (import, g_array_index (import->columns, guint, i));
    const GradusColumn *before = get_column (import, g_array_index (import->columns, guint, i - 1));

    if (here->block != before->block || here->at != before->at + 1)
      return;
  }
  turned = gradus_import_turn (import->columns, picture, &import->choice, &import->picture);
  g_array_unref (import->columns);
  import->columns = turned;
}

/* A picture that cannot be turned is no picture. */
static gboolean
check_turn (const GradusImport *import, GError **error)
{
  if (import->picture.width > 0 || (import->choice.turn == 0 && !import->choice.is_flipped))
    return TRUE;
  return gradus_file_refuse (import->table->filename, error,
                             "the inputs are no pictures that could be turned or flipped; leave "
                             "turn and flip out, or say that they are pictures");
}

/* -- Rows -------------------------------------------------------------------------------------- */

static gboolean
is_missing (const GradusImport *import, guint row, guint column)
{
  return get_column (import, column)->n_missing > 0 &&
         isnan (gradus_records_get_value (import->table, row, column));
}

static gboolean
refuse_missing (const GradusImport *import, guint column, GError **error)
{
  const GradusColumn *missing = get_column (import, column);

  return gradus_file_refuse (import->table->filename, error,
                             "line %" G_GUINT64_FORMAT
                             ", column “%s”: the value is missing (%u in this column); choose to "
                             "drop such samples or to fill the gaps",
                             missing->missing_line, missing->name, missing->n_missing);
}

static guint
count_missing_inputs (const GradusImport *import, guint row)
{
  guint n = 0;

  for (guint i = 0; i < import->columns->len; i++)
    n += is_missing (import, row, g_array_index (import->columns, guint, i));
  return n;
}

/* At most the first n_training rows, and the first n_test of the test part. */
static gboolean
find_rows (GradusImport *import, guint n_training, guint n_test, GError **error)
{
  const guint n_rows = import->table->n_rows, first_test = n_rows - import->table->n_test_rows;
  gboolean has_gaps = get_column (import, import->target)->n_missing > 0;

  if (has_gaps && import->choice.missing == GRADUS_MISSING_REFUSED)
    return refuse_missing (import, import->target, error);
  for (guint i = 0; i < import->columns->len; i++) {
    const guint column = g_array_index (import->columns, guint, i);

    if (get_column (import, column)->n_missing == 0)
      continue;
    has_gaps = TRUE;
    if (import->choice.missing == GRADUS_MISSING_REFUSED)
      return refuse_missing (import, column, error);
  }
  for (guint row = 0; row < n_rows; row++) {
    const guint n_missing = has_gaps ? count_missing_inputs (import, row) : 0;

    if (row < first_test ? row >= n_training : row - first_test >= n_test)
      continue;
    if (is_missing (import, row, import->target) ||
        (n_missing > 0 && import->choice.missing == GRADUS_MISSING_DROP))
      import->n_dropped++;
    else {
      import->n_filled += n_missing;
      g_array_append_val (import->rows, row);
    }
  }
  return import->rows->len > 1 ||
         gradus_file_refuse (
             import->table->filename, error, "has %s sample%s to learn from; give at least two",
             import->rows->len == 1 ? "one" : "no", import->rows->len == 1 ? "" : "s");
}

/* -- The target -------------------------------------------------------------------------------- */

static float
get_target (const GradusImport *import, guint i)
{
  return gradus_records_get_value (import->table, g_array_index (import->rows, guint, i),
                                   import->target);
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  const float x = *(const float *) a, y = *(const float *) b;

  return x < y ? -1 : x > y;
}

/* Lists the different values of the target, ascending; FALSE if there are more than `most`. */
static gboolean
list_values (GradusImport *import, guint most)
{
  GArray *values = import->class_values;

  g_array_set_size (values, 0);
  for (guint i = 0; i < import->rows->len; i++) {
    const float value = get_target (import, i);
    guint at;

    if (values->len > 0 && g_array_binary_search (values, &value, compare_floats, &at))
      continue;
    if (values->len == most)
      return FALSE;
    for (at = 0; at < values->len && g_array_index (values, float, at) < value;)
      at++;
    g_array_insert_val (values, at, value);
  }
  return TRUE;
}

static gboolean
are_values_whole (const GradusImport *import)
{
  for (guint i = 0; i < import->class_values->len; i++) {
    if (g_array_index (import->class_values, float, i) !=
        floorf (g_array_index (import->class_values, float, i)))
      return FALSE;
  }
  return TRUE;
}

static void
name_classes (GradusImport *import)
{
  const GPtrArray *texts = get_column (import, import->target)->classes;

  import->class_names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < import->class_values->len; i++) {
    const double value = (double) g_array_index (import->class_values, float, i);

    g_ptr_array_add (import->class_names, texts && value < texts->len
                                              ? g_strdup (g_ptr_array_index (texts, (guint) value))
                                              : g_strdup_printf ("%.6g", value));
  }
}

/* Few whole numbers are most likely names of classes, as MNIST's labels are; all other numbers are
 * amounts. */
static gboolean
find_task (GradusImport *import, GError **error)
{
  const GradusColumn *target = get_column (import, import->target);
  const gboolean is_text = target->kind == GRADUS_COLUMN_CLASSES;
  const gboolean is_few =
      list_values (import, is_text || target->is_label || import->choice.task == GRADUS_TASK_CLASSES
                               ? GRADUS_IMPORT_MAX_CLASSES
                               : GRADUS_IMPORT_FEW_CLASSES);

  if (import->choice.task == GRADUS_TASK_NUMBERS && is_text)
    return gradus_file_refuse (import->table->filename, error,
                               "column “%s” holds texts; learn its classes", target->name);
  if (import->choice.task == GRADUS_TASK_CLASSES && !is_few)
    return gradus_file_refuse (import->table->filename, error,
                               "column “%s” has more than %d different values; learn it as numbers",
                               target->name, GRADUS_IMPORT_MAX_CLASSES);
  import->is_regression = import->choice.task == GRADUS_TASK_NUMBERS ||
                          (import->choice.task == GRADUS_TASK_AUTOMATIC && !is_text &&
                           !(is_few && are_values_whole (import)));
  if (is_few && import->class_values->len == 1) {
    g_autofree char *only = gradus_records_format_value (
        import->table, g_array_index (import->rows, guint, 0), import->target);

    return gradus_file_refuse (
        import->table->filename, error,
        "column “%s” is “%s” in every sample, so there is nothing to learn; choose another target",
        target->name, only);
  }
  /* Two classes need one output: what it says of the one it says of the other, too. */
  import->n_targets = 1;
  if (import->is_regression)
    return TRUE;
  if (import->class_values->len > 2)
    import->n_targets = import->class_values->len;
  name_classes (import);
  return TRUE;
}

static GradusImport *
make_import (GradusRecords *table, const GradusImportChoice *choice)
{
  GradusImport *import = g_atomic_rc_box_new0 (GradusImport);

  import->table = gradus_records_ref (table);
  gradus_import_choice_copy (&import->choice, choice);
  import->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  import->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  import->class_values = g_array_new (FALSE, FALSE, sizeof (float));
  import->input_names = g_ptr_array_new_with_free_func (g_free);
  return import;
}

static GradusImport *
choose (GradusRecords *table, const GradusImportChoice *choice, guint n_training, guint n_test,
        GError **error)
{
  g_autoptr (GradusImport) import = make_import (table, choice);

  if (table->columns->len < 2) {
    gradus_records_refuse_one_column (table, error);
    return NULL;
  }
  if (!find_target (import, error) || !find_inputs (import, error))
    return NULL;
  find_picture (import);
  if (!check_turn (import, error) || !name_inputs (import, error) ||
      !find_rows (import, n_training, n_test, error) || !find_task (import, error))
    return NULL;
  import->shape = gradus_picture_layout_get_shape (&import->picture, import->n_inputs);
  return g_steal_pointer (&import);
}

GradusImport *
gradus_import_new (GradusRecords *table, const GradusImportChoice *choice, GError **error)
{
  return choose (table, choice, G_MAXUINT, G_MAXUINT, error);
}

static gboolean
check_count (const GradusRecords *table, const char *what, guint n, guint wanted, GError **error)
{
  return wanted <= n ||
         gradus_file_refuse (table->filename, error,
                             "has %u samples %s, not %u; take fewer samples, or another share of "
                             "them for tests",
                             n, what, wanted);
}

GradusImport *
gradus_import_new_of_parts (GradusRecords *table, const GradusImportChoice *choice, guint n_samples,
                            double test_fraction, guint n_classes, GError **error)
{
  const guint n_test = MIN ((guint) round (test_fraction * n_samples), n_samples - 1);
  g_autoptr (GradusImport) import = NULL;

  if (!check_count (table, "to learn", table->n_rows - table->n_test_rows, n_samples - n_test,
                    error) ||
      !check_count (table, "for tests", table->n_test_rows, n_test, error))
    return NULL;
  import = choose (table, choice, n_samples - n_test, n_test, error);
  if (import && import->n_targets != n_classes) {
    gradus_file_refuse (table->filename, error,
                        "the first %u samples have %u of the %u kinds; take more", n_samples,
                        import->n_targets, n_classes);
    return NULL;
  }
  return g_steal_pointer (&import);
}

GradusImport *
gradus_import_new_absent (const char *filename, const GradusHints *hints, gboolean is_text,
                          const GradusImportChoice *choice, const GradusPreparation *preparation)
{
  g_autoptr (GradusRecords) table = gradus_records_new (filename);
  GradusImport *import = make_import (table, choice);

  table->hints = gradus_hints_copy (hints);
  table->is_text = is_text;
  import->n_inputs = preparation->n_inputs;
  import->shape = preparation->shape;
  import->n_targets = preparation->n_outputs;
  import->is_regression = preparation->is_regression;
  return import;
}

guint
gradus_import_count_given_tests (const GradusImport *import)
{
  const guint n_training = import->table->n_rows - import->table->n_test_rows;
  guint n = 0;

  while (n < import->rows->len &&
         g_array_index (import->rows, guint, import->rows->len - 1 - n) >= n_training)
    n++;
  return n;
}

gboolean
gradus_import_is_absent (const GradusImport *import)
{
  return import->rows->len == 0;
}
