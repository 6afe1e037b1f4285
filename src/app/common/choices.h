/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets a drop-down offer the titles of all activations, initialisers, costs, optimisers or schedules, in the order of their kinds;
 * so a position is a kind. It becomes as wide as its widest title, whatever is chosen: so nothing around it
 * moves. */
void gradus_choices_offer_activations (GtkDropDown *drop_down);
void gradus_choices_offer_initialisers (GtkDropDown *drop_down);
void gradus_choices_offer_costs (GtkDropDown *drop_down);
void gradus_choices_offer_optimisers (GtkDropDown *drop_down);
void gradus_choices_offer_schedules (GtkDropDown *drop_down);

/* What is chosen then does not change how much room the drop-down needs at the least: long titles end in an ellipsis. */
void gradus_choices_let_shrink (GtkDropDown *drop_down);

/* For a drop-down that sets many layers at once: chooses `position`, or, for GTK_INVALID_LIST_POSITION, an
 * entry "Mixed" behind the others that is there only then. */
void gradus_choices_select_common (GtkDropDown *drop_down, guint position);

/* Whether the entry chosen is "Mixed". */
gboolean gradus_choices_is_mixed (GtkDropDown *drop_down);

G_END_DECLS
