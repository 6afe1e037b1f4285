/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/history.h"

G_BEGIN_DECLS

/* Writes a run's history as CSV: a line of names, then a line for each point:
 *
 *   step,cost,accuracy,gradient_norm_1,…,gradient_norm_N
 *
 * With test data, test_cost,test_accuracy follow the accuracy (as last measured). Numbers have
 * decimal points in every locale. The file is replaced as a whole or left as it was. The error's
 * message begins with the file's name. */
gboolean gradus_metrics_csv_save (const GradusSeries *series, const char *filename, GError **error);

/* The text of such a file; free with g_free(). */
char *gradus_metrics_csv_write (const GradusSeries *series);

G_END_DECLS
