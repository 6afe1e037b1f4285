/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusPaneLayout: where a divider stands, remembered as a share of its widget, which may have another size next time. */
typedef struct {
  const char *name; /* its key */
  GtkPaned *paned;
  double usual; /* its share where none was kept */
} GradusPaneLayout;

void gradus_pane_layout_save (const GradusPaneLayout *layout, GKeyFile *file, const char *group);

/* As soon as the widget has a size. */
void gradus_pane_layout_load (const GradusPaneLayout *layout, GKeyFile *file, const char *group);

G_END_DECLS
