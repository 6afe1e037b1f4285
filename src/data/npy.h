/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/intake.h"
#include "data/records.h"

G_BEGIN_DECLS

/* GradusNpy: an array from NumPy's .npy format (NumPy Enhancement Proposal 1, versions 1 to 3),
 * always in C order, whatever order the file has. */
#define GRADUS_NPY_MAX_DIMENSIONS 4

typedef struct {
  guint n_dimensions;
  guint64 dimensions[GRADUS_NPY_MAX_DIMENSIONS]; /* rows first; all at least 1 */
  guint n_columns;                               /* numbers in a row */
  gboolean is_bytes;                             /* guint8, else float */
  gboolean is_whole;                             /* the file has integers or truth values */
  GPtrArray *texts; /* of an array of texts: the different ones, in order of appearance, of which
                       cells hold the numbers, NaN for an empty text; else NULL */
  gpointer cells;   /* (dimensions[0], n_columns) */
} GradusNpy;

void gradus_npy_clear (GradusNpy *npy);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusNpy, gradus_npy_clear)

/* Reads into an `npy` that is all zero. Numbers of any size become float32; bytes stay bytes;
 * NaN stays; texts become classes, up to GRADUS_RECORDS_MAX_CLASSES of them. Refuses what is
 * neither (pickled objects, complex numbers), with G_IO_ERROR_NOT_SUPPORTED; infinities, and files
 * whose size is not what the header says. */
gboolean gradus_npy_read (GradusNpy *npy, GradusIntake *intake, GError **error);

/* The pictures that a third and fourth dimension make; all 0 if they make none. */
GradusPictureLayout gradus_npy_get_picture (const GradusNpy *npy);

G_END_DECLS
