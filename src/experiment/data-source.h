/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/preparation.h"
#include "data/records.h"

G_BEGIN_DECLS

/* GradusDataSource: where an experiment that is read has the tables from that it names by their paths. All
 * of it borrowed, all 0 for files as they lie. */
typedef struct {
  const char *folder; /* that paths start from; NULL: where the program was started */
  GHashTable *tables; /* GradusRecords by path as it is written: those that are at hand already; or NULL */
  const GradusPreparation *preparation; /* of data that shall not be read, but are only spoken of; or NULL */
} GradusDataSource;

G_END_DECLS
