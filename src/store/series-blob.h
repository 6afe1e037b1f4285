/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "train/history.h"

G_BEGIN_DECLS

/* The regular points of a history in a document: column by column, little-endian, without gaps: the
 * steps (64-bit integers), costs, accuracies, test costs, test accuracies (float64 each), then the
 * values (float32), point by point. What is not known is a NaN. Where something is undecided the
 * four columns of that follow (float64), in the order of GradusMetrics: programs of before these
 * columns open documents that have none. */
GBytes *gradus_series_to_blob (const GradusSeries *series);

/* `series` starts from { 0 }. Without the columns of what is undecided nothing was. Fails with
 * G_IO_ERROR_INVALID_DATA where the length is not that of so many points, the steps do not ascend,
 * or what is undecided is no share. */
gboolean gradus_series_from_blob (GradusSeries *series, guint n_points, guint n_values,
                                  const char *bytes, gsize n, GError **error);

G_END_DECLS
