/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/npy.h"

G_BEGIN_DECLS

/* GradusArrays: the arrays of a file by their names, on their way to one table: which are inputs,
 * which is the target, which samples are the test part. */
typedef struct _GradusArrays GradusArrays;

GradusArrays *gradus_arrays_new (const char *filename);
void gradus_arrays_free (GradusArrays *arrays);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusArrays, gradus_arrays_free)

/* Adds an array and takes over what is in `npy`. */
void gradus_arrays_add (GradusArrays *arrays, const char *name, GradusNpy *npy);

/* Says in the table's format that there is one more, and why it is left out. */
void gradus_arrays_leave_out (GradusArrays *arrays, const char *name, const char *reason);

/* Whether none was added. */
gboolean gradus_arrays_is_empty (const GradusArrays *arrays);

/* Makes the table of what was added, once and no more:
 *
 *   - Rows are those of the largest array. Others have as many or are left out and named; a target
 *     that has not is an error.
 *   - "x_train" and "x_test" are joined, the test part behind the training part; without "test"
 *     that of "val". Further parts are left out.
 *   - The target is the array that is called y, label, target, class; else a single column of
 *     whole numbers or texts. With a single 1 in each row it is one column of classes. Of several
 *     columns the last is learnt, and the others are no inputs.
 *   - As many texts as there are classes are their names.
 *
 * Fails with G_IO_ERROR_INVALID_DATA. */
GradusRecords *gradus_arrays_make_table (GradusArrays *arrays, GError **error);

G_END_DECLS
