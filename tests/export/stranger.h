/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/layer-spec.h"
#include "train/weights.h"

/* A kind of layer that Gradus does not have, as somebody would add it: y = w·x, number by number; w
 * starts at 1. No source outside the tests knows it. */
extern const GradusLayerClass stranger_class;

/* 2-5-1 with such a layer before each dense one, and what it learns in some steps. */
GradusExperiment *stranger_make_experiment (void);
GradusWeights *stranger_train (void);
