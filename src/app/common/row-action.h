/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Puts a widget at the end of the row's heading. */
void gradus_row_action_add (AdwExpanderRow *row, GtkWidget *widget);

G_END_DECLS
