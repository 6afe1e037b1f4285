/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusBounds: what one student's Gradus may use, and how the system holds it to that. Where
 * systemd runs, each program is a scope of its own (systemd-run(1)), bounded as a whole and
 * exactly; elsewhere it has limits of the kernel's for a process: memory that it may allocate
 * (RLIMIT_DATA), and the processors that it may run on. */
typedef enum {
  GRADUS_BOUNDS_BY_KERNEL,
  GRADUS_BOUNDS_BY_SCOPE,      /* of the system's systemd, for root */
  GRADUS_BOUNDS_BY_USER_SCOPE, /* of the user's */
} GradusBoundsMeans;

typedef struct {
  guint megabytes;  /* of memory, 2^20 bytes each */
  guint processors; /* at least 1 */
  GradusBoundsMeans means;
} GradusBounds;

/* By which means, found out by trying. Waits for systemd, where there is one, at most some
 * seconds. */
GradusBoundsMeans gradus_bounds_find_means (void);

/* "512 MB and 1 processor for each student, by …": which are in force. The caller's own. */
char *gradus_bounds_describe (const GradusBounds *bounds);

/* Appends to the words of a command what must stand before a program. */
void gradus_bounds_add_words (const GradusBounds *bounds, GPtrArray *words);

/* For a process between fork(2) and exec(3): sets what the means leaves to the kernel. The student
 * with this number, from 0, gets the next processors of those that there are. Calls nothing that
 * could wait for another thread. */
void gradus_bounds_apply (const GradusBounds *bounds, guint number);

G_END_DECLS
