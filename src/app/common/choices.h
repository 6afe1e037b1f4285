/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fills a drop-down with the titles of all activations, initialisers, costs, optimisers or
 * schedules in the order of their kinds, so that a position is a kind. It becomes as wide as its
 * widest title, so that a choice moves nothing around it. */
void gradus_choices_offer_activations (GtkDropDown *drop_down);
void gradus_choices_offer_initialisers (GtkDropDown *drop_down);
void gradus_choices_offer_costs (GtkDropDown *drop_down);
void gradus_choices_offer_optimisers (GtkDropDown *drop_down);
void gradus_choices_offer_schedules (GtkDropDown *drop_down);

/* Lets long titles end in an ellipsis, so that the smallest width does not depend on what is
 * chosen. */
void gradus_choices_let_shrink (GtkDropDown *drop_down);

/* For a drop-down that sets many layers at once: selects `position`, or, for
 * GTK_INVALID_LIST_POSITION, a last entry "Mixed", which exists only while it is selected this
 * way. */
void gradus_choices_select_common (GtkDropDown *drop_down, guint position);

/* Whether "Mixed" is selected. */
gboolean gradus_choices_is_mixed (GtkDropDown *drop_down);

G_END_DECLS
