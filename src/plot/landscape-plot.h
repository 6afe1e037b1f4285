/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/key.h"
#include "plot/terrain.h"

G_BEGIN_DECLS

/* GradusLandscapePlot: the cost over a plane as a terrain, with the paths of runs on it. The fill
 * of a point is the colour of its own number, on the terrain's scale, its edge that of its run; the
 * farther it is from the plane, the fainter it is. A hill that stands before it leaves it fainter
 * still. */
typedef struct {
  double x, y;
  double value;
  double away; /* 0: in the plane; 1 and more: as far away as the picture is wide to one side */
} GradusLandscapeMark;

typedef struct {
  const char *name;
  GradusColour colour;
  guint n_marks;
  const GradusLandscapeMark *marks; /* in their order; a line joins them */
  gboolean has_now;
  GradusLandscapeMark now; /* the present one, larger */
} GradusLandscapeTrail;

typedef struct {
  GradusTerrain terrain;
  const char *x_name, *y_name, *value_name;
  const char *const *notes; /* lines below, ends with NULL; what does not fit is cut off */
  guint n_trails;
  const GradusLandscapeTrail *trails;
  guint top;                   /* the trail that lies above the others */
  const char *const *callout;  /* lines for the point that is pointed at, or NULL */
  double pointer_x, pointer_y; /* NaN: not there */
} GradusLandscapePlot;

/* The opacity of a point so far away. */
double gradus_landscape_mark_get_opacity (double away);

void gradus_landscape_plot_draw (GradusCanvas *canvas, const GradusLandscapePlot *plot);

/* The mark at a point of that drawing: the number of its trail and of itself, n_marks for the
 * present one. FALSE: none is near. */
gboolean gradus_landscape_plot_find_mark (GradusCanvas *canvas, const GradusLandscapePlot *plot,
                                          double x, double y, guint *trail, guint *mark);

/* The point of the plane there; FALSE outside. */
gboolean gradus_landscape_plot_find_place (GradusCanvas *canvas, const GradusLandscapePlot *plot,
                                           double x, double y, double *plane_x, double *plane_y);

/* Where a point of the plane lies in that drawing. */
void gradus_landscape_plot_place (GradusCanvas *canvas, const GradusLandscapePlot *plot, double x,
                                  double y, double *place_x, double *place_y);

G_END_DECLS
