/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is to be written, and where. Borrows both. */
typedef struct {
  const char *filename;
  const char *bytes;
  gsize length;
} GradusFileContent;

/* Writes a whole file, or leaves it as it was. A symbolic link stays, and the file that it points
 * to is replaced; the new file has the permissions of the old one. What is not replaceable (see
 * gradus_file_is_replaceable()) is written into: a FIFO or a device. A disk, a socket, a folder or
 * a FIFO without a reader is an error. The error's message begins with the file's name. */
gboolean gradus_file_replace (const char *filename, const char *bytes, gsize length,
                              GError **error);

/* The same with files that belong together: none is replaced before all are written beside their
 * places. */
gboolean gradus_file_replace_all (const GradusFileContent *contents, guint n, GError **error);

/* Whether gradus_file_replace() would get as far as to write: for looking before work begins whose
 * result goes there. Nothing is changed. */
gboolean gradus_file_can_replace (const char *filename, GError **error);

/* The name at the end of all symbolic links, whether there is a file or not yet; free with
 * g_free(). */
char *gradus_file_resolve (const char *filename);

/* From now on a FIFO without a reader is no error: writing waits for one, as a command line's tools
 * do. */
void gradus_file_wait_for_readers (void);

/* Whether a new file may take the name: there is no file, or it is a regular file that is
 * neither standard output nor standard error of this program. */
gboolean gradus_file_is_replaceable (const char *filename);

/* The content of a regular file of at most `most` bytes. The error's message begins with the
 * file's name. */
GBytes *gradus_file_read (const char *filename, guint64 most, GError **error);

G_END_DECLS
