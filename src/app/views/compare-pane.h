/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/document.h"

G_BEGIN_DECLS

/* GradusComparePane: a run of a document, chosen in a list, with its network and its boundary.
 * It stands beside another such. */
#define GRADUS_TYPE_COMPARE_PANE (gradus_compare_pane_get_type ())
G_DECLARE_FINAL_TYPE (GradusComparePane, gradus_compare_pane, GRADUS, COMPARE_PANE, GtkWidget)

/* Once. As long as nobody chooses, the pane shows the run with that number, from 0, or says that
 * there is none. It never shows the run that the other pane does. */
void gradus_compare_pane_set_document (GradusComparePane *self, GradusDocument *document,
                                       guint nth, GradusComparePane *other);

G_END_DECLS
