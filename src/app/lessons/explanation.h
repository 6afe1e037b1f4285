/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "lesson/lesson.h"

G_BEGIN_DECLS

/* Shows what a step of a lesson says, in a popover over `parent` that points at `at`, with a button
 * that opens the lesson itself ("app.explain-in" with the topic). It is gone when it is closed. */
void gradus_explanation_show (GtkWidget *parent, const GdkRectangle *at, GradusLesson *lesson,
                              guint step, const char *topic);

G_END_DECLS
