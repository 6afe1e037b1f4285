/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/safetensors.h"

G_BEGIN_DECLS

/* GradusWeightsPart: the tensors of a file that make one layer there, as their names say. What is
 * left of a name without the word for what the tensor is ("weight", "bias", "running_mean", "w" …)
 * is the part's: "hidden" of "hidden.weight" and "hidden.bias", "1" of "W1" and "b1". */
typedef struct {
  char *name;         /* may be "" */
  GPtrArray *tensors; /* of const GradusSafetensor, which the file owns: weight, bias, running mean,
                         running variance; others behind them, by name */
} GradusWeightsPart;

/* The parts of a file, in the order of their names, in which numbers count as numbers: an array of
 * GradusWeightsPart. What can be no weight, empty tensors and lone numbers such as a count of
 * batches, is in no part: its names are added to `left_out`. */
GPtrArray *gradus_weights_parts_list (const GradusSafetensors *file, GPtrArray *left_out);

/* What people call the part: its name, or that of its only tensor. */
const char *gradus_weights_part_get_title (const GradusWeightsPart *part);

/* "5 × 2": the shape as people write it; free with g_free(). */
char *gradus_safetensor_describe_shape (const GradusSafetensor *tensor);

G_END_DECLS
