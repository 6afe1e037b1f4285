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

/* How much of its widget lies before a divider, 0 to 1; 0: it has no size yet. */
double gradus_pane_layout_get_share (GtkPaned *paned);

/* Moves a divider as soon as its widget has a size. */
void gradus_pane_layout_set_share (GtkPaned *paned, double share);

void gradus_pane_layout_save (const GradusPaneLayout *layout, GKeyFile *file, const char *group);

/* Moves the divider, likewise. A share that would hide one side counts as none. */
void gradus_pane_layout_load (const GradusPaneLayout *layout, GKeyFile *file, const char *group);

G_END_DECLS
