/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusToaster: sentences to a person, each in the place of the one before. Nothing shows before
 * there is one. It stands in a row of its own, so that it covers nothing, and its sentence takes as
 * many lines as it needs, so that nothing of it is cut off. */
#define GRADUS_TYPE_TOASTER (gradus_toaster_get_type ())
G_DECLARE_FINAL_TYPE (GradusToaster, gradus_toaster, GRADUS, TOASTER, GtkWidget)

/* Shows a sentence for some seconds; its first letter is made a capital. */
void gradus_toaster_tell (GradusToaster *self, const char *sentence);

/* The same, with a button that activates an action. It stays for `seconds`; 0: until it is pressed
 * or dismissed. */
void gradus_toaster_offer (GradusToaster *self, const char *sentence, const char *label,
                           const char *action, guint seconds);

/* A sentence about something that goes on: it stays until it is dismissed or
 * gradus_toaster_clear_trouble(). `label` and `action` of a button, or NULL. */
void gradus_toaster_tell_trouble (GradusToaster *self, const char *sentence, const char *label,
                                  const char *action);

/* Shows none, or, if what is shown is no trouble, what it does. */
void gradus_toaster_clear (GradusToaster *self);
void gradus_toaster_clear_trouble (GradusToaster *self);

/* The sentence that is shown, or NULL. */
const char *gradus_toaster_get_sentence (GradusToaster *self);

G_END_DECLS
