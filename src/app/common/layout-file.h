/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the window looked like when it was closed, in the user's state folder: gradus/layout.ini. */

/* Empty where there is none, or none that can be read: then everything is as usual. */
GKeyFile *gradus_layout_file_load (void);

/* Where that fails the layout is forgotten, with a warning to the log's readers only. */
void gradus_layout_file_save (GKeyFile *file);

G_END_DECLS
