/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on a screen reader calls every drop-down and every button with an icon by its label or
 * its tooltip alone. GTK says that they are labelled by what is in them: newer GTK (4.18, for one)
 * by the item that is chosen, which would count for more than the label; GTK 4.8 by the icon, which
 * is read out as "GtkImage". Calling it again does nothing. */
void gradus_heard_name_install (void);

/* What a screen reader calls a button instead of what stands on it: newer GTK says that this labels
 * it, which would count for more. */
void gradus_heard_name_set (GtkWidget *button, const char *name);

G_END_DECLS
