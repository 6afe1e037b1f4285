/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusSteadyLabel: a text that changes while it is looked at, such as a number, and does not move what is around it: it wants room
 * for `chars` digits, whatever it says, and gets on with less by leaving out the beginning. */
#define GRADUS_TYPE_STEADY_LABEL (gradus_steady_label_get_type ())
G_DECLARE_FINAL_TYPE (GradusSteadyLabel, gradus_steady_label, GRADUS, STEADY_LABEL, GtkWidget)

/* What is said; copied. */
void gradus_steady_label_set_text (GradusSteadyLabel *self, const char *text);

G_END_DECLS
