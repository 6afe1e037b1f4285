/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* GradusHandInsWindow: for the lecturer: a folder of hand-ins as a table, with what the class
 * answered below it. Grading is done in threads, and can be cancelled; what runs in the window goes
 * on. */
#define GRADUS_TYPE_HAND_INS_WINDOW (gradus_hand_ins_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusHandInsWindow, gradus_hand_ins_window, GRADUS, HAND_INS_WINDOW,
                      AdwWindow)

void gradus_hand_ins_window_open (GtkWindow *parent);

G_END_DECLS
