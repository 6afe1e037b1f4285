/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on a screen reader calls every drop-down of the program by its label, which it must
 * have. Newer GTK (4.18, for one) says that it is labelled by the item that is chosen: that would
 * count for more than the label, and is said in any case. Calling it again does nothing. */
void gradus_drop_down_name_install (void);

G_END_DECLS
