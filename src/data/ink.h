/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"

G_BEGIN_DECLS

/* GradusInk: how what is drawn in the pictures of a dataset lies there, as MNIST's digits are
 * 20 pixels large and have their centre of mass in the middle of 28 × 28 (LeCun, "The MNIST
 * database"). It is measured, so that a drawing of one's own can be made to lie in the same way,
 * whatever pictures they are. */

typedef enum {
  GRADUS_INK_ANYWHERE, /* the pictures have no common place */
  GRADUS_INK_BY_MASS,  /* the centre of mass has one */
  GRADUS_INK_BY_BOX,   /* the middle of the smallest box around the ink has one */
} GradusInkCentre;

typedef struct {
  GradusPictureLayout layout; /* width 0: there are no pictures */
  float ground, ink;          /* numbers of what is empty and of what is drawn */
  double side; /* pixels of the box's longer side; 0: the pictures have no common one */
  GradusInkCentre centre;
  double x, y; /* where the centre is, in pixels from the corner */
} GradusInk;

/* Measures up to some hundreds of the dataset's pictures; NULL: none. Where ink and ground cannot
 * be told apart, as in photographs, there is no common side and place. */
void gradus_ink_measure (GradusInk *ink, const GradusDataset *dataset);

/* Whether drawings are changed at all. */
gboolean gradus_ink_is_placed (const GradusInk *ink);

/* Makes a drawing lie as the pictures do. The drawing, of the picture's layout, is `fine` times as
 * wide and high; `picture` becomes of the picture's own size. Where nothing is common, or nothing
 * drawn, it is only made smaller. */
void gradus_ink_place (const GradusInk *ink, const float *drawing, guint fine, float *picture);

G_END_DECLS
