/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/weights.h"

G_BEGIN_DECLS

/* What is written alike in every program in Python. */

/* Appends a string literal; bytes that are no UTF-8 come out as os.fsdecode() has them. */
void gradus_python_append_text (GString *code, const char *text);

/* Appends a list of string literals. */
void gradus_python_append_texts (GString *code, const GPtrArray *texts);

/* Appends a float literal with the fewest digits that read back as the same number. */
void gradus_python_append_number (GString *code, double number);

/* The same for a number that is a float32. */
void gradus_python_append_float (GString *code, float number);

/* Appends ", name=value". */
void gradus_python_append_argument (GString *code, const char *name, double value);

/* "NAME: a network 2-5-1 on xor, as Gradus has it, in FRAMEWORK." Free with g_free(). */
char *gradus_python_write_title (const GradusWeights *weights, const char *framework);

/* Appends the beginning of a script that `name`.py is: its docstring, with how to call it and a
 * remark (NULL: none). */
void gradus_python_append_head (GString *code, const GradusWeights *weights, const char *name,
                                const char *framework, const char *remark);

/* The factor of the learning rate at `step`, as an expression with NumPy; NULL if it is always 1.
 * Free with g_free(). */
char *gradus_python_write_schedule (const GradusSchedule *schedule);

/* By kind: the name of an optimiser in PyTorch and Keras. */
extern const char *const gradus_python_optimisers[];

/* A remark on AdamW's convention, or NULL where another optimiser is used. */
const char *gradus_python_get_decay_remark (const GradusOptimiser *optimiser);

G_END_DECLS
