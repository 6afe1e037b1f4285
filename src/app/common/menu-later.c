/* SPDX-License-Identifier: MIT */
#include "app/common/menu-later.h"

/* A GtkMenuButtonCreatePopupFunc. */
static void
open_menu (GtkMenuButton *button, gpointer menu)
{
  if (!gtk_menu_button_get_menu_model (button))
    gtk_menu_button_set_menu_model (button, menu);
}

void
gradus_menu_later (GtkMenuButton *button, GMenuModel *menu)
{
  gtk_menu_button_set_create_popup_func (button, open_menu, g_object_ref (menu), g_object_unref);
}
