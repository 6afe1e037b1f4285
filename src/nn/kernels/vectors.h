/* SPDX-License-Identifier: MIT */

/* Vectors of LANES floats and what is done with one: a template like lanes.h, which leaves VF and
 * VI defined. */

typedef float FN (vector_float) __attribute__ ((vector_size (4 * LANES)));
typedef float FN (vector_unaligned) __attribute__ ((vector_size (4 * LANES), aligned (4)));
typedef gint32 FN (vector_int) __attribute__ ((vector_size (4 * LANES)));
typedef guint32 FN (vector_unsigned) __attribute__ ((vector_size (4 * LANES)));
#define VF FN (vector_float)
#define VI FN (vector_int)

#include "nn/kernels/vector-ops.h"
#include "nn/kernels/vector-math.h"
