/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on a menu, list or popover that is open anywhere in the program is not covered by the
 * tooltip of what it was opened from, and a button that is pressed shows none until the pointer has
 * left it. Calling it again does nothing. */
void gradus_tooltip_guard_install (void);

G_END_DECLS
