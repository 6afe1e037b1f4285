/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows what Gradus is: its version, licence, authors. libadwaita 1.5 replaces the API, so nothing
 * else calls it. */
void gradus_about_show (GtkWindow *window);

G_END_DECLS
