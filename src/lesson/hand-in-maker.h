/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/hand-in.h"
#include "lesson/judge.h"

G_BEGIN_DECLS

/* Makes the document that is handed in: trains the try that counts of each exercise again from its
 * beginning, so that what is handed in follows from experiment, seed and steps alone, whatever was
 * changed while it trained; and adds to `hand_in` that it was handed in, with the runs' digests.
 * `unmet` gets a number (guint, from 0) for each exercise that was met, and is not in this way.
 * Without any run it fails. A thread as gradus_judge() wants it. */
GradusDraft *gradus_hand_in_make_draft (GradusHandIn *hand_in, const GradusLesson *lesson,
                                        GArray *unmet, GradusStepsFunc tell, gpointer data,
                                        GCancellable *cancellable, GError **error);

/* The steps of training that this takes. */
guint64 gradus_hand_in_count_steps (const GradusHandIn *hand_in, const GradusLesson *lesson);

G_END_DECLS
