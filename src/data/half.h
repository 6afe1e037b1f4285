/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The number that the 16 bits of an IEEE 754 binary16 mean, as float16 in NumPy and F16 in
 * safetensors. */
static inline float
gradus_half_to_float (guint bits)
{
  const guint exponent = bits >> 10 & 31, mantissa = bits & 1023;
  float number;

  if (exponent == 31)
    number = mantissa ? __builtin_nanf ("") : __builtin_inff ();
  else
    number = exponent == 0 ? __builtin_ldexpf ((float) mantissa, -24)
                           : __builtin_ldexpf ((float) (mantissa + 1024), (int) exponent - 25);
  return bits >> 15 ? -number : number;
}

G_END_DECLS
