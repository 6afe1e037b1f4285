/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "document/experiment-model.h"

G_BEGIN_DECLS

/* GradusRateWindow: looks for a learning rate of a model's experiment (see train/rate-test.h), on
 * weights of its own: the run goes on as it is. Shows the cost over the rate and what is to be said
 * of it; a button sets the rate that is suggested. Closing it ends the search. */
#define GRADUS_TYPE_RATE_WINDOW (gradus_rate_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusRateWindow, gradus_rate_window, GRADUS, RATE_WINDOW, AdwWindow)

/* Opens it over `parent`, modal, and begins. */
GtkWindow *gradus_rate_window_open (GtkWindow *parent, GradusExperimentModel *model);

G_END_DECLS
