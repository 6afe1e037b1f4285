/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives a button its menu, whose popover is made when it is first opened: a window with a menu for
 * each of its parts is there sooner. The button takes a reference. */
void gradus_menu_later (GtkMenuButton *button, GMenuModel *menu);

G_END_DECLS
