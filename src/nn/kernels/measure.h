/* SPDX-License-Identifier: MIT */

/* What is measured of rows and parameters, and batch normalisation, over the widest vectors. Sums
 * are of doubles, so that they lose nothing of large rows. Rows need not be whole vectors, and lie
 * anywhere. */

#define VF WIDEST_FN (vector_float)
#define VI WIDEST_FN (vector_int)

typedef float half_float __attribute__ ((vector_size (2 * WIDEST), aligned (4)));
typedef double vector_double __attribute__ ((vector_size (4 * WIDEST)));

static ALWAYS_INLINE vector_double
load_doubles (const float *p)
{
  return __builtin_convertvector(*(const half_float *) p, vector_double);
}

static ALWAYS_INLINE double
sum_doubles (vector_double a, vector_double b)
{
  double total = 0;

  for (guint i = 0; i < WIDEST / 2; i++)
    total += a[i] + b[i];
  return total;
}

static void
sum_moments (const GradusBlock *block, double center, const float *x, double *sum, double *squares)
{
  vector_double sums[2] = { { 0 } }, square_sums[2] = { { 0 } };

  *sum = *squares = 0;
  for (guint row = 0; row < block->rows; row++, x += block->stride) {
    guint i = 0;

    for (; i + WIDEST <= block->width; i += WIDEST) {
      for (guint half = 0; half < 2; half++) {
        const vector_double d = load_doubles (x + i + half * WIDEST / 2) - center;

        sums[half] += d;
        square_sums[half] += d * d;
      }
    }
    for (; i < block->width; i++) {
      const double d = (double) x[i] - center;

      *sum += d;
      *squares += d * d;
    }
  }
  *sum += sum_doubles (sums[0], sums[1]);
  *squares += sum_doubles (square_sums[0], square_sums[1]);
}

static ALWAYS_INLINE double
fold_doubles (vector_double v)
{
#if WIDEST == 16
  return ((v[0] + v[4]) + (v[1] + v[5])) + ((v[2] + v[6]) + (v[3] + v[7]));
#elif WIDEST == 8
  return (v[0] + v[1]) + (v[2] + v[3]);
#else
  return v[0] + v[1];
#endif
}

/* A row's moments are taken about its first number: its numbers may differ by no more than a
 * float32's last places. All rows' squares go into the same sums, which short rows gain by. */
static void
sum_spreads (const GradusBlock *block, const float *x, double *sum, double *squares, double *spread)
{
  const double n = block->width;
  vector_double square_sums[2] = { { 0 } };
  double total = 0, shift = 0, means = 0, rest = 0;

  for (guint row = 0; row < block->rows; row++, x += block->stride) {
    const double center = (double) x[0];
    vector_double sums = { 0 };
    double own = 0;
    guint i = 0;

    for (; i + WIDEST <= block->width; i += WIDEST) {
      const vector_double d = load_doubles (x + i) - center,
                          e = load_doubles (x + i + WIDEST / 2) - center;

      sums += d + e;
      square_sums[0] += d * d;
      square_sums[1] += e * e;
    }
    for (; i < block->width; i++) {
      const double d = (double) x[i] - center;

      own += d;
      rest += d * d;
    }
    own += fold_doubles (sums);
    means += own * own;
    total += own + n * center;
    shift += center * (2 * own + n * center);
  }
  rest += fold_doubles (square_sums[0] + square_sums[1]);
  *sum = total;
  *squares = rest + shift;
  *spread = rest - means / n;
}

static void
sum_products (const GradusBlock *block, const float *x, const float *y, double *sum,
              double *products)
{
  vector_double sums[2] = { { 0 } }, product_sums[2] = { { 0 } };

  *sum = *products = 0;
  for (guint row = 0; row < block->rows; row++, x += block->stride, y += block->stride) {
    guint i = 0;

    for (; i + WIDEST <= block->width; i += WIDEST) {
      for (guint half = 0; half < 2; half++) {
        const vector_double d = load_doubles (x + i + half * WIDEST / 2);

        sums[half] += d;
        product_sums[half] += d * load_doubles (y + i + half * WIDEST / 2);
      }
    }
    for (; i < block->width; i++) {
      *sum += (double) x[i];
      *products += (double) x[i] * (double) y[i];
    }
  }
  *sum += sum_doubles (sums[0], sums[1]);
  *products += sum_doubles (product_sums[0], product_sums[1]);
}

static gsize
sum_counts (VI counts)
{
  gsize total = 0;

  for (guint i = 0; i < WIDEST; i++)
    total += (gsize) counts[i];
  return total;
}

static gsize
count_beyond (const GradusBlock *block, float factor, float shift, float limit, const float *x)
{
  VI counts = { 0 };
  gsize total = 0;

  for (guint row = 0; row < block->rows; row++, x += block->stride) {
    guint i = 0;

    for (; i + WIDEST <= block->width; i += WIDEST)
      counts -= WIDEST_FN (absolute) (WIDEST_FN (load_unaligned) (x + i) * factor + shift) > limit;
    for (; i < block->width; i++)
      total += __builtin_fabsf (x[i] * factor + shift) > limit;
  }
  return total + sum_counts (counts);
}

static void
compare (gsize n, const float *x, const float *y, double *squares, gsize *n_same)
{
  vector_double sums[2] = { { 0 } };
  VI counts = { 0 };
  gsize i = 0;

  *squares = 0;
  *n_same = 0;
  for (; i + WIDEST <= n; i += WIDEST) {
    counts -= WIDEST_FN (load_unaligned) (x + i) == WIDEST_FN (load_unaligned) (y + i);
    for (guint half = 0; half < 2; half++) {
      const gsize at = i + half * WIDEST / 2;
      const vector_double d = load_doubles (x + at) - load_doubles (y + at);

      sums[half] += d * d;
    }
  }
  for (; i < n; i++) {
    const double d = (double) x[i] - (double) y[i];

    *squares += d * d;
    *n_same += x[i] == y[i];
  }
  *squares += sum_doubles (sums[0], sums[1]);
  *n_same += sum_counts (counts);
}

static ALWAYS_INLINE VF
load_up_to (gsize n, const float *p)
{
  return n >= WIDEST ? WIDEST_FN (load_unaligned) (p) : WIDEST_FN (load_part) (p, (guint) n);
}

static ALWAYS_INLINE void
store_up_to (gsize n, float *p, VF x)
{
  if (n >= WIDEST)
    WIDEST_FN (store_unaligned) (p, x);
  else
    WIDEST_FN (store_part) (p, x, (guint) n);
}

static void
normalise (gsize n, float mean, float inverse, float weight, float bias, const float *x,
           float *normal, float *z)
{
  for (gsize i = 0; i < n; i += WIDEST) {
    const VF own = (load_up_to (n - i, x + i) - mean) * inverse;

    store_up_to (n - i, normal + i, own);
    store_up_to (n - i, z + i, weight * own + bias);
  }
}

static void
normalise_backward (gsize n, float factor, float delta_mean, float product_mean, const float *delta,
                    const float *normal, float *input_gradient)
{
  for (gsize i = 0; i < n; i += WIDEST)
    store_up_to (n - i, input_gradient + i,
                 factor * (load_up_to (n - i, delta + i) - delta_mean -
                           load_up_to (n - i, normal + i) * product_mean));
}

#undef VF
#undef VI
