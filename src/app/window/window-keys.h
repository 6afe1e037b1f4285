/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/views-panel.h"

G_BEGIN_DECLS

/* Keys that act wherever the focus is, unless the focused widget needs them: Space trains and
 * pauses, F and Escape let a view fill the window and come back, the arrows walk along the chain
 * rule, Ctrl+C and Ctrl+V copy and paste an experiment. `take` is called first, for keys without
 * modifiers outside of texts: it returns TRUE for a key that it has handled. The views must live
 * as long as the window. */
typedef gboolean (*GradusTakeKey) (GtkWidget *window, guint key);
void gradus_window_keys_attach (GtkWindow *window, GradusViewsPanel *views, GradusTakeKey take);

G_END_DECLS
