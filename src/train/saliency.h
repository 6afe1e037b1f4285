/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/backdrop.h"
#include "nn/network.h"

G_BEGIN_DECLS

/* GradusSaliency: what a network looks at in a picture when it names a class, in two ways.
 *
 * By the gradient of the class's z by the inputs (Simonyan, Vedaldi & Zisserman 2014): what more of
 * an input would do, here and now. And by occlusion (Zeiler & Fergus 2014, section 4.1): how far
 * the output of the class falls when a grey patch covers a part of the picture.
 *
 * Reference-counted and immutable, so that it crosses threads. */
typedef struct {
  guint sample;
  gboolean has_numbers; /* the targets are numbers, and no classes */
  guint class;          /* that it is about; of numbers, the number of the output */
  double output;        /* of the class */
  guint n_inputs;
  float *gradient; /* (n_inputs): of z of the class; of -z of a single output, for class 0 */

  /* A square patch of `patch` pixels lies over the middle of each cell of `step` pixels, cut off
   * where it would go beyond the picture. */
  guint patch, step;
  guint n_across, n_down;
  float *falls; /* (n_down, n_across): the output less that with the patch there */
} GradusSaliency;

#define GRADUS_SALIENCY_SAID (-1)

/* The patch's side and its step for such pictures and a network of so many multiply-adds: the side
 * is about a quarter of the picture's longer side, the step at least a sixteenth of it, and longer
 * where so many patches would take more than some tenths of a second. */
void gradus_saliency_choose_patch (const GradusPictureLayout *picture, gsize multiply_adds,
                                   guint *patch, guint *step);

/* Of a training sample that is a picture, and a class; GRADUS_SALIENCY_SAID: the one that the
 * network says. `lone` holds one sample, with all z and gradients; `many` as many as it likes; it
 * has all its samples afterwards. NULL where there is no such class, or no memory. */
GradusSaliency *gradus_saliency_new (GradusNetwork *network, GradusPass *lone, GradusPass *many,
                                     const GradusDataset *dataset, const GradusBackdrop *backdrop,
                                     guint sample, int class);
GradusSaliency *gradus_saliency_ref (GradusSaliency *saliency);
void gradus_saliency_unref (GradusSaliency *saliency);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusSaliency, gradus_saliency_unref)

G_END_DECLS
