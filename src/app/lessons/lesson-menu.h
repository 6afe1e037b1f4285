/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The menu of lessons: the last one to go on with, the course with a mark after each lesson that
 * was read to its end, the user's own lessons, and what was achieved. */

/* A new menu of the present state. Its items activate "app.lesson" with an id or a path, and
 * "app.achievements". */
GMenuModel *gradus_lesson_menu_new (void);

G_END_DECLS
