/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/run.h"

G_BEGIN_DECLS

/* Copies the experiment of a run as a text to the clipboard, as one sends it in a chat, and says so
 * in the widget's window. */
void gradus_run_clipboard_copy (GtkWidget *widget, GradusRun *run);

G_END_DECLS
