/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"
#include "experiment/experiment.h"
#include "train/checkpoint.h"
#include "train/landscape-plane.h"

G_BEGIN_DECLS

/* GradusLandscape: the cost over a plane through the space of the weights, and the paths of runs
 * beside it. Immutable and reference-counted, so that it crosses threads. */

/* A moment of a run. */
typedef struct {
  guint64 step;
  double x, y;     /* the point of the plane next to its weights */
  double distance; /* how far these are from it */
  double cost;     /* at the weights themselves, over the samples of the landscape */
  guint32 mark;    /* of its weights, to know them again */
} GradusLandscapePoint;

typedef struct {
  guint run; /* whose path it is, as the asker counts */
  guint n_points;
  GradusLandscapePoint *points; /* by step */
  gboolean has_now;
  GradusLandscapePoint now; /* the moment at which the run is shown */
} GradusLandscapePath;

typedef struct {
  GradusLandscapeKind kind;
  gboolean has_plane; /* FALSE: all moments are the same weights, which span none; no more below */
  gboolean is_line;   /* see GradusLandscapePlane, as are: */
  double shares[GRADUS_LANDSCAPE_AXES];
  double share;
  double x0, x1, y0, y1; /* the corners: a square */
  double length;    /* of half a side, in the space of the weights: how far is far from the plane */
  guint size;       /* cells a side; 0: not yet known */
  float *costs;     /* (size, size) at their middles, the top row (y1) first */
  double low, high; /* of the costs of cells and points that are finite */
  gboolean is_finest;
  guint n_samples;     /* that the costs are of, the first ones … */
  guint n_all_samples; /* … of so many */
  guint n_moments;     /* of all paths */
  guint n_paths;
  GradusLandscapePath *paths;
} GradusLandscape;

/* With all numbers 0, filled by its maker before anyone else sees it. */
GradusLandscape *gradus_landscape_new (void);
GradusLandscape *gradus_landscape_ref (GradusLandscape *landscape);
void gradus_landscape_unref (GradusLandscape *landscape);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusLandscape, gradus_landscape_unref)

/* The cost at a point of the plane, between the middles of cells; NaN outside or where it is not
 * finite near by. */
double gradus_landscape_get_cost (const GradusLandscape *landscape, double x, double y);

/* -- What it is asked for ---------------------------------------------------------------------- */

/* The moments of a run. The parameters stand at the beginning of a checkpoint's state. */
typedef struct {
  guint run;
  GPtrArray *moments;    /* of GradusCheckpoint, by step */
  GradusCheckpoint *now; /* at which it is shown; NULL: the last one */
} GradusLandscapeRoute;

/* GradusLandscapeRequest: all that a landscape is made from. Whoever fills it takes references; it
 * crosses threads. */
typedef struct {
  GradusExperiment *experiment; /* whose cost it is */
  GradusDataset *training;
  GradusLandscapeChoice choice;
  guint selected; /* the run whose present weights the plane is through, where it is through some */
  GArray *routes; /* of GradusLandscapeRoute: of networks of the same shape */
} GradusLandscapeRequest;

GradusLandscapeRequest *gradus_landscape_request_new (const GradusExperiment *experiment,
                                                      GradusDataset *training);
void gradus_landscape_request_free (GradusLandscapeRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusLandscapeRequest, gradus_landscape_request_free)

/* Adds a run. Takes references. */
void gradus_landscape_request_add (GradusLandscapeRequest *request, guint run,
                                   const GPtrArray *moments, GradusCheckpoint *now);

/* Whether the paths of a run of `b` lie on the surface of the cost of `a`: the same layers, but for
 * their initialisers, the same cost and data. Datasets may be the same samples in two places. */
gboolean gradus_landscape_is_same_surface (const GradusExperiment *a, const GradusDataset *a_data,
                                           const GradusExperiment *b, const GradusDataset *b_data);

G_END_DECLS
