/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a file or folder that goes with the program lies: below the build folder (`built`) as long as the program was not
 * installed, else `installed`. The caller's own. */
char *gradus_installed_path_find (const char *built, const char *installed);

G_END_DECLS
