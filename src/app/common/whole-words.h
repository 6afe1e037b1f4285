/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on the lines of every label that wraps, tooltips included, break between Korean words
 * and not inside them. Calling it again does nothing. Labels with attributes of their own stay as
 * they are. */
void gradus_whole_words_install (void);

G_END_DECLS
