/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusToaster: sentences to a person, in up to three rows: what was wrong with files, what goes
 * on and is trouble, and news, each in the place of the one before. Nothing shows before there is
 * one. It covers nothing, and its sentences take as many lines as they need, so that nothing of
 * them is cut off. */
#define GRADUS_TYPE_TOASTER (gradus_toaster_get_type ())
G_DECLARE_FINAL_TYPE (GradusToaster, gradus_toaster, GRADUS, TOASTER, GtkWidget)

/* How many seconds reading a sentence takes. */
guint gradus_toaster_count_seconds (const char *sentence);

/* Shows a sentence for some seconds; its first letter is made a capital. */
void gradus_toaster_tell (GradusToaster *self, const char *sentence);

/* The same, with a button that activates an action (NULL: without). It stays for `seconds`; 0:
 * until it is pressed or dismissed. */
void gradus_toaster_offer (GradusToaster *self, const char *sentence, const char *label,
                           const char *action, guint seconds);

/* A sentence about something that goes on: it stays until it is dismissed or
 * gradus_toaster_clear_trouble(). `label` and `action` of a button, or NULL; `look` is the action
 * of another, "Show Me", which leaves the sentence there, or NULL. */
void gradus_toaster_tell_trouble (GradusToaster *self, const char *sentence, const char *label,
                                  const char *action, const char *look);

/* A sentence about a file: it stays until it is dismissed, below those that did not yet go. */
void gradus_toaster_tell_fault (GradusToaster *self, const char *sentence);

/* Takes back the news, or the trouble. */
void gradus_toaster_clear (GradusToaster *self);
void gradus_toaster_clear_trouble (GradusToaster *self);

/* The sentence of the lowest row that shows, or NULL. */
const char *gradus_toaster_get_sentence (GradusToaster *self);

G_END_DECLS
