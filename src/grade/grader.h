/* SPDX-License-Identifier: MIT */
#pragma once

#include "grade/graded.h"
#include "lesson/judge.h"

G_BEGIN_DECLS

/* More multiplications and additions than this are not run again for one exercise: somebody may
 * hand in what takes a year. Some minutes of one core. */
#define GRADUS_GRADE_MOST_WORK 2e12

/* Reads a file that was handed in for a lesson, runs its experiments again and judges them. It is
 * anybody's: nothing in it is trusted. What is wrong with it is in `fault`; NULL is returned only
 * where it was cancelled. `tell` as for gradus_judge_train(). A thread as gradus_judge() wants
 * it. */
GradusGraded *gradus_grade (const GradusLesson *lesson, const char *filename, GradusStepsFunc tell,
                            gpointer data, GCancellable *cancellable);

void gradus_graded_free (GradusGraded *graded);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusGraded, gradus_graded_free)

G_END_DECLS
