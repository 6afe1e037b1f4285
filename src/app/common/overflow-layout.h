/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusOverflowLayout: children side by side, each whole. Those for which there is no room are
 * not shown, and only then the last child is, which leads to them. Emits "shown" in the middle of a
 * layout when it shows others than before. */
#define GRADUS_TYPE_OVERFLOW_LAYOUT (gradus_overflow_layout_get_type ())
G_DECLARE_FINAL_TYPE (GradusOverflowLayout, gradus_overflow_layout, GRADUS, OVERFLOW_LAYOUT,
                      GtkLayoutManager)

/* The child that is among those that are shown, whichever they are; borrowed, NULL: the first. */
void gradus_overflow_layout_keep (GradusOverflowLayout *self, GtkWidget *child);

G_END_DECLS
