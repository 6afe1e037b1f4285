/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusTour: shows the parts of a window one after the other, in a minute: each with a popover
 * beside it, while everything works as always. Parts that are not on screen are left out. */
typedef struct _GradusTour GradusTour;

/* The tour calls no function of the window; it ends with it at the latest. */
GradusTour *gradus_tour_new (GtkWindow *window);
void gradus_tour_free (GradusTour *tour);

/* From the first stop on, also where it was under way. */
void gradus_tour_begin (GradusTour *tour);
void gradus_tour_end (GradusTour *tour);

/* The name of the widget that is shown; NULL: the tour is not under way. Borrowed. */
const char *gradus_tour_get_stop (const GradusTour *tour);

/* Page Down and Page Up go on and back, Escape ends; returns whether it was one of them and the
 * tour is under way. */
gboolean gradus_tour_take_key (GradusTour *tour, guint key);

G_END_DECLS
