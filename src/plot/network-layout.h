/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"
#include "plot/output-scale.h"

G_BEGIN_DECLS

/* What a network diagram shows of a layer; column 0 has the inputs. A unit is a number, or a map of
 * many. */
typedef struct {
  const char *title; /* "ReLU"; NULL for the inputs */
  guint n_units;
  guint n_shown;          /* the first ones, for which there are numbers */
  guint n_shown_inputs;   /* columns of `weights` */
  const float *weights;   /* (n_shown, n_shown_inputs); NULL: unit i has only unit i as input */
  const float *gradients; /* the same; or NULL */
  const float *biases;    /* (n_shown); or NULL */
  const float *maps;      /* (n_shown, map_size, map_size); or NULL */
  float gradient_norm;    /* of the whole layer */
  const float *bias_gradients; /* (n_shown); or NULL */
  gboolean is_map;             /* each unit is a map */
  gboolean has_norms;          /* `weights` and `gradients` are norms, which have no sign */
  gboolean has_no_gradient;    /* nothing in the layer is trained: it has no norm, so no bar */
  gboolean has_earlier; /* the layer reads, besides the column before, the column `earlier` */
  guint earlier;
  GradusOutputScale scale; /* of the colours of `maps` and `values` */

  /* What of its units is known besides, (n_shown) each; or NULL. */
  const GradusOutputScale *own_scales; /* of each unit, instead of `scale`: of inputs, each of which
                                          is a quantity of its own */
  const float *values;                 /* what each says to one sample; its colour without a map */
  const guint8 *dead;                  /* whether it says 0 to every sample */
  const guint8 *off;                   /* whether it is switched off: nothing reads it */
  const char *const *unit_names; /* in the unit where they fit, else, of the first column and of the
                                    last, beside it */

  gboolean is_line; /* `maps` are (n_shown, map_size): curves over a line of inputs */

  /* The picture that the units of the inputs are, one a channel; or NULL. */
  const float *picture; /* (n_shown, picture_height, picture_width) */
  guint picture_width, picture_height;
  double picture_low, picture_high; /* black and white */

  /* Of maps over the places of a picture: what each says to one sample, in the colours of `scale`;
   * or NULL. Below them stand `map_text`, "32 maps", and `size_text`, "of 24 × 24"; each may be
   * NULL. */
  const float *pictures; /* (n_shown, map_rows, map_columns) */
  guint map_rows, map_columns;
  const char *map_text, *size_text;

  /* Of a convolution: what each of its maps multiplies each of the maps before with; or NULL. One
   * scale for all kernels of the network, from -kernel_most to kernel_most. */
  const float *kernels; /* (n_shown, n_shown_inputs, kernel_rows, kernel_columns) */
  guint kernel_rows, kernel_columns;
  float first_norm; /* gradient_norm at step 0, if it is known; else NaN or 0 */
} GradusDiagramColumn;

typedef enum {
  GRADUS_DIAGRAM_NOTHING,
  GRADUS_DIAGRAM_UNIT,
  GRADUS_DIAGRAM_EDGE,
  GRADUS_DIAGRAM_LAYER,
  GRADUS_DIAGRAM_ARC,
} GradusDiagramPartKind;

/* A part of the diagram: a unit of a column; the edge to it from unit `input` of the column
 * before; the whole column; or the arc to the column from the earlier one that it reads. */
typedef struct {
  GradusDiagramPartKind kind;
  guint column;
  guint unit;
  guint input;
} GradusDiagramPart;

gboolean gradus_diagram_part_equal (GradusDiagramPart a, GradusDiagramPart b);

/* Between a unit and its name beside it. */
#define GRADUS_NETWORK_NAME_GAP 6.0

/* GradusNetworkLayout: the positions in a diagram. What does not fit is summarised and never
 * overlaps: columns in the middle become a gap, units at the end of a column a row that says how
 * many more there are. */
typedef struct {
  guint n_columns;
  guint n_left;     /* columns before the gap; all if there is no gap */
  guint n_right;    /* columns after it */
  guint n_slots;    /* places for columns, the gap's among them */
  double pitch;     /* from the middle of one column to the next */
  double radius;    /* of a unit */
  double row_pitch; /* from the middle of one unit to the next */
  GradusRect arcs;  /* where the arcs go, above the units; without arcs it has no height */
  guint n_levels;   /* of arcs above each other */
  GradusRect units; /* where the units go */
  GradusRect bars;  /* where the bars of gradient norms go */
  double first_x;   /* the middle of column 0 */
  gboolean is_low;  /* there is no room for the values above the bars and the titles below them */
  double line;      /* of text */
  guint n_rows;     /* most units in a column, the row that summarises included */
  GradusRect key;   /* what colours and widths mean; without room it has no height */
} GradusNetworkLayout;

void gradus_network_layout_init (GradusNetworkLayout *layout, GradusCanvas *canvas,
                                 const GradusDiagramColumn *columns, guint n_columns);

/* FALSE for a column in the gap. */
gboolean gradus_network_layout_has_column (const GradusNetworkLayout *layout, guint column);
double gradus_network_layout_get_x (const GradusNetworkLayout *layout, guint column);

/* How the units of a column lie: numbers below each other; maps over the places of a picture in as
 * many columns as make them largest, and no smaller than can be read. The first `n_drawn` are drawn
 * one by one. One row after them stands for the rest; below that are two lines about maps. */
typedef struct {
  guint n_across, n_rows; /* n_rows: without the one that stands for the rest */
  guint n_drawn;
  double radius; /* of a unit, the half of a square's side */
  double pitch_x, pitch_y;
  double top, bottom; /* of all that is drawn of the column's units */
  double text;        /* where the first line about maps begins; 0: no room for them */
} GradusNetworkBlock;

GradusNetworkBlock gradus_network_layout_get_block (const GradusNetworkLayout *layout,
                                                    const GradusDiagramColumn *column);

guint gradus_network_layout_count_drawn (const GradusNetworkLayout *layout,
                                         const GradusDiagramColumn *column);

/* Whether the units are drawn as maps over the places of a picture. */
gboolean gradus_network_layout_has_pictures (const GradusDiagramColumn *column);

/* The middle of a unit; of the number n_drawn, that of the row that stands for the rest. */
double gradus_network_layout_get_y (const GradusNetworkLayout *layout,
                                    const GradusDiagramColumn *column, guint unit);

/* The square around a unit that is drawn. */
GradusRect gradus_network_layout_get_square (const GradusNetworkLayout *layout,
                                             const GradusDiagramColumn *columns, guint column,
                                             guint unit);

/* Where a kernel is drawn, which `column` applies to the maps of the one before: with one input, or
 * with three that are the channels of a picture, beside the left of its map; else, of a unit that
 * stands out, on the edge from each of its inputs. FALSE where there is no room. */
gboolean gradus_network_layout_place_kernel (const GradusNetworkLayout *layout,
                                             const GradusDiagramColumn *columns, guint column,
                                             guint unit, guint input, GradusRect *rect);

/* Whether each unit of the column has one picture of its kernels, which is always drawn. */
gboolean gradus_network_layout_has_one_kernel (const GradusDiagramColumn *columns, guint column);

/* Where the edge to `unit` of `column` from `input` of the one before goes: from the port (x0, y0)
 * to the port (x1, y1), level at both. */
typedef struct {
  double x0, y0, x1, y1;
} GradusNetworkEdge;

GradusNetworkEdge gradus_network_layout_place_edge (const GradusNetworkLayout *layout,
                                                    const GradusDiagramColumn *columns,
                                                    guint column, guint unit, guint input);

/* Where the arc to `column` goes: up from (x0, y0) to `top`, across, and down to (x1, y1). An end
 * in the gap is at `top`. FALSE where there is no arc to that column, or all of it is in the
 * gap. */
typedef struct {
  double x0, y0, x1, y1, top;
} GradusNetworkArc;

gboolean gradus_network_layout_place_arc (const GradusNetworkLayout *layout,
                                          const GradusDiagramColumn *columns, guint column,
                                          GradusNetworkArc *arc);

/* The part at a point: a unit, an arc or an edge within a few pixels, or the column whose bar or
 * title is there. */
GradusDiagramPart gradus_network_layout_find (const GradusNetworkLayout *layout,
                                              const GradusDiagramColumn *columns, double x,
                                              double y);

/* The pixel at a point of a unit that is a map over the places of a picture, both from 0; FALSE
 * where the part is none, or the point is beside it. */
gboolean gradus_network_layout_find_pixel (const GradusNetworkLayout *layout,
                                           const GradusDiagramColumn *columns,
                                           GradusDiagramPart part, double x, double y, guint *row,
                                           guint *column);

G_END_DECLS
