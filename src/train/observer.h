/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"
#include "nn/network.h"
#include "train/anatomy.h"
#include "train/snapshot.h"

G_BEGIN_DECLS

/* GradusObserver: looks into a network on behalf of a snapshot: what it says over the input plane,
 * its weights, its units, the chain rule for a sample. Dropout is off, as in use. It has passes of
 * its own, made when first wanted, and changes nothing of the network or of other passes. Belongs
 * to the thread of its network. */
typedef struct _GradusObserver GradusObserver;

/* The network must live longer, and so must the pass `measured`, whose gradients count as the
 * present ones; the dataset is the training data. */
GradusObserver *gradus_observer_new (GradusNetwork *network, const GradusPass *measured,
                                     GradusDataset *dataset, GradusCost cost);
void gradus_observer_free (GradusObserver *observer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusObserver, gradus_observer_free)

/* What is judged before the training data: the test data; NULL: there are none. Another probe than
 * before, n_inputs floats; NULL: none. */
void gradus_observer_set_test (GradusObserver *observer, GradusDataset *test);
void gradus_observer_set_probe (GradusObserver *observer, GBytes *probe);

/* Whether the network trains between two looks; then what takes long is looked at seldom, see
 * train/thrift.h. At first it does not. */
void gradus_observer_set_training (GradusObserver *observer, gboolean is_training);

/* The seconds that such looks have taken since this was asked last. */
double gradus_observer_take_seconds (GradusObserver *observer);

/* The largest grid, up to `wanted` a side, that takes no longer than a few hundredths of a second;
 * 0 where no memory is left for it. */
guint gradus_observer_fit_grid (GradusObserver *observer, guint wanted);

/* The plane around the inputs `x_input` and `y_input` of all samples, with some room to spare on
 * every side. */
GradusPlane gradus_observer_get_plane (const GradusObserver *observer, guint x_input,
                                       guint y_input);

/* What the network says at the middles of size × size cells of `plane`, the top row first, output
 * by output: grid (n_outputs, size, size). Inputs other than the plane's two rest at their means.
 * The size is one that gradus_observer_fit_grid() gave. Over a line, size cells from left to right:
 * grid (n_outputs, size). */
void gradus_observer_fill_grid (GradusObserver *observer, const GradusPlane *plane, guint size,
                                float *grid);

/* The first units of every layer, with their present gradients and what they say to a sample (to
 * the first one, where there is none of that number), and maps of up to map_size cells
 * a side over `plane` unless that is 0. The caller's own. */
GradusAnatomy *gradus_observer_make_anatomy (GradusObserver *observer, const GradusPlane *plane,
                                             guint map_size, guint sample);

/* A layer and one of its units, with their present gradients; NULL where there is no such unit. */
GradusDetail *gradus_observer_make_detail (GradusObserver *observer, guint layer, guint unit);

/* All weights of the first units or maps of the first layer, (*n_units, *shape), the caller's own,
 * and what one of them reads: the input, or a kernel of it. NULL where that layer has none. */
float *gradus_observer_copy_filters (GradusObserver *observer, guint *n_units, GradusShape *shape);

/* Over as many samples as there is time for; NULL where the targets are no classes. */
GradusConfusion *gradus_observer_make_confusion (GradusObserver *observer);

/* What is said to samples of the training data and of the test data, the caller's own; NULL where
 * there are none, or no memory. */
void gradus_observer_make_answers (GradusObserver *observer, GradusAnswers **training,
                                   GradusAnswers **test);

/* The same of test samples of classes alone, where a plane of two inputs is a slice through others;
 * NULL elsewhere. */
GradusAnswers *gradus_observer_make_slice_answers (GradusObserver *observer);

/* A layer's projection, the caller's own: from 1; -1: the last hidden layer. NULL where there is no
 * such layer, a number is not finite or no memory is left. */
GradusProjection *gradus_observer_make_projection (GradusObserver *observer, int layer);

/* What the network says to the probe, (n_outputs), the caller's own; NULL where there is none. */
float *gradus_observer_ask_probe (GradusObserver *observer);

/* What the network looks at in a sample, and a class or GRADUS_SALIENCY_SAID; perhaps what it was
 * at an earlier step. The caller's own; NULL where samples are no pictures, or there is none of
 * that number, or no such class. */
GradusSaliency *gradus_observer_look_at_saliency (GradusObserver *observer, guint sample,
                                                  int class);

/* The pictures that a unit, from 0, prefers, of a layer from 1; -1: the last hidden one. Perhaps
 * what it preferred at an earlier step. The caller's own; NULL where samples are no pictures, or
 * there is no such layer. */
GradusPreference *gradus_observer_look_for_preference (GradusObserver *observer, int layer,
                                                       guint unit);

/* The chain rule for one sample; NULL where there is none of that number. `own`: inputs of
 * somebody's own in the place of the sample's (GRADUS_SNAPSHOT_OWN_INPUTS), of which data with more
 * inputs take no notice; or NULL. */
GradusChain *gradus_observer_make_chain (GradusObserver *observer, guint sample, const float *own);

/* The pixel that `needs` names, for a sample; NULL where there is none. */
GradusPixel *gradus_observer_make_pixel (GradusObserver *observer, const GradusSnapshotNeeds *needs,
                                         guint sample);

G_END_DECLS
