/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* GradusGlossaryWindow: what the words of the window mean, to be searched, each with the step of a
 * lesson that says more. There is one for each window that it belongs to. */
#define GRADUS_TYPE_GLOSSARY_WINDOW (gradus_glossary_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusGlossaryWindow, gradus_glossary_window, GRADUS, GLOSSARY_WINDOW,
                      AdwWindow)

/* Opens the glossary of `parent`, or brings it to the front. */
void gradus_glossary_window_open (GtkWindow *parent);

/* Shows what contains `text`; "" shows all. */
void gradus_glossary_window_search (GradusGlossaryWindow *self, const char *text);

/* How many words are shown. */
guint gradus_glossary_window_count (GradusGlossaryWindow *self);

G_END_DECLS
