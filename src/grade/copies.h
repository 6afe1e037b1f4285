/* SPDX-License-Identifier: MIT */
#pragma once

#include "grade/graded.h"

G_BEGIN_DECLS

/* Compares all hand-ins (GradusGraded) with each other and adds what tells that one is a copy of
 * another, to both of them: nothing tells which was first. */
void gradus_copies_find (const GPtrArray *all);

G_END_DECLS
