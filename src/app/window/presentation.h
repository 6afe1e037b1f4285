/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/views-panel.h"
#include "app/window/side.h"

G_BEGIN_DECLS

/* GradusPresentation: a window before an audience. It fills the screen, letters and lines are
 * larger, and nothing is there but the experiment's name and its numbers, the views, and a lesson
 * that is open: no header bar, menus, runs or settings. The header bar comes back over the views
 * while the pointer is at the top edge. A key makes everything black, so that the audience looks at
 * the speaker. */
typedef struct _GradusPresentation GradusPresentation;

/* Parts of the window, all of which must live longer. */
typedef struct {
  GtkWindow *window;
  GradusSide *side;
  GtkWidget *header, *header_place; /* the header bar and the box where it usually is */
  GtkWidget *edge;                  /* the box at the top edge, over everything */
  GtkWidget *stage;                 /* shown instead of the header bar */
  GradusViewsPanel *views;
  GtkWidget *bottom_bar; /* hidden */
  GtkWidget *curtain;               /* covers the window in black */
} GradusPresented;

GradusPresentation *gradus_presentation_new (const GradusPresented *parts);
void gradus_presentation_free (GradusPresentation *presentation);

gboolean gradus_presentation_is_on (GradusPresentation *presentation);
void gradus_presentation_toggle (GradusPresentation *presentation);

/* Takes B and full stop (which clickers send) for the curtain, and Escape for the end. FALSE for
 * other keys. */
gboolean gradus_presentation_take_key (GradusPresentation *presentation, guint key);

G_END_DECLS
