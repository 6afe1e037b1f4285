/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Replaces m (rows × columns, row by row) by scale · Q, where m, or its transpose if it has fewer
 * rows than columns, is Q·R with orthonormal columns of Q and a positive diagonal of R, which makes
 * Q unique, and evenly distributed where m is normal (Mezzadri 2007, section 5). By LAPACK's
 * Householder reflections in double precision. */
void gradus_orthonormalise (guint rows, guint columns, float scale, float *m);

G_END_DECLS
