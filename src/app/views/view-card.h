/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view.h"

G_BEGIN_DECLS

/* GradusViewCard: a view below its title, with a control for each of its figure's settings that
 * wants one, and a menu: fill the window, copy, export. Children of type "control" come behind the
 * controls.
 *
 * The property "figure" says by its name which figure it is, "label" what the view is to those who
 * do not see it, if not what the figure says. Without "has-controls" there are none.
 *
 * Emits "fill" where the view shall fill the window or come back from it, and "told" with a
 * sentence about a copy or an export. */
#define GRADUS_TYPE_VIEW_CARD (gradus_view_card_get_type ())
G_DECLARE_FINAL_TYPE (GradusViewCard, gradus_view_card, GRADUS, VIEW_CARD, GtkWidget)

GradusView *gradus_view_card_get_view (GradusViewCard *self);

/* The run that the view shows, which the controls and the title go by, too; NULL: none. */
void gradus_view_card_set_run (GradusViewCard *self, GradusRun *run);

/* All cards in a widget, in the order in which they stand there, as a new array. */
GPtrArray *gradus_view_card_find_all (GtkWidget *widget);

/* The one of them with the focus, else the one below the pointer, else the first that is seen;
 * or NULL. */
GradusViewCard *gradus_view_card_choose (GPtrArray *cards);

G_END_DECLS
