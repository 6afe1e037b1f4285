/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/window/side.h"

G_BEGIN_DECLS

/* GradusPresentation: a window before an audience: it fills the screen, letters and lines are larger, what is only for setting up goes
 * away; and at a key everything is black, so that all look at who speaks. */
typedef struct _GradusPresentation GradusPresentation;

/* All of it the window's, which must live longer: what goes away, and what makes it black. */
GradusPresentation *gradus_presentation_new (GtkWindow *window, GradusSide *side, GtkWidget *bottom_bar,
                                             GtkWidget *curtain);
void gradus_presentation_free (GradusPresentation *presentation);

gboolean gradus_presentation_is_on (GradusPresentation *presentation);
void gradus_presentation_toggle (GradusPresentation *presentation);

/* B, a full stop (as clickers send) and Escape. */
gboolean gradus_presentation_take_key (GradusPresentation *presentation, guint key);

G_END_DECLS
