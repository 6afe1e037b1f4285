/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusComparePage: two runs of the document side by side, and below them all runs in a table. */
#define GRADUS_TYPE_COMPARE_PAGE (gradus_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (GradusComparePage, gradus_compare_page, GRADUS, COMPARE_PAGE, GtkWidget)

G_END_DECLS
