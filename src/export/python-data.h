/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/weights.h"

G_BEGIN_DECLS

/* Appends Python with NumPy, as np, that makes or reads the data of an experiment: afterwards x (samples,
 * inputs) and y (samples, outputs) are float32, split into x, y and x_test, y_test where the experiment
 * keeps some apart. Chance is NumPy's, so generated samples are others of the same kind. */
void gradus_python_append_data (GString *code, const GradusWeights *weights);

/* The script's own description: what it is, in which framework, and a remark. */
void gradus_python_append_title (GString *code, const GradusWeights *weights, const char *framework,
                                 const char *remark);

/* The modules of Python itself that reading the data takes. */
void gradus_python_append_imports (GString *code, const GradusWeights *weights);

/* What the learning rate of `step` is multiplied with, an expression of Python and NumPy; NULL where that
 * is always 1. */
char *gradus_python_write_schedule (const GradusSchedule *schedule);

/* A text as Python has it, in quotes. */
void gradus_python_append_text (GString *code, const char *text);

/* A number with as few digits as tell it from others; 0 has a point too. */
void gradus_python_append_number (GString *code, double number);

/* ", name=value" */
void gradus_python_append_argument (GString *code, const char *name, double value);

/* By kind: what PyTorch and Keras call an optimiser. */
extern const char *const gradus_python_optimisers[];

G_END_DECLS
