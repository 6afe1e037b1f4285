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
  GradusRecords *(*read) (const char *filename, const GradusHints *hints, GradusLoading *loading,
                          GError **error);
} GradusReader;

/* The bytes that are enough to recognise a format. */
#define GRADUS_READER_HEAD 4096

/* In the order in which they are asked; the last one, of text, takes every file. Ends with NULL. */
extern const GradusReader *const gradus_readers[];

/* The same for folders, whose files tell: they are given no bytes. Ends with NULL. */
extern const GradusReader *const gradus_folder_readers[];

/* The reader of a file or a folder. Fails with a G_IO_ERROR. */
const GradusReader *gradus_reader_find (const char *filename, GError **error);

/* Reads a data file of any format, or a folder of files. The last one stays cached until it, or a
 * file in that folder or in a folder of that, changes on disk. `hints` and `loading` may be NULL.
 * Fails with a G_IO_ERROR. Any thread may call it. */
GradusRecords *gradus_reader_load (const char *filename, const GradusHints *hints,
                                   GradusLoading *loading, GError **error);

/* What Gradus does not read, but people give it: workbooks, Parquet, JSON, web pages and so on.
 * Refuses each with what to do. */
extern const GradusReader gradus_foreign_reader;

/* A folder of PNG and JPEG pictures, those of each class in a folder in it, whose name is that of
 * the class. The largest square in the middle of each is scaled to the size that the hints say. */
extern const GradusReader gradus_picture_folder_reader;

/* That folder of one of its pictures, by their names; NULL for any other file. Free with
 * g_free(). */
char *gradus_picture_folder_find (const char *picture);

/* How the format of such a table begins. */
#define GRADUS_FORMAT_OF_FOLDER "pictures in folders"

/* Of a format that its name says and its beginning does not. */
extern const GradusReader gradus_misnamed_reader;

/* Weka's ARFF: its types say which columns are numbers, its list of names what the classes are. The
 * samples are plain or sparse. */
extern const GradusReader gradus_arff_reader;

/* FANN's training data: how many samples, inputs and outputs, then a line of each. Outputs that are
 * one 1 among 0 or −1 are one target of classes; else the last one is the target. */
extern const GradusReader gradus_fann_reader;

/* Tables of text: comma-separated values (RFC 4180) and their relatives, in the dialects that
 * data/csv-dialect.h guesses and the encodings of data/hints.h. Where a field shows that the first
 * thousand records did not tell all of its column, the file is read again. */
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
