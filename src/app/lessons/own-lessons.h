/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows the folder of one's own lessons in the file manager. Where there is none yet, it is made, with an example in it that says how
 * lessons are written. Fails with the reason; where no program shows folders, `window`, a GradusWindow, tells where it is. */
gboolean gradus_own_lessons_show_folder (GtkWindow *window, GError **error);

G_END_DECLS
