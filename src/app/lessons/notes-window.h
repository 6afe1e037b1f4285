/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "lesson/session.h"

G_BEGIN_DECLS

/* GradusNotesWindow: a window for the speaker, on a screen that the audience does not see: the note
 * to the present step, the next step, and the time since the window was opened. Page Up and Page
 * Down go through the lesson here too. */
#define GRADUS_TYPE_NOTES_WINDOW (gradus_notes_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusNotesWindow, gradus_notes_window, GRADUS, NOTES_WINDOW, AdwWindow)

/* `actions` are those of the guide, "lesson.…". */
GtkWindow *gradus_notes_window_new (GtkApplication *application, GradusSession *session,
                                    GActionGroup *actions);

G_END_DECLS
