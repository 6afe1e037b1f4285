/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "lesson/lesson.h"

G_BEGIN_DECLS

/* Reads a lesson's file or folder in a thread; `lesson` is borrowed, NULL where `error` says why. */
typedef void (*GradusLessonFileFunc) (GtkWidget *widget, GradusLesson *lesson, const GError *error);
void gradus_lesson_file_load (GtkWidget *widget, const char *path, GradusLessonFileFunc func);

G_END_DECLS
