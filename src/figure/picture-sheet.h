/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure.h"
#include "plot/picture-grid.h"

G_BEGIN_DECLS

/* GradusPictureSheet: a grid of a dataset's pictures that is being put together, with what it
 * points at. */
typedef struct {
  GradusPictureGrid grid;
  GArray *pictures;   /* of GradusGridPicture */
  GArray *said;       /* of int, of the samples: see gradus_picture_sheet_add_sample() */
  GPtrArray *strings; /* that live as long as the sheet */
  GPtrArray *copies;  /* of the samples that are shown */
  const GradusDataset *dataset;
  double low, high; /* the inputs that are black and white: the extremes of the first samples */
} GradusPictureSheet;

/* For pictures of the dataset's shape in a figure. */
void gradus_picture_sheet_init (GradusPictureSheet *self, const GradusFigure *figure,
                                const GradusDataset *dataset);
void gradus_picture_sheet_clear (GradusPictureSheet *self);

/* Adds a picture with the lines of its caption, which the sheet takes; NULL: none. */
void gradus_picture_sheet_add (GradusPictureSheet *self, GradusGridPicture picture, char *caption,
                               char *second);

/* Adds a sample with the class that it is; where the network says another (`said`, -1: nothing),
 * with that, too, and how sure it is (`output`, that class's; NaN: not told), and marked as
 * wrong. */
void gradus_picture_sheet_add_sample (GradusPictureSheet *self, guint sample, int said,
                                      double output);

/* Draws it. `samples` say which sample each picture is, for what is told of the one under the
 * pointer; NULL: the first ones. */
void gradus_picture_sheet_draw_samples (GradusPictureSheet *self, GradusCanvas *canvas,
                                        const guint *samples);

G_END_DECLS
