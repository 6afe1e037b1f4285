/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/preparation.h"
#include "data/records.h"

G_BEGIN_DECLS

/* GradusImport: what is to be learnt from a table: which columns are inputs and which the target, how numbers are scaled, what
 * becomes of samples with missing values. Reference-counted and never changed. */

typedef enum {
  GRADUS_SCALING_NONE,
  GRADUS_SCALING_STANDARD, /* mean 0 and deviation 1 over the training data */
  GRADUS_SCALING_UNIT,     /* from 0 to 1 over the training data; bytes of pictures from 0 to 255 */
} GradusScaling;

typedef enum {
  GRADUS_MISSING_REFUSED,
  GRADUS_MISSING_DROP, /* the sample */
  GRADUS_MISSING_FILL, /* with the mean, of classes with the most frequent; a sample without target is dropped */
} GradusMissing;

typedef enum {
  GRADUS_TASK_AUTOMATIC, /* classes where the target is of texts or of few whole numbers */
  GRADUS_TASK_CLASSES,
  GRADUS_TASK_NUMBERS,
} GradusTask;

/* In files: "none", "standard", "unit"; "refuse", "drop", "fill"; "automatic", "classes", "numbers". End with NULL. */
extern const char *const gradus_scaling_names[];
extern const char *const gradus_missing_names[];
extern const char *const gradus_task_names[];

/* So few different whole numbers are taken for classes, and so many classes may there be. */
#define GRADUS_IMPORT_FEW_CLASSES 20
#define GRADUS_IMPORT_MAX_CLASSES 1000

typedef struct {
  char *target;  /* a column; NULL: the likely one */
  char **inputs; /* columns; NULL: all others that can be */
  GradusScaling scaling;
  GradusMissing missing;
  GradusTask task;
} GradusImportChoice;

void gradus_import_choice_copy (GradusImportChoice *copy, const GradusImportChoice *choice);
void gradus_import_choice_clear (GradusImportChoice *choice);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusImportChoice, gradus_import_choice_clear)

typedef struct {
  GradusRecords *table;
  GradusImportChoice choice;

  guint n_inputs; /* a column of classes makes one each */
  guint n_targets;
  gboolean is_regression;
  guint target;    /* column */
  GArray *columns; /* guint: those of the inputs */
  GArray *rows;    /* guint: those that are used */
  guint n_dropped, n_filled;
  GPtrArray *input_names, *class_names; /* the latter NULL in regression */
  GArray *class_values;                 /* float: what stands in the target's cells for each class */
  GradusPictureShape shape;             /* where the inputs are a picture's pixels */
} GradusImport;

/* At most the first `most` rows (0: all). Fails with a G_IO_ERROR, "FILE: what is wrong and what would be right". */
GradusImport *gradus_import_new (GradusRecords *table, const GradusImportChoice *choice, guint most,
                                 GError **error);

/* Of a file that is not to be read: without rows, but with as many inputs and targets as `preparation` has. Experiments with it can
 * be looked at, not trained. Takes a copy of the choice. */
GradusImport *gradus_import_new_absent (const char *filename, GradusHeader header, gboolean is_text,
                                        const GradusImportChoice *choice,
                                        const GradusPreparation *preparation);
gboolean gradus_import_is_absent (const GradusImport *import);
GradusImport *gradus_import_ref (GradusImport *import);
void gradus_import_unref (GradusImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusImport, gradus_import_unref)

/* Whether both say the same of the same file. */
gboolean gradus_import_equal (const GradusImport *a, const GradusImport *b);

/* The samples that are named by their position among the rows that are used, scaled as the first n_training of them ask for: these
 * go to `training`, the others to `test`, which is NULL where there are none. */
void gradus_import_make (const GradusImport *import, const guint *order, guint n_training, guint n_test,
                         GradusDataset **training, GradusDataset **test);

G_END_DECLS
