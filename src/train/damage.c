/* SPDX-License-Identifier: MIT */
#include "train/damage.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nn/layer.h"
#include "nn/names.h"
#include "nn/random.h"
#include "plot/number.h"
#include "train/evaluator.h"

/* A stream of the seed that nothing else has, see nn/random.h. */
#define STREAM (G_GUINT64_CONSTANT (5) << 60)

const char *const gradus_damage_names[] = { "units", "prune",  "weight-noise", "input-noise",
                                            "shift", "rotate", NULL };

const char *const gradus_damage_titles[] = {
  N_ ("Units switched off"), N_ ("Weights pruned"), N_ ("Noise on weights"), N_ ("Noise on inputs"),
  N_ ("Pictures moved"),     N_ ("Pictures turned"), NULL
};

static const struct {
  const char *axis;
  double most; /* 0: half of a picture's width */
  guint n_seeds;
} damages[GRADUS_N_DAMAGES] = {
  { N_ ("units switched off (share)"), 1, GRADUS_DAMAGE_SEEDS },
  { N_ ("weights pruned, the smallest (share)"), 1, 1 },
  { N_ ("noise on weights (of their root mean square)"), 2, GRADUS_DAMAGE_SEEDS },
  { N_ ("noise on inputs (of their standard deviation)"), 2, GRADUS_DAMAGE_SEEDS },
  { N_ ("pictures moved (pixels)"), 0, 4 },
  { N_ ("pictures turned (degrees)"), 180, 2 },
};

const char *
gradus_damage_axis (GradusDamageKind kind)
{
  return _ (damages[kind].axis);
}

gboolean
gradus_damage_is_of_network (GradusDamageKind kind)
{
  return kind <= GRADUS_DAMAGE_WEIGHT_NOISE;
}

/* -- Weights ----------------------------------------------------------------------------------- */

/* The numbers of all tensors that are weights, one after the other. */
typedef void (*WeightsFunc) (float *weights, gsize n, gpointer data);

static void
foreach_weights (GradusNetwork *network, WeightsFunc func, gpointer data)
{
  for (guint i = 0; i < gradus_network_get_n_layers (network); i++) {
    GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
    const guint n = gradus_network_list_tensors (network, i, tensors);

    for (guint k = 0; k < n; k++) {
      if (tensors[k].role == GRADUS_TENSOR_WEIGHT)
        func (gradus_network_get_parameters (network, i) + tensors[k].offset,
              gradus_tensor_count (&tensors[k]), data);
    }
  }
}

static void
append_sizes (float *weights, gsize n, gpointer data)
{
  for (gsize i = 0; i < n; i++) {
    const float size = fabsf (weights[i]);

    g_array_append_val ((GArray *) data, size);
  }
}

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  const float x = *(const float *) a, y = *(const float *) b;

  return x < y ? -1 : x > y;
}

typedef struct {
  float threshold; /* what is smaller goes */
  gsize n_left;    /* of those that are as large, so many go */
} Pruning;

static void
prune_weights (float *weights, gsize n, gpointer data)
{
  Pruning *pruning = data;

  for (gsize i = 0; i < n; i++) {
    const float size = fabsf (weights[i]);

    if (size < pruning->threshold)
      weights[i] = 0;
    else if (size <= pruning->threshold && pruning->n_left > 0) {
      weights[i] = 0;
      pruning->n_left--;
    }
  }
}

static void
prune_network (GradusNetwork *network, double share)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (float));
  Pruning pruning = { 0 };
  gsize n;

  foreach_weights (network, append_sizes, sizes);
  n = (gsize) llround (share * sizes->len);
  if (n == 0)
    return;
  g_array_sort (sizes, compare_sizes);
  pruning.threshold = g_array_index (sizes, float, n - 1);
  for (gsize i = n; i-- > 0 && g_array_index (sizes, float, i) >= pruning.threshold;)
    pruning.n_left++;
  foreach_weights (network, prune_weights, &pruning);
}

typedef struct {
  GradusRandom random;
  double amount;
} Noise;

static void
add_weight_noise (float *weights, gsize n, gpointer data)
{
  Noise *noise = data;
  double squares = 0;
  float size;

  for (gsize i = 0; i < n; i++)
    squares += (double) weights[i] * (double) weights[i];
  size = (float) (noise->amount * sqrt (squares / (double) n));
  for (gsize i = 0; i < n; i++)
    weights[i] += size * gradus_random_normal (&noise->random);
}

/* -- Units ------------------------------------------------------------------------------------- */

/* One index of a hidden unit, and the weights that read it: those of the next layer with some. */
typedef struct {
  guint layer, unit, n_units;
  guint reader; /* a layer */
} HiddenUnit;

static gboolean
has_weight_tensor (const GradusNetwork *network, guint layer, GradusTensor *tensor)
{
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  const guint n = gradus_network_list_tensors (network, layer, tensors);

  for (guint k = 0; k < n; k++) {
    if (tensors[k].role == GRADUS_TENSOR_WEIGHT) {
      *tensor = tensors[k];
      return TRUE;
    }
  }
  return FALSE;
}

/* The next layer with weights; the number of layers where there is none. */
static guint
find_reader (const GradusNetwork *network, guint layer)
{
  GradusTensor tensor;
  guint reader = layer + 1;

  while (reader < gradus_network_get_n_layers (network) &&
         !has_weight_tensor (network, reader, &tensor))
    reader++;
  return reader;
}

/* Of all layers with weights but the last. */
static GArray *
list_hidden_units (const GradusNetwork *network, const GradusExperiment *experiment)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (HiddenUnit));
  g_autofree GradusShape *shapes = gradus_experiment_infer_shapes (experiment);
  const guint n_layers = gradus_network_get_n_layers (network);
  GradusTensor tensor;

  for (guint i = 0; i < n_layers; i++) {
    const guint reader = find_reader (network, i);

    if (!has_weight_tensor (network, i, &tensor))
      continue;
    for (guint unit = 0; reader < n_layers && unit < gradus_shape_count_units (&shapes[i + 1]);
         unit++) {
      const HiddenUnit hidden = { i, unit, gradus_shape_count_units (&shapes[i + 1]), reader };

      g_array_append_val (units, hidden);
    }
  }
  return units;
}

/* In a row of the reader's weights the inputs of a unit lie side by side: one number, a map's
 * places, or a kernel for it. */
static void
switch_off (GradusNetwork *network, const HiddenUnit *hidden)
{
  GradusTensor tensor;
  float *weights;
  gsize row, slice;

  if (!has_weight_tensor (network, hidden->reader, &tensor))
    return;
  weights = gradus_network_get_parameters (network, hidden->reader) + tensor.offset;
  row = gradus_tensor_count_row (&tensor);
  slice = row / hidden->n_units;
  for (guint i = 0; i < gradus_tensor_count_rows (&tensor); i++)
    memset (weights + i * row + hidden->unit * slice, 0, slice * sizeof (float));
}

/* A share of all hidden units, in a random order. */
static GArray *
choose_hidden_units (const GradusNetwork *network, const GradusExperiment *experiment, double share,
                     guint seed)
{
  g_autoptr (GArray) units = list_hidden_units (network, experiment);
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (HiddenUnit));
  const guint n = (guint) llround (share * units->len);
  g_autofree guint *order = g_new (guint, MAX (units->len, 1));
  GradusRandom random;

  gradus_random_init (&random, seed, STREAM + GRADUS_DAMAGE_UNITS);
  gradus_random_shuffle (&random, units->len, order);
  for (guint i = 0; i < n; i++)
    g_array_append_val (chosen, g_array_index (units, HiddenUnit, order[i]));
  return chosen;
}

static void
switch_units_off (GradusNetwork *network, const GradusExperiment *experiment, double share,
                  guint seed)
{
  g_autoptr (GArray) chosen = choose_hidden_units (network, experiment, share, seed);

  for (guint i = 0; i < chosen->len; i++)
    switch_off (network, &g_array_index (chosen, HiddenUnit, i));
}

void
gradus_damage_network (GradusNetwork *network, const GradusExperiment *experiment,
                       GradusDamageKind kind, double amount, guint seed)
{
  Noise noise = { .amount = amount };

  if (kind == GRADUS_DAMAGE_UNITS)
    switch_units_off (network, experiment, amount, seed);
  else if (kind == GRADUS_DAMAGE_PRUNE)
    prune_network (network, amount);
  else if (amount > 0) {
    gradus_random_init (&noise.random, seed, STREAM + GRADUS_DAMAGE_WEIGHT_NOISE);
    foreach_weights (network, add_weight_noise, &noise);
  }
}

static GradusNetwork *
make_network (const GradusExperiment *experiment, const GradusShape *input, GError **error)
{
  return gradus_network_new (gradus_experiment_get_layer (experiment, 0),
                             gradus_experiment_get_n_layers (experiment), input,
                             experiment->optimiser.kind, error);
}

/* What the optimiser remembers is of other weights, so nothing of it goes into the network that is
 * saved. */
static GradusCheckpoint *
save_fresh (const GradusExperiment *experiment, const GradusShape *input, GradusNetwork *damaged,
            guint64 step, GError **error)
{
  g_autoptr (GradusNetwork) fresh = make_network (experiment, input, error);
  GradusCheckpoint *checkpoint =
      fresh ? gradus_checkpoint_new (step, gradus_network_count_state (fresh)) : NULL;

  if (fresh && !checkpoint)
    g_set_error_literal (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_TOO_LARGE,
                         _ ("There is no memory for another run"));
  if (!checkpoint)
    return NULL;
  memcpy (gradus_network_get_parameters (fresh, 0), gradus_network_get_parameters (damaged, 0),
          gradus_network_get_n_floats (fresh) * sizeof (float));
  gradus_network_save_state (fresh, checkpoint->state);
  return checkpoint;
}

GradusCheckpoint *
gradus_damage_checkpoint (const GradusExperiment *experiment, const GradusShape *input,
                          const GradusCheckpoint *checkpoint, GradusDamageKind kind, double amount,
                          guint seed, GError **error)
{
  g_autoptr (GradusNetwork) network = make_network (experiment, input, error);

  if (!network)
    return NULL;
  gradus_network_load_state (network, checkpoint->state);
  gradus_damage_network (network, experiment, kind, amount, seed);
  return save_fresh (experiment, input, network, checkpoint->step, error);
}

GradusCheckpoint *
gradus_damage_switch_off (const GradusExperiment *experiment, const GradusShape *input,
                          const GradusCheckpoint *checkpoint, const GArray *units, GError **error)
{
  g_autoptr (GradusNetwork) network = make_network (experiment, input, error);
  g_autofree GradusShape *shapes = gradus_experiment_infer_shapes (experiment);

  if (!network)
    return NULL;
  gradus_network_load_state (network, checkpoint->state);
  for (guint i = 0; i < units->len; i++) {
    const GradusUnitPlace *place = &g_array_index (units, GradusUnitPlace, i);
    const HiddenUnit hidden = { place->layer, place->unit,
                                gradus_shape_count_units (&shapes[place->layer + 1]),
                                find_reader (network, place->layer) };

    if (hidden.reader < gradus_network_get_n_layers (network))
      switch_off (network, &hidden);
  }
  return save_fresh (experiment, input, network, checkpoint->step, error);
}

GArray *
gradus_damage_choose_units (const GradusExperiment *experiment, const GradusShape *input,
                            double share, guint seed, GError **error)
{
  g_autoptr (GradusNetwork) network = make_network (experiment, input, error);
  g_autoptr (GArray) chosen = NULL;
  GArray *units;

  if (!network)
    return NULL;
  chosen = choose_hidden_units (network, experiment, share, seed);
  units = gradus_units_off_new ();
  for (guint i = 0; i < chosen->len; i++) {
    const HiddenUnit *hidden = &g_array_index (chosen, HiddenUnit, i);

    gradus_units_off_toggle (units, hidden->layer, hidden->unit);
  }
  return units;
}

/* -- Samples ----------------------------------------------------------------------------------- */

static void
add_input_noise (float *inputs, gsize n, double amount, guint seed)
{
  double sum = 0, squares = 0;
  GradusRandom random;
  float size;

  for (gsize i = 0; i < n; i++) {
    sum += (double) inputs[i];
    squares += (double) inputs[i] * (double) inputs[i];
  }
  size = (float) (amount * sqrt (MAX (squares / (double) n - pow (sum / (double) n, 2), 0)));
  gradus_random_init (&random, seed, STREAM + GRADUS_DAMAGE_INPUT_NOISE);
  for (gsize i = 0; i < n; i++)
    inputs[i] += size * gradus_random_normal (&random);
}

/* Where a pixel of the damaged picture is taken from. */
typedef struct {
  double cosine, sine, dx, dy;
} Motion;

static Motion
make_motion (GradusDamageKind kind, double amount, guint seed)
{
  static const int ways[][2] = { { -1, 0 }, { 1, 0 }, { 0, 1 }, { 0, -1 } };
  const double angle = (seed % 2 ? -1 : 1) * amount * G_PI / 180;

  if (kind == GRADUS_DAMAGE_SHIFT)
    return (Motion){ 1, 0, ways[seed % 4][0] * amount, ways[seed % 4][1] * amount };
  return (Motion){ cos (angle), sin (angle), 0, 0 };
}

static float
look_up_pixel (const GradusPictureLayout *layout, const float *picture, double x, double y,
               guint channel, float dark)
{
  if (x < 0 || y < 0 || x >= layout->width || y >= layout->height)
    return dark;
  return picture[gradus_picture_layout_find (layout, (guint) x, (guint) y, channel)];
}

/* Between four pixels; those beyond the edge are dark. */
static float
interpolate_pixel (const GradusPictureLayout *layout, const float *picture, double x, double y,
                   guint channel, float dark)
{
  const double left = floor (x), top = floor (y);
  const float across = (float) (x - left), down = (float) (y - top);
  const float a = look_up_pixel (layout, picture, left, top, channel, dark),
              b = look_up_pixel (layout, picture, left + 1, top, channel, dark),
              c = look_up_pixel (layout, picture, left, top + 1, channel, dark),
              d = look_up_pixel (layout, picture, left + 1, top + 1, channel, dark);

  return (1 - down) * ((1 - across) * a + across * b) + down * ((1 - across) * c + across * d);
}

/* About the middle. */
static void
move_picture (const GradusPictureLayout *layout, const float *picture, const Motion *motion,
              float dark, float *moved)
{
  const double mid_x = (layout->width - 1) / 2.0, mid_y = (layout->height - 1) / 2.0;

  for (guint y = 0; y < layout->height; y++) {
    for (guint x = 0; x < layout->width; x++) {
      const double dx = x - mid_x, dy = y - mid_y;
      const double from_x = mid_x + motion->cosine * dx - motion->sine * dy + motion->dx;
      const double from_y = mid_y + motion->sine * dx + motion->cosine * dy + motion->dy;

      for (guint channel = 0; channel < layout->n_channels; channel++)
        moved[gradus_picture_layout_find (layout, x, y, channel)] =
            interpolate_pixel (layout, picture, from_x, from_y, channel, dark);
    }
  }
}

GradusDataset *
gradus_damage_samples (const GradusDataset *dataset, guint n, GradusDamageKind kind, double amount,
                       guint seed)
{
  g_autofree guint *first = g_new (guint, n);
  GradusDataset *damaged;
  const gsize n_inputs = dataset->n_inputs;
  const Motion motion = make_motion (kind, amount, seed);
  float extremes[2];

  for (guint i = 0; i < n; i++)
    first[i] = i;
  damaged = gradus_dataset_pick (dataset, first, n);
  if (amount <= 0)
    return damaged;
  if (kind == GRADUS_DAMAGE_INPUT_NOISE) {
    add_input_noise (damaged->floats, n * n_inputs, amount, seed);
    return damaged;
  }
  gradus_dataset_find_extremes (damaged, n, extremes);
  for (guint i = 0; i < n; i++) {
    g_autofree float *picture =
        g_memdup2 (damaged->floats + i * n_inputs, n_inputs * sizeof (float));

    move_picture (&damaged->picture, picture, &motion, extremes[0],
                  damaged->floats + i * n_inputs);
  }
  return damaged;
}

/* -- The curve --------------------------------------------------------------------------------- */

gboolean
gradus_damage_is_possible (GradusDamageKind kind, const GradusExperiment *experiment,
                           const GradusDataset *training, char **why)
{
  const char *sentence = NULL;

  if (!gradus_damage_is_of_network (kind) && kind != GRADUS_DAMAGE_INPUT_NOISE && training->picture.width == 0)
    sentence = _ ("The samples are no pictures, so they cannot be moved or turned");
  for (guint i = 0; kind == GRADUS_DAMAGE_UNITS && i < gradus_experiment_get_n_layers (experiment);
       i++) {
    if (gradus_experiment_get_layer (experiment, i)->class == &gradus_add_class)
      sentence = _ ("A layer adds what an earlier one says, so a unit has more readers than the "
                    "next layer and cannot be switched off there");
  }
  if (sentence && why)
    *why = g_strdup (sentence);
  return !sentence;
}

/* What all measurements of one damage have in common. */
typedef struct {
  const GradusExperiment *experiment;
  const GradusCheckpoint *checkpoint;
  GradusNetwork *network;
  GradusEvaluator *evaluator;
  GradusDamage *damage;
} Bench;

static void
measure_point (Bench *bench, GradusDataset *dataset, GradusDamageCurve *curve, guint point,
               guint seed)
{
  const GradusDamageKind kind = bench->damage->kind;
  const double amount = bench->damage->amounts[point];
  g_autoptr (GradusDataset) damaged = NULL;
  GradusEvaluation found;

  if (gradus_damage_is_of_network (kind))
    damaged = gradus_dataset_ref (dataset);
  else
    damaged = gradus_damage_samples (dataset, curve->n_samples, kind, amount, seed);
  found = gradus_evaluator_measure (bench->evaluator, damaged, curve->n_samples);
  curve->mean[point] += found.accuracy / bench->damage->n_seeds;
  curve->cost[point] += found.cost / bench->damage->n_seeds;
  curve->lowest[point] = seed == 0 ? found.accuracy : MIN (curve->lowest[point], found.accuracy);
  curve->highest[point] = seed == 0 ? found.accuracy : MAX (curve->highest[point], found.accuracy);
}

static gboolean
measure_all (Bench *bench, GradusDataset *training, GradusDataset *test,
             const atomic_bool *interrupt)
{
  GradusDamage *damage = bench->damage;

  for (guint i = 0; i < GRADUS_DAMAGE_POINTS * damage->n_seeds; i++) {
    const guint point = i / damage->n_seeds, seed = i % damage->n_seeds;

    if (atomic_load (interrupt))
      return FALSE;
    gradus_network_load_state (bench->network, bench->checkpoint->state);
    if (gradus_damage_is_of_network (damage->kind))
      gradus_damage_network (bench->network, bench->experiment, damage->kind,
                             damage->amounts[point], seed);
    measure_point (bench, training, &damage->training, point, seed);
    if (damage->test.n_samples > 0)
      measure_point (bench, test, &damage->test, point, seed);
  }
  return TRUE;
}

static GradusDamage *
make_damage (const GradusCheckpoint *checkpoint, const GradusDataset *training,
             const GradusDataset *test, GradusDamageKind kind)
{
  GradusDamage *damage = g_new0 (GradusDamage, 1);
  const double most =
      damages[kind].most > 0 ? damages[kind].most : floor (training->picture.width / 2.0);

  damage->kind = kind;
  damage->step = checkpoint->step;
  damage->n_seeds = damages[kind].n_seeds;
  damage->has_numbers = training->variance > 0;
  damage->training.n_samples = MIN (training->n_samples, (guint) GRADUS_DAMAGE_SAMPLES);
  damage->test.n_samples = test ? MIN (test->n_samples, (guint) GRADUS_DAMAGE_SAMPLES) : 0;
  for (guint i = 0; i < GRADUS_DAMAGE_POINTS; i++) {
    damage->amounts[i] = most * i / (GRADUS_DAMAGE_POINTS - 1);
    if (kind == GRADUS_DAMAGE_SHIFT) /* by whole pixels: between them a picture would be blurred */
      damage->amounts[i] = round (damage->amounts[i]);
  }
  return damage;
}

GradusDamage *
gradus_damage_measure (const GradusExperiment *experiment, const GradusCheckpoint *checkpoint,
                       GradusDataset *training, GradusDataset *test, GradusDamageKind kind,
                       const atomic_bool *interrupt, GError **error)
{
  g_autofree GradusDamage *damage = make_damage (checkpoint, training, test, kind);
  g_autoptr (GradusNetwork) network = make_network (experiment, &training->shape, error);
  g_autoptr (GradusEvaluator) evaluator =
      network ? gradus_evaluator_new (network, experiment->cost,
                                      MAX (damage->training.n_samples, damage->test.n_samples),
                                      error)
              : NULL;
  Bench bench = { experiment, checkpoint, network, evaluator, damage };

  if (!evaluator || !measure_all (&bench, training, test, interrupt))
    return NULL;
  return g_steal_pointer (&damage);
}

char *
gradus_damage_describe (const GradusDamage *self)
{
  const GradusDamageCurve *curve =
      self->test.n_samples > 0 ? &self->test : &self->training;
  const guint half = GRADUS_DAMAGE_POINTS / 2, last = GRADUS_DAMAGE_POINTS - 1;
  g_autofree char *whole = gradus_number_format (curve->mean[0]);
  g_autofree char *middle = gradus_number_format (curve->mean[half]);
  g_autofree char *end = gradus_number_format (curve->mean[last]);
  g_autofree char *amount = gradus_number_format_setting (self->amounts[half]);
  g_autofree char *most = gradus_number_format_setting (self->amounts[last]);

  return g_strdup_printf (self->test.n_samples > 0
                              /* Translators: what was damaged, "the accuracy" or "R²", its value,
                                 its value and an amount, twice */
                              ? _ ("%s: %s over the test data is %s undamaged, %s at %s and %s at "
                                   "%s. The run itself is as it was.")
                              : _ ("%s: %s over the training data is %s undamaged, %s at %s and %s "
                                   "at %s. The run itself is as it was."),
                          _ (gradus_damage_titles[self->kind]),
                          self->has_numbers ? "R²" : _ ("the accuracy"), whole, middle, amount, end, most);
}
