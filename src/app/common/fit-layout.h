/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusFitLayout: shows one of its children, in the middle: the first that fits whole, the last
 * where none does. */
#define GRADUS_TYPE_FIT_LAYOUT (gradus_fit_layout_get_type ())
G_DECLARE_FINAL_TYPE (GradusFitLayout, gradus_fit_layout, GRADUS, FIT_LAYOUT, GtkLayoutManager)

G_END_DECLS
