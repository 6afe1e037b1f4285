/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/experiment-model.h"
#include "lesson/step.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusMeasurement: the window that a step of a lesson opens to measure something, once. All zero:
 * the step has not yet. */
typedef struct {
  GtkWindow *window; /* NULL: none, or it was closed */
  gboolean was_opened;
} GradusMeasurement;

/* Opens what the step shows: a test of rates or of damage, of the selected run. The lesson can be
 * read on beside it. Nothing where it was opened before. */
void gradus_measurement_open (GradusMeasurement *self, const GradusShow *show, GtkWindow *parent,
                              GradusDocument *document, GradusExperimentModel *model);

/* Closes it, and is as for a new step. */
void gradus_measurement_close (GradusMeasurement *self);

G_END_DECLS
