/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The accelerators of the program, all in one table: a new one is a line there and an entry in
 * ui/help-overlay.ui.
 *
 * Keys that act alone are no accelerators, because an entry that has the focus must get them first.
 * They are taken where they act:
 *
 *   Space, R, F, Escape, Left, Right  app/window/window-keys.c
 *   A, H, L, N, 1 to 9                app/window/guide.c, while a lesson is open
 *   B, full stop, Escape              app/window/presentation.c, before an audience
 *   P, S, M, E, 1 to 6                app/experiment/paint-tools.c, over the user's own points
 *   Alt with Up and Down              app/experiment/layer-row.c */
typedef struct {
  const char *action;  /* "win.reset", with what it is given: "win.nudge-speed(1)" */
  const char *keys[3]; /* as gtk_accelerator_parse() reads them; the first is shown to the user */
} GradusShortcut;

/* Ends with one without an action. */
extern const GradusShortcut gradus_shortcuts[];

/* Makes them work in the windows of an application. */
void gradus_shortcuts_install (GtkApplication *application);

G_END_DECLS
