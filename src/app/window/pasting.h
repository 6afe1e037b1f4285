/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/document.h"

G_BEGIN_DECLS

/* Adds a run of the experiment that is on the clipboard as text behind the selected one, once its
 * data are read. Where there is no experiment, the window says what is wrong until that is
 * dismissed. */
void gradus_window_paste_run (GtkWidget *window, GradusDocument *document);

G_END_DECLS
