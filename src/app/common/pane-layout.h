/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusPaneLayout: the position of a divider, saved as a share of its widget, whose size may be
 * another next time. */
typedef struct {
  const char *name; /* its key */
  GtkPaned *paned;
  double usual; /* its share where none was saved */
} GradusPaneLayout;

void gradus_pane_layout_save (const GradusPaneLayout *layout, GKeyFile *file, const char *group);

/* Moves the divider as soon as the widget has a size. A share that would hide one side counts as
 * none. */
void gradus_pane_layout_load (const GradusPaneLayout *layout, GKeyFile *file, const char *group);

G_END_DECLS
