/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view-card.h"

G_BEGIN_DECLS

/* GradusInsidePage: the network, and beside it the inspector with the part of it that is chosen.
 * Emits "part-chosen" with the part, a GradusDiagramPart, when somebody chose another here. */
#define GRADUS_TYPE_INSIDE_PAGE (gradus_inside_page_get_type ())
G_DECLARE_FINAL_TYPE (GradusInsidePage, gradus_inside_page, GRADUS, INSIDE_PAGE, GtkWidget)

void gradus_inside_page_set_part (GradusInsidePage *self, GradusDiagramPart part);

G_END_DECLS
