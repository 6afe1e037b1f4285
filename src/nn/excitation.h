/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"

G_BEGIN_DECLS

/* The excitation of a unit of a layer: the mean over the numbers of the unit, one or those of a
 * map, of what its activation is given, z. So a unit that is saturated or dead still tells what
 * would excite it more. Where no activation takes one z to one output (maxout takes several,
 * pooling has none) it is the mean of what the unit says. Layers and units count from 0.
 *
 * All functions are for a worker alone, with a pass that keeps all z (GRADUS_PASS_ALL_Z), whose
 * samples have gone forward to the layer at least. */

/* Whether excitations of the layer are of z. */
gboolean gradus_excitation_is_of_z (const GradusLayer *layer);

/* Of each sample: excitations (n_samples). */
void gradus_excitation_measure (GradusNetwork *network, const GradusPass *pass, guint layer,
                                guint unit, double *excitations);

/* The gradient of the excitation by the inputs, sample by sample: gradient (n_samples, n_inputs).
 * Afterwards the samples have to go forward again before anything else is done with them. Needs a
 * pass with GRADUS_PASS_GRADIENTS, and leaves the gradients by parameters in it as they are. FALSE
 * where there is no memory for it. (Simonyan, Vedaldi & Zisserman 2014, section 3, of the class
 * score: that of a unit of the last layer.) */
gboolean gradus_excitation_differentiate (GradusNetwork *network, GradusPass *pass, guint layer,
                                          guint unit, float *gradient);

G_END_DECLS
