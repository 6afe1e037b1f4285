/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the pixels of a picture lie in a row: line by line from the top, of each channel after the other if planar, else the
 * channels of a pixel together. Channels are 1 (grey) or 3 (red, green, blue). */
typedef struct {
  guint width, height, n_channels; /* 0: the samples are no pictures */
  gboolean is_planar;
} GradusPictureShape;

/* GradusDataset: samples to learn from or to be tested with, one after the other, as files have them. Reference-counted, and
 * not changed once it is filled: so threads share it. */
typedef struct {
  guint n_inputs;
  guint n_targets;
  guint n_samples;
  float *inputs;  /* (n_samples, n_inputs) */
  float *targets; /* (n_samples, n_targets) */

  guint features; /* of points in the plane, see data/feature.h; 0: the inputs are as they came */
  float *points;  /* (n_samples, 2): those points; NULL where there are no features */

  /* What is known of their meaning. */
  GradusPictureShape shape;
  GPtrArray *input_names; /* of texts, (n_inputs); NULL: none */
  GPtrArray *class_names; /* of texts, one for each target, or two for a single one; NULL: none */
  double variance;        /* of targets that are numbers to be met; 0 where they are classes */
  float *offsets, *spans; /* (n_inputs): input = (number - offset) / span; both NULL: as the numbers came */
  float target_offset, target_span; /* the same of targets that are numbers to be met; 0 and 1 of others */
} GradusDataset;

/* All zeros. */
GradusDataset *gradus_dataset_new (guint n_inputs, guint n_targets, guint n_samples);
GradusDataset *gradus_dataset_ref (GradusDataset *dataset);
void gradus_dataset_unref (GradusDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusDataset, gradus_dataset_unref)

/* A sample as a point: what it was before features were made of it, else two of its inputs. */
void gradus_dataset_get_point (const GradusDataset *dataset, guint sample, guint x_input, guint y_input,
                               double *x, double *y);

/* How many inputs can be the axes of a picture of the samples: with features the plane's two. */
guint gradus_dataset_count_axes (const GradusDataset *dataset);

/* Finds the variance, over all targets; for numbers, once they are filled in. It is positive even of numbers that are all alike. */
void gradus_dataset_find_variance (GradusDataset *dataset);

/* What the sample is an example of: with one target 0 or 1. */
guint gradus_dataset_get_class (const GradusDataset *dataset, guint sample);

/* 2 where there is one target. */
guint gradus_dataset_count_classes (const GradusDataset *dataset);

/* A new string: its name, or its number, from 0. */
char *gradus_dataset_name_class (const GradusDataset *dataset, guint class);

/* Of memory. */
gsize gradus_dataset_count_bytes (const GradusDataset *dataset);

/* A new one with the n samples that `indices` names, in that order. */
GradusDataset *gradus_dataset_pick (const GradusDataset *dataset, const guint *indices, guint n);

G_END_DECLS
