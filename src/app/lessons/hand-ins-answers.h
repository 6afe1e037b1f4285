/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "grade/hand-ins.h"

G_BEGIN_DECLS

/* What a class answered to the questions of its homework, a drawing each, beside what happens. The
 * hand-ins outlive it. Files that are none do not count. */
GtkWidget *gradus_hand_ins_answers_new (const GradusHandIns *hand_ins);

G_END_DECLS
