/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusFilling: one widget fills another that it is somewhere in: all that stands beside it is
 * hidden. */
typedef struct _GradusFilling GradusFilling;

/* Hides what stands beside `widget` and beside each of its parents below `whole`, and `other`. */
GradusFilling *gradus_filling_begin (GtkWidget *widget, GtkWidget *whole, GtkWidget *other);

/* Frees it, and shows again what was hidden. */
void gradus_filling_end (GradusFilling *self);

/* Frees it alone: the widgets are going, too. */
void gradus_filling_free (GradusFilling *self);

G_END_DECLS
