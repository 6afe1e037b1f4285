/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/intake.h"

G_BEGIN_DECLS

/* GradusTar: the files in a tar archive (POSIX's ustar and pax, GNU's, and the first, of Unix V7),
 * one after the other, out of an intake, which unpacks gzip by the way; nothing is unpacked to
 * disk. Only ordinary files count: folders, links, devices and notes about the next file are passed
 * over. So a long name, which such a note would have, comes out cut off. */
typedef struct _GradusTar GradusTar;

/* Whether a file that begins with these bytes is such an archive. */
gboolean gradus_tar_recognises (const guint8 *head, gsize n);

/* From the intake's beginning; borrows it. */
GradusTar *gradus_tar_new (GradusIntake *intake);
void gradus_tar_free (GradusTar *tar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusTar, gradus_tar_free)

typedef enum {
  GRADUS_TAR_FILE,
  GRADUS_TAR_END,
  GRADUS_TAR_FAULT,
} GradusTarStep;

/* Goes to the next file. At the end the rest of the intake is read, too, so that gzip's checksum is
 * looked at. Fails with a G_IO_ERROR where a head is damaged or the archive is cut off. */
GradusTarStep gradus_tar_next (GradusTar *tar, GError **error);

/* The last part of the present file's name, behind the last slash; until the next step. */
const char *gradus_tar_get_name (const GradusTar *tar);

/* Reads the next n bytes of the present file, fewer only at its end. Returns how many, or -1 on
 * failure. */
gssize gradus_tar_read (GradusTar *tar, gpointer bytes, gsize n, GError **error);

G_END_DECLS
