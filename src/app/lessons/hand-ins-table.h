/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "grade/hand-ins.h"

G_BEGIN_DECLS

/* A table of hand-ins, which outlive it: a row a hand-in, a column an exercise or a question; what
 * is to be said of the row that is selected stands below. Who activates a row opens the file in the
 * window that this belongs to. */
GtkWidget *gradus_hand_ins_table_new (const GradusHandIns *hand_ins);

G_END_DECLS
