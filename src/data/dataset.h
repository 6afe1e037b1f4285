/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/inputs.h"
#include "nn/shape.h"

G_BEGIN_DECLS

/* How the pixels of a picture lie in a sample: line by line from the top; planar: one whole
 * channel after the other, else the channels of each pixel side by side. There are 1 (grey) or 3
 * channels (red, green, blue). */
typedef struct {
  guint width, height, n_channels; /* 0: the samples are no pictures */
  gboolean is_planar;
} GradusPictureLayout;

/* The place of a number among those of a picture. */
gsize gradus_picture_layout_find (const GradusPictureLayout *layout, guint x, guint y,
                                  guint channel);

/* The shape of samples that are such pictures; or just so many numbers where they are none, or
 * where the channels lie side by side, which no shape can say. */
GradusShape gradus_picture_layout_get_shape (const GradusPictureLayout *layout, guint n_inputs);

/* The piece of the plane on which somebody puts points: it stays as it is while he does. All 0:
 * there is none. */
typedef struct {
  float x0, x1, y0, y1; /* as points are, so that a point on the edge is not beyond it */
} GradusExtent;

/* GradusDataset: samples for training or for testing, one after the other, as in files.
 * Reference-counted. Nobody changes it once it is filled, so threads may share it. */
typedef struct {
  guint n_inputs;
  guint n_targets;
  guint n_samples;
  GradusInputs inputs;
  float *floats;  /* (n_samples, n_inputs): where the inputs lie; NULL: in the bytes of a file */
  float *targets; /* (n_samples, n_targets) */

  guint features;      /* bits, see data/feature.h; 0: the inputs are as they came */
  float *points;       /* (n_samples, 2): the points of the features; NULL without */
  GradusExtent extent; /* of points put by hand */

  /* How pictures are moved when a network learns them, see nn/variation.h; FALSE and 0: not. */
  gboolean is_mirrored;
  guint shift;

  /* What the numbers mean, as far as it is known. */
  GradusShape shape;           /* of the inputs */
  GradusPictureLayout picture; /* how pictures lie in them */
  GPtrArray *input_names;      /* of texts, (n_inputs), columns or features; or NULL */
  char *target_name;           /* the target's column; or NULL */
  GPtrArray *class_names;      /* of texts, one a target, two for a single target; or NULL */
  double variance;             /* of the targets in regression; 0 for classes */
  float *offsets, *spans;      /* (n_inputs): input = (number - offset) / span; NULL: unscaled */
  float *fillings; /* (n_inputs): a missing number, unscaled, counts as this; NULL: none may be */
  GPtrArray *other_names; /* of texts: columns that are no inputs, the target's too; or NULL */
  float target_offset, target_span; /* the same for the targets of regression; else 0 and 1 */
} GradusDataset;

/* A dataset whose inputs and targets are all 0. */
GradusDataset *gradus_dataset_new (guint n_inputs, guint n_targets, guint n_samples);

/* A dataset whose inputs are n_inputs bytes each: those of sample s begin `rows`[s] · `pitch` bytes
 * behind the beginning of `bytes`, of which it keeps a reference, and mean levels[byte]. Takes
 * `rows`, which came from g_malloc(), and copies `levels` (GRADUS_BYTE_LEVELS). */
GradusDataset *gradus_dataset_new_of_bytes (guint n_inputs, guint n_targets, guint n_samples,
                                            GBytes *bytes, gsize pitch, guint *rows,
                                            const float *levels);

/* The inputs of n samples from `first` on, (n, n_inputs); free with g_free(). */
float *gradus_dataset_copy_inputs (const GradusDataset *dataset, guint first, guint n);

/* The lowest and the highest input of the first n samples, as far as they are finite. */
void gradus_dataset_find_extremes (const GradusDataset *dataset, guint n, float extremes[2]);

/* Says that the inputs are pictures that lie so, and what shape they have by that. */
void gradus_dataset_set_picture (GradusDataset *dataset, const GradusPictureLayout *picture);

GradusDataset *gradus_dataset_ref (GradusDataset *dataset);
void gradus_dataset_unref (GradusDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusDataset, gradus_dataset_unref)

/* Gets a sample as a point: the point that its features were computed from, else two of its
 * inputs. */
void gradus_dataset_get_point (const GradusDataset *dataset, guint sample, guint x_input,
                               guint y_input, double *x, double *y);

/* How many inputs can be axes when the samples are drawn; 2 with features: those of the plane. */
guint gradus_dataset_count_axes (const GradusDataset *dataset);

/* Sets `variance` from all targets; call it in regression, once they are filled. It is positive
 * even if all targets are alike, because 0 means classes. */
void gradus_dataset_find_variance (GradusDataset *dataset);

/* The class of a sample; 0 or 1 if there is one target. */
guint gradus_dataset_get_class (const GradusDataset *dataset, guint sample);

/* The number of classes: 2 if there is one target. */
guint gradus_dataset_count_classes (const GradusDataset *dataset);

/* The name of a class, or its number from 0; free with g_free(). */
char *gradus_dataset_name_class (const GradusDataset *dataset, guint class);

/* What an input is called: as its column or its feature is, else "x₁", "x₂" …; free with g_free().
 * Everybody who shows an input to people calls it so. */
char *gradus_dataset_name_input (const GradusDataset *dataset, guint input);

/* The same of an axis, see gradus_dataset_count_axes(). */
char *gradus_dataset_name_axis (const GradusDataset *dataset, guint axis);

/* The bytes of memory that the inputs and targets take, beside the file that is read. */
gsize gradus_dataset_count_bytes (const GradusDataset *dataset);

/* A new dataset of the n samples in `indices`, in that order; of floats. */
GradusDataset *gradus_dataset_pick (const GradusDataset *dataset, const guint *indices, guint n);

G_END_DECLS
