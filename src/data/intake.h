/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>
#include <stdatomic.h>

G_BEGIN_DECLS

/* GradusLoading: how far a file has been read, told to whoever waits for it; any thread may look at it. */
typedef struct {
  GCancellable *cancellable; /* may be NULL */
  atomic_uint per_mille;
} GradusLoading;

/* GradusIntake: a file of somebody else's as a stream of bytes. What gzip has packed is unpacked, whatever its name, and no more
 * than its size can honestly hold. */
typedef struct _GradusIntake GradusIntake;

/* A regular file; `loading` may be NULL, and must live longer. */
GradusIntake *gradus_intake_open (const char *filename, GradusLoading *loading, GError **error);

/* Of n bytes that come from elsewhere: `read` works as gradus_intake_read(). */
typedef gssize (*GradusIntakeFunc) (gpointer source, gpointer bytes, gsize n, GError **error);
GradusIntake *gradus_intake_new (const char *filename, GradusIntakeFunc read, gpointer source, guint64 n);

void gradus_intake_free (GradusIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusIntake, gradus_intake_free)

/* Up to n of the next bytes, fewer only at the end: how many there were, or -1. */
gssize gradus_intake_read (GradusIntake *intake, gpointer bytes, gsize n, GError **error);

/* How many bytes have been read. */
guint64 gradus_intake_get_offset (const GradusIntake *intake);

/* How many bytes there are; 0 where that is not known before the end, as of packed ones. */
guint64 gradus_intake_get_size (const GradusIntake *intake);

const char *gradus_intake_get_filename (const GradusIntake *intake);

/* From here on, bytes are read as UTF-16 with a mark at its beginning, and come out as UTF-8. Nothing was read yet. */
gboolean gradus_intake_convert_utf16 (GradusIntake *intake, GError **error);

/* Sets an error "FILE: …" of G_IO_ERROR_INVALID_DATA; always FALSE. */
gboolean gradus_file_refuse (const char *filename, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

#define gradus_intake_refuse(intake, error, ...)                                                             \
  gradus_file_refuse (gradus_intake_get_filename (intake), error, __VA_ARGS__)

G_END_DECLS
