/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>
#include <sys/types.h>

#include "class/bounds.h"
#include "class/fence.h"

G_BEGIN_DECLS

/* GradusChild: a program that runs for a student, in a group of processes of its own: with what
 * fences it and bounds it. A Ctrl+C on the terminal does not reach it. */
typedef struct _GradusChild GradusChild;

typedef struct {
  const char *const *words;    /* the program and its arguments */
  const char *const *environ;  /* all of it */
  const char *log;             /* the file that takes what it says */
  const GradusBounds *bounds;
  const GradusFence *fence;    /* NULL: none */
  guint number;                /* of the student, for gradus_bounds_apply() */
} GradusChildPlan;

/* Called once in the main loop, when it has gone: whether by itself and well. The child is freed
 * after it. */
typedef void (*GradusChildGone) (GradusChild *child, gboolean is_well, gpointer data);

/* Starts it; NULL with an error. */
GradusChild *gradus_child_start (const GradusChildPlan *plan, GradusChildGone gone, gpointer data,
                                 GError **error);

/* Of which gradus_usage_read() speaks. */
pid_t gradus_child_get_group (const GradusChild *child);

/* Stops it where it is, and lets it go on. */
void gradus_child_pause (GradusChild *child);
void gradus_child_resume (GradusChild *child);

/* Asks the program itself to end, so that it saves what there is to save; a paused one goes on
 * for that. Where the program is not running yet nobody hears it: to be called again until the
 * child has gone; each program is asked once. */
void gradus_child_ask_to_end (GradusChild *child);

/* Ends all of its processes at once. */
void gradus_child_kill (GradusChild *child);

G_END_DECLS
