/* SPDX-License-Identifier: MIT */
#include "train/crc32c.h"

#include <string.h>

/* The polynomial, reflected. */
#define POLYNOMIAL 0x82f63b78u

/* Bytes that are taken at once (Kounavis & Berry 2008, "slicing by 8"). */
#define N_SLICES 8

static guint32 tables[N_SLICES][256];

static void
fill_tables (void)
{
  for (guint i = 0; i < 256; i++) {
    tables[0][i] = i;
    for (guint bit = 0; bit < 8; bit++)
      tables[0][i] = tables[0][i] >> 1 ^ (tables[0][i] & 1 ? POLYNOMIAL : 0);
  }
  for (guint slice = 1; slice < N_SLICES; slice++)
    for (guint i = 0; i < 256; i++)
      tables[slice][i] = tables[slice - 1][i] >> 8 ^ tables[0][tables[slice - 1][i] & 255];
}

static void
prepare (void)
{
  static gsize is_prepared;

  if (!g_once_init_enter (&is_prepared))
    return;
  fill_tables ();
  g_once_init_leave (&is_prepared, 1);
}

guint32
gradus_crc32c_extend (guint32 crc, const void *bytes, gsize n)
{
  const guint8 *at = bytes;

  prepare ();
  crc = ~crc;
  for (; n >= N_SLICES; n -= N_SLICES, at += N_SLICES) {
    guint32 low, high;

    memcpy (&low, at, sizeof low);
    memcpy (&high, at + sizeof low, sizeof high);
    low = GUINT32_FROM_LE (low) ^ crc;
    high = GUINT32_FROM_LE (high);
    crc = tables[7][low & 255] ^ tables[6][low >> 8 & 255] ^ tables[5][low >> 16 & 255] ^
          tables[4][low >> 24] ^ tables[3][high & 255] ^ tables[2][high >> 8 & 255] ^
          tables[1][high >> 16 & 255] ^ tables[0][high >> 24];
  }
  for (; n > 0; n--, at++)
    crc = crc >> 8 ^ tables[0][(crc ^ *at) & 255];
  return ~crc;
}

guint32
gradus_crc32c (const void *bytes, gsize n)
{
  return gradus_crc32c_extend (0, bytes, n);
}
