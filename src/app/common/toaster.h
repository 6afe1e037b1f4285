/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* GradusToaster: shows the newest toast instead of the one before. An overlay alone shows them one
 * after the other, some of them long after what they are about. */
typedef struct _GradusToaster GradusToaster;

/* The overlay must live longer. */
GradusToaster *gradus_toaster_new (AdwToastOverlay *overlay);
void gradus_toaster_free (GradusToaster *toaster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusToaster, gradus_toaster_free)

/* Shows a sentence; its first letter is made a capital. */
void gradus_toaster_tell (GradusToaster *toaster, const char *sentence);

/* The same, with a button that activates an action. It stays for `seconds`; 0: until it is pressed
 * or dismissed. */
void gradus_toaster_offer (GradusToaster *toaster, const char *sentence, const char *label,
                           const char *action, guint seconds);

/* Shows none. */
void gradus_toaster_clear (GradusToaster *toaster);

G_END_DECLS
