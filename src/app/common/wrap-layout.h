/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusWrapLayout: children side by side, in as many lines as their natural widths need, so that
 * none is cut off. What is left of a line goes to those that expand. The natural height is that of
 * all lines at a width, the least height that of one line at any width. */
#define GRADUS_TYPE_WRAP_LAYOUT (gradus_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (GradusWrapLayout, gradus_wrap_layout, GRADUS, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
