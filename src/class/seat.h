/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "class/bounds.h"
#include "class/student.h"
#include "class/usage.h"

G_BEGIN_DECLS

/* GradusSeat: a student's place in the class: a Gradus with a window of its own, and the broadwayd
 * that shows it to a browser. broadwayd listens on a socket in a folder of mode 0700 and on no
 * port, so that nobody reaches it but gradus-class. A Gradus that crashes or is closed is started
 * again, with the document that it kept. */
typedef struct _GradusSeat GradusSeat;

typedef enum {
  GRADUS_SEAT_EMPTY,    /* nothing runs */
  GRADUS_SEAT_STARTING, /* broadwayd does not listen yet */
  GRADUS_SEAT_OPEN,
  GRADUS_SEAT_ASLEEP,   /* stopped where it was: it keeps its memory and takes no processor */
  GRADUS_SEAT_ENDING,   /* its document is being saved */
  GRADUS_SEAT_BROKEN,   /* crashed again and again, or cannot be started */
} GradusSeatState;

/* What all seats of a class have in common. */
typedef struct {
  char *gradus;         /* the path of the program */
  char *program_folder; /* as GradusFence has it */
  char *runtime;        /* a folder of mode 0700 with a short name, for sockets */
  const char *shared;   /* what students can read in ~/class, within a fence; borrowed */
  gboolean is_fenced;
  GradusBounds bounds;
} GradusSeatSettings;

/* Told when the state changes, with a sentence for the lecturer or NULL. */
typedef void (*GradusSeatTold) (GradusSeat *seat, const char *sentence, gpointer data);

/* A place with a number from 0, empty. Borrows all of its arguments. */
GradusSeat *gradus_seat_new (const GradusSeatSettings *settings, GradusStudent *student,
                             guint number, GradusSeatTold told, gpointer data);

/* Only an empty or a broken one. */
void gradus_seat_free (GradusSeat *seat);

GradusStudent *gradus_seat_get_student (const GradusSeat *seat);
GradusSeatState gradus_seat_get_state (const GradusSeat *seat);

/* The socket on which broadwayd speaks HTTP; the seat's. */
const char *gradus_seat_get_socket (const GradusSeat *seat);

/* The student is here: starts or wakes it. What goes wrong makes it broken, and is told. */
void gradus_seat_open (GradusSeat *seat);

/* Puts an open one to sleep. */
void gradus_seat_sleep (GradusSeat *seat);

/* Ends its programs, whose document is saved first; the state is then EMPTY. What does not end
 * within some seconds is ended by force: the draft on the disk is at most a second old. */
void gradus_seat_end (GradusSeat *seat);

/* A browser shows the window, or one less does. */
void gradus_seat_attach (GradusSeat *seat);
void gradus_seat_detach (GradusSeat *seat);
guint gradus_seat_count_browsers (const GradusSeat *seat);

/* The student moved the pointer or pressed a key. */
void gradus_seat_touch (GradusSeat *seat);

/* Seconds since then; and since a browser showed it: 0 while one does. */
guint gradus_seat_get_idle (const GradusSeat *seat);
guint gradus_seat_get_absence (const GradusSeat *seat);

/* What both of its programs use. */
GradusUsage gradus_seat_measure (const GradusSeat *seat, GHashTable *usage);

G_END_DECLS
