/* SPDX-License-Identifier: MIT */

/* A step of each optimiser over the widest vectors: included once by isa.c, after the lanes. The
 * formulas and their sources are in nn/optimiser.h. */

#define VF WIDEST_FN (vector_float)
#define VI WIDEST_FN (vector_int)

/* How far a vector of parameters goes; its moments move on. `kind` is a constant wherever this is
 * inlined. */
static ALWAYS_INLINE VF
find_move (GradusOptimiserKind kind, const GradusUpdate *u, VF g, VF *first, VF *second)
{
  switch (kind) {
  case GRADUS_OPTIMISER_SGD:
    return u->rate * g;
  case GRADUS_OPTIMISER_MOMENTUM:
    *first = u->momentum * *first + g;
    return u->rate * *first;
  case GRADUS_OPTIMISER_NESTEROV:
    *first = u->momentum * *first + g;
    return u->rate * (g + u->momentum * *first);
  case GRADUS_OPTIMISER_ADAGRAD:
    *second += g * g;
    return u->rate * g / (WIDEST_FN (square_root) (*second) + u->epsilon);
  case GRADUS_OPTIMISER_RMSPROP:
    *second = u->decay * *second + u->decay_rest * (g * g);
    return u->rate * g / (WIDEST_FN (square_root) (*second) + u->epsilon);
  case GRADUS_OPTIMISER_ADAM:
  case GRADUS_OPTIMISER_ADAMW:
    *first = u->momentum * *first + u->momentum_rest * g;
    *second = u->decay * *second + u->decay_rest * (g * g);
    return u->rate * u->first_correction * *first /
           (WIDEST_FN (square_root) (*second) * u->second_correction + u->epsilon);
  }
  __builtin_unreachable ();
}

/* The gradient with what the regularisers add to it. */
static ALWAYS_INLINE VF
regularise (const GradusUpdate *u, VF g, VF parameter)
{
  VF one = (VF){ 0 } + 1;
  VF sign =
      WIDEST_FN (select) (parameter != 0, WIDEST_FN (with_sign_of) (one, parameter), (VF){ 0 });

  return u->clip * g + u->l2 * parameter + u->l1 * sign;
}

/* A vector of the n ≤ WIDEST floats at p, and zeros; zeros where there is no p. */
static ALWAYS_INLINE VF
take (const float *p, guint n)
{
  if (!p)
    return (VF){ 0 };
  return n == WIDEST ? WIDEST_FN (load_unaligned) (p) : WIDEST_FN (load_part) (p, n);
}

static ALWAYS_INLINE void
put (float *p, VF x, guint n)
{
  if (!p)
    return;
  if (n == WIDEST)
    WIDEST_FN (store_unaligned) (p, x);
  else
    WIDEST_FN (store_part) (p, x, n);
}

/* How to go over a part of the parameters; all but the pointers are constants wherever this is
 * inlined. */
typedef struct {
  GradusOptimiserKind kind;
  gboolean is_plain;   /* no regulariser, no clipping */
  gboolean is_measure; /* nothing is written */
  const float *gradients;
  float *parameters, *first, *second;
} Sweep;

/* One vector. Where it updates, returns zeros for parameters that stay finite and NaN for others;
 * where it only measures, the square of the move. */
static ALWAYS_INLINE VF
sweep_vector (const Sweep *s, const GradusUpdate *u, gsize i, guint n)
{
  float *first = s->first ? s->first + i : NULL, *second = s->second ? s->second + i : NULL;
  VF p = take (s->parameters + i, n), g = take (s->gradients + i, n), m = take (first, n),
     v = take (second, n);
  VF move = find_move (s->kind, u, s->is_plain ? g : regularise (u, g, p), &m, &v);

  if (s->kind == GRADUS_OPTIMISER_ADAMW)
    move += u->rate * u->weight_decay * p;
  if (s->is_measure)
    return move * move;
  p -= move;
  put (s->parameters + i, p, n);
  put (first, m, n);
  put (second, v, n);
  return p * 0;
}

static ALWAYS_INLINE float
sweep (Sweep s, const GradusUpdate *u, gsize n)
{
  VF total = { 0 };
  gsize i = 0;

  for (; i + WIDEST <= n; i += WIDEST)
    total += sweep_vector (&s, u, i, WIDEST);
  if (i < n)
    total += sweep_vector (&s, u, i, (guint) (n - i));
  return WIDEST_FN (sum) (total);
}

#define CASE(kind, first, second)                                                                  \
  case kind:                                                                                       \
    return u->l1 == 0 && u->l2 == 0 && u->clip == 1                                                \
               ? sweep ((Sweep){ kind, TRUE, is_measure, gradients, parameters, first, second },   \
                        u, n)                                                                      \
               : sweep ((Sweep){ kind, FALSE, is_measure, gradients, parameters, first, second },  \
                        u, n)

static ALWAYS_INLINE float
sweep_kind (gboolean is_measure, const GradusUpdate *u, gsize n, const float *gradients,
            float *parameters, float *first, float *second)
{
  switch (u->kind) {
    CASE (GRADUS_OPTIMISER_SGD, NULL, NULL);
    CASE (GRADUS_OPTIMISER_MOMENTUM, first, NULL);
    CASE (GRADUS_OPTIMISER_NESTEROV, first, NULL);
    CASE (GRADUS_OPTIMISER_ADAGRAD, NULL, second);
    CASE (GRADUS_OPTIMISER_RMSPROP, NULL, second);
    CASE (GRADUS_OPTIMISER_ADAM, first, second);
    CASE (GRADUS_OPTIMISER_ADAMW, first, second);
  }
  __builtin_unreachable ();
}
#undef CASE

static gboolean
update (const GradusUpdate *u, gsize n, const float *gradients, float *parameters, float *first,
        float *second)
{
  return sweep_kind (FALSE, u, n, gradients, parameters, first, second) == 0;
}

static float
measure_update (const GradusUpdate *u, gsize n, const float *gradients, float *parameters,
                float *first, float *second)
{
  return sweep_kind (TRUE, u, n, gradients, parameters, first, second);
}

/* Of the gradients of a tiny layer, which were written just now, in pieces: a wider load would wait
 * for them longer than all of this takes. */
static double
sum_few_squares (gsize n, const float *x)
{
  float even = 0, odd = 0;
  gsize i = 0;

  for (; i + 2 <= n; i += 2) {
    even += x[i] * x[i];
    odd += x[i + 1] * x[i + 1];
  }
  if (i < n)
    even += x[i] * x[i];
  return even + odd;
}

/* In vectors of floats, then in double precision: a long row of large numbers does not overflow. */
static double
sum_squares (gsize n, const float *x)
{
  double total = 0;

  if (n <= 8)
    return sum_few_squares (n, x);
  for (gsize start = 0; start < n; start += 64 * WIDEST) {
    const gsize end = MIN (n, start + 64 * WIDEST);
    VF sums = { 0 };
    gsize i = start;

    for (; i + WIDEST <= end; i += WIDEST) {
      VF v = WIDEST_FN (load_unaligned) (x + i);

      sums += v * v;
    }
    if (i < end) {
      VF v = WIDEST_FN (load_part) (x + i, (guint) (end - i));

      sums += v * v;
    }
    total += WIDEST_FN (sum) (sums);
  }
  return total;
}

#undef VF
#undef VI
