/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "document/document.h"

G_BEGIN_DECLS

/* GradusWeightsWindow: shows where the tensors of a safetensors file go, and makes a run of them:
 * of the experiment that the file is of, where Gradus wrote it, else of the selected run's. */
#define GRADUS_TYPE_WEIGHTS_WINDOW (gradus_weights_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusWeightsWindow, gradus_weights_window, GRADUS, WEIGHTS_WINDOW, AdwWindow)

/* Shows it over `parent`, whose host tells why where the file cannot be read or does not fit. */
void gradus_weights_window_open (GtkWindow *parent, GradusDocument *document, const char *filename);

G_END_DECLS
