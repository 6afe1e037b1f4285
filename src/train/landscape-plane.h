/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"
#include "nn/principal.h"

G_BEGIN_DECLS

/* What spans the plane of a landscape. */
typedef enum {
  GRADUS_LANDSCAPE_PATHS,   /* the first two principal components of all moments together */
  GRADUS_LANDSCAPE_WEIGHTS, /* two parameters; all others are as they are now */
  GRADUS_LANDSCAPE_RANDOM,  /* two random directions from the weights as they are now */
} GradusLandscapeKind;

#define GRADUS_LANDSCAPE_AXES 2

/* GradusLandscapePlane: a plane through the space of a network's parameters: origin + x · across +
 * y · up. Along paths and weights x and y are distances in that space. Random directions are
 * normalised filter by filter (Li, Xu, Taylor, Studer & Goldstein 2018, "Visualizing the Loss
 * Landscape of Neural Nets", section 4): each row of a weight tensor is as long as the weights'
 * own, so that 1 is as far as from the weights to 0; biases and the like stay.
 *
 * What a batch normalisation has measured is no weight: it has no part in distances, and changes
 * along the plane as it did along the paths. */
typedef struct {
  GradusLandscapeKind kind;
  gsize n_floats;                       /* as gradus_network_get_n_floats() */
  float *origin;                        /* (n_floats) */
  float *axes[GRADUS_LANDSCAPE_AXES];   /* (n_floats) each: across, up */
  double products[3];                   /* across · across, across · up, up · up */
  double shares[GRADUS_LANDSCAPE_AXES]; /* of the variance of all moments, along each axis */
  double share;                         /* of that variance, in the plane */
  gboolean has_variance;                /* FALSE: all moments are the same weights */
  gboolean is_line; /* the moments lie on a line; the second axis is any at right angles to it */
  GArray *spans;    /* (begin, end) of gsize: the floats that are weights */
  GradusPrincipal *principal; /* of paths alone */
} GradusLandscapePlane;

/* The two weights of GRADUS_LANDSCAPE_WEIGHTS count from 0 along all that is trained, layer by
 * layer, as its tensors lie. */
typedef struct {
  GradusLandscapeKind kind;
  guint weights[GRADUS_LANDSCAPE_AXES];
} GradusLandscapeChoice;

/* Where that weight stands among the network's floats; that of the last one where there are not so
 * many. */
gsize gradus_landscape_find_weight (const GradusNetwork *network, guint weight);

/* For a network of that shape, through n_rows moments (each n_floats, all finite); `here` is the
 * present one, finite too. Axes along the paths point to the same side as those of `before`, which
 * may be NULL. NULL where there is no variance that paths could span. */
GradusLandscapePlane *gradus_landscape_plane_new (const GradusNetwork *network,
                                                  const GradusLandscapeChoice *choice,
                                                  const float *const *rows, guint n_rows,
                                                  const float *here,
                                                  const GradusLandscapePlane *before);
void gradus_landscape_plane_free (GradusLandscapePlane *plane);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusLandscapePlane, gradus_landscape_plane_free)

/* The point of the plane next to some parameters, and how far from it they are. */
void gradus_landscape_plane_project (const GradusLandscapePlane *plane, const float *parameters,
                                     double *x, double *y, double *distance);

G_END_DECLS
