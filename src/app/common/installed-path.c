/* SPDX-License-Identifier: MIT */
#include "app/common/installed-path.h"

#include "platform/platform.h"

char *
gradus_installed_path_find (const char *built, const char *installed)
{
  g_autofree char *program = gradus_platform_find_program ();
  g_autofree char *folder = program ? g_path_get_dirname (program) : g_strdup (".");
  g_autofree char *path = g_build_filename (folder, "..", "..", built, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : g_strdup (installed);
}
