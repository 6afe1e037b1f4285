/* SPDX-License-Identifier: MIT */
#include "store/tensorboard.h"

/* The polynomial, reflected. */
#define POLYNOMIAL 0x82f63b78u

guint32
gradus_crc32c (const void *bytes, gsize n)
{
  const guint8 *at = bytes;
  guint32 crc = ~0u;

  for (gsize i = 0; i < n; i++) {
    crc ^= at[i];
    for (guint bit = 0; bit < 8; bit++)
      crc = crc >> 1 ^ (crc & 1 ? POLYNOMIAL : 0);
  }
  return ~crc;
}
