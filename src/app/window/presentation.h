/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/window/side.h"

G_BEGIN_DECLS

/* GradusPresentation: a window before an audience. It fills the screen, letters and lines are
 * larger, and what is only needed for setting up is hidden. A key makes everything black, so that
 * the audience looks at the speaker. */
typedef struct _GradusPresentation GradusPresentation;

/* All of these must live longer. `bottom_bar` is hidden while presenting, `curtain` covers the
 * window in black. */
GradusPresentation *gradus_presentation_new (GtkWindow *window, GradusSide *side,
                                             GtkWidget *bottom_bar, GtkWidget *curtain);
void gradus_presentation_free (GradusPresentation *presentation);

gboolean gradus_presentation_is_on (GradusPresentation *presentation);
void gradus_presentation_toggle (GradusPresentation *presentation);

/* Takes B and full stop (which clickers send) for the curtain, and Escape for the end. FALSE for
 * other keys. */
gboolean gradus_presentation_take_key (GradusPresentation *presentation, guint key);

G_END_DECLS
