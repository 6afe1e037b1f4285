/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on the wheel scrolls every scrolled panel of the window, whatever number, list or slider
 * is under the pointer. It changes only the one that a person clicked and that still has the
 * focus. */
void gradus_wheel_guard_attach (GtkWidget *window);

G_END_DECLS
