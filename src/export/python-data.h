/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/weights.h"

G_BEGIN_DECLS

/* Appends Python code with NumPy, as np, that makes or reads the data of an experiment: x
 * (samples, inputs) and y (samples, outputs) in float32, and x_test, y_test if the experiment
 * has test data. Random numbers are NumPy's, so generated samples are different ones of the same
 * kind. */
void gradus_python_append_data (GString *code, const GradusWeights *weights);

/* Appends the script's docstring: what it is, the framework, and a remark. */
void gradus_python_append_title (GString *code, const GradusWeights *weights, const char *framework,
                                 const char *remark);

/* Appends imports of the standard modules that reading the data needs. */
void gradus_python_append_imports (GString *code, const GradusWeights *weights);

/* The factor of the learning rate at `step`, as a Python expression with NumPy; NULL if it is
 * always 1. Free with g_free(). */
char *gradus_python_write_schedule (const GradusSchedule *schedule);

/* Appends a Python string literal. */
void gradus_python_append_text (GString *code, const char *text);

/* Appends a float literal with the fewest digits that read back as the same number. */
void gradus_python_append_number (GString *code, double number);

/* Appends ", name=value". */
void gradus_python_append_argument (GString *code, const char *name, double value);

/* By kind: the name of an optimiser in PyTorch and Keras. */
extern const char *const gradus_python_optimisers[];

G_END_DECLS
