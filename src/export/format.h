/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/weights.h"

G_BEGIN_DECLS

/* GradusFormat: a file format for trained weights, or for the experiment as code. A new one is a
 * file and a line in format.c. */
typedef struct {
  const char *suffix; /* of the file's name */
  const char *title;  /* for the interface */

  /* Makes the file's content. `name` is that of the file, without folder and suffix. Fails if
   * the format cannot hold the weights. */
  GBytes *(*write) (const GradusWeights *weights, const char *name, GError **error);

  /* A second file beside the first, or NULL. */
  const char *companion_suffix;
  GBytes *(*write_companion) (const GradusWeights *weights, const char *name, GError **error);

  gboolean is_code; /* of the experiment: whether it can be written does not depend on weights */
} GradusFormat;

/* All formats; the last entry has no suffix. */
extern const GradusFormat gradus_formats[];

/* The format of a file by its name, or NULL. */
const GradusFormat *gradus_format_find (const char *filename);

/* ".safetensors, .onnx, … or .json", for errors. Free with g_free(). */
char *gradus_formats_list (void);

/* The name of the file beside that one; NULL where the format has no companion. */
char *gradus_format_name_companion (const GradusFormat *format, const char *filename);

/* What every companion has somewhere. */
#define GRADUS_COMPANION_MARK " as Gradus trained it, "

/* Fails where another file than an earlier companion stands at the companion's place. */
gboolean gradus_format_check_companion (const GradusFormat *format, const char *filename,
                                        GError **error);

/* Writes the weights to a file, and to its companion if the format has one. Both are replaced as a
 * whole or left as they were; an unrelated file in the companion's place is an error. The error's
 * message begins with the file's name. */
gboolean gradus_weights_save (const GradusWeights *weights, const GradusFormat *format,
                              const char *filename, GError **error);

/* safetensors (F32, little-endian, in the order of the layers, the header padded to 8 bytes with
 * spaces). The metadata has "experiment" and "preparation" (experiment/preparation-json.h), as
 * JSON, and "step". */
GBytes *gradus_safetensors_write (const GradusWeights *weights, const char *name, GError **error);

/* ONNX: opset 13, IR 7, "input" (batch, raw numbers) to "output" (batch, outputs), both float32.
 * The graph computes features, scales inputs, and scales outputs back. The metadata is as in
 * safetensors. */
GBytes *gradus_onnx_write (const GradusWeights *weights, const char *name, GError **error);

/* NumPy: a float32 array for each tensor, stored without compression; "experiment" and
 * "preparation" are texts, "step" is a number. */
GBytes *gradus_npz_write (const GradusWeights *weights, const char *name, GError **error);

/* C99 that needs only libm: NAME_predict (input, output) takes raw numbers. With -DNAME_CHECK it
 * has a main() that compares its answers to a few samples with those of Gradus. */
GBytes *gradus_c_write_source (const GradusWeights *weights, const char *name, GError **error);
GBytes *gradus_c_write_header (const GradusWeights *weights, const char *name, GError **error);

/* "tensor,row,column,value", a line for each number, counted from 0, with nine digits; behind the
 * tensors the numbers of the preparation. */
GBytes *gradus_weights_csv_write (const GradusWeights *weights, const char *name, GError **error);

/* JSON: { "gradus-weights": 1, "step": 0, "experiment": { … }, "preparation": { … },
 *         "tensors": { "layer.1.weight": [[…], …], "layer.1.bias": […], … } }
 * with nine digits, which distinguish any two float32; numbers that are not finite are null. */
GBytes *gradus_weights_json_write (const GradusWeights *weights, const char *name, GError **error);

/* A Python script for students: the same data, architecture, initialisation and optimiser. Keras's
 * network is a Sequential, or a Model of calls where a layer adds an earlier one. */
GBytes *gradus_pytorch_write (const GradusWeights *weights, const char *name, GError **error);
GBytes *gradus_keras_write (const GradusWeights *weights, const char *name, GError **error);

/* A Jupyter notebook (nbformat 4) of the PyTorch script, a cell of text before each piece of code,
 * and at the end the curve of its cost beside that of the run, where the weights have its
 * history. */
GBytes *gradus_notebook_write (const GradusWeights *weights, const char *name, GError **error);

G_END_DECLS
