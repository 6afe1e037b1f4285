/* SPDX-License-Identifier: MIT */
#pragma once

#include "class/classroom.h"
#include "class/visit.h"

G_BEGIN_DECLS

/* GradusReception: leads visits to where they may go, by what is in their link:
 *
 *   /TOKEN/               the class: asks for a name; a POST of it makes a new student
 *   /seat/KEY/            a student's window, with /seat/KEY/broadway.js and /seat/KEY/socket,
 *                         which that student's broadwayd answers
 *   /LECTURER-TOKEN/      who is there
 *
 * Everything else, wrong tokens too, is refused with the same page. Links are told as relative
 * ones, so that a reverse proxy may put anything before them. */
typedef struct _GradusReception GradusReception;

/* Borrows the classroom. */
GradusReception *gradus_reception_new (GradusClassroom *classroom);

/* Only when it has no tunnels. */
void gradus_reception_free (GradusReception *reception);

/* Answers a visit, or takes its connection. */
void gradus_reception_receive (GradusReception *reception, GradusVisit *visit);

/* From now on nobody is let in, and all tunnels end soon. */
void gradus_reception_close (GradusReception *reception);
guint gradus_reception_count_tunnels (const GradusReception *reception);

G_END_DECLS
