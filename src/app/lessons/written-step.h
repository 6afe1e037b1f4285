/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "lesson/manuscript.h"

G_BEGIN_DECLS

/* GradusWrittenStep: the texts, the training, the question and the exercise of a step that is being
 * written, with a preview of what is read. Emits "changed" after a change, and "remember" before
 * one that is larger than a text. */
#define GRADUS_TYPE_WRITTEN_STEP (gradus_written_step_get_type ())
G_DECLARE_FINAL_TYPE (GradusWrittenStep, gradus_written_step, GRADUS, WRITTEN_STEP, GtkBox)

/* Shows a step, and writes into it from then on. `manuscript` is borrowed. */
void gradus_written_step_show (GradusWrittenStep *self, GradusManuscript *manuscript, guint step);

/* The title takes the keys. */
void gradus_written_step_focus (GradusWrittenStep *self);

G_END_DECLS
