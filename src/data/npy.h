/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/intake.h"
#include "data/records.h"

G_BEGIN_DECLS

/* GradusNpy: an array out of NumPy's .npy format (NumPy Enhancement Proposal 1, versions 1 to 3), laid out in C order whatever order
 * it has in the file. */
#define GRADUS_NPY_MAX_DIMENSIONS 4

typedef struct {
  guint n_dimensions;
  guint64 dimensions[GRADUS_NPY_MAX_DIMENSIONS]; /* rows first; all at least 1 */
  guint n_columns;                               /* what a row holds */
  gboolean is_bytes;                             /* guint8, else float */
  gboolean is_whole;                             /* was of integers or truth values */
  gpointer cells;                                /* (dimensions[0], n_columns) */
} GradusNpy;

void gradus_npy_clear (GradusNpy *npy);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusNpy, gradus_npy_clear)

/* Into an `npy` that is all zero. Numbers of any size become float32, bytes stay bytes. Refuses what is no plain numbers
 * (pickled objects, texts, complex numbers), infinities, and files whose size is not what their header says. NaN stays. */
gboolean gradus_npy_read (GradusNpy *npy, GradusIntake *intake, GError **error);

/* What a third and fourth dimension mean; all 0 where they are no picture. */
GradusPictureShape gradus_npy_get_shape (const GradusNpy *npy);

G_END_DECLS
