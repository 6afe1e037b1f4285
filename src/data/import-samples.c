/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "data/import.h"

static const GradusColumn *
get_column (const GradusImport *import, guint column)
{
  return gradus_records_get_column (import->table, column);
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  const float x = *(const float *) a, y = *(const float *) b;

  return x < y ? -1 : x > y;
}

/* scaled = (number - offset) / span; `filling` replaces a missing number, before it is scaled. */
typedef struct {
  float offset, span, filling;
} Scale;

/* The statistics of a column over the training samples. */
typedef struct {
  double sum, squares;
  float low, high;
  guint64 n;
} Spread;

/* In double: a float loses what is added once the sum is large. */
static void
add_to_spread (Spread *spread, float value)
{
  if (isnan (value))
    return;
  spread->low = spread->n == 0 ? value : MIN (spread->low, value);
  spread->high = spread->n == 0 ? value : MAX (spread->high, value);
  spread->sum += (double) value;
  spread->squares += (double) value * (double) value;
  spread->n++;
}

/* Only training samples are measured: test data must not influence what a network sees. */
static void
measure_column (const GradusImport *import, guint column, const guint *order, guint n,
                Spread *spread)
{
  for (guint i = 0; i < n; i++)
    add_to_spread (spread, gradus_records_get_value (
                               import->table,
                               g_array_index (import->rows, guint, order ? order[i] : i), column));
}

/* A column that is constant, or so nearly that a float cannot say by how much not, has no spread; a
 * span of 1 makes it 0 instead of NaN. A variance that rounding has made slightly negative counts
 * as 0. */
static Scale
find_scale (GradusScaling scaling, const Spread *spread)
{
  const double mean = spread->n > 0 ? spread->sum / (double) spread->n : 0;
  const double deviation =
      spread->n > 0 ? sqrt (MAX (spread->squares / (double) spread->n - mean * mean, 0)) : 0;
  Scale scale = { 0, 1, (float) mean };

  if (scaling == GRADUS_SCALING_STANDARD) {
    scale.offset = (float) mean;
    scale.span = (float) deviation > 0 ? (float) deviation : 1;
  } else if (scaling == GRADUS_SCALING_UNIT) {
    scale.offset = spread->low;
    scale.span = spread->high > spread->low ? spread->high - spread->low : 1;
  }
  return scale;
}

static const GradusRecordsBlock *
get_pixel_block (const GradusImport *import)
{
  const GradusColumn *first = get_column (import, g_array_index (import->columns, guint, 0));

  return &g_array_index (import->table->blocks, GradusRecordsBlock, first->block);
}

static gboolean
is_straight (const GradusImport *import)
{
  return import->picture.width > 0 && import->choice.turn == 0 && !import->choice.is_flipped;
}

/* The bytes of all pixels, counted: their sums are whole numbers, so they are the same. */
static void
measure_bytes (const GradusImport *import, const guint *order, guint n, Spread *spread)
{
  const GradusRecordsBlock *block = get_pixel_block (import);
  const guint at = get_column (import, g_array_index (import->columns, guint, 0))->at;
  guint64 counts[GRADUS_BYTE_LEVELS] = { 0 };

  for (guint i = 0; i < n; i++) {
    const guint row = g_array_index (import->rows, guint, order ? order[i] : i);
    const guint8 *bytes = (const guint8 *) block->cells + (gsize) row * block->n_columns + at;

    for (guint k = 0; k < import->columns->len; k++)
      counts[bytes[k]]++;
  }
  for (guint byte = 0; byte < GRADUS_BYTE_LEVELS; byte++) {
    spread->sum += (double) (counts[byte] * byte);
    spread->squares += (double) (counts[byte] * byte * byte);
    spread->n += counts[byte];
  }
}

/* All pixels share one scale, or the picture would lose its contrast between pixels. */
static void
scale_picture (const GradusImport *import, const guint *order, guint n, Scale *scales)
{
  const gboolean is_bytes = get_pixel_block (import)->is_bytes;
  Spread all = { 0 };
  Scale scale = { 0, 255, 0 };

  if (!is_bytes || import->choice.scaling != GRADUS_SCALING_UNIT) {
    if (is_bytes && is_straight (import) && import->choice.scaling != GRADUS_SCALING_NONE)
      measure_bytes (import, order, n, &all);
    else if (import->choice.scaling != GRADUS_SCALING_NONE) {
      for (guint i = 0; i < import->columns->len; i++)
        measure_column (import, g_array_index (import->columns, guint, i), order, n, &all);
    }
    scale = find_scale (import->choice.scaling, &all);
  }
  for (guint i = 0; i < import->columns->len; i++)
    scales[i] = scale;
}

static void
scale_columns (const GradusImport *import, const guint *order, guint n, Scale *scales)
{
  for (guint i = 0; i < import->columns->len; i++) {
    const guint column = g_array_index (import->columns, guint, i);
    Spread spread = { 0 };

    if (import->choice.scaling == GRADUS_SCALING_NONE &&
        import->choice.missing != GRADUS_MISSING_FILL) {
      scales[i] = (Scale){ 0, 1, 0 };
      continue;
    }
    measure_column (import, column, order, n, &spread);
    scales[i] = find_scale (import->choice.scaling, &spread);
  }
}

/* The most frequent class in the training samples. */
static float
find_most_frequent (const GradusImport *import, guint column, const guint *order, guint n)
{
  const guint n_classes = get_column (import, column)->classes->len;
  g_autofree guint *counts = g_new0 (guint, n_classes + 1);
  guint best = 0;

  for (guint i = 0; i < n; i++) {
    const float value = gradus_records_get_value (
        import->table, g_array_index (import->rows, guint, order ? order[i] : i), column);

    if (!isnan (value))
      counts[(guint) value]++;
  }
  for (guint k = 1; k < n_classes; k++)
    best = counts[k] > counts[best] ? k : best;
  return (float) best;
}

static Scale *
find_scales (const GradusImport *import, const guint *order, guint n)
{
  Scale *scales = g_new (Scale, import->columns->len);

  if (import->picture.width > 0)
    scale_picture (import, order, n, scales);
  else
    scale_columns (import, order, n, scales);
  for (guint i = 0; i < import->columns->len; i++) {
    const guint column = g_array_index (import->columns, guint, i);

    if (get_column (import, column)->classes)
      scales[i].filling = find_most_frequent (import, column, order, n);
  }
  return scales;
}

/* A fast way for pixels: they lie side by side and share one scale. */
static void
fill_pixels (const GradusImport *import, guint row, const Scale *scale, float *inputs)
{
  const GradusRecordsBlock *block = get_pixel_block (import);
  const guint at = get_column (import, g_array_index (import->columns, guint, 0))->at;
  const float *cells = (const float *) block->cells + (gsize) row * block->n_columns + at;

  for (guint i = 0; i < import->n_inputs; i++)
    inputs[i] = ((isnan (cells[i]) ? scale->filling : cells[i]) - scale->offset) / scale->span;
}

static void
fill_inputs (const GradusImport *import, guint row, const Scale *scales, float *inputs)
{
  guint at = 0;

  for (guint i = 0; i < import->columns->len; i++) {
    const guint index = g_array_index (import->columns, guint, i);
    const GradusColumn *column = get_column (import, index);
    float value = gradus_records_get_value (import->table, row, index);

    if (isnan (value))
      value = scales[i].filling;
    if (!column->classes) {
      inputs[at++] = (value - scales[i].offset) / scales[i].span;
      continue;
    }
    inputs[at + (guint) value] = 1;
    at += column->classes->len;
  }
}

/* Two classes are one number, 0 or 1; more have an output each. */
static void
fill_target (const GradusImport *import, guint row, const Scale *scale, float *targets)
{
  const float value = gradus_records_get_value (import->table, row, import->target);
  guint class;

  if (import->is_regression)
    targets[0] = (value - scale->offset) / scale->span;
  else if (g_array_binary_search (import->class_values, &value, compare_floats, &class))
    targets[import->n_targets > 1 ? class : 0] = import->n_targets > 1 ? 1 : (float) class;
}

/* Notes how each input was scaled, so that a preparation can repeat it. The inputs of classes
 * are 0 or 1 and stay so. */
static void
note_scales (const GradusImport *import, const Scale *scales, const Scale *target_scale,
             GradusDataset *dataset)
{
  guint at = 0;

  dataset->target_offset = target_scale->offset;
  dataset->target_span = target_scale->span;
  if (import->choice.scaling == GRADUS_SCALING_NONE)
    return;
  dataset->offsets = g_new0 (float, dataset->n_inputs);
  dataset->spans = g_new (float, dataset->n_inputs);
  for (guint i = 0; i < import->columns->len; i++) {
    const GradusColumn *column = get_column (import, g_array_index (import->columns, guint, i));

    if (column->classes) {
      for (guint k = 0; k < column->classes->len; k++)
        dataset->spans[at++] = 1;
      continue;
    }
    dataset->offsets[at] = scales[i].offset;
    dataset->spans[at++] = scales[i].span;
  }
}

/* Notes what takes the place of a missing number, where that was chosen: new samples have gaps,
 * too, in any column. */
static void
note_fillings (const GradusImport *import, const Scale *scales, GradusDataset *dataset)
{
  guint at = 0;

  if (import->choice.missing != GRADUS_MISSING_FILL)
    return;
  dataset->fillings = g_new0 (float, dataset->n_inputs);
  for (guint i = 0; i < import->columns->len; i++) {
    const GradusColumn *column = get_column (import, g_array_index (import->columns, guint, i));

    if (column->classes)
      dataset->fillings[at + (guint) scales[i].filling] = 1;
    else
      dataset->fillings[at] = scales[i].filling;
    at += column->classes ? column->classes->len : 1;
  }
}

static gboolean
is_input (const GradusImport *import, guint column)
{
  for (guint i = 0; i < import->columns->len; i++) {
    if (g_array_index (import->columns, guint, i) == column)
      return TRUE;
  }
  return FALSE;
}

static GPtrArray *
list_other_names (const GradusImport *import)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  /* Where all but one are inputs, nobody needs to look. */
  if (import->columns->len + 1 == import->table->columns->len) {
    g_ptr_array_add (names, g_strdup (get_column (import, import->target)->name));
    return names;
  }
  for (guint i = 0; i < import->table->columns->len; i++) {
    if (!is_input (import, i))
      g_ptr_array_add (names, g_strdup (get_column (import, i)->name));
  }
  return names;
}

static guint
get_row (const GradusImport *import, const guint *order, guint i)
{
  return g_array_index (import->rows, guint, order ? order[i] : i);
}

/* Pixels that are bytes stay where they are, in the table: as floats they take four times as
 * much. */
static GradusDataset *
make_of_bytes (const GradusImport *import, const guint *order, guint first, guint n,
               const Scale *scale)
{
  const GradusRecordsBlock *block = get_pixel_block (import);
  const guint at = get_column (import, g_array_index (import->columns, guint, 0))->at;
  const gsize n_bytes = (gsize) import->table->n_rows * block->n_columns;
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (
      (const guint8 *) block->cells + at, n_bytes - at, (GDestroyNotify) gradus_records_unref,
      gradus_records_ref (import->table));
  guint *rows = g_new (guint, n);
  float levels[GRADUS_BYTE_LEVELS];

  for (guint i = 0; i < GRADUS_BYTE_LEVELS; i++)
    levels[i] = ((float) i - scale->offset) / scale->span;
  for (guint i = 0; i < n; i++)
    rows[i] = get_row (import, order, first + i);
  return gradus_dataset_new_of_bytes (import->n_inputs, import->n_targets, n, bytes,
                                      block->n_columns, rows, levels);
}

static GradusDataset *
make_of_floats (const GradusImport *import, const guint *order, guint first, guint n,
                const Scale *scales)
{
  GradusDataset *dataset = gradus_dataset_new (import->n_inputs, import->n_targets, n);

  for (gsize i = 0; i < n; i++) {
    const guint row = get_row (import, order, first + (guint) i);
    float *inputs = dataset->floats + i * import->n_inputs;

    if (is_straight (import))
      fill_pixels (import, row, scales, inputs);
    else
      fill_inputs (import, row, scales, inputs);
  }
  return dataset;
}

static GradusDataset *
make_dataset (const GradusImport *import, const guint *order, guint first, guint n,
              const Scale *scales, const Scale *target_scale)
{
  GradusDataset *dataset = (is_straight (import) && get_pixel_block (import)->is_bytes
                                ? make_of_bytes
                                : make_of_floats) (import, order, first, n, scales);

  gradus_dataset_set_picture (dataset, &import->picture);
  dataset->input_names = g_ptr_array_ref (import->input_names);
  dataset->class_names = import->class_names ? g_ptr_array_ref (import->class_names) : NULL;
  note_scales (import, scales, target_scale, dataset);
  note_fillings (import, scales, dataset);
  dataset->other_names = list_other_names (import);
  dataset->target_name = g_strdup (gradus_records_get_column (import->table, import->target)->name);
  for (guint i = 0; i < n; i++)
    fill_target (import, get_row (import, order, first + i), target_scale,
                 dataset->targets + (gsize) i * import->n_targets);
  return dataset;
}

void
gradus_import_make (const GradusImport *import, const guint *order, guint n_training, guint n_test,
                    GradusDataset **training, GradusDataset **test)
{
  g_autofree Scale *scales = find_scales (import, order, n_training);
  Scale target_scale = { 0, 1, 0 };

  if (import->is_regression) {
    Spread spread = { 0 };

    measure_column (import, import->target, order, n_training, &spread);
    target_scale = find_scale (import->choice.scaling, &spread);
  }
  *training = make_dataset (import, order, 0, n_training, scales, &target_scale);
  *test =
      n_test > 0 ? make_dataset (import, order, n_training, n_test, scales, &target_scale) : NULL;
}
