/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/activation.h"
#include "nn/initialiser.h"
#include "nn/pass.h"
#include "nn/team.h"

G_BEGIN_DECLS

/* GradusLayer: one layer of a network, of some kind, behind one table of functions.
 *
 * A layer holds its shape and settings, never its numbers: the parameters of all layers lie in one piece that
 * the network owns, the activations of a batch in a GradusPass. So a new kind of layer is one new file with
 * one GradusLayerClass and a line in layer.c, and whoever walks a network (trainer, exports, views) knows no kind by name. */
typedef struct _GradusLayer GradusLayer;
typedef struct _GradusLayerClass GradusLayerClass;

/* A number that a kind of layer has, such as dropout's rate. */
typedef struct {
  const char *key;   /* in files: "rate" */
  const char *title; /* before people: "Rate" */
  double usual, lowest, highest;
  gboolean acts_at_once; /* may change while the network trains */
} GradusLayerSetting;

#define GRADUS_LAYER_MAX_SETTINGS 4

/* What an experiment says of a layer. What the class does not have is left as gradus_layer_spec_make() sets it. */
typedef struct {
  const GradusLayerClass *class;
  guint units;
  GradusActivation activation;
  GradusInitialiser initialiser;
  double settings[GRADUS_LAYER_MAX_SETTINGS]; /* as class->settings lists them */
} GradusLayerSpec;

/* The usual numbers: 1 unit, linear, uniform(-1, 1). */
GradusLayerSpec gradus_layer_spec_make (const GradusLayerClass *class);

/* A dense layer, which most are. */
GradusLayerSpec gradus_layer_spec_dense (guint units, GradusActivationKind activation,
                                         GradusInitialiserKind initialiser);

gboolean gradus_layer_spec_equal (const GradusLayerSpec *a, const GradusLayerSpec *b);

/* Whether a network that trains may go on with `b` in the place of `a`: they have the same shape and start. */
gboolean gradus_layer_spec_can_go_on_as (const GradusLayerSpec *a, const GradusLayerSpec *b);

/* A matrix among the parameters of a layer; `offset` floats after the first of them, row by row. */
typedef struct {
  const char *name; /* "weight", "bias", "running_mean": as PyTorch has them */
  guint rows;
  guint columns; /* 1 in a vector */
  gsize offset;
  gboolean is_weight;  /* what regularisers act on */
  gboolean is_trained; /* has a gradient; else the forward pass keeps it */
} GradusTensor;

#define GRADUS_LAYER_MAX_TENSORS 4

struct _GradusLayerClass {
  const char *name;  /* in files: "batch-normalisation" */
  const char *title; /* before people: "Batch normalisation" */

  /* What a spec of the kind says; without units there are as many as inputs. */
  gboolean has_units;
  gboolean has_activation;
  gboolean has_initialiser;
  const GradusLayerSetting *settings; /* ends with an entry without a key; NULL for none */

  /* Whether forward and backward look at all samples at once: they then get a span of rows (units), all samples of them,
   * instead of a span of columns (samples). */
  gboolean needs_whole_batch;

  /* Which activations the kind computes. NULL: those that are elementwise. */
  gboolean (*fits_activation) (GradusActivationKind activation);

  /* How many floats of parameters the layer has, and of room a pass of that stride needs beside its matrices. NULL: 0. */
  gsize (*count_parameters) (const GradusLayer *layer);
  gsize (*count_scratch) (const GradusLayer *layer, guint stride);

  /* Fills `tensors`, returns how many; the first, at offset 0, is the one whose norms speak for the layer. NULL: none. */
  guint (*list_tensors) (const GradusLayer *layer, GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS]);

  void (*initialise) (const GradusLayer *layer, GradusRandom *random, float *parameters);

  /* Fills an op with what the layer is to the kernels (parameters and gradients are those of the layer), and returns whether
   * layers of the kind that follow each other may be computed in one go of the kernels instead of by the functions below.
   * NULL: it is nothing to them. */
  gboolean (*describe) (const GradusLayer *layer, const float *parameters, float *gradients,
                        const GradusPass *pass, const GradusLayerPass *own, GradusDenseOp *op);

  /* Multiply-adds of one sample's way forward. */
  gsize (*count_multiply_adds) (const GradusLayer *layer);

  /* input → output, delta = f′(z), z, of a span of columns or rows. */
  void (*forward) (const GradusLayer *layer, float *parameters, const GradusPass *pass,
                   const GradusLayerPass *own, GradusSpan span);

  /* From the gradient by the outputs (outputs, stride), or, where that is NULL, from delta = dCost/dz as it stands: delta,
   * and the gradient by the inputs (inputs, stride) unless NULL. Of a span of columns or rows. */
  void (*backward) (const GradusLayer *layer, const float *parameters, const GradusPass *pass,
                    const GradusLayerPass *own, GradusSpan span, const float *gradient,
                    float *input_gradient);

  /* After backward of all samples: the gradients of the parameters, for a span of the rows of the first
   * tensor. Those of the other tensors go with one of its rows each: the same row where they have as many.
   * NULL: there are none. */
  void (*differentiate) (const GradusLayer *layer, const GradusPass *pass, const GradusLayerPass *own,
                         GradusSpan rows, float *gradients);
};

struct _GradusLayer {
  const GradusLayerClass *class;
  guint number; /* from 1 */
  guint n_inputs;
  guint n_outputs;
  guint n_rows; /* of z: the outputs, or their pieces */
  GradusLayerSpec spec;
};

/* All kinds, the dense one first; ends with NULL. */
extern const GradusLayerClass *const gradus_layer_classes[];

/* NULL where no kind has that name. */
const GradusLayerClass *gradus_layer_class_find (const char *name);

gboolean gradus_layer_class_fits_activation (const GradusLayerClass *class, GradusActivationKind activation);
guint gradus_layer_class_count_settings (const GradusLayerClass *class);

/* A setting by its key, which the class must have. */
double gradus_layer_get_setting (const GradusLayer *layer, const char *key);

/* 0 and nothing where the class has none. */
gsize gradus_layer_count_parameters (const GradusLayer *layer);
guint gradus_layer_list_tensors (const GradusLayer *layer, GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS]);

/* A fully connected layer: a = f(W·x + b), W (rows, inputs), b (rows), where rows are the units, or piece by piece all the
 * units' pieces. */
extern const GradusLayerClass gradus_dense_class;

/* Dropout (Srivastava et al. 2014), inverted: in training each value is 0 with probability `rate`, the others are divided
 * by 1 - rate; otherwise the values pass. Which ones follows from the seed, the step, the layer's number, the unit and
 * the sample's place in the batch. */
extern const GradusLayerClass gradus_dropout_class;

/* Batch normalisation (Ioffe & Szegedy 2015, algorithms 1 and 2): a = f(γ·(x - mean)/√(variance + epsilon) + β), unit by unit,
 * in training with mean and variance of the batch, otherwise with their running means, which move by `momentum` each step
 * (towards the unbiased variance, as in PyTorch). Tensors: weight γ, bias β, running_mean, running_var. */
extern const GradusLayerClass gradus_batch_normalisation_class;

G_END_DECLS
