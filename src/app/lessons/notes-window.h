/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "lesson/session.h"

G_BEGIN_DECLS

/* A window for who speaks, on the screen that the audience does not see: the note to the present step, what comes next, and how long
 * it has been. Page Up and Page Down go through the lesson from here too. */
#define GRADUS_TYPE_NOTES_WINDOW (gradus_notes_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusNotesWindow, gradus_notes_window, GRADUS, NOTES_WINDOW, AdwWindow)

/* `actions` are the guide's, to be had as "lesson". */
GtkWindow *gradus_notes_window_new (GtkApplication *application, GradusSession *session,
                                    GActionGroup *actions);

G_END_DECLS
