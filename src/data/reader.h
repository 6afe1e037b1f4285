/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/intake.h"
#include "data/records.h"

G_BEGIN_DECLS

/* GradusReader: one format of files of data. A new format is a file with one of these, and a line in reader.c.
 *
 * A reader is strict: it gives the whole table or an error, "FILE: where: what is wrong and what would be right", and takes no
 * more memory than the file honestly fills. */
typedef struct {
  const char *name; /* "NumPy array" */

  /* By the first n bytes (at least one), unpacked, and the file's name. */
  gboolean (*recognises) (const char *filename, const guint8 *head, gsize n);

  /* From the beginning of the file. */
  GradusRecords *(*read) (const char *filename, GradusHeader header, GradusLoading *loading, GError **error);
} GradusReader;

/* So much of a file is enough to recognise it. */
#define GRADUS_READER_HEAD 16

/* In the order in which they are asked; the last, of text, takes what none before it recognises. Ends with NULL. */
extern const GradusReader *const gradus_readers[];

/* Reads any file of data, or gives what was read of it last if it has not changed since. `loading` may be NULL. Fails with a
 * G_IO_ERROR. Any thread. */
GradusRecords *gradus_reader_load (const char *filename, GradusHeader header, GradusLoading *loading,
                                   GError **error);

/* Comma-separated values, RFC 4180 and its relatives: columns parted by commas, semicolons or tabs; decimal points, or commas where
 * these part no columns; quotes; names in the first line or none; UTF-8, or UTF-16 with a byte order mark. Empty cells, ?, NA,
 * N/A, null, None and nan are missing. The first thousand lines tell which columns are numbers. */
extern const GradusReader gradus_csv_reader;

/* Pictures of MNIST's kind and their labels, which lie beside them: "…images-idx3…" and "…labels-idx1…". See data/idx.h. */
extern const GradusReader gradus_idx_reader;

/* One array (NumPy Enhancement Proposal 1): rows first. A third and fourth dimension make pictures. */
extern const GradusReader gradus_npy_reader;

/* Several arrays with as many rows, in a zip file. */
extern const GradusReader gradus_npz_reader;

/* CIFAR-10's binary version (Krizhevsky 2009): a label, then 32 × 32 pixels of red, green, blue. */
extern const GradusReader gradus_cifar_reader;

G_END_DECLS
