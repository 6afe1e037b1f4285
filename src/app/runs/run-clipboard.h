/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/document.h"

G_BEGIN_DECLS

/* An experiment as a text on the clipboard, as one sends it in a chat. */

/* Copies the experiment of a run, and says so in the widget's window. */
void gradus_run_clipboard_copy (GtkWidget *widget, GradusRun *run);

/* Adds a run of the experiment that is on the clipboard behind the selected one, once its data are
 * read. Where there is no experiment, the window says what is wrong until that is dismissed. */
void gradus_run_clipboard_paste (GtkWidget *widget, GradusDocument *document);

G_END_DECLS
