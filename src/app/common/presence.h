/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether the widget is a window, or in one, that has not been closed. A closed window lives on
 * while something holds a reference to it. An answer that comes late must not be shown over it. */
gboolean gradus_presence_check (GtkWidget *widget);

G_END_DECLS
