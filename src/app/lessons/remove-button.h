/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A button that takes a part of a written lesson away, called `name`: "Remove answer 2". */
GtkWidget *gradus_remove_button_new (const char *name);

G_END_DECLS
