/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view-card.h"

G_BEGIN_DECLS

/* GradusOverviewPage: a card for each figure whose class wants one here, in two rows with
 * dividers. Views of curves look at the same steps. Emits "picked" with the view in which a part
 * of the network was clicked, and "made" with a widget of further cards, of a run that races. */
#define GRADUS_TYPE_OVERVIEW_PAGE (gradus_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (GradusOverviewPage, gradus_overview_page, GRADUS, OVERVIEW_PAGE, GtkWidget)

/* The view of the figure that lessons call so; NULL where there is none. */
GradusView *gradus_overview_page_get_view (GradusOverviewPage *self, const char *card);

/* The part of the network that is chosen. */
void gradus_overview_page_set_part (GradusOverviewPage *self, GradusDiagramPart part);

G_END_DECLS
