/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view.h"

G_BEGIN_DECLS

/* GradusViewCard: a view below its title (unless "shows-title" is FALSE: then a control says what it is), its controls (children of type "control") and a menu: fill the window, copy, export.
 *
 * Emits "fill" where the view shall fill the window or come back from it, and "told" with a sentence about a copy or an
 * export. */
#define GRADUS_TYPE_VIEW_CARD (gradus_view_card_get_type ())
G_DECLARE_FINAL_TYPE (GradusViewCard, gradus_view_card, GRADUS, VIEW_CARD, GtkWidget)

GradusView *gradus_view_card_get_view (GradusViewCard *self);

/* Whether the pointer is over it. */
gboolean gradus_view_card_has_pointer (GradusViewCard *self);

G_END_DECLS
