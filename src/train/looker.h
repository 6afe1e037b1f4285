/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"
#include "nn/network.h"
#include "train/anatomy.h"
#include "train/snapshot.h"

G_BEGIN_DECLS

/* GradusLooker: looks into a network on behalf of a snapshot: what it says over the input plane, its weights, its units, the
 * chain rule for a sample. Dropout is off, as in use. It has passes of its own, made when first wanted, and changes nothing of
 * the network but, where it says so, the gradients. Belongs to the thread of its network. */
typedef struct _GradusLooker GradusLooker;

/* The network must live longer; the dataset is the training data. */
GradusLooker *gradus_looker_new (GradusNetwork *network, GradusDataset *dataset, GradusCost cost);
void gradus_looker_free (GradusLooker *looker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusLooker, gradus_looker_free)

/* What is judged before the training data: the test data; NULL: there are none. Another probe than before, n_inputs floats; NULL:
 * none. */
void gradus_looker_set_test (GradusLooker *looker, GradusDataset *test);
void gradus_looker_set_probe (GradusLooker *looker, GBytes *probe);

/* The largest grid, up to `wanted` a side, that takes no longer than a few hundredths of a second; 0 where no memory is left
 * for it. */
guint gradus_looker_fit_grid (GradusLooker *looker, guint wanted);

/* The plane around the inputs `x_input` and `y_input` of the samples, with some room to spare on every side. */
GradusPlane gradus_looker_get_plane (const GradusLooker *looker, guint x_input, guint y_input);

/* What the network says at the middles of size × size cells of `plane`, the top row first, output by output:
 * grid (n_outputs, size, size). Inputs other than the plane's two rest at their means. The size is one that
 * gradus_looker_fit_grid() gave. Over a line, size cells from left to right: grid (n_outputs, size). */
void gradus_looker_fill_grid (GradusLooker *looker, const GradusPlane *plane, guint size, float *grid);

/* The first units of every layer, with their present gradients, and maps of map_size cells a side over `plane` unless that is
 * 0. The caller's own. */
GradusAnatomy *gradus_looker_make_anatomy (GradusLooker *looker, const GradusPlane *plane, guint map_size);

/* A layer and one of its units, with their present gradients; NULL where there is no such unit. */
GradusDetail *gradus_looker_make_detail (GradusLooker *looker, guint layer, guint unit);

/* All weights of the first units of the first layer, (*n_units, inputs), the caller's own; NULL where that layer has none. */
float *gradus_looker_copy_filters (GradusLooker *looker, guint *n_units);

/* Over as many samples as there is time for; NULL where the targets are no classes. */
GradusVerdict *gradus_looker_make_verdict (GradusLooker *looker);

/* What the network says to the probe, (n_outputs), the caller's own; NULL where there is none. */
float *gradus_looker_ask_probe (GradusLooker *looker);

/* The chain rule for one sample; NULL where there is none of that number. Leaves the gradients of that sample in the network. */
GradusChain *gradus_looker_make_chain (GradusLooker *looker, guint sample);

G_END_DECLS
