/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

#define GRADUS_BYTE_LEVELS 256

/* GradusInputs: the numbers of samples, wherever they lie: floats, sample by sample; or bytes of
 * pictures, which stay bytes until a batch needs them. Borrows what it points to. This header needs
 * no library, so that data can say where they lie without the mathematics. */
typedef struct {
  guint n;             /* numbers of a sample */
  const float *floats; /* (samples, n); NULL: they are bytes */

  /* Number k of sample s is levels[bytes[rows[s] * pitch + k]]. */
  const guint8 *bytes;
  gsize pitch;
  const guint *rows;
  const float *levels; /* (GRADUS_BYTE_LEVELS): the number that a byte means */
} GradusInputs;

/* Copies n numbers of a sample, from number `first` on. */
static inline void
gradus_inputs_copy_part (const GradusInputs *inputs, gsize sample, gsize first, gsize n,
                         float *numbers)
{
  const guint8 *bytes;

  if (inputs->floats) {
    memcpy (numbers, inputs->floats + sample * inputs->n + first, n * sizeof (float));
    return;
  }
  bytes = inputs->bytes + inputs->rows[sample] * inputs->pitch + first;
  for (gsize i = 0; i < n; i++)
    numbers[i] = inputs->levels[bytes[i]];
}

/* All of them. */
static inline void
gradus_inputs_copy (const GradusInputs *inputs, gsize sample, float *numbers)
{
  gradus_inputs_copy_part (inputs, sample, 0, inputs->n, numbers);
}

/* Has them fetched into the cache: a sample that was drawn lies anywhere, and is waited for
 * otherwise. */
static inline void
gradus_inputs_prefetch (const GradusInputs *inputs, gsize sample)
{
  const char *start = inputs->floats
                          ? (const char *) (inputs->floats + sample * inputs->n)
                          : (const char *) (inputs->bytes + inputs->rows[sample] * inputs->pitch);
  const gsize n_bytes = inputs->n * (inputs->floats ? sizeof (float) : 1);

  for (gsize at = 0; at < n_bytes; at += 64)
    __builtin_prefetch (start + at);
}

/* One of them. */
static inline float
gradus_inputs_get (const GradusInputs *inputs, gsize sample, guint input)
{
  return inputs->floats
             ? inputs->floats[sample * inputs->n + input]
             : inputs->levels[inputs->bytes[inputs->rows[sample] * inputs->pitch + input]];
}

G_END_DECLS
