/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views-panel.h"

G_BEGIN_DECLS

/* Keys that act wherever the focus is, unless who has it needs them: Space trains and pauses, F and Escape
 * let a view fill the window and come back, the arrows walk along the chain rule. The views must live as
 * long as the window. */
void gradus_window_keys_attach (GtkWindow *window, GradusViewsPanel *views);

G_END_DECLS
