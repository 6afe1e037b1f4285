/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "app/documents/autosaver.h"
#include "figure/figure.h"

G_BEGIN_DECLS

/* GradusFileActions: what a window does with the file of its document. It adds the actions
 * win.open, win.save, win.save-as, win.duplicate-document and win.export, keeps the window's title
 * right, and shows what the autosaver tells. */
typedef struct _GradusFileActions GradusFileActions;

/* The window, a GradusHost, and the others must live longer. A window has one of these at a

 * time. */
GradusFileActions *gradus_file_actions_new (AdwApplicationWindow *window, GradusDocument *document,
                                            GradusAutosaver *autosaver);
void gradus_file_actions_free (GradusFileActions *actions);

/* Asks about a film of a run, of that figure, once all runs have told what they have learned. */
void gradus_file_actions_film (GradusFileActions *actions, GradusRun *run,
                               const GradusFigure *figure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusFileActions, gradus_file_actions_free)

G_END_DECLS
