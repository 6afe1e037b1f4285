/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusSteadyLabel: a text that changes often, such as a number, and does not move what is around
 * it. It asks for room for `chars` digits whatever the text is. In less room it shows the brief
 * text, which it always has room for. */
#define GRADUS_TYPE_STEADY_LABEL (gradus_steady_label_get_type ())
G_DECLARE_FINAL_TYPE (GradusSteadyLabel, gradus_steady_label, GRADUS, STEADY_LABEL, GtkWidget)

/* The text, and the brief one: "step 1,000" and "1,000". Both are copied. Screen readers get the
 * first. */
void gradus_steady_label_set_text (GradusSteadyLabel *self, const char *text, const char *brief);

G_END_DECLS
