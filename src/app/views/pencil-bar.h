/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view.h"

G_BEGIN_DECLS

/* GradusPencilBar: where somebody types the number that is a blank in a view of the chain rule, and
 * is told whether it is right, or what the slip is. There only while a pencil is in hand and a
 * number has been a blank.
 *
 * Emits "right", with the number as gradus_chain_number_pack() gives it, when it is. */
#define GRADUS_TYPE_PENCIL_BAR (gradus_pencil_bar_get_type ())
G_DECLARE_FINAL_TYPE (GradusPencilBar, gradus_pencil_bar, GRADUS, PENCIL_BAR, GtkWidget)

/* Once; the view must live as long. */
void gradus_pencil_bar_set_view (GradusPencilBar *self, GradusView *view);

G_END_DECLS
