/* SPDX-License-Identifier: MIT */
#include "store/document-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "experiment/file.h"
#include "platform/platform.h"
#include "store/draft-writer.h"
#include "store/seal.h"

static gboolean
fail (GError **error, const char *what)
{
  const int fault = errno;

  g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (fault), "%s (%s)", what,
               g_strerror (fault));
  return FALSE;
}

/* -- Saving ------------------------------------------------------------------------------------ */

static gboolean
write_database (const GradusDraft *draft, const char *filename, GError **error)
{
  g_autoptr (GradusDatabase) database = gradus_database_create (
      filename, draft->hand_in ? GRADUS_DATABASE_HAND_IN_VERSION : 1, error);

  return database && gradus_draft_write (database, draft, NULL, error) &&
         gradus_seal_put (database, error);
}

static gboolean
write_beside (const GradusDraft *draft, const char *filename, int fd, const char *temporary,
              GError **error)
{
  if (!write_database (draft, temporary, error))
    return FALSE;
  return (gradus_platform_set_mode_like (fd, filename) && g_fsync (fd) == 0) ||
         fail (error, "it could not be brought to the disk");
}

/* Seconds after which nobody writes a document any more. */
#define LONGEST_SAVE 60

/* New files that a program left that was killed while it saved. */
static void
remove_leftovers (const char *folder, const char *base)
{
  g_autofree char *start = g_strdup_printf (".%s.", base);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files && (name = g_dir_read_name (files))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    GradusFileStatus status;

    if (g_str_has_prefix (name, start) && strlen (name) == strlen (start) + 6 &&
        gradus_platform_look_at_link (path, &status) && status.kind == GRADUS_FILE_KIND_REGULAR &&
        status.is_own && g_get_real_time () / G_USEC_PER_SEC - status.seconds > LONGEST_SAVE)
      g_unlink (path);
  }
}

/* Returns a descriptor, and the name of the new file in `temporary`; -1 on failure. */
static int
create_beside (const char *folder, const char *base, char **temporary, GError **error)
{
  g_autofree char *hidden = g_strdup_printf (".%s.XXXXXX", base);
  int fd;

  *temporary = g_build_filename (folder, hidden, NULL);
  fd = gradus_platform_create (*temporary);
  if (fd < 0)
    fail (error, "nothing can be written into its folder");
  return fd;
}

/* The content is on the disk before it gets the name: after a crash the name holds the old document
 * or the new one, whole. Closed before, as Windows renames no file that is open. */
static gboolean
save_resolved (const GradusDraft *draft, const char *filename, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (filename), *base = g_path_get_basename (filename);
  g_autofree char *temporary = NULL;
  const int fd = create_beside (folder, base, &temporary, error);
  gboolean is_saved;

  if (fd < 0)
    return FALSE;
  is_saved = write_beside (draft, filename, fd, temporary, error);
  g_close (fd, NULL);
  if (is_saved && g_rename (temporary, filename) != 0)
    is_saved = fail (error, "it could not be put in its place");
  if (!is_saved)
    g_unlink (temporary);
  remove_leftovers (folder, base);
  if (is_saved && !gradus_platform_sync_folder (folder))
    is_saved = fail (error, "the folder could not be brought to the disk");
  return is_saved;
}

static gboolean
check_kind (const char *filename, GError **error)
{
  if (gradus_file_is_replaceable (filename))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
               "this is a folder, a device, a pipe or where output goes, which cannot hold a "
               "document; give "
               "the name of a file");
  return FALSE;
}

/* A symbolic link stays one: what it names is replaced. */
gboolean
gradus_document_file_save (const GradusDraft *draft, const char *filename, GError **error)
{
  g_autofree char *resolved = gradus_file_resolve (filename);
  const gboolean is_saved = check_kind (filename, error) && save_resolved (draft, resolved, error);

  if (!is_saved)
    g_prefix_error (error, "%s: ", filename);
  return is_saved;
}

static gboolean
try_beside (const char *filename, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (filename), *base = g_path_get_basename (filename);
  g_autofree char *temporary = NULL;
  const int fd = create_beside (folder, base, &temporary, error);

  if (fd < 0)
    return FALSE;
  g_close (fd, NULL);
  g_unlink (temporary);
  return TRUE;
}

gboolean
gradus_document_file_can_save (const char *filename, GError **error)
{
  g_autofree char *resolved = gradus_file_resolve (filename);
  const gboolean can_be = check_kind (filename, error) && try_beside (resolved, error);

  if (!can_be)
    g_prefix_error (error, "%s: ", filename);
  return can_be;
}

/* -- Loading ----------------------------------------------------------------------------------- */

GradusDraft *
gradus_document_file_load (const char *filename, gboolean wants_data, gboolean *is_newer,
                           GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (filename);
  const GradusReading reading = { wants_data, folder, cancellable };
  g_autoptr (GradusDatabase) database = gradus_database_open_untrusted (filename, is_newer, error);
  GradusDraft *draft = database && gradus_seal_check (database, error)
                           ? gradus_draft_read (database, &reading, error)
                           : NULL;

  if (!draft)
    g_prefix_error (error, "%s: ", filename);
  return draft;
}

GradusDraft *
gradus_document_file_examine (const char *filename, GradusSeal *seal, GCancellable *cancellable,
                              GError **error)
{
  g_autofree char *folder = g_path_get_dirname (filename);
  const GradusReading reading = { TRUE, folder, cancellable };
  gboolean is_newer = FALSE;
  g_autoptr (GradusDatabase) database = gradus_database_open_untrusted (filename, &is_newer, error);
  GradusDraft *draft = database && gradus_seal_look (database, seal, error)
                           ? gradus_draft_read (database, &reading, error)
                           : NULL;

  if (!draft)
    g_prefix_error (error, "%s: ", filename);
  return draft;
}

gboolean
gradus_document_file_is_one (const char *filename)
{
  return g_str_has_suffix (filename, GRADUS_DOCUMENT_SUFFIX);
}

gboolean
gradus_file_identify (const char *filename, GradusFileIdentity *identity)
{
  GradusFileStatus status;

  *identity = (GradusFileIdentity){ 0 };
  if (!gradus_platform_look (filename, &status))
    return FALSE;
  *identity = (GradusFileIdentity){ status.device, status.inode, status.size, status.seconds,
                                    status.nanoseconds };
  return TRUE;
}

gboolean
gradus_file_identity_equal (const GradusFileIdentity *a, const GradusFileIdentity *b)
{
  return a->device == b->device && a->inode == b->inode && a->size == b->size &&
         a->seconds == b->seconds && a->nanoseconds == b->nanoseconds;
}
