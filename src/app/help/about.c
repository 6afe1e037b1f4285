/* SPDX-License-Identifier: MIT */
#include "app/help/about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define FACTS                                                                                      \
  "application-name", "Gradus", "application-icon", GRADUS_APPLICATION_ID, "version",              \
      GRADUS_VERSION, "license-type", GTK_LICENSE_MIT_X11, "comments",                             \
      _ ("See why a deep network learns, or why it does not."), "developer-name",                  \
      _ ("The Gradus authors"), NULL

void
gradus_about_show (GtkWindow *window)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_show_about_dialog (GTK_WIDGET (window), FACTS);
#else
  adw_show_about_window (window, FACTS);
#endif
}
