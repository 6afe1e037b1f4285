/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view.h"

G_BEGIN_DECLS

/* Those settings of a view that steps of lessons may name. */

/* Where the view has a setting of that name, and follows lessons with it. */
void gradus_lesson_settings_show (GradusView *view, const char *name, double value);

/* All are as usual again; what follows the run, as the sample, does so without being told. */
void gradus_lesson_settings_reset (GradusView *view);

/* Nothing is marked in it any more. */
void gradus_lesson_settings_clear_marks (GradusView *view);

/* Appends them to `settings` (GradusShownSetting) as they are, but for what the run leaves or a
 * person points at. */
void gradus_lesson_settings_take (GradusView *view, GArray *settings);

G_END_DECLS
