/* SPDX-License-Identifier: MIT */

/* What vector extensions of C lack, over one vector of LANES floats: a template like
 * nn/kernels/vector-math.h, with the types VF and VI. x86 has an instruction for each; elsewhere
 * they are put together from comparisons. */

/* mask ? a : b, where a mask is all ones or all zeros. */
static ALWAYS_INLINE VF
FN (select) (VI mask, VF a, VF b)
{
  return (VF) ((mask & (VI) a) | (~mask & (VI) b));
}

static ALWAYS_INLINE VF
FN (load) (const float *p)
{
  return *(const VF *) __builtin_assume_aligned (p, 4 * LANES);
}

static ALWAYS_INLINE void
FN (store) (float *p, VF x)
{
  *(VF *) __builtin_assume_aligned (p, 4 * LANES) = x;
}

static ALWAYS_INLINE VF
FN (load_unaligned) (const float *p)
{
  return *(const FN (vector_unaligned) *) p;
}

static ALWAYS_INLINE void
FN (store_unaligned) (float *p, VF x)
{
  *(FN (vector_unaligned) *) p = x;
}

/* x in all lanes. (Zero plus x would be an addition, as it is not x where that is -0.) */
static ALWAYS_INLINE VF
FN (spread) (float x)
{
  return x - (VF){ 0 };
}

/* The first n < LANES floats at p, and zeros; respectively only those written. */
static ALWAYS_INLINE VF
FN (load_part) (const float *p, guint n)
{
#if defined(__AVX512VL__) && LANES == 16
  return (VF) _mm512_maskz_loadu_ps ((__mmask16) ((1u << n) - 1), p);
#elif defined(__AVX512VL__) && LANES == 8
  return (VF) _mm256_maskz_loadu_ps ((__mmask8) ((1u << n) - 1), p);
#elif defined(__AVX512VL__)
  return (VF) _mm_maskz_loadu_ps ((__mmask8) ((1u << n) - 1), p);
#else
  VF x = { 0 };

  for (guint i = 0; i < n; i++)
    x[i] = p[i];
  return x;
#endif
}

static ALWAYS_INLINE void
FN (store_part) (float *p, VF x, guint n)
{
#if defined(__AVX512VL__) && LANES == 16
  _mm512_mask_storeu_ps (p, (__mmask16) ((1u << n) - 1), (__m512) x);
#elif defined(__AVX512VL__) && LANES == 8
  _mm256_mask_storeu_ps (p, (__mmask8) ((1u << n) - 1), (__m256) x);
#elif LANES == 4
  if (n & 2) {
    __builtin_memcpy (p, &x, 8);
    if (n & 1)
      p[2] = x[2];
  } else if (n & 1) {
    p[0] = x[0];
  }
#else
  for (guint i = 0; i < n; i++)
    p[i] = x[i];
#endif
}

/* The larger, respectively the smaller; x where it is NaN. */
static ALWAYS_INLINE VF
FN (at_least) (float limit, VF x)
{
  VF limits = (VF){ 0 } + limit;

#if defined(__AVX512F__) && LANES == 16
  return (VF) _mm512_max_ps ((__m512) limits, (__m512) x);
#elif defined(__AVX2__) && LANES == 8
  return (VF) _mm256_max_ps ((__m256) limits, (__m256) x);
#elif defined(__SSE2__) && LANES == 4
  return (VF) _mm_max_ps ((__m128) limits, (__m128) x);
#else
  return FN (select) (x < limits, limits, x);
#endif
}

static ALWAYS_INLINE VF
FN (at_most) (float limit, VF x)
{
  VF limits = (VF){ 0 } + limit;

#if defined(__AVX512F__) && LANES == 16
  return (VF) _mm512_min_ps ((__m512) limits, (__m512) x);
#elif defined(__AVX2__) && LANES == 8
  return (VF) _mm256_min_ps ((__m256) limits, (__m256) x);
#elif defined(__SSE2__) && LANES == 4
  return (VF) _mm_min_ps ((__m128) limits, (__m128) x);
#else
  return FN (select) (x > limits, limits, x);
#endif
}

/* a·b + c, rounded once wherever the set can. Left to the compiler, that depends on the loop around
 * it, so loops that must give the same bits in several shapes say it. */
static ALWAYS_INLINE VF
FN (multiply_add) (VF a, VF b, VF c)
{
#if defined(__AVX512F__) && LANES == 16
  return (VF) _mm512_fmadd_ps ((__m512) a, (__m512) b, (__m512) c);
#elif defined(__FMA__) && LANES == 8
  return (VF) _mm256_fmadd_ps ((__m256) a, (__m256) b, (__m256) c);
#elif defined(__FMA__) && LANES == 4
  return (VF) _mm_fmadd_ps ((__m128) a, (__m128) b, (__m128) c);
#elif defined(__ARM_NEON) && LANES == 4
  return (VF) vfmaq_f32 ((float32x4_t) c, (float32x4_t) a, (float32x4_t) b);
#else
  return a * b + c;
#endif
}

/* x, which stays in a register from here on where a set has many of them: left to themselves
 * compilers load it anew for each product, and then loads are what takes the time. */
static ALWAYS_INLINE VF
FN (keep) (VF x)
{
#ifdef __AVX512VL__
  __asm__ ("" : "+v"(x));
#endif
  return x;
}

static ALWAYS_INLINE VF
FN (square_root) (VF x)
{
#if defined(__AVX512F__) && LANES == 16
  return (VF) _mm512_sqrt_ps ((__m512) x);
#elif defined(__AVX2__) && LANES == 8
  return (VF) _mm256_sqrt_ps ((__m256) x);
#elif defined(__SSE2__) && LANES == 4
  return (VF) _mm_sqrt_ps ((__m128) x);
#else
  for (guint i = 0; i < LANES; i++)
    x[i] = __builtin_sqrtf (x[i]);
  return x;
#endif
}

/* x · 2^n for whole n in [-200, 200], rounded once. */
static ALWAYS_INLINE VF
FN (scale) (VF x, VF n)
{
#if defined(__AVX512VL__) && LANES == 16
  return (VF) _mm512_scalef_ps ((__m512) x, (__m512) n);
#elif defined(__AVX512VL__) && LANES == 8
  return (VF) _mm256_scalef_ps ((__m256) x, (__m256) n);
#elif defined(__AVX512VL__)
  return (VF) _mm_scalef_ps ((__m128) x, (__m128) n);
#else
  /* In two factors, so that results below the normal range are rounded once, not flushed. */
  VI whole = (VI) (n + 12582912.0f) - (gint32) 0x4b400000, half = whole >> 1;

  return x * (VF) ((half + 127) << 23) * (VF) ((whole - half + 127) << 23);
#endif
}

static ALWAYS_INLINE VF
FN (absolute) (VF x)
{
  return (VF) ((VI) x & 0x7fffffff);
}

/* -|x| */
static ALWAYS_INLINE VF
FN (negative) (VF x)
{
  return (VF) ((VI) x | (gint32) 0x80000000);
}

static ALWAYS_INLINE VF
FN (with_sign_of) (VF magnitude, VF x)
{
  return (VF) ((VI) magnitude | ((VI) x & (gint32) 0x80000000));
}
