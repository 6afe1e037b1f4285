/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/preparation.h"
#include "data/records.h"

G_BEGIN_DECLS

/* GradusImport: how samples are made from a table: which columns are inputs and which the
 * target, how numbers are scaled, and what happens to samples with missing values.
 * Reference-counted and never changed. */

typedef enum {
  GRADUS_SCALING_NONE,
  GRADUS_SCALING_STANDARD, /* mean 0 and deviation 1 over the training data */
  GRADUS_SCALING_UNIT,     /* from 0 to 1 over the training data; bytes of pictures from 0 to 255 */
} GradusScaling;

typedef enum {
  GRADUS_MISSING_REFUSED,
  GRADUS_MISSING_DROP, /* the sample */
  GRADUS_MISSING_FILL, /* with the mean or the most frequent class; drops samples without target */
} GradusMissing;

typedef enum {
  GRADUS_TASK_AUTOMATIC, /* classes if the target holds texts or few whole numbers */
  GRADUS_TASK_CLASSES,
  GRADUS_TASK_NUMBERS,
} GradusTask;

typedef enum {
  GRADUS_PICTURES_AUTOMATIC, /* where the format of the file has pictures */
  GRADUS_PICTURES_YES,       /* also where a table only offers them */
  GRADUS_PICTURES_NO,        /* plain numbers */
} GradusPictures;

/* In files: "none", "standard", "unit"; "refuse", "drop", "fill"; "automatic", "classes",
 * "numbers"; "automatic", "yes", "no". End with NULL. */
extern const char *const gradus_scaling_names[];
extern const char *const gradus_missing_names[];
extern const char *const gradus_task_names[];
extern const char *const gradus_pictures_names[];

/* Up to so many different whole numbers are taken for classes, of labels (see data/records.h) as
 * many as are allowed; and the most classes that are. */
#define GRADUS_IMPORT_FEW_CLASSES 20
#define GRADUS_IMPORT_MAX_CLASSES 1000

typedef struct {
  char *target;  /* name of a column; NULL: the most likely one */
  char **inputs; /* names of columns; NULL: all others that can be and are not left out */
  GradusScaling scaling;
  GradusMissing missing;
  GradusTask task;
  GradusPictures pictures;
  guint turn;          /* quarters by which pictures are turned clockwise, 0 to 3 */
  gboolean is_flipped; /* then left and right change places; with one quarter: x and y do */
} GradusImportChoice;

void gradus_import_choice_copy (GradusImportChoice *copy, const GradusImportChoice *choice);
void gradus_import_choice_clear (GradusImportChoice *choice);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusImportChoice, gradus_import_choice_clear)

typedef struct {
  GradusRecords *table;
  GradusImportChoice choice;

  guint n_inputs; /* a column of classes makes one input a class */
  guint n_targets;
  gboolean is_regression;
  guint target;    /* column */
  GArray *columns; /* of guint: columns of the inputs */
  GArray *rows;    /* of guint: rows that are used */
  guint n_dropped, n_filled;
  GPtrArray *input_names, *class_names; /* the latter NULL in regression */
  GArray *class_values;                 /* of float: the target's cell for each class */
  GradusPictureLayout picture;          /* if the inputs are the pixels of a picture, turned */
  GradusShape shape;                    /* of a sample's inputs */
} GradusImport;

/* Copies the choice. Fails with a G_IO_ERROR, "FILE: what is wrong and what would be right". */
GradusImport *gradus_import_new (GradusRecords *table, const GradusImportChoice *choice,
                                 GError **error);

/* The same of a table that gives a test part: the share test_fraction of n_samples are the first
 * samples of that part, the others the first before it. Fails also where there are not so many, or
 * where these are not of n_classes. */
GradusImport *gradus_import_new_of_parts (GradusRecords *table, const GradusImportChoice *choice,
                                          guint n_samples, double test_fraction, guint n_classes,
                                          GError **error);

/* Stands for a file that cannot be read: no rows, but as many inputs and targets as
 * `preparation` has. Experiments with it can be shown, not trained. Copies the choice. */
GradusImport *gradus_import_new_absent (const char *filename, const GradusHints *hints,
                                        gboolean is_text, const GradusImportChoice *choice,
                                        const GradusPreparation *preparation);
gboolean gradus_import_is_absent (const GradusImport *import);
GradusImport *gradus_import_ref (GradusImport *import);
void gradus_import_unref (GradusImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusImport, gradus_import_unref)

/* Whether both have the same file and the same choices, and these mean the same columns. */
gboolean gradus_import_equal (const GradusImport *a, const GradusImport *b);

/* How many samples, the last ones of `rows`, are the test part that the file gives. */
guint gradus_import_count_given_tests (const GradusImport *import);

/* The column of which each pixel comes in a sample that is turned; free with g_array_unref(). As
 * `columns` are, where these are pictures. */
GArray *gradus_import_turn (const GArray *columns, const GradusPictureLayout *layout,
                            const GradusImportChoice *choice, GradusPictureLayout *turned);

/* Makes datasets of the samples in `order`, which holds positions in `rows` (NULL: as they
 * come). The first n_training go to `training` and set the scales, the next n_test to `test`,
 * which is NULL for 0. */
void gradus_import_make (const GradusImport *import, const guint *order, guint n_training,
                         guint n_test, GradusDataset **training, GradusDataset **test);

G_END_DECLS
