/* SPDX-License-Identifier: MIT */
#pragma once

#include "class/student.h"

G_BEGIN_DECLS

/* What students hand in. Their Gradus cannot reach the folder of hand-ins, so it puts a file
 * LESSON.gradus into the student's outbox, and gradus-class takes it from there to
 * hand-ins/LESSON/STUDENT.gradus: nobody replaces what another one handed in, whatever name stands
 * in the file, and who hands in again replaces their own. */

/* Bytes of a file that is taken; more is left where it is. */
#define GRADUS_OUTBOX_LARGEST (64 << 20)

typedef void (*GradusOutboxTold) (GradusStudent *student, const char *sentence, gpointer data);

/* Takes what lies there whole, and tells of each file that was taken, or that was not and why. A
 * file that cannot be taken is renamed, and so told of once. Waits for the disk. */
void gradus_outbox_collect (GradusStudent *student, const char *hand_ins, GradusOutboxTold told,
                            gpointer data);

/* How many files of the student's there are. */
guint gradus_outbox_count (const GradusStudent *student, const char *hand_ins);

G_END_DECLS
