/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/activation.h"
#include "nn/initialiser.h"
#include "nn/shape.h"
#include "nn/types.h"

G_BEGIN_DECLS

/* What an experiment says of a network: the kinds of layers that there are, and of each layer its
 * kind and its settings. Nothing here computes, and nothing here knows how that is done: see
 * nn/layer.h. */

#define GRADUS_MAX_LAYERS 100
#define GRADUS_MAX_UNITS 4096
#define GRADUS_MAX_INPUTS 65536
#define GRADUS_MAX_OUTPUTS (1 << 24) /* numbers that a layer says to a sample */
#define GRADUS_MAX_FILTERS 1024
#define GRADUS_MAX_WINDOW 32 /* a side of a convolution's kernel, or of a pooling's window */

typedef enum {
  GRADUS_SETTING_REAL,
  GRADUS_SETTING_WHOLE,  /* a whole number, not below 0; or the setting's word */
  GRADUS_SETTING_SIZE,   /* a height and a width, whole numbers: see gradus_size_make() */
  GRADUS_SETTING_CHOICE, /* the position of one of `choices` */
  GRADUS_SETTING_LAYER,  /* the number of an earlier layer, from 1; 0: the input */
} GradusSettingType;

/* What a kind of layer can be told, such as dropout's rate. Files, paths of --set and of sweeps,
 * controls and texts are made from this alone. A value of any type is a double: whole numbers,
 * positions and numbers of layers are exact in it. */
typedef struct {
  const char *key;   /* in files: "rate" */
  const char *title; /* before people: "Rate" */
  const char *hint;  /* before people, what it is: "how likely a value is 0 in training" */
  GradusSettingType type;
  double usual;
  double lowest, highest; /* of a real or whole number, and of both sides of a size */

  /* What may stand in the place of a whole number, in files ("same") and before people ("Same");
   * its value is GRADUS_SETTING_WORD. NULL: only a number may. */
  const char *word, *word_title;

  /* Of a choice: the names in files and the titles before people, in the same order; both end with
   * NULL. */
  const char *const *choices, *const *titles;

  gboolean acts_at_once; /* may change while the network trains */
  gboolean is_required;  /* a file must give it */
  gboolean is_width;     /* the layer has as many units, or maps, as this whole number says */
} GradusLayerSetting;

#define GRADUS_SETTING_WORD (-1.0)

/* A height and a width in one number: in files a single number too where both are the same. */
#define GRADUS_SIZE_BASE 4096

static inline double
gradus_size_make (guint height, guint width)
{
  return height == width ? height : height * GRADUS_SIZE_BASE + width;
}

static inline guint
gradus_size_get_height (double size)
{
  return size < GRADUS_SIZE_BASE ? (guint) size : (guint) size / GRADUS_SIZE_BASE;
}

static inline guint
gradus_size_get_width (double size)
{
  return (guint) size % GRADUS_SIZE_BASE;
}

#define GRADUS_LAYER_MAX_SETTINGS 8
#define GRADUS_NO_SETTING G_MAXUINT

typedef struct _GradusLayerSpec GradusLayerSpec;

/* GradusLayerClass: a kind of layer. A new kind is one new file that defines one, with the
 * functions that it points to, and a line in layer.c. Whoever edits, stores or shows experiments
 * needs to know no kind by name. */
typedef struct {
  const char *name;  /* in files: "batch-normalisation" */
  const char *title; /* before people: "Batch normalisation" */

  /* What a spec of the kind says. */
  gboolean has_activation;
  gboolean has_initialiser;
  gboolean compares_samples; /* of a batch in training, which says nothing where there is but one */
  const GradusLayerSetting *settings; /* ends with an entry without a key; NULL for none */

  /* Sets `out` to the shape of what the layer says, given that of its input and, where the kind
   * reads an earlier output too, the shape of that. Where the layer cannot be as its settings say,
   * returns FALSE with a sentence and its remedy, and `out` is what one would expect. NULL: as the
   * input. */
  gboolean (*infer_shape) (const GradusLayerSpec *spec, const GradusShape *in,
                           const GradusShape *earlier, GradusShape *out, GError **error);

  /* Which activations the kind computes. NULL: those that are elementwise. */
  gboolean (*fits_activation) (GradusActivationKind activation);

  const GradusLayerFunctions *functions; /* what it computes: nn/layer-functions.h */
} GradusLayerClass;

/* All kinds, the dense one first; ends with NULL. */
extern const GradusLayerClass *const gradus_layer_classes[];

/* A fully connected layer: a = f(W·x + b), W (rows, inputs), b (rows), where rows are the units, or
 * piece by piece all the units' pieces. */
extern const GradusLayerClass gradus_dense_class;

/* Dropout (Srivastava et al. 2014), inverted: in training each value is 0 with probability `rate`,
 * and the others are divided by 1 - rate; otherwise the values pass. Which ones follows from the
 * seed, the step, the layer's number, the unit and the sample's place in the batch. */
extern const GradusLayerClass gradus_dropout_class;

/* A convolution (LeCun et al. 1989): filters (filters, channels, height, width) go over a picture,
 * a[o, r, q] = f(b[o] + Σ w[o, c, i, j] · x[c, r·stride + i - top, q·stride + j - left]), and what
 * lies beyond the picture is 0. With "same" padding there are ⌈size / stride⌉ places, and the zeros
 * are shared by both sides, an odd one at the end, as in Keras; else as many zeros on each side as
 * it says. The fans are channels, or filters, times the kernel's numbers. Pieces of a maxout are
 * filters of their own. */
extern const GradusLayerClass gradus_convolution_class;

/* The largest, or the mean, of each window of size × size places of a map; what no window fills at
 * the end is left out. Of several that are largest the first one takes the gradient. And the mean
 * of a whole map. */
extern const GradusLayerClass gradus_max_pooling_class;
extern const GradusLayerClass gradus_average_pooling_class;
extern const GradusLayerClass gradus_global_average_pooling_class;

/* Batch normalisation (Ioffe & Szegedy 2015, algorithms 1 and 2): a = f(γ·(x - mean)/√(variance +
 * epsilon) + β), unit by unit, a map over all of its places, in training with mean and variance of
 * the batch, otherwise with their running means, which move by `momentum` each step (towards the
 * unbiased variance, as in PyTorch). Tensors: weight γ, bias β, running_mean, running_var. */
extern const GradusLayerClass gradus_batch_normalisation_class;

/* A skip connection (He et al. 2016): the sum of the input and of what the earlier layer of the
 * number `from` says, 0 being the network's input. Both have the same shape. */
extern const GradusLayerClass gradus_add_class;

/* NULL where no kind has that name. */
const GradusLayerClass *gradus_layer_class_find (const char *name);

gboolean gradus_layer_class_fits_activation (const GradusLayerClass *class,
                                             GradusActivationKind activation);
guint gradus_layer_class_count_settings (const GradusLayerClass *class);

/* The position of a setting in class->settings, or GRADUS_NO_SETTING. */
guint gradus_layer_class_find_setting (const GradusLayerClass *class, const char *key);

/* The setting that says how many units or maps such a layer has. NULL: as many as its input. */
const GradusLayerSetting *gradus_layer_class_get_width (const GradusLayerClass *class);

/* GradusLayerSpec: what an experiment says of a layer. What the class does not have is left as
 * gradus_layer_spec_make() sets it. */
struct _GradusLayerSpec {
  const GradusLayerClass *class;
  GradusActivation activation;
  GradusInitialiser initialiser;
  double settings[GRADUS_LAYER_MAX_SETTINGS]; /* as class->settings lists them */
};

/* The usual settings, linear, uniform(-1, 1). */
GradusLayerSpec gradus_layer_spec_make (const GradusLayerClass *class);

/* A dense layer, which most are. */
GradusLayerSpec gradus_layer_spec_dense (guint units, GradusActivationKind activation,
                                         GradusInitialiserKind initialiser);

/* A setting by its key, which the class must have. */
double gradus_layer_spec_get (const GradusLayerSpec *spec, const char *key);
void gradus_layer_spec_set (GradusLayerSpec *spec, const char *key, double value);

/* The number of units or maps, of a class that says it. */
guint gradus_layer_spec_get_width (const GradusLayerSpec *spec);
void gradus_layer_spec_set_width (GradusLayerSpec *spec, guint width);

gboolean gradus_layer_spec_equal (const GradusLayerSpec *a, const GradusLayerSpec *b);

/* Gets the number of the earlier layer whose output the layer reads besides that of the one before
 * it; 0 is the network's input. FALSE where its kind reads none. */
gboolean gradus_layer_spec_get_earlier (const GradusLayerSpec *spec, guint *number);

/* Fills `shapes` (n_layers + 1) with the shape of the input, and of what each layer says. Where a
 * layer cannot be, returns FALSE, with the sentence of the first one and its place from 0 in
 * `fault`; the shapes then are what one would expect. */
gboolean gradus_layer_specs_infer_shapes (const GradusLayerSpec *specs, guint n_layers,
                                          const GradusShape *input, GradusShape *shapes,
                                          guint *fault, GError **error);

/* How many parameters the layers have, all their tensors together, and where a layer cannot be, as
 * many as one would expect. Nothing of that size is allocated. */
guint64 gradus_layer_specs_count_parameters (const GradusLayerSpec *specs, guint n_layers,
                                             const GradusShape *input);

/* Whether a network that trains may go on with `b` in the place of `a`: they have the same shape
 * and start. */
gboolean gradus_layer_spec_can_go_on_as (const GradusLayerSpec *a, const GradusLayerSpec *b);

G_END_DECLS
