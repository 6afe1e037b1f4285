/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/network-columns.h"
#include "plot/pixel-plot.h"

G_BEGIN_DECLS

/* What an opened map shows: pictures that lie in two rows. */
typedef enum {
  GRADUS_MAP_PICTURE, /* the sample, with what the pixel sees of it */
  GRADUS_MAP_INPUT,   /* a map that the layer reads, with the window */
  GRADUS_MAP_MAP,     /* the map itself, with the pixel */
  GRADUS_MAP_DELTAS,  /* dCost/dz of each of its pixels */
  GRADUS_MAP_KERNEL,  /* for the input map that is chosen, as the rest of these */
  GRADUS_MAP_PATCH,
  GRADUS_MAP_PRODUCTS,
  GRADUS_MAP_GIVES, /* what the pixel gives to the weights; of a pooling, to the patch */
  GRADUS_MAP_N_PARTS,
} GradusMapPartKind;

/* GradusMapParts: these pictures, where they lie, and the maps that the layer reads, in a row below
 * them with the sum after each. */
typedef struct {
  const GradusPixel *pixel;
  GradusNetworkColumns columns;
  guint channel; /* of those that are read, from 0 */
  GradusPixelPlot plots[GRADUS_MAP_N_PARTS];
  GradusRect rects[GRADUS_MAP_N_PARTS];  /* with their words; no height: there is no such part */
  GradusRect places[GRADUS_MAP_N_PARTS]; /* their squares */
  double side;                           /* of an input map in the row; 0: there is no row */
  double row_y, row_x, pitch;
  double row_left; /* where its heading and the bias begin */
  guint n_thumbs;
  guint row, column; /* of the pixel whose field is outlined: pointed at, or else chosen */
  guint8 *field;     /* (rows, columns) of the picture: 1 where that pixel sees it; or NULL */
  double words_y, words_width, line; /* where two lines of words begin, and how large each is */
  float *products, *gives;
  GPtrArray *texts;
} GradusMapParts;

/* FALSE where the source's snapshot has no pixel of that layer and map, from 0: then there is
 * nothing to clear. `channel` from 1; 0: the first. The pointer's place may be NaN. */
gboolean gradus_map_parts_init (GradusMapParts *self, GradusCanvas *canvas,
                                const GradusFigureSource *source, guint layer, guint map,
                                guint channel, double pointer_x, double pointer_y);
void gradus_map_parts_clear (GradusMapParts *self);

/* The pixel of the map at a point: the one whose square is there, in the map or in what came
 * back to it; on the input map the one whose window has its middle nearest. FALSE where there is
 * none. */
gboolean gradus_map_parts_find (const GradusMapParts *self, double x, double y, guint *row,
                                guint *column);

/* Where the window is on the input map; of one without a window the pixel itself. */
void gradus_map_parts_mark_window (const GradusMapParts *self, GradusCanvas *canvas,
                                   const GradusPixelPlot *plot, GradusRect place);

/* The squares of an input map in the row, and how it is drawn. */
GradusRect gradus_map_parts_get_thumb (const GradusMapParts *self, guint channel);
GradusPixelPlot gradus_map_parts_make_input (const GradusMapParts *self, guint channel);

G_END_DECLS
