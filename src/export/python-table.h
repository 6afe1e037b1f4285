/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/reader.h"
#include "export/code-parts.h"
#include "train/weights.h"

G_BEGIN_DECLS

/* GradusPythonTable: how a program in Python reads the files of an experiment just as Gradus read
 * them. */
typedef struct {
  const GradusReader *reader; /* of the file or the folder */
  gboolean is_by_name;        /* no file that somebody chose, but data that have a name */
  GradusImport *import; /* of the files as they are now, not of what a document holds of them */
  const GradusPreparation *preparation; /* borrowed */
} GradusPythonTable;

/* Reads the files. Fails if they are not there, or no longer what the weights are of. */
gboolean gradus_python_table_open (GradusPythonTable *table, const GradusWeights *weights,
                                   GError **error);
void gradus_python_table_clear (GradusPythonTable *table);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusPythonTable, gradus_python_table_clear)

/* Appends parts that set `raw` (samples, raw numbers; NaN where a gap is to be filled) and `y`, the
 * classes or the numbers to be learnt, in the order of the file. The program has `folder`, in
 * which it lies. */
void gradus_python_table_append (const GradusPythonTable *table, GPtrArray *parts);

/* Whether the file says which samples are for testing: then the parts set `n_test`, and those are
 * the last ones. */
gboolean gradus_python_table_has_test (const GradusPythonTable *table);

/* Appends code that fills gaps of `raw` by the rows `training`; nothing if there are none. */
void gradus_python_table_append_filling (const GradusPythonTable *table, GString *code,
                                         const char *training);

G_END_DECLS
