/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/style.h"

G_BEGIN_DECLS

/* GradusOutputScale: which numbers a network's outputs have at the two ends and in the middle of
 * the colours from `low` to `high` of a style. All units of a layer share one, so that the same
 * number has the same colour in each of them. */
typedef struct {
  double low;
  double neutral; /* between the other two: has the middle colour */
  double high;
  double least; /* that can occur, not below `low`: where keys begin */
} GradusOutputScale;

/* From 0 to 1, neutral 0.5. */
GradusOutputScale gradus_output_scale_make_share (void);

/* From -largest to largest, neutral 0. A largest that is 0 or not finite gives -1 to 1: then there
 * is nothing but 0 to show. */
GradusOutputScale gradus_output_scale_make_even (double largest);

/* The largest magnitude among n values that is finite; 0 where there is none. */
double gradus_output_scale_find_largest (const float *values, gsize n);

/* Where a value lies: 0 at `low`, 0.5 at `neutral`, 1 at `high`, linear between them; clamped
 * outside. NaN for NaN. */
double gradus_output_scale_get_place (const GradusOutputScale *scale, double value);

/* The colour of a value; a number that is not finite has the grid's. */
GradusColour gradus_output_scale_get_colour (const GradusOutputScale *scale,
                                             const GradusStyle *style, double value);

/* The colours of a style's scale as pixels (see gradus_colour_pack()), for what has many: an odd
 * number of them, so that the neutral one is among them. */
#define GRADUS_OUTPUT_N_SHADES 257
typedef struct {
  guint32 shades[GRADUS_OUTPUT_N_SHADES]; /* from `low` to `high` */
  guint32 unknown;                        /* of a number that is not finite */
} GradusOutputShades;

void gradus_output_shades_init (GradusOutputShades *shades, const GradusStyle *style);

/* The nearest shade of each of n values. */
void gradus_output_scale_paint (const GradusOutputScale *scale, const GradusOutputShades *shades,
                                const float *values, gsize n, guint32 *pixels);

G_END_DECLS
