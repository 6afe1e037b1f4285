/* SPDX-License-Identifier: MIT */
#include "app/common/row-action.h"

void
gradus_row_action_add (AdwExpanderRow *row, GtkWidget *widget)
{
#if ADW_CHECK_VERSION(1, 4, 0)
  adw_expander_row_add_suffix (row, widget);
#else
  adw_expander_row_add_action (row, widget);
#endif
}
