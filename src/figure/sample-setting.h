/* SPDX-License-Identifier: MIT */
#pragma once

#include <stddef.h>

#include "figure/figure-setting.h"

G_BEGIN_DECLS

/* The setting "sample", of figures that are of one training sample. Their struct has it as
 * `int sample`, from 1. What is special to a figure, its title and tooltip, follows the struct's
 * name. */
#define GRADUS_SAMPLE_SETTING(Figure, ...)                                                         \
  {                                                                                                \
    .name = "sample", .kind = GRADUS_FIGURE_SETTING_WHOLE, .offset = offsetof (Figure, sample),    \
    .usual = 1, .lowest = 1, .highest = 1e9,                                                       \
    .help = "The sample that chain, network, saliency and views of maps are of, from 1",           \
    .argument = "N", .in_lessons = TRUE, .is_shared = TRUE,                                        \
    .find_highest = gradus_sample_setting_count, .find_best = gradus_sample_setting_choose,        \
    __VA_ARGS__                                                                                    \
  }

/* How many samples there are; 1 where it is not known. */
double gradus_sample_setting_count (const GradusFigureSource *source);

/* The number, from 1, of the sample that tells most of how a network learns. The gradient of the
 * first layer's weights is δ·xᵀ: of an input that is 0 it is 0, whatever the network does. So it is
 * the first of those with the fewest inputs that are 0; (1, 1) of XOR. Of pictures, which have
 * background, it is the first. */
double gradus_sample_setting_choose (const GradusFigureSource *source);

/* The fault of GradusFigureClass.find_fault of that sample; NULL: none, and `setting` is left. */
char *gradus_sample_setting_find_fault (int sample, const GradusFigureSource *source,
                                        const char **setting);

G_END_DECLS
