/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusHeaderWords: where a window is narrow for its letters its head has no room for all words:
 * then buttons show icons in place of them. Their names for screen readers stay. */

/* As long as the button lives, which is in a window: an icon in place of its label while that is
 * narrow. */
void gradus_header_words_attach (GtkMenuButton *button, const char *icon_name);

G_END_DECLS
