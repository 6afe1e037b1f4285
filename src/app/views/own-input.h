/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view.h"

G_BEGIN_DECLS

/* GradusOwnInput: a slider for each input of the run that a view of the chain rule shows, from the
 * least to the largest value of the training samples. They begin with the sample's own inputs, and
 * what is moved there goes through the network in its place. For data of more inputs than a chain
 * has there are none. */
#define GRADUS_TYPE_OWN_INPUT (gradus_own_input_get_type ())
G_DECLARE_FINAL_TYPE (GradusOwnInput, gradus_own_input, GRADUS, OWN_INPUT, GtkWidget)

/* Once; the view must live as long. */
void gradus_own_input_set_view (GradusOwnInput *self, GradusView *view);

/* The view has another run. */
void gradus_own_input_follow_run (GradusOwnInput *self);

G_END_DECLS
