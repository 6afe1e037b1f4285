/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusResultsPage: what the network makes of the samples: of classes which it predicts for which,
 * with precision and recall; of numbers what it predicts against what they are; and of either what
 * a hidden layer makes of them. */
#define GRADUS_TYPE_RESULTS_PAGE (gradus_results_page_get_type ())
G_DECLARE_FINAL_TYPE (GradusResultsPage, gradus_results_page, GRADUS, RESULTS_PAGE, GtkWidget)

G_END_DECLS
