/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* GradusApplication: the program: its windows, its actions and their keys. */
#define GRADUS_TYPE_APPLICATION (gradus_application_get_type ())
G_DECLARE_FINAL_TYPE (GradusApplication, gradus_application, GRADUS, APPLICATION, AdwApplication)

GradusApplication *gradus_application_new (void);

/* Opens a document: shows the window that has it already, or takes `window` where nobody would miss what is in that, or makes
 * another. `window` may be NULL. */
void gradus_application_open_document (GradusApplication *self, GtkWindow *window, const char *filename);

/* Opens the step of a lesson that explains a topic, in the window where nobody would miss what is there, else in another. FALSE where
 * none does. */
gboolean gradus_application_explain (GradusApplication *self, GtkWindow *window, const char *topic);

G_END_DECLS
