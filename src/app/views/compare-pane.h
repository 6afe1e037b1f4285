/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view-card.h"

G_BEGIN_DECLS

/* GradusComparePane: any run of a document with its network and its boundary, chosen in a list, to stand beside another such. */
#define GRADUS_TYPE_COMPARE_PANE (gradus_compare_pane_get_type ())
G_DECLARE_FINAL_TYPE (GradusComparePane, gradus_compare_pane, GRADUS, COMPARE_PANE, GtkWidget)

/* Once. Shows the run that is `place`-th from the left, as long as nobody chooses another. */
void gradus_compare_pane_set_document (GradusComparePane *self, GradusDocument *document, guint place);

/* Its cards, for filling the window: 0 and 1. */
GradusViewCard *gradus_compare_pane_get_card (GradusComparePane *self, guint i);

G_END_DECLS
