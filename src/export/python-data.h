/* SPDX-License-Identifier: MIT */
#pragma once

#include "export/code-parts.h"
#include "export/python.h"

G_BEGIN_DECLS

/* Where a program in Python runs: a script knows the folder in which it lies and may be called with
 * weights; a notebook works in its folder. */
typedef enum {
  GRADUS_PYTHON_SCRIPT,
  GRADUS_PYTHON_NOTEBOOK,
} GradusPythonPlace;

/* Appends the imports, `frameworks` among them (whole lines), and what the program is told from
 * outside: `weights_path`, the name of a file or None, and `steps`. */
void gradus_python_append_imports (GPtrArray *parts, const GradusWeights *weights,
                                   const char *frameworks, GradusPythonPlace place);

/* Appends code with NumPy, as np, that makes or reads the data of an experiment: x (samples,
 * inputs) and y (samples, outputs) in float32, and x_test, y_test if the experiment has test data.
 *
 * All that it does comes from what Gradus itself has done: the samples from its generator or from
 * the columns of its import, in its order; how they become inputs from the preparation that ONNX
 * and C take, too. There is a class Random if the samples need one, if they are moved, or if the
 * program says that it draws batches. Fails where the files are not there. */
gboolean gradus_python_append_data (GPtrArray *parts, const GradusWeights *weights,
                                    gboolean draws_batches, GError **error);

/* Appends the function `load`, which reads a safetensors file into a dictionary of arrays. */
void gradus_python_append_load (GPtrArray *parts);

/* Whether pictures are moved when they are learnt. The code has then a function
 * vary (pictures, samples, epoch): of an array of samples, whose numbers are given. */
gboolean gradus_python_varies (const GradusWeights *weights);

/* Whether some samples are kept for testing. */
gboolean gradus_python_has_test (const GradusWeights *weights);

G_END_DECLS
