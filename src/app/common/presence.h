/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether the widget is a window, or in one, that has not been closed. Where something still holds it, a closed window lives on
 * unseen: what comes late is not to be told to it, and must not show anything over it. */
gboolean gradus_presence_check (GtkWidget *widget);

G_END_DECLS
