/* SPDX-License-Identifier: MIT */
#include "figure/network-columns.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/unit-scale.h"
#include "plot/picture-grid.h"

/* Samples whose extremes are black and white: to look at all would take time in every frame. */
#define MOST_MEASURED 200

static gsize
count_cells (const GradusAnatomy *anatomy)
{
  return anatomy->is_line ? anatomy->map_size : (gsize) anatomy->map_size * anatomy->map_size;
}

/* What has no activation of its own, as a pooling, says numbers of the kind that it is given. */
static GradusOutputScale
make_map_scale (const GradusSnapshot *snapshot, guint i)
{
  const GradusLayerAnatomy *layer = &snapshot->anatomy->layers[i];
  guint maker = i;

  while (maker > 0 && !snapshot->sketches[maker].has_activation)
    maker--;
  return gradus_unit_scale_make (
      snapshot->sketches[maker].has_activation ? &snapshot->sketches[maker].activation : NULL,
      layer->pictures, (gsize) layer->n_shown * layer->unit_numbers);
}

static GradusOutputScale
find_scale (const GradusSnapshot *snapshot, guint i)
{
  const GradusLayerAnatomy *layer = &snapshot->anatomy->layers[i];
  const GradusSketch *sketch = &snapshot->sketches[i];
  const gsize n_cells = layer->maps ? count_cells (snapshot->anatomy) : 1;
  const float *values = layer->maps ? layer->maps : layer->outputs;

  if (layer->pictures)
    return make_map_scale (snapshot, i);
  return gradus_unit_scale_make (sketch->has_activation ? &sketch->activation : NULL, values,
                                 values ? layer->n_shown * n_cells : 0);
}

/* The norm at step 0, where the series begins with it. */
static float
find_first_norm (const GradusSeries *series, guint i)
{
  return series && series->n_points > 1 && series->steps[0] == 0 && i < series->n_values
             ? series->values[i]
             : 0;
}

static GradusDiagramColumn
make_column (const GradusFigureSource *source, guint i)
{
  const GradusSnapshot *snapshot = source->snapshot;
  const GradusLayerAnatomy *layer = &snapshot->anatomy->layers[i];
  const GradusSketch *sketch = &snapshot->sketches[i];

  return (GradusDiagramColumn){
    .title = _ (sketch->title),
    .n_units = layer->n_units,
    .n_shown = layer->n_shown,
    .n_shown_inputs = layer->n_shown_inputs,
    .weights = layer->weights,
    .gradients = layer->gradients,
    .biases = layer->biases,
    .bias_gradients = layer->bias_gradients,
    .maps = layer->maps,
    .is_line = snapshot->anatomy->is_line,
    .values = layer->maps ? NULL : layer->outputs,
    .scale = find_scale (snapshot, i),
    .dead = layer->dead,
    .gradient_norm = snapshot->metrics.gradient_norms[i],
    .first_norm = find_first_norm (source->series, i),
    .is_map = layer->unit_numbers > 1,
    .pictures = layer->pictures,
    .map_rows = layer->pictures ? sketch->out.sizes[1] : 0,
    .map_columns = layer->pictures ? layer->unit_numbers / sketch->out.sizes[1] : 0,
    .kernels = layer->kernels,
    .kernel_rows = layer->kernel_rows,
    .kernel_columns = layer->kernel_columns,
    .has_norms = layer->unit_numbers > 1 || layer->input_numbers > 1,
    .has_no_gradient = !sketch->has_parameters,
    .has_earlier = sketch->earlier != GRADUS_NO_LAYER,
    .earlier = sketch->earlier,
  };
}

/* Those beyond the ones that are drawn are not seen in any case. */
static void
mark_units_off (GradusNetworkColumns *self, const GArray *units)
{
  for (guint i = 0; i < units->len; i++) {
    const GradusUnitPlace *place = &g_array_index (units, GradusUnitPlace, i);
    GradusDiagramColumn *column = place->layer + 1 < self->n ? &self->columns[place->layer + 1] : NULL;

    if (!column || place->unit >= column->n_shown)
      continue;
    if (!self->off[place->layer])
      self->off[place->layer] = g_new0 (guint8, column->n_shown);
    self->off[place->layer][place->unit] = TRUE;
    column->off = self->off[place->layer];
  }
}

/* -- Inputs, outputs --------------------------------------------------------------------------- */

static void
name_inputs (GradusNetworkColumns *self, const GradusDataset *training)
{
  GradusDiagramColumn *inputs = &self->columns[0];

  self->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < MIN (inputs->n_shown, training->n_inputs); i++)
    g_ptr_array_add (self->names, gradus_dataset_name_input (training, i));
  if (!inputs->is_map && self->names->len == inputs->n_shown)
    inputs->unit_names = (const char *const *) self->names->pdata;
}

/* An output a class has the name of the class. */
static void
name_outputs (GradusNetworkColumns *self, const GradusDataset *training)
{
  GradusDiagramColumn *outputs = &self->columns[self->n - 1];

  if (training->variance > 0 || outputs->is_map || outputs->n_units < 2 ||
      outputs->n_units != gradus_dataset_count_classes (training))
    return;
  self->class_names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < outputs->n_shown; i++)
    g_ptr_array_add (self->class_names, gradus_dataset_name_class (training, i));
  outputs->unit_names = (const char *const *) self->class_names->pdata;
}

/* Each input is a quantity of its own, so each has its own colours. */
static void
map_inputs (GradusNetworkColumns *self, const GradusAnatomy *anatomy)
{
  GradusDiagramColumn *inputs = &self->columns[0];
  const gsize n_cells = count_cells (anatomy);

  if (!anatomy->input_maps)
    return;
  self->scales = g_new (GradusOutputScale, inputs->n_shown);
  for (guint i = 0; i < inputs->n_shown; i++)
    self->scales[i] = gradus_output_scale_make_even (
        gradus_output_scale_find_largest (anatomy->input_maps + i * n_cells, n_cells));
  inputs->maps = anatomy->input_maps;
  inputs->is_line = anatomy->is_line;
  inputs->own_scales = self->scales;
}

/* Where the units of the input are the channels of a picture, one after the other. */
static void
show_picture (GradusNetworkColumns *self, const GradusSnapshot *snapshot,
              const GradusDataset *training)
{
  const GradusPictureLayout *picture = &training->picture;
  GradusDiagramColumn *inputs = &self->columns[0];
  const guint sample = snapshot->anatomy->sample;
  float extremes[2];

  if (picture->width == 0 || !inputs->is_map || inputs->n_units != picture->n_channels ||
      (picture->n_channels > 1 && !picture->is_planar) || sample >= training->n_samples)
    return;
  inputs->picture = self->picture = gradus_dataset_copy_inputs (training, sample, 1);
  inputs->picture_width = picture->width;
  inputs->picture_height = picture->height;
  gradus_dataset_find_extremes (training, MIN (training->n_samples, MOST_MEASURED), extremes);
  gradus_picture_find_range (extremes, 2, &inputs->picture_low, &inputs->picture_high);
}

/* Else in the colours of the sample, each input by the largest of its own magnitudes. */
static void
show_values (GradusNetworkColumns *self, const GradusSnapshot *snapshot,
             const GradusDataset *training)
{
  GradusDiagramColumn *inputs = &self->columns[0];
  const guint sample = snapshot->anatomy->sample, n = MIN (training->n_samples, MOST_MEASURED);
  g_autofree float *others = NULL;

  if (inputs->maps || inputs->picture || inputs->is_map || sample >= training->n_samples ||
      training->n_inputs != inputs->n_units)
    return;
  others = gradus_dataset_copy_inputs (training, 0, n);
  inputs->values = self->values = gradus_dataset_copy_inputs (training, sample, 1);
  inputs->own_scales = self->scales = g_new (GradusOutputScale, inputs->n_shown);
  for (guint i = 0; i < inputs->n_shown; i++) {
    float largest = fabsf (self->values[i]);

    for (gsize k = 0; k < n; k++)
      largest = fmaxf (largest, fabsf (others[k * training->n_inputs + i]));
    self->scales[i] = gradus_output_scale_make_even ((double) largest);
  }
}

static void
fill_inputs (GradusNetworkColumns *self, const GradusFigureSource *source)
{
  const GradusAnatomy *anatomy = source->snapshot->anatomy;
  GradusDiagramColumn *inputs = &self->columns[0];

  inputs->n_units = anatomy->layers[0].n_inputs;
  inputs->n_shown = anatomy->layers[0].n_shown_inputs;
  inputs->is_map = anatomy->layers[0].input_numbers > 1;
  map_inputs (self, anatomy);
  if (!source->training)
    return;
  name_inputs (self, source->training);
  show_picture (self, source->snapshot, source->training);
  show_values (self, source->snapshot, source->training);
}

/* -- Maps -------------------------------------------------------------------------------------- */

static const char *
keep_text (GradusNetworkColumns *self, char *text)
{
  g_ptr_array_add (self->texts, text);
  return text;
}

/* Below maps stands how many and how large they are. */
static void
tell_of_maps (GradusNetworkColumns *self, GradusDiagramColumn *column, guint rows, guint columns)
{
  column->map_text = keep_text (
      self, g_strdup_printf (ngettext ("%u map", "%u maps", column->n_units), column->n_units));
  /* Translators: below maps: of so many rows × columns of pixels */
  column->size_text = keep_text (self, g_strdup_printf (_ ("of %u × %u"), rows, columns));
}

static void
finish_maps (GradusNetworkColumns *self)
{
  for (guint i = 0; i < self->n; i++) {
    GradusDiagramColumn *column = &self->columns[i];

    if (column->pictures)
      tell_of_maps (self, column, column->map_rows, column->map_columns);
    if (column->kernels)
      self->kernel_most =
          MAX (self->kernel_most,
               gradus_output_scale_find_largest (column->kernels,
                                                 (gsize) column->n_shown * column->n_shown_inputs *
                                                     column->kernel_rows * column->kernel_columns));
  }
}

void
gradus_network_columns_init (GradusNetworkColumns *self, const GradusFigureSource *source)
{
  const GradusAnatomy *anatomy = source->snapshot ? source->snapshot->anatomy : NULL;

  *self = (GradusNetworkColumns){ 0 };
  if (!anatomy)
    return;
  self->n = anatomy->n_layers + 1;
  self->columns = g_new0 (GradusDiagramColumn, self->n);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  fill_inputs (self, source);
  for (guint i = 0; i < anatomy->n_layers; i++)
    self->columns[i + 1] = make_column (source, i);
  self->off = g_new0 (guint8 *, self->n);
  if (source->units_off)
    mark_units_off (self, source->units_off);
  if (source->training)
    name_outputs (self, source->training);
  finish_maps (self);
}

void
gradus_network_columns_clear (GradusNetworkColumns *self)
{
  for (guint i = 0; i < self->n; i++)
    g_free (self->off[i]);
  g_clear_pointer (&self->off, g_free);
  g_clear_pointer (&self->columns, g_free);
  g_clear_pointer (&self->scales, g_free);
  g_clear_pointer (&self->picture, g_free);
  g_clear_pointer (&self->values, g_free);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->class_names, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
}
