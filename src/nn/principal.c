/* SPDX-License-Identifier: MIT */
#include "nn/principal.h"

#include <math.h>
#include <string.h>

/* Vectors that are iterated together: what is sought comes the faster, the smaller the variance
 * along the first direction behind these is. */
#define BLOCK 8
#define MOST_STEPS 60
#define CLOSE_ENOUGH 1e-13

/* Below it a length is rounding. */
#define TINY 1e-12

#define JACOBI_SWEEPS 20

/* What two axes have in common beside their own values: below it there is nothing to turn. */
#define ROUNDING 1e-16

/* A symmetric matrix (n, n) without negative eigenvalues, and the vectors (n_vectors, n), of length
 * 1 and at right angles, that turn towards its first eigenvectors. */
typedef struct {
  guint n, n_vectors;
  const double *matrix;
  double *vectors;
  double values[BLOCK]; /* the eigenvalues, the largest first */
} Subspace;

/* Four sums at once, because each addition waits for the one before. */
static double
multiply_vectors (const double *a, const double *b, guint n)
{
  double sums[4] = { 0 };
  guint i = 0;

  for (; i + 4 <= n; i += 4) {
    for (guint k = 0; k < 4; k++)
      sums[k] += a[i + k] * b[i + k];
  }
  for (; i < n; i++)
    sums[0] += a[i] * b[i];
  return sums[0] + sums[1] + sums[2] + sums[3];
}

/* The centred rows (n_rows, n_units). */
static double *
centre_rows (const float *rows, guint n_rows, guint n_units, double *mean)
{
  double *centred = g_new (double, ((gsize) n_rows * n_units));

  for (guint row = 0; row < n_rows; row++) {
    for (guint i = 0; i < n_units; i++)
      mean[i] += (double) rows[(gsize) row * n_units + i] / n_rows;
  }
  for (guint row = 0; row < n_rows; row++) {
    for (guint i = 0; i < n_units; i++)
      centred[(gsize) row * n_units + i] = (double) rows[(gsize) row * n_units + i] - mean[i];
  }
  return centred;
}

static double *
transpose_rows (const double *rows, guint n_rows, guint n_units)
{
  double *columns = g_new (double, ((gsize) n_rows * n_units));

  for (guint row = 0; row < n_rows; row++) {
    for (guint i = 0; i < n_units; i++)
      columns[(gsize) i * n_rows + row] = rows[(gsize) row * n_units + i];
  }
  return columns;
}

/* Every row times every row: (n, n). */
static double *
multiply_rows (const double *rows, guint n, guint length)
{
  double *products = g_new (double, ((gsize) n * n));

  for (guint i = 0; i < n; i++) {
    for (guint j = 0; j <= i; j++) {
      const double product =
          multiply_vectors (rows + (gsize) i * length, rows + (gsize) j * length, length);

      products[(gsize) i * n + j] = products[(gsize) j * n + i] = product;
    }
  }
  return products;
}

/* Takes from vector k what lies along those before it. Twice, because rounding leaves a little. */
static void
clear_vector (Subspace *space, guint k)
{
  double *own = space->vectors + (gsize) k * space->n;

  for (guint round = 0; round < 2; round++) {
    for (guint j = 0; j < k; j++) {
      const double *other = space->vectors + (gsize) j * space->n;
      const double along = multiply_vectors (own, other, space->n);

      for (guint i = 0; i < space->n; i++)
        own[i] -= along * other[i];
    }
  }
}

static gboolean
set_length_to_one (double *vector, guint n, double least)
{
  const double length = sqrt (multiply_vectors (vector, vector, n));

  for (guint i = 0; i < n && length > least; i++)
    vector[i] /= length;
  return length > least;
}

/* A vector that has become nothing starts anew along an axis that the others leave. */
static void
make_orthonormal (Subspace *space)
{
  for (guint k = 0; k < space->n_vectors; k++) {
    double *own = space->vectors + (gsize) k * space->n;
    guint axis = 0;
    const double before = sqrt (multiply_vectors (own, own, space->n));

    clear_vector (space, k);
    if (set_length_to_one (own, space->n, TINY * before))
      continue;
    do {
      memset (own, 0, space->n * sizeof *own);
      own[axis++] = 1;
      clear_vector (space, k);
    } while (!set_length_to_one (own, space->n, 1.0 / (2 * sqrt (space->n))) && axis < space->n);
  }
}

/* Turns axes p and q of a small matrix so that they no longer depend on each other. */
static void
rotate_pair (double matrix[BLOCK][BLOCK], double turn[BLOCK][BLOCK], guint n, guint p, guint q)
{
  const double angle = 0.5 * atan2 (2 * matrix[p][q], matrix[q][q] - matrix[p][p]);
  const double c = cos (angle), s = sin (angle);

  for (guint i = 0; i < n; i++) {
    const double a = matrix[i][p], b = matrix[i][q];

    matrix[i][p] = c * a - s * b;
    matrix[i][q] = s * a + c * b;
  }
  for (guint i = 0; i < n; i++) {
    const double a = matrix[p][i], b = matrix[q][i], u = turn[p][i], v = turn[q][i];

    matrix[p][i] = c * a - s * b;
    matrix[q][i] = s * a + c * b;
    turn[p][i] = c * u - s * v;
    turn[q][i] = s * u + c * v;
  }
}

/* By Jacobi's method: the rows of `turn` become the eigenvectors. */
static void
diagonalise (double matrix[BLOCK][BLOCK], double turn[BLOCK][BLOCK], guint n)
{
  for (guint i = 0; i < n; i++) {
    for (guint j = 0; j < n; j++)
      turn[i][j] = i == j;
  }
  for (guint sweep = 0; sweep < JACOBI_SWEEPS; sweep++) {
    for (guint p = 0; p + 1 < n; p++) {
      for (guint q = p + 1; q < n; q++) {
        if (fabs (matrix[p][q]) > ROUNDING * (fabs (matrix[p][p]) + fabs (matrix[q][q])))
          rotate_pair (matrix, turn, n, p, q);
      }
    }
  }
}

/* The vectors times the matrix: (n_vectors, n). */
static double *
apply_matrix (const Subspace *space)
{
  double *images = g_new (double, (gsize) space->n_vectors * space->n);

  for (guint k = 0; k < space->n_vectors; k++) {
    for (guint i = 0; i < space->n; i++)
      images[(gsize) k * space->n + i] = multiply_vectors (
          space->vectors + (gsize) k * space->n, space->matrix + (gsize) i * space->n, space->n);
  }
  return images;
}

static guint
find_largest (const double matrix[BLOCK][BLOCK], guint n, const gboolean *is_taken)
{
  guint best = n;

  for (guint i = 0; i < n; i++) {
    if (!is_taken[i] && (best == n || matrix[i][i] > matrix[best][best]))
      best = i;
  }
  return best;
}

/* The vectors become the rows of `turn` times `from`, those with the largest eigenvalues first. */
static void
turn_vectors (Subspace *space, const double matrix[BLOCK][BLOCK], const double turn[BLOCK][BLOCK],
              const double *from)
{
  gboolean is_taken[BLOCK] = { FALSE };

  memset (space->vectors, 0, (gsize) space->n_vectors * space->n * sizeof *space->vectors);
  for (guint k = 0; k < space->n_vectors; k++) {
    const guint best = find_largest (matrix, space->n_vectors, is_taken);

    is_taken[best] = TRUE;
    space->values[k] = MAX (matrix[best][best], 0);
    for (guint j = 0; j < space->n_vectors; j++) {
      for (guint i = 0; i < space->n; i++)
        space->vectors[(gsize) k * space->n + i] += turn[best][j] * from[(gsize) j * space->n + i];
    }
  }
}

/* The best that the vectors can say now. `images` are theirs. */
static void
settle_vectors (Subspace *space, const double *images)
{
  const gsize size = (gsize) space->n_vectors * space->n * sizeof *space->vectors;
  g_autofree double *before = g_memdup2 (space->vectors, size);
  double matrix[BLOCK][BLOCK], turn[BLOCK][BLOCK];

  for (guint j = 0; j < space->n_vectors; j++) {
    for (guint k = 0; k < space->n_vectors; k++)
      matrix[j][k] = multiply_vectors (images + (gsize) j * space->n,
                                       space->vectors + (gsize) k * space->n, space->n);
  }
  diagonalise (matrix, turn, space->n_vectors);
  turn_vectors (space, matrix, turn, before);
}

/* Always the same ones, so that the same numbers make the same picture. */
static void
start_vectors (Subspace *space)
{
  for (gsize i = 0; i < (gsize) space->n_vectors * space->n; i++)
    space->vectors[i] = sin (1 + (double) i * 1.618);
  make_orthonormal (space);
}

static void
iterate_subspace (Subspace *space)
{
  start_vectors (space);
  for (guint step = 0; step < MOST_STEPS; step++) {
    const double before[2] = { space->values[0], space->values[1] };
    g_autofree double *images = apply_matrix (space);

    settle_vectors (space, images);
    if (space->n_vectors == space->n ||
        (step > 2 && fabs (before[0] - space->values[0]) + fabs (before[1] - space->values[1]) <=
                         CLOSE_ENOUGH * space->values[0]))
      return;
    g_free (images);
    images = apply_matrix (space);
    memcpy (space->vectors, images, (gsize) space->n_vectors * space->n * sizeof *images);
    make_orthonormal (space);
  }
}

/* An eigenvector of the products of rows, as a direction among their units. */
static void
combine_rows (const double *centred, guint n_rows, guint n_units, const double *weights,
              double *axis)
{
  for (guint row = 0; row < n_rows; row++) {
    for (guint i = 0; i < n_units; i++)
      axis[i] += weights[row] * centred[(gsize) row * n_units + i];
  }
  if (!set_length_to_one (axis, n_units, 0))
    memset (axis, 0, n_units * sizeof *axis);
}

/* Through the smaller of the two matrices of products: of units or of rows. */
static void
find_axes (GradusPrincipal *principal, const double *centred, guint n_rows)
{
  const guint n_units = principal->n_units;
  const gboolean is_by_units = n_units <= n_rows;
  g_autofree double *columns = is_by_units ? transpose_rows (centred, n_rows, n_units) : NULL;
  g_autofree double *matrix = is_by_units ? multiply_rows (columns, n_units, n_rows)
                                          : multiply_rows (centred, n_rows, n_units);
  Subspace space = { .n = MIN (n_units, n_rows), .matrix = matrix };
  g_autofree double *vectors = NULL;
  double trace = 0;

  space.n_vectors = MIN (space.n, BLOCK);
  space.vectors = vectors = g_new0 (double, ((gsize) space.n_vectors * space.n));
  iterate_subspace (&space);
  for (guint i = 0; i < space.n; i++)
    trace += matrix[(gsize) i * space.n + i];
  for (guint k = 0; k < MIN (principal->n_axes, space.n_vectors); k++) {
    double *axis = principal->axes + (gsize) k * n_units;

    principal->shares[k] = trace > 0 ? space.values[k] / trace : 0;
    if (is_by_units)
      memcpy (axis, space.vectors + (gsize) k * space.n, n_units * sizeof *axis);
    else
      combine_rows (centred, n_rows, n_units, space.vectors + (gsize) k * space.n, axis);
  }
}

static gboolean
points_back (const double *axis, guint n)
{
  guint largest = 0;

  for (guint i = 1; i < n; i++) /* the margin: of two of a size rounding must not decide */
    largest = fabs (axis[i]) > fabs (axis[largest]) * (1 + 1e-6) ? i : largest;
  return axis[largest] < 0;
}

static void
direct_axes (GradusPrincipal *principal, const GradusPrincipal *before)
{
  const guint n = principal->n_units;
  const gboolean has_before = before && before->n_units == n && !before->is_plain;

  for (guint k = 0; k < principal->n_axes; k++) {
    double *axis = principal->axes + (gsize) k * n;
    const gboolean is_back = has_before
                                 ? multiply_vectors (axis, before->axes + (gsize) k * n, n) < 0
                                 : points_back (axis, n);

    for (guint i = 0; i < n && is_back; i++)
      axis[i] = -axis[i];
  }
}

static void
share_plain (GradusPrincipal *principal, const double *centred, guint n_rows)
{
  double sums[GRADUS_PRINCIPAL_AXES] = { 0 }, total = 0;

  for (gsize i = 0; i < (gsize) n_rows * principal->n_units; i++)
    sums[i % principal->n_units] += centred[i] * centred[i];
  for (guint k = 0; k < principal->n_axes; k++)
    total += sums[k];
  for (guint k = 0; k < principal->n_axes; k++) {
    principal->shares[k] = total > 0 ? sums[k] / total : 0;
    principal->axes[(gsize) k * principal->n_units + k] = 1;
    principal->mean[k] = 0;
  }
}

static gboolean
is_all_finite (const float *rows, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    if (!isfinite (rows[i]))
      return FALSE;
  }
  return TRUE;
}

GradusPrincipal *
gradus_principal_new (const float *rows, guint n_rows, guint n_units, const GradusPrincipal *before)
{
  GradusPrincipal *principal;
  g_autofree double *centred = NULL;

  if (!is_all_finite (rows, (gsize) n_rows * n_units))
    return NULL;
  principal = g_new0 (GradusPrincipal, 1);
  principal->n_units = n_units;
  principal->n_axes = MIN (n_units, GRADUS_PRINCIPAL_AXES);
  principal->is_plain = n_units <= GRADUS_PRINCIPAL_AXES;
  principal->mean = g_new0 (double, n_units);
  principal->axes = g_new0 (double, ((gsize) principal->n_axes * n_units));
  centred = centre_rows (rows, n_rows, n_units, principal->mean);
  if (principal->is_plain) {
    share_plain (principal, centred, n_rows);
    return principal;
  }
  find_axes (principal, centred, n_rows);
  direct_axes (principal, before);
  return principal;
}

void
gradus_principal_free (GradusPrincipal *principal)
{
  g_free (principal->mean);
  g_free (principal->axes);
  g_free (principal);
}

void
gradus_principal_project (const GradusPrincipal *principal, const float *row, float *place)
{
  memset (place, 0, GRADUS_PRINCIPAL_AXES * sizeof *place);
  for (guint k = 0; k < principal->n_axes; k++) {
    const double *axis = principal->axes + (gsize) k * principal->n_units;
    double sum = 0;

    for (guint i = 0; i < principal->n_units; i++)
      sum += axis[i] * ((double) row[i] - principal->mean[i]);
    place[k] = (float) sum;
  }
}
