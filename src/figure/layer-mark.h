/* SPDX-License-Identifier: MIT */
#pragma once

#include <stddef.h>

#include "figure/figure-setting.h"

G_BEGIN_DECLS

/* GradusLayerMark: layers that words are about, in figures that show all layers. */
typedef struct {
  int first; /* from 1, 0 are the inputs; negative: none */
  int last;  /* below `first`: that one alone */
} GradusLayerMark;

/* Settings, for the list of a figure whose struct is `type` and calls it `mark`. */
/* clang-format off */
#define GRADUS_LAYER_MARK(type)                                                                    \
  { .name = "mark-layer", .kind = GRADUS_FIGURE_SETTING_WHOLE,                                     \
    .offset = offsetof (type, mark.first), .usual = -1, .lowest = -1, .highest = 1e6,              \
    .in_lessons = TRUE, .is_mark = TRUE },                                                         \
  { .name = "mark-last-layer", .kind = GRADUS_FIGURE_SETTING_WHOLE,                                \
    .offset = offsetof (type, mark.last), .usual = -1, .lowest = -1, .highest = 1e6,               \
    .in_lessons = TRUE, .is_mark = TRUE }
/* clang-format on */

/* How many are marked, the inputs among them. */
guint gradus_layer_mark_count (const GradusLayerMark *mark);

/* Whether layer `layer`, from 1, is one of them. */
gboolean gradus_layer_mark_has (const GradusLayerMark *mark, guint layer);

/* Puts which layers are marked behind a sentence, of which it takes over the string. */
char *gradus_layer_mark_add_words (const GradusLayerMark *mark, char *sentence);

G_END_DECLS
