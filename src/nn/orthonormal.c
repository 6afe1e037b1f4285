/* SPDX-License-Identifier: MIT */
#include "nn/orthonormal.h"

/* LAPACK comes with OpenBLAS, its C header does not. */
extern void dgeqrf_ (const int *m, const int *n, double *a, const int *lda, double *tau,
                     double *work, const int *lwork, int *info);
extern void dorgqr_ (const int *m, const int *n, const int *k, double *a, const int *lda,
                     const double *tau, double *work, const int *lwork, int *info);

/* Columns that LAPACK works on at a time. */
#define BLOCK 64

/* q (length × n, column by column) becomes its own Q. */
static void
decompose (int length, int n, double *q)
{
  g_autofree double *tau = g_new (double, n), *work = g_new (double, (BLOCK * n));
  g_autofree gboolean *is_negative = g_new (gboolean, n);
  const int work_size = BLOCK * n;
  int failed = 0;

  dgeqrf_ (&length, &n, q, &length, tau, work, &work_size, &failed);
  g_assert (failed == 0);
  for (int i = 0; i < n; i++)
    is_negative[i] = q[(gsize) i * (gsize) length + (gsize) i] < 0;
  dorgqr_ (&length, &n, &n, q, &length, tau, work, &work_size, &failed);
  g_assert (failed == 0);
  for (int i = 0; i < n; i++) {
    for (gsize k = 0; is_negative[i] && k < (gsize) length; k++)
      q[(gsize) i * (gsize) length + k] *= -1;
  }
}

void
gradus_orthonormalise (guint rows, guint columns, float scale, float *m)
{
  const gboolean is_tall = rows > columns;
  const gsize length = MAX (rows, columns), n = MIN (rows, columns);
  /* Where an element of column i of Q lies in m. */
  const gsize column_step = is_tall ? 1 : columns, element_step = is_tall ? columns : 1;
  g_autofree double *q = g_new (double, (length * n));

  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < length; k++)
      q[i * length + k] = (double) m[i * column_step + k * element_step];
  decompose ((int) length, (int) n, q);
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < length; k++)
      m[i * column_step + k * element_step] = scale * (float) q[i * length + k];
}
