/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What drop-downs offer: the titles of all activations, initialisers and costs, in the order of their kinds; so a
 * position is a kind. */
GListModel *gradus_choices_new_activations (void);
GListModel *gradus_choices_new_initialisers (void);
GListModel *gradus_choices_new_costs (void);

/* For a drop-down that sets many layers at once: chooses `position`, or, for GTK_INVALID_LIST_POSITION, an entry
 * "Mixed" behind the others that is there only then. */
void gradus_choices_select_common (GtkDropDown *drop_down, guint position);

/* Whether the entry chosen is "Mixed". */
gboolean gradus_choices_is_mixed (GtkDropDown *drop_down);

G_END_DECLS
