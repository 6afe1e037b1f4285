/* SPDX-License-Identifier: MIT */
#include "class/fence.h"

#include <gio/gio.h>

/* What the programs of a Debian system are made of; of the caches only that of fonts, or each start
 * would read them all. */
static const char *const readable[] = { "/usr", "/bin",  "/sbin",   "/lib",
                                        "/lib64", "/etc", "/var/cache/fontconfig" };

static void
add_words (GPtrArray *words, const char *first, const char *second, const char *third)
{
  const char *all[] = { first, second, third };

  for (guint i = 0; i < G_N_ELEMENTS (all) && all[i]; i++)
    g_ptr_array_add (words, g_strdup (all[i]));
}

gboolean
gradus_fence_can_be (GError **error)
{
  const GradusFence fence = { 0 };
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *program = g_find_program_in_path ("bwrap"), *said = NULL;

  if (!program) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "without bwrap students could open each other's files: install the package "
                 "bubblewrap, or start with --unfenced");
    return FALSE;
  }
  gradus_fence_add_words (&fence, words);
  add_words (words, "true", NULL, NULL);
  g_ptr_array_add (words, NULL);
  process = g_subprocess_newv ((const char *const *) words->pdata, G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               error);
  if (!process || !g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &said, error))
    return FALSE;
  if (g_subprocess_get_successful (process))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "this system lets bwrap build no fence, so students could open each other's files "
               "(it says: %s); let it, or start with --unfenced",
               g_strchomp (said));
  return FALSE;
}

/* It dies with gradus-class, however that ends; and whoever sits in it sees no other process. */
void
gradus_fence_add_words (const GradusFence *fence, GPtrArray *words)
{
  add_words (words, "bwrap", "--die-with-parent", "--unshare-all");
  for (guint i = 0; i < G_N_ELEMENTS (readable); i++)
    add_words (words, "--ro-bind-try", readable[i], readable[i]);
  add_words (words, "--proc", "/proc", NULL);
  add_words (words, "--dev", "/dev", NULL);
  add_words (words, "--tmpfs", "/tmp", NULL);
  if (fence->program_folder)
    add_words (words, "--ro-bind", fence->program_folder, fence->program_folder);
  for (guint i = 0; fence->own && fence->own[i]; i++)
    add_words (words, "--bind", fence->own[i], fence->own[i]);
  if (fence->shared)
    add_words (words, "--ro-bind", fence->shared, fence->shared_as);
  add_words (words, "--", NULL, NULL);
}
