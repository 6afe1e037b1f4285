/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "lesson/session.h"

G_BEGIN_DECLS

/* GradusHomeworkBox: in a lesson that is homework, asks for the student's name, which is remembered
 * in the settings, says how far the homework is, and makes the file that is handed in. It is not
 * there in other lessons. */
#define GRADUS_TYPE_HOMEWORK_BOX (gradus_homework_box_get_type ())
G_DECLARE_FINAL_TYPE (GradusHomeworkBox, gradus_homework_box, GRADUS, HOMEWORK_BOX, GtkBox)

/* The session outlives the box. */
void gradus_homework_box_set_session (GradusHomeworkBox *self, GradusSession *session);

G_END_DECLS
