/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows the folder of the user's own lessons in the file manager. A folder that does not exist is
 * made, with an example in it that explains how lessons are written. Where no program shows
 * folders, the host of `window` tells where it is. */
gboolean gradus_own_lessons_show_folder (GtkWindow *window, GError **error);

G_END_DECLS
