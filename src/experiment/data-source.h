/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/preparation.h"
#include "data/records.h"

G_BEGIN_DECLS

/* GradusDataSource: where an experiment finds the data files that it names by their paths. Borrows
 * everything. All 0: the files are read from disk. */
typedef struct {
  const char *folder; /* for relative paths; NULL: the working directory */
  GHashTable *tables; /* path as written → GradusRecords that are already read; or NULL */
  /* if the data must not be read: what stands for it; or NULL */
  const GradusPreparation *preparation;
} GradusDataSource;

G_END_DECLS
