/* SPDX-License-Identifier: MIT */
#include "app/common/layout-file.h"

static char *
get_filename (void)
{
  return g_build_filename (g_get_user_state_dir (), "gradus", "layout.ini", NULL);
}

GKeyFile *
gradus_layout_file_load (void)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *filename = get_filename ();

  g_key_file_load_from_file (file, filename, G_KEY_FILE_NONE, NULL);
  return file;
}

void
gradus_layout_file_save (GKeyFile *file)
{
  g_autofree char *filename = get_filename ();
  g_autofree char *folder = g_path_get_dirname (filename);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (file, filename, &error))
    g_info ("The layout is not remembered: %s", error->message);
}
