/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "data/records.h"

G_BEGIN_DECLS

/* A widget that shows the first of a file's samples: a table, or pictures with their label. */
GtkWidget *gradus_records_preview_new (GradusRecords *records);

G_END_DECLS
