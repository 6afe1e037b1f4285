/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view-card.h"

G_BEGIN_DECLS

/* GradusLandscapePage: the cost over a plane of weights, with the paths of all runs. */
#define GRADUS_TYPE_LANDSCAPE_PAGE (gradus_landscape_page_get_type ())
G_DECLARE_FINAL_TYPE (GradusLandscapePage, gradus_landscape_page, GRADUS, LANDSCAPE_PAGE, GtkWidget)

G_END_DECLS
