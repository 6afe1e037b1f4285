/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusColourTable: few colours in the place of all those that a picture has, for files that
 * have no more. A picture of no more than so many keeps each of them exactly. Of others those that
 * many pixels have stay exact, as the background and the lines of a chart: what moved away must
 * leave no trace. The rest is sorted into boxes, each time halving the one that is longest for what
 * it has of the picture (after Heckbert, "Color image quantization for frame buffer display",
 * 1982), and a box has the mean of its pixels. Nothing is dithered. */
#define GRADUS_COLOUR_TABLE_MOST 256

typedef struct {
  guint n;
  guint32 colours[GRADUS_COLOUR_TABLE_MOST]; /* 0xRRGGBB */
} GradusColourTable;

/* Fills the table with at most `most` colours for those of the n pixels, 0xRRGGBB, and
 * writes the place of each pixel's in the table to `indices`, (n). The same
 * pixels give the same table. n > 0. */
void gradus_colour_table_fill (GradusColourTable *table, guint most, const guint32 *pixels, gsize n,
                               guint8 *indices);

G_END_DECLS
