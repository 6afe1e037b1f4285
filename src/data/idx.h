/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/intake.h"

G_BEGIN_DECLS

/* GradusIdx: an array of bytes from an IDX file (LeCun, "The MNIST database": magic 0 0 8 n,
 * then n sizes of four bytes, the most significant first, then the bytes; the last index changes
 * fastest). */
#define GRADUS_IDX_MAX_DIMENSIONS 4
#define GRADUS_IDX_MAX_BYTES (G_GUINT64_CONSTANT (1) << 31)

typedef struct {
  guint n_dimensions;
  guint dimensions[GRADUS_IDX_MAX_DIMENSIONS];
  gsize n_bytes;
  guint8 *bytes;
} GradusIdx;

void gradus_idx_clear (GradusIdx *idx);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusIdx, gradus_idx_clear)

/* Reads a file, packed by gzip or not, into an `idx` that is all zero. The file must have
 * exactly as many bytes as its sizes say. Needs at most twice the memory of what the file really
 * holds. On failure `idx` is unchanged, and the message is "FILE: what is wrong and what would
 * be right". `loading` may be NULL. */
gboolean gradus_idx_load (GradusIdx *idx, const char *filename, GradusLoading *loading,
                          GError **error);

/* Reads an array from an open intake; else as gradus_idx_load(). */
gboolean gradus_idx_read (GradusIdx *idx, GradusIntake *intake, GError **error);

G_END_DECLS
