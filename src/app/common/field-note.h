/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A note at a field: a sentence about what was typed into it. It stands beside the field, where
 * no other field is, takes no focus, and goes when there was time to read it, or when the field is
 * typed into, scrolled away or hidden. */

/* Shows a sentence, in the place of the one before. Does nothing where the field is not shown. */
void gradus_field_note_show (GtkWidget *field, const char *sentence);

/* Takes it back; nothing where there is none. */
void gradus_field_note_clear (GtkWidget *field);

/* The sentence that is shown, or NULL. */
const char *gradus_field_note_get (GtkWidget *field);

G_END_DECLS
