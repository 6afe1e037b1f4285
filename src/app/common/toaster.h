/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* GradusToaster: shows the newest toast, in the place of the one before. An overlay alone would let them queue up, long after
 * what they speak of. */
typedef struct _GradusToaster GradusToaster;

/* The overlay must live longer. */
GradusToaster *gradus_toaster_new (AdwToastOverlay *overlay);
void gradus_toaster_free (GradusToaster *toaster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusToaster, gradus_toaster_free)

/* Takes the toast. */
void gradus_toaster_show (GradusToaster *toaster, AdwToast *toast);

/* Shows a sentence alone. */
void gradus_toaster_tell (GradusToaster *toaster, const char *sentence);

/* Shows none. */
void gradus_toaster_clear (GradusToaster *toaster);

G_END_DECLS
