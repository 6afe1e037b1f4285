/* SPDX-License-Identifier: MIT */
#include "train/observer.h"

#include <math.h>
#include <string.h>

#include "data/feature.h"
#include "nn/layer.h"
#include "nn/pass.h"
#include "train/evaluator.h"

/* What a picture of a run may cost: some 10 ms. */
#define PICTURE_MULTIPLY_ADDS 2e8
#define VERDICT_MULTIPLY_ADDS 1e9

/* So few samples lie at the corners of what they are about: then the plane shows more around them. */
#define FEW_SAMPLES 16

struct _GradusObserver {
  GradusNetwork *network;
  const GradusPass *measured; /* with the present gradients */
  GradusDataset *dataset;
  GradusDataset *test; /* or NULL */
  GBytes *probe;       /* or NULL */
  GradusCost cost;
  float *means;          /* (n_inputs) */
  GradusPass *grid_pass; /* a piece of a grid */
  GradusPass *look_pass; /* some samples, with all z and gradients */
};

GradusObserver *
gradus_observer_new (GradusNetwork *network, const GradusPass *measured, GradusDataset *dataset,
                     GradusCost cost)
{
  GradusObserver *observer = g_new0 (GradusObserver, 1);

  observer->network = network;
  observer->measured = measured;
  observer->dataset = gradus_dataset_ref (dataset);
  observer->cost = cost;
  return observer;
}

void
gradus_observer_free (GradusObserver *observer)
{
  g_clear_pointer (&observer->grid_pass, gradus_pass_free);
  g_clear_pointer (&observer->look_pass, gradus_pass_free);
  gradus_dataset_unref (observer->dataset);
  g_clear_pointer (&observer->test, gradus_dataset_unref);
  g_clear_pointer (&observer->probe, g_bytes_unref);
  g_free (observer->means);
  g_free (observer);
}

void
gradus_observer_set_test (GradusObserver *observer, GradusDataset *test)
{
  g_clear_pointer (&observer->test, gradus_dataset_unref);
  observer->test = test ? gradus_dataset_ref (test) : NULL;
}

void
gradus_observer_set_probe (GradusObserver *observer, GBytes *probe)
{
  g_clear_pointer (&observer->probe, g_bytes_unref);
  if (probe && g_bytes_get_size (probe) == observer->dataset->n_inputs * sizeof (float))
    observer->probe = g_bytes_ref (probe);
}

/* -- The input plane ------------------------------------------------------------------------------------- */

static GradusPass *
get_grid_pass (GradusObserver *observer)
{
  if (!observer->grid_pass)
    observer->grid_pass =
        gradus_network_new_pass (observer->network, GRADUS_EVALUATOR_PIECE, GRADUS_PASS_FORWARD, NULL);
  return observer->grid_pass;
}

guint
gradus_observer_fit_grid (GradusObserver *observer, guint wanted)
{
  const double point = (double) gradus_network_count_multiply_adds (observer->network);
  guint size = wanted;

  while (size > 16 && (double) size * size * point > PICTURE_MULTIPLY_ADDS)
    size /= 2;
  return get_grid_pass (observer) ? size : 0;
}

/* The targets of a single input, with some room to spare. */
static GradusPlane
get_line (const GradusDataset *dataset)
{
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };

  for (gsize i = 0; i < dataset->n_samples; i++) {
    const double numbers[2] = { (double) dataset->inputs[i],
                                (double) dataset->targets[i * dataset->n_targets] };

    for (guint axis = 0; axis < 2; axis++) {
      low[axis] = MIN (low[axis], numbers[axis]);
      high[axis] = MAX (high[axis], numbers[axis]);
    }
  }
  for (guint axis = 0; axis < 2; axis++) {
    const double margin = high[axis] > low[axis] ? 0.1 * (high[axis] - low[axis]) : 1;

    low[axis] -= margin;
    high[axis] += margin;
  }
  return (GradusPlane){ low[0], high[0], low[1], high[1], 0, 0, TRUE };
}

GradusPlane
gradus_observer_get_plane (const GradusObserver *observer, guint x_input, guint y_input)
{
  const GradusDataset *dataset = observer->dataset;
  const guint last = gradus_dataset_count_axes (dataset) - 1;
  const guint inputs[2] = { MIN (x_input, last), MIN (y_input, last) };
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };

  if (gradus_dataset_count_axes (dataset) < 2)
    return get_line (dataset);
  for (guint i = 0; i < dataset->n_samples; i++) {
    double point[2];

    gradus_dataset_get_point (dataset, i, x_input, y_input, &point[0], &point[1]);
    for (guint axis = 0; axis < 2; axis++) {
      low[axis] = MIN (low[axis], point[axis]);
      high[axis] = MAX (high[axis], point[axis]);
    }
  }
  for (guint axis = 0; axis < 2; axis++) {
    double margin;

    margin = (high[axis] - low[axis]) * (dataset->n_samples > FEW_SAMPLES ? 0.1 : 0.5);
    margin = margin > 0 ? margin : 1;
    low[axis] -= margin;
    high[axis] += margin;
  }
  return (GradusPlane){ low[0], high[0], low[1], high[1], inputs[0], inputs[1], FALSE };
}

static const float *
get_means (GradusObserver *observer)
{
  const GradusDataset *dataset = observer->dataset;

  if (observer->means)
    return observer->means;
  observer->means = g_new (float, dataset->n_inputs);
  for (guint k = 0; k < dataset->n_inputs; k++) {
    double sum = 0;

    for (gsize i = 0; i < dataset->n_samples; i++)
      sum += (double) dataset->inputs[i * dataset->n_inputs + k];
    observer->means[k] = (float) (sum / dataset->n_samples);
  }
  return observer->means;
}

static guint
count_cells (const GradusPlane *plane, guint size)
{
  return plane->is_line ? size : size * size;
}

/* The middle of a cell. */
static void
find_cell (const GradusPlane *plane, guint size, guint cell, double *x, double *y)
{
  *x = plane->x0 + (cell % size + 0.5) * (plane->x1 - plane->x0) / size;
  *y = plane->y1 - (cell / size + 0.5) * (plane->y1 - plane->y0) / size;
}

/* Lays the cells from `start` on into the grid's pass; the lanes behind repeat the last one. Returns how many there are. */
static guint
load_cells (GradusObserver *observer, const GradusPlane *plane, guint size, guint start)
{
  GradusPass *pass = observer->grid_pass;
  const guint n = MIN (count_cells (plane, size) - start, pass->capacity);
  const float *means = observer->dataset->features ? NULL : get_means (observer);

  for (guint i = 0; i < pass->capacity; i++) {
    float *column = pass->inputs + i;
    double x, y;

    find_cell (plane, size, start + MIN (i, n - 1), &x, &y);
    if (observer->dataset->features) {
      gradus_features_fill (observer->dataset->features, x, y, column, pass->stride);
      continue;
    }
    for (guint k = 0; k < pass->n_inputs; k++)
      column[(gsize) k * pass->stride] = k == plane->x_input   ? (float) x
                                         : k == plane->y_input ? (float) y
                                                               : means[k];
  }
  return n;
}

void
gradus_observer_fill_grid (GradusObserver *observer, const GradusPlane *plane, guint size, float *grid)
{
  const GradusPass *pass = get_grid_pass (observer);
  const guint n_cells = count_cells (plane, size);

  for (guint start = 0; start < n_cells; start += pass->capacity) {
    const guint n = load_cells (observer, plane, size, start);

    gradus_network_forward (observer->network, observer->grid_pass, NULL);
    for (guint k = 0; k < pass->n_outputs; k++)
      memcpy (grid + (gsize) k * n_cells + start, gradus_pass_outputs (pass) + (gsize) k * pass->stride,
              n * sizeof (float));
  }
}

/* -- Anatomy --------------------------------------------------------------------------------------------- */

static const char *
get_title (const GradusLayer *layer)
{
  return layer->class->has_activation && layer->spec.activation.kind != GRADUS_ACTIVATION_LINEAR
             ? gradus_activation_title (layer->spec.activation.kind)
         : layer->class->has_units ? gradus_activation_title (GRADUS_ACTIVATION_LINEAR)
                                   : layer->class->title;
}

/* Where the matrix of weights of a layer begins, and where its biases do, in floats from its parameters; FALSE where it does
 * not connect its units with all inputs. */
static gboolean
find_matrix (const GradusLayer *layer, gsize *bias_offset)
{
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  const guint n = gradus_layer_list_tensors (layer, tensors);

  if (n < 2 || tensors[0].rows != layer->n_rows || tensors[0].columns != layer->n_inputs ||
      !layer->class->has_units)
    return FALSE;
  *bias_offset = tensors[1].offset;
  return TRUE;
}

/* The top left corner of a matrix. */
static float *
copy_corner (const float *matrix, guint columns, guint n_rows, guint n_columns)
{
  float *corner = g_new (float, ((gsize) n_rows * n_columns));

  for (guint row = 0; row < n_rows; row++)
    memcpy (corner + (gsize) row * n_columns, matrix + (gsize) row * columns, n_columns * sizeof (float));
  return corner;
}

static void
look_at_layer (const GradusObserver *observer, guint i, GradusLayerAnatomy *anatomy)
{
  const GradusLayer *layer = gradus_network_get_layer (observer->network, i);
  const float *parameters = gradus_network_get_parameters (observer->network, i);
  const float *gradients = gradus_network_get_gradients (observer->network, observer->measured, i);
  gsize bias;

  anatomy->kind = layer->class->name;
  anatomy->title = get_title (layer);
  anatomy->n_inputs = layer->n_inputs;
  anatomy->n_units = layer->n_outputs;
  anatomy->n_shown_inputs = MIN (layer->n_inputs, GRADUS_ANATOMY_MOST);
  anatomy->n_shown = MIN (layer->n_outputs, GRADUS_ANATOMY_MOST);
  anatomy->has_weights = find_matrix (layer, &bias);
  if (!anatomy->has_weights)
    return;
  anatomy->weights = copy_corner (parameters, layer->n_inputs, anatomy->n_shown, anatomy->n_shown_inputs);
  anatomy->gradients = copy_corner (gradients, layer->n_inputs, anatomy->n_shown, anatomy->n_shown_inputs);
  anatomy->biases = g_memdup2 (parameters + bias, anatomy->n_shown * sizeof (float));
  anatomy->bias_gradients = g_memdup2 (gradients + bias, anatomy->n_shown * sizeof (float));
}

static void
fill_maps (GradusObserver *observer, const GradusPlane *plane, GradusAnatomy *anatomy)
{
  const GradusPass *pass = observer->grid_pass;
  const guint size = anatomy->map_size, n_cells = size * size;

  for (guint i = 0; i < anatomy->n_layers; i++)
    anatomy->layers[i].maps = g_new (float, ((gsize) anatomy->layers[i].n_shown * n_cells));
  for (guint start = 0; start < n_cells; start += pass->capacity) {
    const guint n = load_cells (observer, plane, size, start);

    gradus_network_forward (observer->network, observer->grid_pass, NULL);
    for (guint i = 0; i < anatomy->n_layers; i++) {
      for (guint unit = 0; unit < anatomy->layers[i].n_shown; unit++)
        memcpy (anatomy->layers[i].maps + (gsize) unit * n_cells + start,
                pass->layers[i].output + (gsize) unit * pass->stride, n * sizeof (float));
    }
  }
}

GradusAnatomy *
gradus_observer_make_anatomy (GradusObserver *observer, const GradusPlane *plane, guint map_size)
{
  const guint n_layers = gradus_network_get_n_layers (observer->network);
  const gboolean has_maps =
      map_size > 0 && gradus_dataset_count_axes (observer->dataset) == 2 && get_grid_pass (observer);
  GradusAnatomy *anatomy = gradus_anatomy_new (n_layers, has_maps ? map_size : 0);

  for (guint i = 0; i < n_layers; i++)
    look_at_layer (observer, i, &anatomy->layers[i]);
  if (has_maps)
    fill_maps (observer, plane, anatomy);
  return anatomy;
}

/* -- Pictures and classes -------------------------------------------------------------------------------- */

float *
gradus_observer_copy_filters (GradusObserver *observer, guint *n_units)
{
  const GradusLayer *layer = gradus_network_get_layer (observer->network, 0);
  gsize bias;

  if (!find_matrix (layer, &bias))
    return NULL;
  *n_units = MIN (layer->n_outputs, GRADUS_ANATOMY_MOST);
  return g_memdup2 (gradus_network_get_parameters (observer->network, 0),
                    (gsize) *n_units * layer->n_inputs * sizeof (float));
}

GradusConfusion *
gradus_observer_make_confusion (GradusObserver *observer)
{
  const GradusDataset *dataset = observer->test ? observer->test : observer->dataset;
  const double sample = MAX ((double) gradus_network_count_multiply_adds (observer->network), 1);
  const double most = CLAMP (VERDICT_MULTIPLY_ADDS / sample, GRADUS_EVALUATOR_PIECE, dataset->n_samples);

  if (dataset->variance > 0 || !get_grid_pass (observer))
    return NULL;
  return gradus_confusion_new (observer->network, observer->grid_pass, dataset, (guint) most, observer->test != NULL);
}

float *
gradus_observer_ask_probe (GradusObserver *observer)
{
  GradusPass *pass = get_grid_pass (observer);
  float *outputs;

  if (!observer->probe || !pass)
    return NULL;
  gradus_pass_set_samples (pass, 1, 1);
  gradus_pass_load (pass, g_bytes_get_data (observer->probe, NULL), NULL, NULL, NULL);
  gradus_network_forward (observer->network, pass, NULL);
  outputs = g_new (float, pass->n_outputs);
  for (guint k = 0; k < pass->n_outputs; k++)
    outputs[k] = gradus_pass_outputs (pass)[(gsize) k * pass->stride];
  gradus_pass_set_samples (pass, pass->capacity, 1);
  return outputs;
}

/* -- A unit ---------------------------------------------------------------------------------------------- */

static GradusPass *
get_look_pass (GradusObserver *observer)
{
  if (!observer->look_pass)
    observer->look_pass =
        gradus_network_new_pass (observer->network, MIN (observer->dataset->n_samples, GRADUS_EVALUATOR_PIECE),
                                 GRADUS_PASS_GRADIENTS | GRADUS_PASS_ALL_Z, NULL);
  return observer->look_pass;
}

/* n samples from `start` on, on their way forward; the gradient of the cost is that of these samples alone. */
static void
send_forward (GradusObserver *observer, guint start, guint n)
{
  const GradusDataset *dataset = observer->dataset;
  GradusPass *pass = observer->look_pass;

  gradus_pass_set_samples (pass, n, gradus_cost_sample_weight (observer->cost, pass->n_outputs, n));
  gradus_pass_load (pass, dataset->inputs + (gsize) start * dataset->n_inputs,
                    dataset->targets + (gsize) start * dataset->n_targets, NULL, NULL);
  gradus_network_forward (observer->network, pass, NULL);
}

static void
look_at_unit_weights (const GradusObserver *observer, const GradusLayer *layer, GradusDetail *detail)
{
  const float *parameters = gradus_network_get_parameters (observer->network, detail->layer);
  const float *gradients =
      gradus_network_get_gradients (observer->network, observer->measured, detail->layer);
  const gsize n = layer->n_inputs, row = detail->unit * n;
  gsize bias;

  if (!find_matrix (layer, &bias))
    return;
  gradus_histogram_fill (&detail->all_weights, parameters, n * layer->n_rows);
  gradus_histogram_fill (&detail->all_gradients, gradients, n * layer->n_rows);
  detail->n_weights = layer->n_inputs;
  detail->unit_weights = g_memdup2 (parameters + row, n * sizeof (float));
  detail->unit_gradients = g_memdup2 (gradients + row, n * sizeof (float));
  detail->bias = parameters[bias + detail->unit];
  detail->bias_gradient = gradients[bias + detail->unit];
}

GradusDetail *
gradus_observer_make_detail (GradusObserver *observer, guint index, guint unit)
{
  const GradusLayer *layer;
  const GradusLayerPass *own;
  GradusDetail *detail;
  gsize row;

  if (index >= gradus_network_get_n_layers (observer->network) || !get_look_pass (observer))
    return NULL;
  layer = gradus_network_get_layer (observer->network, index);
  if (unit >= layer->n_outputs)
    return NULL;
  detail = g_new0 (GradusDetail, 1);
  *detail = (GradusDetail){ .layer = index,
                            .unit = unit,
                            .kind = layer->class->name,
                            .activation = layer->spec.activation,
                            .has_activation = layer->class->has_activation,
                            .n_units = layer->n_outputs,
                            .n_samples = observer->look_pass->capacity };
  look_at_unit_weights (observer, layer, detail);
  send_forward (observer, 0, detail->n_samples);
  own = &observer->look_pass->layers[index];
  row = (gsize) unit * observer->look_pass->stride;
  gradus_histogram_fill_rows (&detail->all_outputs, own->output, layer->n_outputs, observer->look_pass->stride,
                              detail->n_samples);
  detail->z =
      g_memdup2 ((detail->has_activation ? own->z : own->input) + row, detail->n_samples * sizeof (float));
  detail->outputs = g_memdup2 (own->output + row, detail->n_samples * sizeof (float));
  return detail;
}

/* -- The chain rule -------------------------------------------------------------------------------------- */

/* Before the way back, which puts dCost/dz in the place of the slopes. */
static void
look_at_way_forward (const GradusObserver *observer, guint index, GradusChainLayer *chain)
{
  const GradusLayer *layer = gradus_network_get_layer (observer->network, index);
  const GradusPass *pass = observer->look_pass;
  const GradusLayerPass *own = &pass->layers[index];
  double sum = 0;

  chain->title = get_title (layer);
  chain->n_units = layer->n_outputs;
  chain->n_shown = MIN (layer->n_outputs, GRADUS_CHAIN_MOST);
  for (guint unit = 0; unit < layer->n_outputs; unit++) {
    const gsize at = (gsize) unit * pass->stride;

    sum += fabs ((double) own->delta[at]);
    if (unit >= chain->n_shown)
      continue;
    chain->z[unit] = layer->class->has_activation ? own->z[at] : own->input[at];
    chain->outputs[unit] = own->output[at];
    chain->slopes[unit] = own->delta[at];
  }
  chain->mean_slope = sum / layer->n_outputs;
}

static void
look_at_way_back (const GradusObserver *observer, guint index, GradusChainLayer *chain)
{
  const GradusLayer *layer = gradus_network_get_layer (observer->network, index);
  const GradusPass *pass = observer->look_pass;
  double squares = 0;

  for (guint row = 0; row < layer->n_rows; row++) {
    const float delta = pass->layers[index].delta[(gsize) row * pass->stride];

    squares += (double) delta * (double) delta;
    if (row < chain->n_shown)
      chain->deltas[row] = delta;
  }
  chain->delta_norm = sqrt (squares);
  chain->gradient_norm = gradus_network_gradient_norm (observer->network, pass, index);
}

static void
multiply_factors (GradusChain *chain)
{
  for (guint i = chain->n_layers; i-- > 0;) {
    GradusChainLayer *layer = &chain->layers[i], *behind = layer + 1;
    const gboolean is_last = i == chain->n_layers - 1;

    layer->factor = is_last ? 1 : behind->delta_norm > 0 ? layer->delta_norm / behind->delta_norm : 0;
    layer->product = is_last ? 1 : behind->product * layer->factor;
    layer->slope_product = (is_last ? 1 : behind->slope_product) * layer->mean_slope;
  }
}

GradusChain *
gradus_observer_make_chain (GradusObserver *observer, guint sample)
{
  const GradusDataset *dataset = observer->dataset;
  GradusPass *pass = get_look_pass (observer);
  GradusChain *chain;

  if (sample >= dataset->n_samples || !pass)
    return NULL;
  send_forward (observer, sample, 1);
  chain = g_new0 (GradusChain, 1);
  chain->sample = sample;
  chain->n_layers = gradus_network_get_n_layers (observer->network);
  chain->layers = g_new0 (GradusChainLayer, chain->n_layers);
  chain->n_inputs = MIN (dataset->n_inputs, GRADUS_CHAIN_MOST);
  chain->n_targets = MIN (dataset->n_targets, GRADUS_CHAIN_MOST);
  memcpy (chain->inputs, dataset->inputs + (gsize) sample * dataset->n_inputs,
          chain->n_inputs * sizeof (float));
  memcpy (chain->targets, dataset->targets + (gsize) sample * dataset->n_targets,
          chain->n_targets * sizeof (float));
  chain->cost = gradus_cost_sum (observer->cost, pass->n_outputs, pass->stride, 1, gradus_pass_logits (pass),
                                 gradus_pass_outputs (pass), pass->targets);
  for (guint i = 0; i < chain->n_layers; i++)
    look_at_way_forward (observer, i, &chain->layers[i]);
  gradus_network_backward (observer->network, pass, observer->cost, NULL);
  for (guint i = 0; i < chain->n_layers; i++)
    look_at_way_back (observer, i, &chain->layers[i]);
  multiply_factors (chain);
  return chain;
}
