/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The path of a file or folder that belongs to the program: `built`, below the build folder, if the
 * program runs from there, else `installed`. The caller's own. */
char *gradus_installed_path_find (const char *built, const char *installed);

G_END_DECLS
