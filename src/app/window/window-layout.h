/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/views-panel.h"

G_BEGIN_DECLS

/* How large a window was last, and how its views were arranged: remembered on this machine,
 * whatever the document. */
void gradus_window_layout_load (GtkWindow *window, GradusViewsPanel *views);
void gradus_window_layout_save (GtkWindow *window, GradusViewsPanel *views);

G_END_DECLS
