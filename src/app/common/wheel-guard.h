/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The wheel begins or ends to change a field. */
typedef void (*GradusWheelFunc) (GtkWidget *window, gboolean is_turning);

/* From now on the wheel scrolls every scrolled panel of the window, whatever number, list or slider
 * is under the pointer. It changes only the one that a person clicked and that still has the
 * focus; `func` is told, for all that one turn changes is one edit. */
void gradus_wheel_guard_attach (GtkWidget *window, GradusWheelFunc func);

G_END_DECLS
