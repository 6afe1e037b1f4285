/* SPDX-License-Identifier: MIT */

/* Elementary functions over one vector of LANES floats: a template, included once for each width by
 * lanes.h, which defines LANES and the types VF (floats) and VI (ints).
 *
 * Reduction and polynomials of exp and tanh as in Cephes (Moshier, expf.c and tanhf.c), the
 * polynomials summed in Estrin's order, which is shorter to wait for. Measured against double
 * precision over the whole range of floats (tests/nn/test-activation.c) the relative error of
 * normal results stays below 2 units in the last place, 2.4e-7; of GELU, which is put together from
 * several of these, below 4. */

/* x = n·ln(2) + r with a whole n and |r| ≤ ln(2)/2, for x in [-120, 89]. `tail` is what r lacks of
 * its last places. */
static ALWAYS_INLINE VF
FN (reduce) (VF x, VF *n, VF *tail)
{
  const float round_to_int =
      12582912.0f; /* 1.5 · 2^23: adding it leaves the integer in the last bits */

  *n = (x * 1.44269504088896341f + round_to_int) - round_to_int;
#ifdef __FMA__
  /* The product is not rounded: one constant will do, and its rounding error comes in later, with
   * nobody waiting for it. */
  *tail = *n * 1.9046543e-9f;
  return x - *n * 0.693147182464599609375f;
#else
  *tail = (VF){ 0 };
  return (x - *n * 0.693359375f) - *n * -2.12194440e-4f;
#endif
}

/* (exp(r) - 1 - r) / r². */
static ALWAYS_INLINE VF
FN (exp_rest) (VF r, VF r2)
{
  VF p0 = r * 1.6666665459e-1f + 5.0000001201e-1f;
  VF p2 = r * 8.3334519073e-3f + 4.1665795894e-2f;
  VF p4 = r * 1.9875691500e-4f + 1.3981999507e-3f;

  return p0 + r2 * (p2 + r2 * p4);
}

/* e^x = 2^n · (1 + p); returns p. */
static ALWAYS_INLINE VF
FN (exp_reduced) (VF x, VF *n)
{
  VF tail, r = FN (reduce) (x, n, &tail), r2 = r * r;

  return FN (exp_rest) (r, r2) * r2 + (r + tail);
}

/* exp(x), and 1 + exp(x), for x ≤ 0; NaN stays NaN. What depends on the polynomial comes last in
 * both, and is short: the activations of small networks are a single chain of such waits. */
static ALWAYS_INLINE VF
FN (exp_negative_and) (VF x, VF *above_one)
{
  VF n, tail, r = FN (reduce) (FN (at_least) (-104.0f, x), &n, &tail), r2 = r * r;
  VF power = FN (scale) ((VF){ 0 } + 1, n), curve = power * r2, line = power * (r + tail);
  VF rest = FN (exp_rest) (r, r2);

  *above_one = rest * curve + ((1 + power) + line);
  return rest * curve + (power + line);
}

static ALWAYS_INLINE VF
FN (exp_negative) (VF x)
{
  VF above_one;

  return FN (exp_negative_and) (x, &above_one);
}

/* exp(x) - 1 for x ≤ 0. */
static ALWAYS_INLINE VF
FN (expm1_negative) (VF x)
{
  VF n, p = FN (exp_reduced) (FN (at_least) (-104.0f, x), &n);
  VF power = FN (scale) ((VF){ 0 } + 1, n);

  return p * power + (power - 1);
}

/* log(1 + e) for e in [0, 1]: 2·artanh(e / (2 + e)). */
static ALWAYS_INLINE VF
FN (log1p) (VF e)
{
  VF s = e / (2 + e), u = s * s, p;

  p = u * 0.281783253f + 0.279606044f;
  p = p * u + 0.400249094f;
  p = p * u + 0.666663170f;
  return s * (p * u) + 2 * s;
}

/* Both sigmoid and its slope keep their relative precision on either side: neither is taken from 1
 * - a. */
static ALWAYS_INLINE VF
FN (sigmoid) (VF z, VF *slope)
{
  VF above_one, e = FN (exp_negative_and) (FN (negative) (z), &above_one);
  VF q = 1 / above_one;

  *slope = e * q * q;
  return FN (select) (z < 0, e, (VF){ 0 } + 1) * q;
}

static ALWAYS_INLINE VF
FN (tanh) (VF z, VF *slope)
{
  VF x = FN (absolute) (z);
  VF above_one, e = FN (exp_negative_and) (-2 * x, &above_one);
  VF q = 1 / above_one;
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

/* scale · (z > 0 ? z : alpha · (exp(z) - 1)): ELU with scale 1, SELU with its own. */
static ALWAYS_INLINE VF
FN (elu) (VF z, float alpha, float scale, VF *slope)
{
  VI positive = z > 0;
  VF a = alpha * scale * FN (expm1_negative) (FN (select) (positive, (VF){ 0 }, z));

  *slope = FN (select) (positive, (VF){ 0 } + scale, a + alpha * scale);
  return FN (select) (positive, z * scale, a);
}

static ALWAYS_INLINE VF
FN (softplus) (VF z, VF *slope)
{
  VF above_one, e = FN (exp_negative_and) (FN (negative) (z), &above_one);

  *slope = FN (select) (z < 0, e, (VF){ 0 } + 1) / above_one;
  return FN (at_least) (0, z) + FN (log1p) (e);
}

/* exp(-t²/2) for t ≥ 0. The square is split so that its rounding error, which the exponential would
 * magnify, is kept: the leading half of t's digits has an exact square. */
static ALWAYS_INLINE VF
FN (gauss) (VF t)
{
  VF clamped = FN (at_most) (20, t);
  VF head = (VF) ((VI) clamped & (gint32) 0xfffff000);
  VF rest = (clamped - head) * (clamped + head);

  return FN (exp_negative) (-0.5f * head * head) * FN (exp_negative) (-0.5f * rest);
}

/* z·Φ(z), with the standard normal distribution Φ(-t) = exp(-t²/2)·h(t)/2 for t ≥ 0, where h is the
 * scaled complementary error function erfcx(t/√2): (1 + t)·h(t) is a polynomial of (t - 3)/(t + 3)
 * (the substitution of Shepherd & Laframboise 1981; coefficients fitted here, relative error
 * 6e-9). */
static ALWAYS_INLINE VF
FN (gelu) (VF z, VF *slope)
{
  VF t = FN (at_most) (20, FN (absolute) (z)), g = FN (gauss) (t), q = (t - 3) / (t + 3), h, tail;

  h = q * 9.441061411052942e-05f + 2.7392510673962533e-05f;
  h = h * q - 9.384311269968748e-04f;
  h = h * q - 6.831680075265467e-04f;
  h = h * q + 5.980760790407658e-03f;
  h = h * q + 2.3108322639018297e-03f;
  h = h * q - 4.545285180211067e-02f;
  h = h * q + 9.032922238111496e-02f;
  h = h * q - 3.2864760607481e-02f;
  h = h * q - 1.9305355846881866e-01f;
  h = h * q + 9.721115827560425e-01f;
  tail = 0.5f * (h / (1 + t));
  *slope = FN (select) (z < 0, tail * g, 1 - tail * g) +
           FN (with_sign_of) (t, z) * g * 0.398942280401432678f;
  return FN (select) (z < 0, FN (at_least) (-20, z) * tail * g, z * (1 - tail * g));
}

/* z·sigmoid(z), the power of two of a small result multiplied in last, when it is no longer below
 * the normal range. */
static ALWAYS_INLINE VF
FN (swish) (VF z, VF *slope)
{
  VF limited = FN (at_least) (-120, z), n;
  VF p = 1 + FN (exp_reduced) (FN (at_least) (-120, FN (negative) (z)), &n);
  VF e = FN (scale) (p, n), q = 1 / (1 + e), s = FN (select) (z < 0, e, (VF){ 0 } + 1) * q;

  *slope = s + FN (at_most) (120, limited) * (e * q * q);
  return FN (select) (z < 0, FN (scale) (limited * (p * q), n), z * q);
}

/* One vector of an activation and its slope; `kind` is a constant wherever this is inlined. Those
 * that look at more than one row are linear here. */
static ALWAYS_INLINE VF
FN (apply) (GradusActivationKind kind, float alpha, VF z, VF *slope)
{
  switch (kind) {
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
    return FN (elu) (z, alpha, 1, slope);
  case GRADUS_ACTIVATION_SELU:
    return FN (elu) (z, GRADUS_SELU_ALPHA, GRADUS_SELU_SCALE, slope);
  case GRADUS_ACTIVATION_SOFTPLUS:
    return FN (softplus) (z, slope);
  case GRADUS_ACTIVATION_GELU:
    return FN (gelu) (z, slope);
  case GRADUS_ACTIVATION_SWISH:
    return FN (swish) (z, slope);
  case GRADUS_ACTIVATION_LINEAR:
  case GRADUS_ACTIVATION_MAXOUT:
  case GRADUS_ACTIVATION_SOFTMAX:
    break;
  }
  *slope = (VF){ 0 } + 1;
  return z;
}
