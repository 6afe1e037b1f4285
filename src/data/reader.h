/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/intake.h"
#include "data/records.h"

G_BEGIN_DECLS

/* GradusReader: one format of data files. A new format is a source file with one of these, and a
 * line in reader.c.
 *
 * A reader is strict: it returns the whole table or an error, "FILE: where: what is wrong and
 * what would be right". It allocates memory for what it has read, not for what a header
 * promises. */
typedef struct {
  const char *name; /* "NumPy array" */

  /* Whether the file is of this format, by its name and its first n bytes (at least one),
   * unpacked. */
  gboolean (*recognises) (const char *filename, const guint8 *head, gsize n);

  /* Reads the whole file. */
  GradusRecords *(*read) (const char *filename, GradusHeader header, GradusLoading *loading,
                          GError **error);
} GradusReader;

/* The bytes that are enough to recognise a format. */
#define GRADUS_READER_HEAD 16

/* In the order in which they are asked; the last one, of text, takes every file. Ends with NULL. */
extern const GradusReader *const gradus_readers[];

/* Reads a data file of any format. The last file stays cached until it changes on disk.
 * `loading` may be NULL. Fails with a G_IO_ERROR. Any thread may call it. */
GradusRecords *gradus_reader_load (const char *filename, GradusHeader header,
                                   GradusLoading *loading, GError **error);

/* Comma-separated values, RFC 4180 and its relatives: columns separated by commas, semicolons or
 * tabs; decimal points, or decimal commas where commas do not separate columns; quotes; names in
 * the first line or none; UTF-8, or UTF-16 with a byte order mark. Empty cells, ?, NA, N/A,
 * null, None and nan are missing values. The first thousand lines decide which columns are
 * numbers. */
extern const GradusReader gradus_csv_reader;

/* Pictures like MNIST's, with their labels in a file beside them: "…images-idx3…" and
 * "…labels-idx1…". */
extern const GradusReader gradus_idx_reader;

/* One array (NumPy Enhancement Proposal 1), rows first. Three or four dimensions are pictures. */
extern const GradusReader gradus_npy_reader;

/* Several arrays with the same number of rows in a zip file. */
extern const GradusReader gradus_npz_reader;

/* CIFAR-10's binary version (Krizhevsky 2009): a label, then 32 × 32 pixels of red, green, blue. */
extern const GradusReader gradus_cifar_reader;

G_END_DECLS
