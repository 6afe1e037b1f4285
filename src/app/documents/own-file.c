/* SPDX-License-Identifier: MIT */
#include "app/documents/own-file.h"

#include <glib/gi18n.h>

#include "app/documents/file-lock.h"
#include "store/document-file.h"

struct _GradusOwnFile {
  char *filename;
  GradusFileWatch *watch;
  GradusFileLock *lock; /* NULL: another program has it */
  char *hindrance;
};

GradusOwnFile *
gradus_own_file_new (const char *filename, GradusFileWatchFunc func, gpointer data)
{
  GradusOwnFile *file = g_new0 (GradusOwnFile, 1);

  file->filename = g_canonicalize_filename (filename, NULL);
  file->lock = gradus_file_lock_new (file->filename);
  file->watch = gradus_file_watch_new (file->filename, func, data);
  if (!file->lock)
    gradus_own_file_hinder (
        file, _ ("This document is open in another Gradus too. Save As keeps what you do here"));
  return file;
}

void
gradus_own_file_free (GradusOwnFile *file)
{
  gradus_file_watch_free (file->watch);
  g_clear_pointer (&file->lock, gradus_file_lock_free);
  g_free (file->filename);
  g_free (file->hindrance);
  g_free (file);
}

const char *
gradus_own_file_get_filename (const GradusOwnFile *file)
{
  return file->filename;
}

char *
gradus_own_file_get_name (const GradusOwnFile *file)
{
  g_autofree char *base = g_path_get_basename (file->filename);

  if (gradus_document_file_is_one (base))
    base[strlen (base) - strlen (GRADUS_DOCUMENT_SUFFIX)] = '\0';
  return g_filename_display_name (base);
}

char *
gradus_own_file_describe_news (const GradusOwnFile *file, GradusFileNews news)
{
  g_autofree char *name = gradus_own_file_get_name (file);

  return g_strdup_printf (
      news == GRADUS_FILE_DELETED
          ? _ ("The file of “%s” was deleted. What is open here is not lost: saving writes it "
               "again")
          : _ ("The file of “%s” was changed by another program. What is open here stays as it is"),
      name);
}

gboolean
gradus_own_file_is_overtaken (const GradusOwnFile *file)
{
  return gradus_file_watch_is_overtaken (file->watch);
}

const char *
gradus_own_file_get_hindrance (const GradusOwnFile *file)
{
  return file->hindrance;
}

void
gradus_own_file_hinder (GradusOwnFile *file, const char *sentence)
{
  g_free (file->hindrance);
  file->hindrance = g_strdup (sentence);
}
