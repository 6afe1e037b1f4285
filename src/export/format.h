/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/weights.h"

G_BEGIN_DECLS

/* GradusFormat: a way in which trained weights, or the experiment as code, leave Gradus. A new one is a
 * file and a line in format.c. */
typedef struct {
  const char *suffix; /* of the file's name */
  const char *title;  /* before people */

  /* The file's content. `name` is the file's own, without folder and suffix. Fails where it cannot be in
   * the format. */
  GBytes *(*write) (const GradusWeights *weights, const char *name, GError **error);

  /* A second file beside the first; NULL: none. */
  const char *companion_suffix;
  GBytes *(*write_companion) (const GradusWeights *weights, const char *name, GError **error);
} GradusFormat;

/* Ends with an entry without a suffix. */
extern const GradusFormat gradus_formats[];

/* By the name of the file; NULL where there is none for it. */
const GradusFormat *gradus_format_find (const char *filename);

/* For sentences: ".safetensors, .onnx, … or .json"; the caller's own. */
char *gradus_formats_list (void);

/* Each file is replaced as a whole or left as it was; the error's message begins with its name. */
gboolean gradus_weights_save (const GradusWeights *weights, const GradusFormat *format, const char *filename,
                              GError **error);

/* safetensors (F32, little-endian, in the order of the layers, the header padded to 8 bytes with spaces);
 * the metadata holds "experiment" and "preparation" (experiment/preparation-json.h), as JSON, and "step". */
GBytes *gradus_safetensors_write (const GradusWeights *weights, const char *name, GError **error);

/* ONNX: opset 13, IR 7, "input" (batch, raw numbers) to "output" (batch, outputs), both float32: features,
 * scaling of inputs and that of targets, back, are part of the graph. The metadata holds what that of
 * safetensors does. */
GBytes *gradus_onnx_write (const GradusWeights *weights, const char *name, GError **error);

/* NumPy: an array a tensor, of float32, stored, not packed; "experiment" and "preparation" are texts,
 * "step" a number. */
GBytes *gradus_npz_write (const GradusWeights *weights, const char *name, GError **error);

/* C99 that needs nothing but libm: NAME_predict (input, output), from raw numbers. Compiled with
 * -DNAME_CHECK it has a main() that compares its answers to samples with those of Gradus. */
GBytes *gradus_c_write_source (const GradusWeights *weights, const char *name, GError **error);
GBytes *gradus_c_write_header (const GradusWeights *weights, const char *name, GError **error);

/* "tensor,row,column,value", a line a number, counted from 0, with nine digits. */
GBytes *gradus_weights_csv_write (const GradusWeights *weights, const char *name, GError **error);

/* JSON: { "gradus-weights": 1, "step": 0, "experiment": { … }, "preparation": { … },
 *         "tensors": { "layer.1.weight": [[…], …], "layer.1.bias": […], … } }
 * with nine digits a number, which tell any two float32 apart; numbers that are not finite are null. */
GBytes *gradus_weights_json_write (const GradusWeights *weights, const char *name, GError **error);

/* Python for a student to run: the same data, architecture, initialisation and optimiser. */
GBytes *gradus_pytorch_write (const GradusWeights *weights, const char *name, GError **error);
GBytes *gradus_keras_write (const GradusWeights *weights, const char *name, GError **error);

G_END_DECLS
