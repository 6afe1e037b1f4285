/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view-card.h"

G_BEGIN_DECLS

/* GradusMapsPage: a map of a layer, opened, and below it all maps of the layer, each of which can
 * be opened by a click. For networks over pictures. */
#define GRADUS_TYPE_MAPS_PAGE (gradus_maps_page_get_type ())
G_DECLARE_FINAL_TYPE (GradusMapsPage, gradus_maps_page, GRADUS, MAPS_PAGE, GtkWidget)

/* Whether there are maps to be seen of it. */
gboolean gradus_maps_page_is_useful (GradusRun *run);

/* Opens a map for a sample, counted from 1. FALSE where the run has no such map. */
gboolean gradus_maps_page_open (GradusMapsPage *self, GradusDiagramPart part, double sample);

/* Moves the pixel by so many rows and columns; FALSE where no map is open. */
gboolean gradus_maps_page_move (GradusMapsPage *self, int rows, int columns);

G_END_DECLS
