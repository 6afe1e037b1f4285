/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/shape.h"

G_BEGIN_DECLS

/* What a unit of an output of that shape is, before people: "a map of 28 × 28". NULL where it is a
 * number, of which nobody needs to be told. Free with g_free(). */
char *gradus_unit_words_make (const GradusShape *shape);

G_END_DECLS
