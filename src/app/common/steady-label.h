/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusSteadyLabel: a text that changes while it is looked at, such as a number, and does not move what is around it: it wants room
 * for `chars` digits, whatever it says, and gets on with less by saying it briefly, and with less than that by leaving out the end. */
#define GRADUS_TYPE_STEADY_LABEL (gradus_steady_label_get_type ())
G_DECLARE_FINAL_TYPE (GradusSteadyLabel, gradus_steady_label, GRADUS, STEADY_LABEL, GtkWidget)

/* What is said, and in less room: "step 1,000" and "1,000". Both are copied. Who listens hears the whole text. */
void gradus_steady_label_set_text (GradusSteadyLabel *self, const char *text, const char *brief);

G_END_DECLS
