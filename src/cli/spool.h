/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/records.h"

G_BEGIN_DECLS

/* Reads a table as gradus_reader_load() does; `filename` may also be "-", standard input, or a
 * pipe: what comes through it is kept in a file of its own until it is read, since readers look at
 * a file more than once. Messages name what was given. */
GradusRecords *gradus_cli_load_table (const char *filename, const GradusHints *hints,
                                      GError **error);

G_END_DECLS
