/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/document.h"

G_BEGIN_DECLS

/* The most runs that stand side by side. */
#define GRADUS_RACE_MOST 4

/* GradusRaceRow: the network and the boundary of each run that is not hidden, side by side under
 * its name and colour, of at most GRADUS_RACE_MOST. Emits "made" with the widget of a run's views,
 * which is made when there are so many runs for the first time. */
#define GRADUS_TYPE_RACE_ROW (gradus_race_row_get_type ())
G_DECLARE_FINAL_TYPE (GradusRaceRow, gradus_race_row, GRADUS, RACE_ROW, GtkWidget)

/* Once. */
void gradus_race_row_set_document (GradusRaceRow *self, GradusDocument *document);

/* What of each run is shown. */
void gradus_race_row_show_parts (GradusRaceRow *self, gboolean has_network, gboolean has_boundary);

/* How many runs it has to show. */
guint gradus_race_row_count (GradusRaceRow *self);

G_END_DECLS
