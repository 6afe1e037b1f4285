/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/preparation.h"
#include "data/records.h"

G_BEGIN_DECLS

/* The raw numbers that a network takes, out of a table: (n_rows, preparation->n_raw).
 *
 * Columns are found by their names, whatever their order; those of points are x and y. A table
 * without names of its own, or with none that is known, is taken in its order if it has just as
 * many columns; or, without names, as many as there are raw numbers, which are these then. Other
 * columns are passed over if the network's own table had them, such as the target. Gaps are filled
 * where training filled them. Notes on standard error say what was passed over, or taken by order.
 * Fails with G_IO_ERROR_INVALID_DATA, which names what is missing, too much, or not known, and what
 * would be. */
float *gradus_cli_read_raw (const GradusPreparation *preparation, const GradusRecords *table,
                            GError **error);

G_END_DECLS
