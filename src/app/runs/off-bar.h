/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/run.h"

G_BEGIN_DECLS

/* GradusOffBar: which units of a run are switched off while one looks, with a button that puts all
 * back. It does not show where none are. */
#define GRADUS_TYPE_OFF_BAR (gradus_off_bar_get_type ())
G_DECLARE_FINAL_TYPE (GradusOffBar, gradus_off_bar, GRADUS, OFF_BAR, GtkWidget)

void gradus_off_bar_show (GradusOffBar *self, GradusRun *run);

G_END_DECLS
