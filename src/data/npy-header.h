/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/npy.h"

G_BEGIN_DECLS

/* GradusNpyHeader: the header of an .npy file, a Python literal such as
 * {'descr': '<f8', 'fortran_order': False, 'shape': (150, 4), }. */
typedef struct {
  char kind;           /* 'f', 'i', 'u' or 'b'; of texts 'U' (UTF-32) or 'S' (bytes) */
  guint width;         /* bytes of an item */
  gboolean is_swapped; /* the other byte order than this machine's */
  gboolean is_fortran;
  guint n_dimensions;
  guint64 dimensions[GRADUS_NPY_MAX_DIMENSIONS];
  guint64 n_items;
} GradusNpyHeader;

/* Reads the header; the intake then stands at the first number. Fails with a G_IO_ERROR: with
 * G_IO_ERROR_NOT_SUPPORTED if the array is sound, but nothing to learn from: objects, a single
 * number, an empty array … */
gboolean gradus_npy_header_read (GradusNpyHeader *header, GradusIntake *intake, GError **error);

G_END_DECLS
