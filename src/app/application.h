/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* GradusApplication: the program: its windows and its actions. What is below it in src/app reaches
 * it by these alone:
 *
 *   app.open (path)                 a document: in the window that has it, else in this one if
 *   app.open-in (window, path)      nothing in it would be lost, else in a new one
 *   app.lesson (id or path)         a lesson
 *   app.first-lesson                the first one of the course
 *   app.explain-in (window, topic)  the step of a lesson that explains a topic
 *   app.language (code)             another language in all windows
 *   app.achievements, app.hand-ins, app.own-lessons, app.preferences, app.about, app.new-window,
 *   app.bring-back, app.quit
 *
 * A window is named by gtk_application_window_get_id(). */
#define GRADUS_TYPE_APPLICATION (gradus_application_get_type ())
G_DECLARE_FINAL_TYPE (GradusApplication, gradus_application, GRADUS, APPLICATION, AdwApplication)

GradusApplication *gradus_application_new (void);

G_END_DECLS
