/* SPDX-License-Identifier: MIT */
#include "train/observer.h"

#include <string.h>

#include "nn/layer.h"
#include "nn/pass.h"
#include "nn/principal.h"
#include "train/evaluator.h"
#include "train/thrift.h"

/* What judging samples may cost: some 50 ms. */
#define CONFUSION_MULTIPLY_ADDS 1e9

/* Samples that are drawn one by one, of the training and of the test data each. */
#define MOST_ANSWERS 1000
#define MOST_PROJECTED 500

/* Numbers of a layer, over all samples, that a projection may have. */
#define PROJECTED_NUMBERS (512 * 1024)
#define LEAST_PROJECTED 64

struct _GradusObserver {
  GradusNetwork *network;
  const GradusPass *measured; /* with the present gradients */
  GradusDataset *dataset;
  GradusDataset *test; /* or NULL */
  GBytes *probe;       /* or NULL */
  GradusCost cost;
  GradusBoundaryGrid *grid; /* NULL before it is wanted */
  GradusPass *sample_pass;  /* some samples, with all z and gradients; likewise */
  GradusPass *lone_pass;    /* one sample, likewise */
  GradusPrincipal *axes;    /* of the last projection, or NULL */

  /* What takes long. */
  gboolean is_training;
  double seconds;           /* that it has taken lately */
  GradusBackdrop *backdrop; /* NULL before it is wanted */
  GradusThrift saliency_thrift;
  GradusSaliency *saliency; /* the last one, or NULL */
  GradusThrift preference_thrift;
  GradusPreference *preference; /* likewise */
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
  g_clear_pointer (&observer->grid, gradus_boundary_grid_free);
  g_clear_pointer (&observer->sample_pass, gradus_pass_free);
  g_clear_pointer (&observer->lone_pass, gradus_pass_free);
  g_clear_pointer (&observer->axes, gradus_principal_free);
  g_clear_pointer (&observer->backdrop, gradus_backdrop_free);
  gradus_thrift_clear (&observer->saliency_thrift);
  g_clear_pointer (&observer->saliency, gradus_saliency_unref);
  gradus_thrift_clear (&observer->preference_thrift);
  g_clear_pointer (&observer->preference, gradus_preference_unref);
  gradus_dataset_unref (observer->dataset);
  g_clear_pointer (&observer->test, gradus_dataset_unref);
  g_clear_pointer (&observer->probe, g_bytes_unref);
  g_free (observer);
}

void
gradus_observer_set_test (GradusObserver *observer, GradusDataset *test)
{
  g_clear_pointer (&observer->test, gradus_dataset_unref);
  observer->test = test ? gradus_dataset_ref (test) : NULL;
}

/* A probe of other data, with another number of inputs, may still be on its way when the data
 * changes. */
void
gradus_observer_set_probe (GradusObserver *observer, GBytes *probe)
{
  g_clear_pointer (&observer->probe, g_bytes_unref);
  if (probe && g_bytes_get_size (probe) == observer->dataset->n_inputs * sizeof (float))
    observer->probe = g_bytes_ref (probe);
}

/* -- Passes of samples ------------------------------------------------------------------------- */

/* Makes it when it is first wanted. */
static GradusPass *
get_pass (GradusObserver *observer, GradusPass **pass, guint capacity)
{
  if (!*pass)
    *pass =
        gradus_network_new_pass (observer->network, MIN (observer->dataset->n_samples, capacity),
                                 GRADUS_PASS_GRADIENTS | GRADUS_PASS_ALL_Z, NULL);
  return *pass;
}

/* n samples from `start` on, on their way forward; the gradient of the cost is that of these
 * samples alone. */
static void
send_forward (GradusObserver *observer, GradusPass *pass, guint start, guint n)
{
  const GradusDataset *dataset = observer->dataset;

  gradus_pass_set_samples (pass, n, gradus_cost_sample_weight (observer->cost, pass->n_outputs, n));
  gradus_pass_load (pass, &dataset->inputs, dataset->targets, NULL, start, NULL, NULL);
  gradus_network_forward (observer->network, pass, NULL);
}

/* One sample, alone. NULL where there is none of that number, or no memory. */
static GradusPass *
send_one_forward (GradusObserver *observer, guint sample)
{
  if (sample >= observer->dataset->n_samples || !get_pass (observer, &observer->lone_pass, 1))
    return NULL;
  send_forward (observer, observer->lone_pass, sample, 1);
  return observer->lone_pass;
}

/* -- Over the plane ---------------------------------------------------------------------------- */

static GradusBoundaryGrid *
get_grid (GradusObserver *observer)
{
  if (!observer->grid)
    observer->grid = gradus_boundary_grid_new (observer->network, observer->dataset);
  return observer->grid;
}

guint
gradus_observer_fit_grid (GradusObserver *observer, guint wanted)
{
  return get_grid (observer) ? gradus_boundary_grid_fit (observer->grid, wanted) : 0;
}

GradusPlane
gradus_observer_get_plane (const GradusObserver *observer, guint x_input, guint y_input)
{
  return gradus_plane_find (observer->dataset, observer->test, x_input, y_input);
}

void
gradus_observer_fill_grid (GradusObserver *observer, const GradusPlane *plane, guint size,
                           float *grid)
{
  gradus_boundary_grid_fill (get_grid (observer), plane, size, grid);
}

/* The first samples, after having gone forward: those that were measured, where they were measured
 * in one piece; else as many as the grid's pass holds. NULL where there is no memory for it. */
static const GradusPass *
send_first_samples (GradusObserver *observer)
{
  const GradusDataset *dataset = observer->dataset;
  GradusPass *pass;

  if (dataset->n_samples <= observer->measured->capacity)
    return observer->measured;
  if (!get_grid (observer))
    return NULL;
  pass = gradus_boundary_grid_get_pass (observer->grid);
  gradus_pass_set_samples (pass, MIN (dataset->n_samples, pass->capacity), 1);
  gradus_pass_load (pass, &dataset->inputs, NULL, NULL, 0, NULL, NULL);
  gradus_network_forward (observer->network, pass, NULL);
  return pass;
}

GradusAnatomy *
gradus_observer_make_anatomy (GradusObserver *observer, const GradusPlane *plane, guint map_size,
                              guint sample)
{
  const gboolean has_maps = map_size > 0 && gradus_dataset_count_axes (observer->dataset) <= 2;
  const GradusPass *samples = send_first_samples (observer);
  GradusAnatomySource source = {
    .network = observer->network,
    .measured = observer->measured,
    .samples = samples,
    .sample = sample,
    .own = samples,
    .lane = sample,
    .grid = has_maps ? get_grid (observer) : NULL,
    .plane = plane,
  };

  if (samples && sample >= samples->n_samples) {
    source.own = send_one_forward (observer, sample);
    source.lane = 0;
    if (!source.own) {
      source.own = samples;
      source.sample = 0;
    }
  }

  if (source.grid)
    source.map_size = gradus_boundary_grid_fit (source.grid, map_size);
  return gradus_anatomy_new (&source);
}

/* -- Pictures and classes ---------------------------------------------------------------------- */

float *
gradus_observer_copy_filters (GradusObserver *observer, guint *n_units, GradusShape *shape)
{
  const GradusLayer *layer = gradus_network_get_layer (observer->network, 0);
  const float *parameters = gradus_network_get_parameters (observer->network, 0);
  GradusTensor weights;
  gsize bias;

  if (gradus_sketch_find_matrix (layer, &bias))
    *shape = layer->in;
  else if (gradus_layer_find_main_tensor (layer, &weights) && weights.n_axes == 4)
    *shape = gradus_shape_make_picture (weights.axes[1], weights.axes[2], weights.axes[3]);
  else
    return NULL;
  *n_units = MIN (gradus_shape_count_units (&layer->out), GRADUS_ANATOMY_MOST);
  return g_memdup2 (parameters, (gsize) *n_units * gradus_shape_count (shape) * sizeof (float));
}

/* As many samples as there is time for, and a piece at least. */
static guint
fit_samples (const GradusObserver *observer, guint wanted)
{
  const double sample = MAX ((double) gradus_network_count_multiply_adds (observer->network), 1);

  return (guint) MIN (MAX (CONFUSION_MULTIPLY_ADDS / sample, GRADUS_EVALUATOR_PIECE), wanted);
}

/* A regression has no classes to be confused. */
GradusConfusion *
gradus_observer_make_confusion (GradusObserver *observer)
{
  const GradusDataset *dataset = observer->test ? observer->test : observer->dataset;

  if (dataset->variance > 0 || !get_grid (observer))
    return NULL;
  return gradus_confusion_new (observer->network, gradus_boundary_grid_get_pass (observer->grid),
                               dataset, fit_samples (observer, dataset->n_samples),
                               observer->test != NULL);
}

static GradusAnswers *
ask_samples (GradusObserver *observer, const GradusDataset *dataset, guint most, int layer)
{
  if (!dataset || !get_grid (observer))
    return NULL;
  return gradus_answers_new (observer->network, gradus_boundary_grid_get_pass (observer->grid),
                             dataset, fit_samples (observer, most), layer);
}

void
gradus_observer_make_answers (GradusObserver *observer, GradusAnswers **training,
                              GradusAnswers **test)
{
  *training = ask_samples (observer, observer->dataset, MOST_ANSWERS, -1);
  *test = ask_samples (observer, observer->test, MOST_ANSWERS, -1);
}

GradusAnswers *
gradus_observer_make_slice_answers (GradusObserver *observer)
{
  const GradusDataset *training = observer->dataset;

  if (training->features || training->n_inputs <= 2 || training->variance > 0)
    return NULL;
  return ask_samples (observer, observer->test, MOST_ANSWERS, -1);
}

GradusProjection *
gradus_observer_make_projection (GradusObserver *observer, int layer)
{
  const int n_layers = (int) gradus_network_get_n_layers (observer->network);
  const int index = layer > 0 ? layer - 1 : MAX (n_layers - 2, 0);
  GradusAnswers *training;
  guint most;

  if (index >= n_layers)
    return NULL;
  most = CLAMP (PROJECTED_NUMBERS /
                    gradus_network_get_layer (observer->network, (guint) index)->n_outputs,
                LEAST_PROJECTED, MOST_PROJECTED);
  training = ask_samples (observer, observer->dataset, most, index);
  if (!training)
    return NULL;
  return gradus_projection_new ((guint) index, training,
                                ask_samples (observer, observer->test, most, index),
                                &observer->axes);
}

float *
gradus_observer_ask_probe (GradusObserver *observer)
{
  GradusPass *pass;
  float *outputs;

  if (!observer->probe || !get_grid (observer))
    return NULL;
  pass = gradus_boundary_grid_get_pass (observer->grid);
  gradus_pass_set_samples (pass, 1, 1);
  gradus_pass_load_floats (pass, g_bytes_get_data (observer->probe, NULL), NULL, NULL);
  gradus_network_forward (observer->network, pass, NULL);
  outputs = g_new (float, pass->n_outputs);
  for (guint k = 0; k < pass->n_outputs; k++)
    outputs[k] = gradus_pass_outputs (pass)[(gsize) k * pass->stride];
  /* The pass is the grid's, which relies on its having all samples. */
  gradus_pass_set_samples (pass, pass->capacity, 1);
  return outputs;
}

/* -- What takes long --------------------------------------------------------------------------- */

void
gradus_observer_set_training (GradusObserver *observer, gboolean is_training)
{
  observer->is_training = is_training;
}

double
gradus_observer_take_seconds (GradusObserver *observer)
{
  const double seconds = observer->seconds;

  observer->seconds = 0;
  return seconds;
}

static const GradusBackdrop *
get_backdrop (GradusObserver *observer)
{
  if (!observer->backdrop)
    observer->backdrop = gradus_backdrop_new (observer->dataset);
  return observer->backdrop;
}

static GradusSaliency *
find_saliency (GradusObserver *observer, guint sample, int class)
{
  GradusPass *lone = get_pass (observer, &observer->lone_pass, 1);

  if (!lone || !get_grid (observer))
    return NULL;
  return gradus_saliency_new (observer->network, lone,
                              gradus_boundary_grid_get_pass (observer->grid), observer->dataset,
                              get_backdrop (observer), sample, class);
}

GradusSaliency *
gradus_observer_look_at_saliency (GradusObserver *observer, guint sample, int class)
{
  const int keys[GRADUS_THRIFT_KEYS] = { (int) sample, class };

  if (observer->dataset->picture.width == 0 || sample >= observer->dataset->n_samples)
    return NULL;
  if (gradus_thrift_begin (&observer->saliency_thrift, observer->network, observer->is_training,
                           keys)) {
    g_clear_pointer (&observer->saliency, gradus_saliency_unref);
    observer->saliency = find_saliency (observer, sample, class);
    observer->seconds += gradus_thrift_end (&observer->saliency_thrift, observer->network);
  }
  return observer->saliency ? gradus_saliency_ref (observer->saliency) : NULL;
}

static GradusPreference *
find_preference (GradusObserver *observer, guint layer, guint unit)
{
  GradusPass *lone = get_pass (observer, &observer->lone_pass, 1),
             *many = get_pass (observer, &observer->sample_pass, GRADUS_EVALUATOR_PIECE);

  if (!lone || !many)
    return NULL;
  return gradus_preference_new (observer->network, lone, many, observer->dataset,
                                get_backdrop (observer), layer, unit);
}

GradusPreference *
gradus_observer_look_for_preference (GradusObserver *observer, int layer, guint unit)
{
  const int n_layers = (int) gradus_network_get_n_layers (observer->network);
  const int index = layer > 0 ? layer - 1 : MAX (n_layers - 2, 0);
  const int keys[GRADUS_THRIFT_KEYS] = { index, (int) unit };

  if (observer->dataset->picture.width == 0)
    return NULL;
  if (gradus_thrift_begin (&observer->preference_thrift, observer->network, observer->is_training,
                           keys)) {
    g_clear_pointer (&observer->preference, gradus_preference_unref);
    observer->preference = find_preference (observer, (guint) index, unit);
    observer->seconds += gradus_thrift_end (&observer->preference_thrift, observer->network);
  }
  return observer->preference ? gradus_preference_ref (observer->preference) : NULL;
}

/* -- Samples ----------------------------------------------------------------------------------- */

GradusDetail *
gradus_observer_make_detail (GradusObserver *observer, guint layer, guint unit)
{
  GradusPass *pass = get_pass (observer, &observer->sample_pass, GRADUS_EVALUATOR_PIECE);

  if (!pass)
    return NULL;
  send_forward (observer, pass, 0, pass->capacity);
  return gradus_detail_new (observer->network, observer->measured, pass, layer, unit);
}

/* The same sample with other inputs. */
static void
send_own_forward (GradusObserver *observer, GradusPass *pass, guint sample, const float *own)
{
  const GradusDataset *dataset = observer->dataset;

  gradus_pass_load_floats (pass, own, dataset->targets + (gsize) sample * dataset->n_targets, NULL);
  gradus_network_forward (observer->network, pass, NULL);
}

GradusChain *
gradus_observer_make_chain (GradusObserver *observer, guint sample, const float *own)
{
  GradusPass *pass = send_one_forward (observer, sample);

  if (observer->dataset->n_inputs > GRADUS_SNAPSHOT_OWN_INPUTS)
    own = NULL;
  if (pass && own)
    send_own_forward (observer, pass, sample, own);
  return pass ? gradus_chain_new (observer->network, pass, observer->cost, observer->dataset,
                                  sample, own)
              : NULL;
}

/* A number from 1 as one from 0; of 0 the middle. */
static guint
place_among (guint number, guint n)
{
  return number > 0 ? number - 1 : n / 2;
}

GradusPixel *
gradus_observer_make_pixel (GradusObserver *observer, const GradusSnapshotNeeds *needs,
                            guint sample)
{
  const guint layer = needs->pixel_layer - 1;
  GradusPass *pass = send_one_forward (observer, sample);
  const GradusShape *out;

  if (!pass || layer >= pass->n_layers)
    return NULL;
  out = &gradus_network_get_layer (observer->network, layer)->out;
  return gradus_pixel_new (observer->network, pass, observer->cost, sample, layer,
                           MAX (needs->pixel_map, 1) - 1,
                           place_among (needs->pixel_row, out->sizes[1]),
                           place_among (needs->pixel_column, out->sizes[2]));
}
