/* SPDX-License-Identifier: MIT */
#include "app/lessons/written-draft.h"

#include <errno.h>

#define PLACE "place.txt" /* beside the draft: where it was saved */

static char *
name_file (const char *name)
{
  return g_build_filename (g_get_user_state_dir (), "gradus", "writing", name, NULL);
}

static gboolean
make_folder (const char *file, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), "%s: %s", folder,
               g_strerror (errno));
  return FALSE;
}

gboolean
gradus_written_draft_keep (const GradusManuscript *manuscript, const char *path, GError **error)
{
  g_autofree char *draft = name_file ("lesson.json"), *place = name_file (PLACE);

  return make_folder (draft, error) && gradus_manuscript_save (manuscript, draft, error) &&
         g_file_set_contents (place, path ? path : "", -1, error);
}

GradusManuscript *
gradus_written_draft_find (char **path, GError **error)
{
  g_autofree char *draft = name_file ("lesson.json"), *place = name_file (PLACE), *text = NULL;
  GradusManuscript *manuscript;

  if (!g_file_test (draft, G_FILE_TEST_EXISTS))
    return NULL;
  manuscript = gradus_manuscript_load (draft, TRUE, error);
  if (manuscript && g_file_get_contents (place, &text, NULL, NULL) && *text)
    *path = g_steal_pointer (&text);
  return manuscript;
}
