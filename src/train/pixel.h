/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"
#include "nn/network.h"
#include "nn/scan-place.h"

G_BEGIN_DECLS

/* How a layer finds the numbers of its maps. */
typedef enum {
  GRADUS_PIXEL_SUM,        /* of a patch times a kernel: a convolution */
  GRADUS_PIXEL_LARGEST,    /* of a patch */
  GRADUS_PIXEL_MEAN,       /* of a patch */
  GRADUS_PIXEL_NORMALISED, /* scale · (number − mean) · inverse + shift */
  GRADUS_PIXEL_ADDED,      /* to that of an earlier layer */
  GRADUS_PIXEL_PASSED,     /* as it is */
} GradusPixelKind;

/* GradusPixel: one number of a layer's maps for one sample: all that it is made of, what came back
 * to it. All numbers are the network's own bits. Dropout is off. Without a window (see
 * gradus_pixel_has_window()) scan and place are of a 1 × 1 one.
 *
 * What is read are n_channels maps of the layer's input, from the number first_channel on: all of
 * them by a convolution, otherwise the one of the map's own number. */
typedef struct {
  guint sample; /* all from 0 */
  guint layer, map, row, column;

  GradusPixelKind kind;
  gboolean has_activation;
  GradusActivation activation;
  guint n_maps;
  float *values; /* (out_height, out_width): what the map says */
  float *deltas; /* the same shape: dCost/dz of each pixel, of maxout by the piece that counts */

  GradusScan scan;
  GradusScanPlace place;
  guint first_channel, n_channels;
  guint n_kept;  /* of the channels, at most GRADUS_PIXEL_MOST: those of which there are maps */
  float *inputs; /* (n_kept, height, width): the maps that are read */
  float *patch;  /* (n_channels, window's height, window's width); 0 beyond the maps */
  float *kernel; /* likewise; of a convolution alone, else NULL */
  float *sums;   /* (n_channels): after each channel, the last is z; likewise */
  float bias;
  guint n_pieces, piece; /* of maxout, and the one that counts, whose numbers these are */
  guint largest;         /* where in the patch the largest is */
  float mean, inverse, scale, shift; /* of a normalised pixel */
  float earlier;                     /* what is added */

  float z, value;
  float slope;   /* f′(z) */
  float arrived; /* dCost/da; NaN in the last layer */
  float delta;   /* dCost/dz */
} GradusPixel;

#define GRADUS_PIXEL_MOST 64

static inline gboolean
gradus_pixel_has_window (const GradusPixel *pixel)
{
  return pixel->kind <= GRADUS_PIXEL_MEAN;
}

/* Of a sample that has just gone forward, alone, through `pass`, which keeps all z and is sent back
 * now. Row and column are moved into the map. NULL where the layer makes no maps, or has none of
 * that number. */
GradusPixel *gradus_pixel_new (GradusNetwork *network, GradusPass *pass, GradusCost cost,
                               guint sample, guint layer, guint map, guint row, guint column);
void gradus_pixel_free (GradusPixel *pixel);

G_END_DECLS
