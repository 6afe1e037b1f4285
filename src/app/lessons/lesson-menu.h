/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The menu of lessons: going on with the last one, those of the course with a mark behind what was read to the end, those in the user's
 * folder, and what was achieved. */

/* A new one, as things are now; its items act by "app.lesson" with an id or a path, and "app.achievements". */
GMenuModel *gradus_lesson_menu_new (void);

G_END_DECLS
