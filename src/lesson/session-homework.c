/* SPDX-License-Identifier: MIT */
#include "lesson/homework.h"
#include "lesson/session-private.h"

static guint32
recall_blanks (const GradusHandIn *hand_in, guint step, const GArray *blanks)
{
  guint32 filled = 0;

  for (guint i = 0; i < blanks->len; i++) {
    g_autofree char *name =
        gradus_chain_number_make_name (g_array_index (blanks, GradusChainNumber, i));

    if (gradus_hand_in_has_blank (hand_in, step, name))
      filled |= 1u << i;
  }
  return filled;
}

void
gradus_session_recall_homework (GradusSession *self)
{
  const GradusExercise *exercise = gradus_lesson_get_step (self->lesson, self->step)->exercise;
  const GradusHandIn *hand_in;
  const GradusDeed *counted;

  if (!self->homework)
    return;
  gradus_homework_come_to (self->homework, self->step);
  if (!exercise)
    return;
  hand_in = gradus_homework_get_hand_in (self->homework);
  counted = gradus_hand_in_find_try (hand_in, self->step);
  self->now->n_hints = MAX (self->now->n_hints, gradus_hand_in_count_hints (hand_in, self->step));
  self->now->filled |= recall_blanks (hand_in, self->step, exercise->blanks);
  self->now->has_met = self->now->has_met || (counted && counted->is_met);
}
