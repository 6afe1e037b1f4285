/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "data/import.h"

G_BEGIN_DECLS

/* A widget that shows the first of a file's samples: a table, or pictures with their label, turned
 * as `import` says; NULL: nothing can be learnt from what is chosen. */
GtkWidget *gradus_records_preview_new (GradusRecords *records, GradusImport *import);

G_END_DECLS
