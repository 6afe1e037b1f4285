/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/activation.h"
#include "nn/initialiser.h"

G_BEGIN_DECLS

/* GradusLayer: one layer of a network, of some kind, behind one table of functions.
 *
 * A layer holds its shape and settings, never its numbers: the parameters of all layers lie in one piece that
 * the network owns, the activations of a batch in a GradusPass. So a new kind of layer is one new file with
 * one GradusLayerClass, and whoever walks a network (trainer, exports, views) knows no kind by name. */

/* What an experiment says of a layer. */
typedef struct {
  guint units;
  GradusActivation activation;
  GradusInitialiser initialiser;
} GradusLayerSpec;

gboolean gradus_layer_spec_equal (const GradusLayerSpec *a, const GradusLayerSpec *b);

/* A matrix among the parameters of a layer; `offset` floats after the first of them, row by row. */
typedef struct {
  const char *name; /* "weight", "bias" */
  guint rows;
  guint columns;
  gsize offset;
} GradusTensor;

#define GRADUS_LAYER_MAX_TENSORS 4

/* One layer's part of the passage of a batch. Rows lie `stride` floats apart, see nn/kernels.h. */
typedef struct {
  guint stride;
  const float *input; /* (inputs, stride) */
  float *output;      /* (outputs, stride) */
  float *slope;       /* (outputs, stride), f′(z); NULL where no gradient is wanted */
  float *z;           /* (outputs, stride), what the activation was given; NULL where nobody asks */
} GradusLayerPass;

typedef struct _GradusLayer GradusLayer;

typedef struct {
  const char *name;

  /* How many floats of parameters the layer has. */
  gsize (*count_parameters) (const GradusLayer *layer);

  /* Fills `tensors`, returns how many; the first is the one whose gradient norm speaks for the layer. */
  guint (*list_tensors) (const GradusLayer *layer, GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS]);

  void (*initialise) (const GradusLayer *layer, GradusRandom *random, float *parameters);

  /* input → output, slope, z. */
  void (*forward) (const GradusLayer *layer, const float *parameters, const GradusLayerPass *pass);

  /* From the gradient by the outputs (outputs, stride; overwritten) those by the parameters, and that by the
   * inputs (inputs, stride) unless NULL. Where `pass->slope` is NULL the gradient given is already that by z. */
  void (*backward) (const GradusLayer *layer, const float *parameters, const GradusLayerPass *pass,
                    float *output_gradient, float *parameter_gradients, float *input_gradient);
} GradusLayerClass;

struct _GradusLayer {
  const GradusLayerClass *class;
  guint n_inputs;
  GradusLayerSpec spec;
};

/* A fully connected layer: a = f(W·x + b), W (units, inputs), b (units). */
extern const GradusLayerClass gradus_dense_class;

G_END_DECLS
