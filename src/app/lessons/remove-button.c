/* SPDX-License-Identifier: MIT */
#include "app/lessons/remove-button.h"

GtkWidget *
gradus_remove_button_new (const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  return button;
}
