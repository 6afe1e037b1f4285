/* SPDX-License-Identifier: MIT */
#include "app/documents/drafts-folder.h"

#include "app/common/settings.h"

/* Names of older versions, by which what they left is found. */
#define KEY "working-copies"
#define FORMER_KEY "former-working-copies"
#define OWN_FOLDER "gradus-working-copies"

/* The caller's own. */
static char *
get_path (const char *chosen)
{
  return *chosen ? g_build_filename (chosen, OWN_FOLDER, NULL) : gradus_draft_file_get_folder ();
}

char *
gradus_drafts_folder_get (void)
{
  g_autofree char *chosen = g_settings_get_string (gradus_settings_get (), KEY);

  return get_path (chosen);
}

static void
set_former (GPtrArray *former)
{
  g_ptr_array_add (former, NULL);
  g_settings_set_strv (gradus_settings_get (), FORMER_KEY, (const char *const *) former->pdata);
}

void
gradus_drafts_folder_choose (const char *folder)
{
  g_autofree char *before = g_settings_get_string (gradus_settings_get (), KEY);
  g_auto (GStrv) former = g_settings_get_strv (gradus_settings_get (), FORMER_KEY);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; former[i]; i++) {
    if (!g_str_equal (former[i], folder) && !g_str_equal (former[i], before))
      g_ptr_array_add (kept, former[i]);
  }
  if (*before && !g_str_equal (before, folder))
    g_ptr_array_add (kept, before);
  set_former (kept);
  g_settings_set_string (gradus_settings_get (), KEY, folder);
}

GPtrArray *
gradus_drafts_folder_list_orphans (void)
{
  g_autofree char *state = get_path (""), *present = gradus_drafts_folder_get ();
  g_auto (GStrv) former = g_settings_get_strv (gradus_settings_get (), FORMER_KEY);
  GPtrArray *orphans = gradus_draft_file_list_orphans (state);

  if (!g_str_equal (present, state))
    g_ptr_array_extend_and_steal (orphans, gradus_draft_file_list_orphans (present));
  for (guint i = 0; former[i]; i++) {
    g_autofree char *path = get_path (former[i]);

    g_ptr_array_extend_and_steal (orphans, gradus_draft_file_list_orphans (path));
  }
  return orphans;
}
