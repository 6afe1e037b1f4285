/* SPDX-License-Identifier: MIT */
#pragma once

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"

/* A file in memory whose content changes with each input, for readers that open files: written in
 * place, as a new file would take longer than to read it. */
typedef struct {
  char *filename;
  int file;
} FuzzFile;

/* Files of one process lie together, in a folder that run-fuzz makes and removes. */
static inline void
fuzz_file_open (FuzzFile *file, const char *name)
{
  static const char *folder;

  if (!folder)
    folder = g_getenv ("GRADUS_FUZZ_FILES");
  if (!folder)
    folder = g_dir_make_tmp ("gradus-fuzz-XXXXXX", NULL);
  file->filename = g_build_filename (folder, name, NULL);
  file->file = g_open (file->filename, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (file->file, >=, 0);
}

/* Where somebody removed the file, readers would be tried with nothing, and very fast. */
static inline void
fuzz_file_fill (const FuzzFile *file, const uint8_t *bytes, size_t n)
{
  struct stat status;

  g_assert_true (fstat (file->file, &status) == 0 && status.st_nlink == 1);
  g_assert_cmpint (ftruncate (file->file, 0), ==, 0);
  g_assert_cmpint (pwrite (file->file, bytes, n, 0), ==, (gssize) n);
}
