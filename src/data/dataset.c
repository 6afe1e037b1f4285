/* SPDX-License-Identifier: MIT */
#include "data/dataset.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

#include "platform/platform.h"

#define SUBSCRIPT_ZERO 0x2080

/* The count is atomic and apart, so that a const dataset can be shared between threads. */
typedef struct {
  GradusDataset public;
  atomic_uint references;

  /* Where the inputs are bytes: */
  GBytes *bytes;
  guint *rows;
  float levels[GRADUS_BYTE_LEVELS];
} Block;

gsize
gradus_picture_layout_find (const GradusPictureLayout *layout, guint x, guint y, guint channel)
{
  const gsize pixel = (gsize) y * layout->width + x;

  return layout->is_planar ? (gsize) channel * layout->width * layout->height + pixel
                           : pixel * layout->n_channels + channel;
}

GradusShape
gradus_picture_layout_get_shape (const GradusPictureLayout *layout, guint n_inputs)
{
  return layout->width > 0 && (layout->is_planar || layout->n_channels == 1)
             ? gradus_shape_make_picture (layout->n_channels, layout->height, layout->width)
             : gradus_shape_make_units (n_inputs);
}

void
gradus_dataset_set_picture (GradusDataset *dataset, const GradusPictureLayout *picture)
{
  dataset->picture = *picture;
  dataset->shape = gradus_picture_layout_get_shape (picture, dataset->n_inputs);
}

static GradusDataset *
make_empty (guint n_inputs, guint n_targets, guint n_samples)
{
  Block *block = g_new0 (Block, 1);
  GradusDataset *dataset = &block->public;

  atomic_init (&block->references, 1);
  dataset->n_inputs = n_inputs;
  dataset->shape = gradus_shape_make_units (n_inputs);
  dataset->n_targets = n_targets;
  dataset->n_samples = n_samples;
  dataset->target_span = 1;
  dataset->inputs.n = n_inputs;
  dataset->targets = g_new0 (float, ((gsize) n_targets * n_samples));
  return dataset;
}

/* In large pages: batches take samples from anywhere among them. */
static float *
make_floats (gsize n)
{
  float *floats = gradus_platform_allocate (n * sizeof (float));

  if (!floats)
    g_error ("no memory for %" G_GSIZE_FORMAT " numbers", n);
  return memset (floats, 0, n * sizeof (float));
}

GradusDataset *
gradus_dataset_new (guint n_inputs, guint n_targets, guint n_samples)
{
  GradusDataset *dataset = make_empty (n_inputs, n_targets, n_samples);

  dataset->floats = make_floats ((gsize) n_inputs * n_samples);
  dataset->inputs.floats = dataset->floats;
  return dataset;
}

GradusDataset *
gradus_dataset_new_of_bytes (guint n_inputs, guint n_targets, guint n_samples, GBytes *bytes,
                             gsize pitch, guint *rows, const float *levels)
{
  GradusDataset *dataset = make_empty (n_inputs, n_targets, n_samples);
  Block *block = (Block *) dataset;

  block->bytes = g_bytes_ref (bytes);
  block->rows = rows;
  memcpy (block->levels, levels, sizeof block->levels);
  dataset->inputs.bytes = g_bytes_get_data (bytes, NULL);
  dataset->inputs.pitch = pitch;
  dataset->inputs.rows = rows;
  dataset->inputs.levels = block->levels;
  return dataset;
}

float *
gradus_dataset_copy_inputs (const GradusDataset *dataset, guint first, guint n)
{
  float *inputs = g_new (float, ((gsize) n * dataset->n_inputs));

  for (gsize i = 0; i < n; i++)
    gradus_inputs_copy (&dataset->inputs, first + i, inputs + i * dataset->n_inputs);
  return inputs;
}

/* Where they are bytes, it is quicker to look at these: views ask in every frame. */
static void
find_byte_extremes (const GradusInputs *inputs, guint n, float extremes[2])
{
  guint8 low = G_MAXUINT8, high = 0;

  for (guint i = 0; i < n; i++) {
    const guint8 *bytes = inputs->bytes + inputs->rows[i] * inputs->pitch;

    for (guint k = 0; k < inputs->n; k++) {
      low = MIN (low, bytes[k]);
      high = MAX (high, bytes[k]);
    }
  }
  extremes[0] = inputs->levels[low];
  extremes[1] = inputs->levels[high];
}

void
gradus_dataset_find_extremes (const GradusDataset *dataset, guint n, float extremes[2])
{
  const gsize n_numbers = (gsize) n * dataset->n_inputs;

  extremes[0] = INFINITY;
  extremes[1] = -INFINITY;
  if (!dataset->floats) {
    find_byte_extremes (&dataset->inputs, n, extremes);
    return;
  }
  for (gsize i = 0; i < n_numbers; i++) {
    if (!isfinite (dataset->floats[i]))
      continue;
    extremes[0] = MIN (extremes[0], dataset->floats[i]);
    extremes[1] = MAX (extremes[1], dataset->floats[i]);
  }
}

GradusDataset *
gradus_dataset_ref (GradusDataset *dataset)
{
  atomic_fetch_add (&((Block *) dataset)->references, 1);
  return dataset;
}

void
gradus_dataset_unref (GradusDataset *dataset)
{
  if (atomic_fetch_sub (&((Block *) dataset)->references, 1) > 1)
    return;
  g_clear_pointer (&((Block *) dataset)->bytes, g_bytes_unref);
  g_free (((Block *) dataset)->rows);
  gradus_platform_free (dataset->floats);
  g_free (dataset->targets);
  g_free (dataset->points);
  g_free (dataset->offsets);
  g_free (dataset->fillings);
  g_clear_pointer (&dataset->other_names, g_ptr_array_unref);
  g_free (dataset->spans);
  g_free (dataset->target_name);
  g_clear_pointer (&dataset->input_names, g_ptr_array_unref);
  g_clear_pointer (&dataset->class_names, g_ptr_array_unref);
  g_free (dataset);
}

void
gradus_dataset_get_point (const GradusDataset *dataset, guint sample, guint x_input, guint y_input,
                          double *x, double *y)
{
  const guint last = gradus_dataset_count_axes (dataset) - 1,
              at[2] = { MIN (x_input, last), MIN (y_input, last) };
  const float *point = dataset->points ? dataset->points + 2 * (gsize) sample : NULL;

  *x = (double) (point ? point[at[0]] : gradus_inputs_get (&dataset->inputs, sample, at[0]));
  *y = (double) (point ? point[at[1]] : gradus_inputs_get (&dataset->inputs, sample, at[1]));
}

guint
gradus_dataset_count_axes (const GradusDataset *dataset)
{
  return dataset->points ? 2 : dataset->n_inputs;
}

void
gradus_dataset_find_variance (GradusDataset *dataset)
{
  const gsize n = (gsize) dataset->n_samples * dataset->n_targets;
  double sum = 0, squares = 0;

  for (gsize i = 0; i < n; i++)
    sum += (double) dataset->targets[i];
  for (gsize i = 0; i < n; i++) {
    const double distance = (double) dataset->targets[i] - sum / (double) n;

    squares += distance * distance;
  }
  dataset->variance = MAX (squares / (double) n, 1e-30);
}

guint
gradus_dataset_get_class (const GradusDataset *dataset, guint sample)
{
  const float *targets = dataset->targets + (gsize) sample * dataset->n_targets;
  guint class = 0;

  if (dataset->n_targets == 1)
    return targets[0] > 0.5f ? 1 : 0;
  for (guint k = 1; k < dataset->n_targets; k++)
    class = targets[k] > targets[class] ? k : class;
  return class;
}

guint
gradus_dataset_count_classes (const GradusDataset *dataset)
{
  return MAX (dataset->n_targets, 2);
}

char *
gradus_dataset_name_class (const GradusDataset *dataset, guint class)
{
  if (dataset->class_names && class < dataset->class_names->len)
    return g_strdup (g_ptr_array_index (dataset->class_names, class));
  return g_strdup_printf ("%u", class);
}

/* "x₁₂" for 11. */
static char *
format_input (guint input)
{
  GString *name = g_string_new ("x");
  char digits[16];

  g_snprintf (digits, sizeof digits, "%u", input + 1);
  for (const char *digit = digits; *digit; digit++)
    g_string_append_unichar (name, SUBSCRIPT_ZERO + (gunichar) (*digit - '0'));
  return g_string_free (name, FALSE);
}

char *
gradus_dataset_name_input (const GradusDataset *dataset, guint input)
{
  if (dataset->input_names && input < dataset->input_names->len)
    return g_strdup (g_ptr_array_index (dataset->input_names, input));
  return format_input (input);
}

char *
gradus_dataset_name_axis (const GradusDataset *dataset, guint axis)
{
  return dataset->points ? format_input (axis) : gradus_dataset_name_input (dataset, axis);
}

GradusDataset *
gradus_dataset_pick (const GradusDataset *dataset, const guint *indices, guint n)
{
  GradusDataset *picked = gradus_dataset_new (dataset->n_inputs, dataset->n_targets, n);

  picked->features = dataset->features;
  picked->extent = dataset->extent;
  gradus_dataset_set_picture (picked, &dataset->picture);
  picked->input_names = dataset->input_names ? g_ptr_array_ref (dataset->input_names) : NULL;
  picked->target_name = g_strdup (dataset->target_name);
  picked->class_names = dataset->class_names ? g_ptr_array_ref (dataset->class_names) : NULL;
  picked->points = dataset->points ? g_new (float, 2 * (gsize) n) : NULL;
  for (gsize i = 0; i < n; i++) {
    if (dataset->points)
      memcpy (picked->points + 2 * i, dataset->points + 2 * (gsize) indices[i], 2 * sizeof (float));
    gradus_inputs_copy (&dataset->inputs, indices[i], picked->floats + i * dataset->n_inputs);
    memcpy (picked->targets + i * dataset->n_targets,
            dataset->targets + (gsize) indices[i] * dataset->n_targets,
            dataset->n_targets * sizeof (float));
  }
  return picked;
}

gsize
gradus_dataset_count_bytes (const GradusDataset *dataset)
{
  const gsize n_sample = dataset->floats ? dataset->n_inputs * sizeof (float) : sizeof (guint);

  return dataset->n_samples * (n_sample + dataset->n_targets * sizeof (float));
}
