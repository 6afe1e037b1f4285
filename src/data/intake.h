/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>
#include <stdatomic.h>

G_BEGIN_DECLS

/* GradusLoading: how far a file has been read, and a way to cancel it. Any thread may look at
 * it. */
typedef struct {
  GCancellable *cancellable; /* may be NULL */
  atomic_uint per_mille;
  void (*tell) (gpointer data); /* called by the thread that reads, with news; NULL: nobody asks */
  gpointer data;
} GradusLoading;

/* So much has been read; `loading` may be NULL. */
void gradus_loading_report (GradusLoading *loading, guint per_mille);

/* GradusIntake: an untrusted file as a stream of bytes. Unpacks gzip, whatever the file's name,
 * and refuses a file that unpacks to far more than its size (a "zip bomb"). */
typedef struct _GradusIntake GradusIntake;

/* Opens a regular file. `loading` may be NULL; it must outlive the intake. Fails with a
 * G_IO_ERROR. */
GradusIntake *gradus_intake_open (const char *filename, GradusLoading *loading, GError **error);

/* An intake of n bytes that `read` gives, in the same way as gradus_intake_read(). */
typedef gssize (*GradusIntakeFunc) (gpointer source, gpointer bytes, gsize n, GError **error);
GradusIntake *gradus_intake_new (const char *filename, GradusIntakeFunc read, gpointer source,
                                 guint64 n);

void gradus_intake_free (GradusIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusIntake, gradus_intake_free)

/* Reads the next n bytes, fewer only at the end. Returns how many, or -1 on failure. */
gssize gradus_intake_read (GradusIntake *intake, gpointer bytes, gsize n, GError **error);

/* How many bytes have been read. */
guint64 gradus_intake_get_offset (const GradusIntake *intake);

/* How many bytes there are in all; 0 if only the end will tell, as for packed files. */
guint64 gradus_intake_get_size (const GradusIntake *intake);

/* How many bytes there can be at most, as where letters are converted; 0 if only the end will
 * tell. */
guint64 gradus_intake_get_most (const GradusIntake *intake);

const char *gradus_intake_get_filename (const GradusIntake *intake);

/* Converts what is read to UTF-8, from an encoding that iconv knows by that name, a static text.
 * Call it before the first read. */
gboolean gradus_intake_convert (GradusIntake *intake, const char *encoding, GError **error);

/* Sets a G_IO_ERROR_INVALID_DATA "FILE: …". Always returns FALSE. */
gboolean gradus_file_refuse (const char *filename, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* The same of a file, or a part of one, that is sound but of no use: G_IO_ERROR_NOT_SUPPORTED. */
gboolean gradus_file_decline (const char *filename, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

#define gradus_intake_refuse(intake, error, ...)                                                   \
  gradus_file_refuse (gradus_intake_get_filename (intake), error, __VA_ARGS__)
#define gradus_intake_decline(intake, error, ...)                                                  \
  gradus_file_decline (gradus_intake_get_filename (intake), error, __VA_ARGS__)

G_END_DECLS
