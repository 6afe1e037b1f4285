/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "data/records.h"

G_BEGIN_DECLS

/* A table of data in a document: what it is, as JSON,
 *
 *   { "format": "CSV, columns separated by commas", "header": "automatic", "has-header": true,
 *     "is-text": true, "rows": 150, "target": 4, "shape": [28, 28, 1, false],
 *     "offered": false, "encoding": "automatic", "missing-values": ["-999"],
 *     "size": 32, "grey": true,
 *     "text": ["utf-8", ",", ".", 1, 0, 0, 0, false, false],
 *     "blocks":  [ { "columns": 4, "bytes": false }, … ],
 *     "columns": [ { "name": "sepal length", "kind": "numbers", "missing": 0, "line": 0,
 *                    "block": 0, "at": 0, "classes": ["setosa", …],
 *                    "left-out": "all-different", "label": false, "numerals": ".0$",
 *                    "odd": ["n/k", 7] }, … ] }
 *
 * (the members of "text" are those of GradusTextForm; older documents have none of the third and
 * fourth and of the last two lines, and their tables leave nothing out)
 * and its cells, block by block: rows after one another, float32 little-endian or bytes. */
char *gradus_records_describe (const GradusRecords *table);

/* The cells of a block, borrowed from the table. */
GBytes *gradus_records_get_cells (const GradusRecords *table, guint block);

/* All cells together, in bytes. */
guint64 gradus_records_count_bytes (const GradusRecords *table);

/* SHA-256 of the names of the columns and the cells, 64 hexadecimal digits: tells whether a file
 * holds what it held. The caller's own. */
char *gradus_records_digest (const GradusRecords *table);

/* A table that was read anew as the description says that it was understood: its target, its
 * pictures, what is left out. Later versions may guess otherwise, but runs go on as they began. */
GradusRecords *gradus_records_recall (GradusRecords *table, const char *description, gsize length,
                                      GError **error);

/* How the file of a description was to be read. */
GradusHints gradus_records_recall_hints (const char *description, gsize length);

/* The table of a description and its cells (GBytes, a block each; as many as the description
 * says). Fails with G_IO_ERROR_INVALID_DATA where they do not fit each other. */
GradusRecords *gradus_records_restore (const char *path, const char *description, gsize length,
                                       const GPtrArray *cells, GError **error);

G_END_DECLS
