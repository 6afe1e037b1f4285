/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "app/common/toaster.h"
#include "app/documents/autosaver.h"

G_BEGIN_DECLS

/* GradusFileActions: what a window does with its document's file: win.open, win.save, win.save-as,
 * win.duplicate-document, win.export; the window's title, and what there is to say of it all in toasts. */
typedef struct _GradusFileActions GradusFileActions;

/* All of these must live longer. */
GradusFileActions *gradus_file_actions_new (AdwApplicationWindow *window, GradusDocument *document,
                                            GradusAutosaver *autosaver, GradusToaster *toaster);
void gradus_file_actions_free (GradusFileActions *actions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusFileActions, gradus_file_actions_free)

G_END_DECLS
