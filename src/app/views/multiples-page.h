/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view-card.h"

G_BEGIN_DECLS

/* GradusMultiplesPage: all runs of the document beside each other, each as its boundary, its
 * network or its gradient norms. A click selects a run. */
#define GRADUS_TYPE_MULTIPLES_PAGE (gradus_multiples_page_get_type ())
G_DECLARE_FINAL_TYPE (GradusMultiplesPage, gradus_multiples_page, GRADUS, MULTIPLES_PAGE, GtkWidget)

G_END_DECLS
