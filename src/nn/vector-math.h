/* SPDX-License-Identifier: MIT */

/* Elementary functions over one vector of LANES floats: a template, included once for each width by
 * kernels-lanes.h, which defines LANES and the types VF (floats) and VI (ints).
 *
 * Reduction and polynomials as in Cephes (Moshier, expf.c and tanhf.c); measured against double precision the
 * relative errors stay below 2 units in the last place for normal results (tests/nn/test-activation.c). */

/* mask ? a : b, where a mask is all ones or all zeros. */
static ALWAYS_INLINE VF
FN (select) (VI mask, VF a, VF b)
{
  return (VF) ((mask & (VI) a) | (~mask & (VI) b));
}

static ALWAYS_INLINE VF
FN (absolute) (VF x)
{
  return (VF) ((VI) x & 0x7fffffff);
}

static ALWAYS_INLINE VF
FN (with_sign_of) (VF magnitude, VF x)
{
  return (VF) ((VI) magnitude | ((VI) x & (gint32) 0x80000000));
}

/* 2^n in two factors, so that results below the normal range are rounded once, not flushed. */
static ALWAYS_INLINE void
FN (power_of_two) (VI n, VF *first, VF *second)
{
  VI half = n >> 1;

  *first = (VF) ((half + 127) << 23);
  *second = (VF) ((n - half + 127) << 23);
}

/* exp(x) = 2^n · (1 + p) with |remainder| ≤ ln(2)/2; returns p = expm1(remainder). NaN stays NaN. */
static ALWAYS_INLINE VF
FN (exp_reduced) (VF x, VI *n)
{
  const float round_to_int = 12582912.0f; /* 1.5 · 2^23: adding it leaves the integer in the last bits */
  VF clamped, rounded, r, p;

  clamped = FN (select) (x < -104.0f, (VF){ 0 } - 104.0f, x);
  clamped = FN (select) (clamped > 89.0f, (VF){ 0 } + 89.0f, clamped);
  rounded = clamped * 1.44269504088896341f + round_to_int;
  *n = (VI) rounded - (gint32) 0x4b400000;
  rounded = rounded - round_to_int;
  r = clamped - rounded * 0.693359375f;
  r = r - rounded * -2.12194440e-4f;
  p = r * 1.9875691500e-4f + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  return p * (r * r) + r;
}

static ALWAYS_INLINE VF
FN (exp) (VF x)
{
  VI n;
  VF p = FN (exp_reduced) (x, &n);
  VF first, second;

  FN (power_of_two) (n, &first, &second);
  return (1 + p) * first * second;
}

/* exp(x) - 1 for x ≤ 0. */
static ALWAYS_INLINE VF
FN (expm1_negative) (VF x)
{
  VI n;
  VF p = FN (exp_reduced) (x, &n);
  VF first, second;

  FN (power_of_two) (n, &first, &second);
  first = first * second;
  return p * first + (first - 1);
}

/* Both sigmoid and its slope keep their relative precision on either side: neither is taken from 1 - a. */
static ALWAYS_INLINE VF
FN (sigmoid) (VF z, VF *slope)
{
  VF e = FN (exp) (-FN (absolute) (z));
  VF q = 1 / (1 + e);

  *slope = e * q * q;
  return FN (select) (z < 0, e, (VF){ 0 } + 1) * q;
}

static ALWAYS_INLINE VF
FN (tanh) (VF z, VF *slope)
{
  VF x = FN (absolute) (z);
  VF e = FN (exp) (-2 * x);
  VF q = 1 / (1 + e);
  VF s = z * z;
  VF small;

  small = s * -5.70498872745e-3f + 2.06390887954e-2f;
  small = small * s - 5.37397155531e-2f;
  small = small * s + 1.33314422036e-1f;
  small = small * s - 3.33332819422e-1f;
  small = small * (s * x) + x;
  *slope = 4 * e * q * q;
  return FN (with_sign_of) (FN (select) (x < 0.625f, small, (1 - e) * q), z);
}

static ALWAYS_INLINE VF
FN (leaky_relu) (VF z, float alpha, VF *slope)
{
  VF one = (VF){ 0 } + 1;

  *slope = FN (select) (z > 0, one, one * alpha);
  return z * *slope;
}

static ALWAYS_INLINE VF
FN (elu) (VF z, float alpha, VF *slope)
{
  VI positive = z > 0;
  VF a = alpha * FN (expm1_negative) (FN (select) (positive, (VF){ 0 }, z));

  *slope = FN (select) (positive, (VF){ 0 } + 1, a + alpha);
  return FN (select) (positive, z, a);
}

/* One vector of an activation and its slope; `kind` is a constant wherever this is inlined. */
static ALWAYS_INLINE VF
FN (activate) (GradusActivationKind kind, float alpha, VF z, VF *slope)
{
  switch (kind) {
  case GRADUS_ACTIVATION_LINEAR:
    *slope = (VF){ 0 } + 1;
    return z;
  case GRADUS_ACTIVATION_SIGMOID:
    return FN (sigmoid) (z, slope);
  case GRADUS_ACTIVATION_TANH:
    return FN (tanh) (z, slope);
  case GRADUS_ACTIVATION_RELU:
    *slope = FN (select) (z > 0, (VF){ 0 } + 1, (VF){ 0 });
    return FN (select) (z <= 0, (VF){ 0 }, z); /* NaN stays NaN */
  case GRADUS_ACTIVATION_LEAKY_RELU:
    return FN (leaky_relu) (z, alpha, slope);
  case GRADUS_ACTIVATION_ELU:
    return FN (elu) (z, alpha, slope);
  }
  g_assert_not_reached ();
}
