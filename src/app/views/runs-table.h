/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/document.h"

G_BEGIN_DECLS

/* GradusRunsTable: the runs of a document as a table: what they are called, in which settings
 * they differ, and how far they are. It is sorted by a click on a heading and filtered by what
 * is typed; activating a row selects its run. */
#define GRADUS_TYPE_RUNS_TABLE (gradus_runs_table_get_type ())
G_DECLARE_FINAL_TYPE (GradusRunsTable, gradus_runs_table, GRADUS, RUNS_TABLE, GtkWidget)

/* Once. */
void gradus_runs_table_set_document (GradusRunsTable *self, GradusDocument *document);

G_END_DECLS
