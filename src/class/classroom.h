/* SPDX-License-Identifier: MIT */
#pragma once

#include "class/roster.h"
#include "class/seat.h"

G_BEGIN_DECLS

/* GradusClassroom: the seats of a class: so many may be taken at once. Those whose students have
 * been away for a while sleep; when all are taken and somebody comes, the one that has slept
 * longest is ended, its document saved. */
typedef struct _GradusClassroom GradusClassroom;

typedef struct {
  guint n_places;    /* seats that may be taken at once */
  guint sleep_after; /* s without a browser */
  GradusSeatSettings seats;
} GradusClassroomSettings;

/* Whether a student has a seat. */
typedef enum {
  GRADUS_ADMISSION_SEATED, /* or will be in a moment: the seat says */
  GRADUS_ADMISSION_SOON,   /* room is being made */
  GRADUS_ADMISSION_FULL,   /* everybody is there: try again later */
} GradusAdmission;

/* Borrows both. What happens is told on standard output, a line each, with the time. */
GradusClassroom *gradus_classroom_new (const GradusClassroomSettings *settings,
                                       GradusRoster *roster);

/* Only when its end was told. */
void gradus_classroom_free (GradusClassroom *classroom);

/* The classroom's. */
const GradusClassroomSettings *gradus_classroom_get_settings (const GradusClassroom *classroom);
GradusRoster *gradus_classroom_get_roster (const GradusClassroom *classroom);

/* A student's seat, taken or not; the classroom's. */
GradusSeat *gradus_classroom_get_seat (GradusClassroom *classroom, GradusStudent *student);

/* How many are taken. */
guint gradus_classroom_count_taken (const GradusClassroom *classroom);

/* The student wants to see the window. */
GradusAdmission gradus_classroom_admit (GradusClassroom *classroom, GradusSeat *seat);

/* A line on standard output. */
void gradus_classroom_tell (const char *who, const char *sentence);

/* Ends all of them, and calls `ended` once when nothing runs any more. Nobody may be admitted
 * meanwhile. */
void gradus_classroom_end (GradusClassroom *classroom, void (*ended) (gpointer data),
                           gpointer data);

G_END_DECLS
