/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusPrincipal: the two directions along which rows of numbers vary most, their first two
 * principal components. One or two numbers a row are left as they are. */
#define GRADUS_PRINCIPAL_AXES 2

typedef struct {
  guint n_units;                        /* numbers a row */
  guint n_axes;                         /* 1 where a row is one number, else 2 */
  gboolean is_plain;                    /* the axes are the numbers themselves */
  double shares[GRADUS_PRINCIPAL_AXES]; /* of the variance, along each axis */
  double *mean;                         /* (n_units); 0 if plain */
  double *axes; /* (n_axes, n_units), at right angles; of length 1, or 0 where nothing varies */
} GradusPrincipal;

/* Of rows (n_rows, n_units), n_rows > 0. An axis points to where its largest number is positive,
 * or, with the axes of a moment `before` (may be NULL) of as many units, to the same side as these:
 * so pictures of one moment after the other do not flip. NULL where a number is not finite. */
GradusPrincipal *gradus_principal_new (const float *rows, guint n_rows, guint n_units,
                                       const GradusPrincipal *before);
void gradus_principal_free (GradusPrincipal *principal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusPrincipal, gradus_principal_free)

/* Where a row lies: `place` (2), the second 0 where there is one axis. */
void gradus_principal_project (const GradusPrincipal *principal, const float *row, float *place);

G_END_DECLS
