/* SPDX-License-Identifier: MIT */
#include "class/classroom.h"

#include <stdio.h>

#include "class/outbox.h"

#define LEAST_AWAY 5 /* s before a seat may sleep: its page is still loaded, or loaded again */
#define MOST_AWAY 60 /* s that an open seat is kept for somebody else while all are taken */

struct _GradusClassroom {
  const GradusClassroomSettings *settings;
  GradusRoster *roster;
  GHashTable *seats; /* GradusStudent * → GradusSeat * */
  guint tick;
  void (*ended) (gpointer data); /* NULL: it is not ending */
  gpointer data;
};

/* -- Told -------------------------------------------------------------------------------------- */

void
gradus_classroom_tell (const char *who, const char *sentence)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");

  printf ("%s  %s %s\n", time, who, sentence);
  fflush (stdout);
}

static void
on_outbox_told (GradusStudent *student, const char *sentence, gpointer data)
{
  gradus_classroom_tell (student->name, sentence);
}

static void
collect_hand_ins (GradusClassroom *classroom)
{
  GHashTableIter iter;
  gpointer student;

  g_hash_table_iter_init (&iter, classroom->seats);
  while (g_hash_table_iter_next (&iter, &student, NULL))
    gradus_outbox_collect (student, classroom->roster->hand_ins, on_outbox_told, NULL);
}

static gboolean
is_all_empty (const GradusClassroom *classroom)
{
  GHashTableIter iter;
  gpointer seat;

  g_hash_table_iter_init (&iter, classroom->seats);
  while (g_hash_table_iter_next (&iter, NULL, &seat)) {
    if (gradus_seat_get_state (seat) != GRADUS_SEAT_EMPTY)
      return FALSE;
  }
  return TRUE;
}

static void
look_for_end (GradusClassroom *classroom)
{
  void (*ended) (gpointer data) = classroom->ended;

  if (!ended || !is_all_empty (classroom))
    return;
  collect_hand_ins (classroom); /* what was handed in last */
  classroom->ended = NULL;
  ended (classroom->data);
}

static void
on_seat_told (GradusSeat *seat, const char *sentence, gpointer data)
{
  if (sentence)
    gradus_classroom_tell (gradus_seat_get_student (seat)->name, sentence);
  look_for_end (data);
}

/* -- Every second ------------------------------------------------------------------------------ */

static gboolean
on_tick (gpointer data)
{
  GradusClassroom *classroom = data;
  GHashTableIter iter;
  gpointer seat;

  collect_hand_ins (classroom);
  g_hash_table_iter_init (&iter, classroom->seats);
  while (g_hash_table_iter_next (&iter, NULL, &seat)) {
    if (gradus_seat_get_absence (seat) >= MAX (classroom->settings->sleep_after, LEAST_AWAY))
      gradus_seat_sleep (seat);
  }
  return G_SOURCE_CONTINUE;
}

/* -- Seats ------------------------------------------------------------------------------------- */

GradusClassroom *
gradus_classroom_new (const GradusClassroomSettings *settings, GradusRoster *roster)
{
  GradusClassroom *classroom = g_new0 (GradusClassroom, 1);

  classroom->settings = settings;
  classroom->roster = roster;
  classroom->seats =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gradus_seat_free);
  classroom->tick = g_timeout_add_seconds (1, on_tick, classroom);
  return classroom;
}

void
gradus_classroom_free (GradusClassroom *classroom)
{
  if (classroom->tick != 0)
    g_source_remove (classroom->tick);
  g_hash_table_unref (classroom->seats);
  g_free (classroom);
}

const GradusClassroomSettings *
gradus_classroom_get_settings (const GradusClassroom *classroom)
{
  return classroom->settings;
}

GradusRoster *
gradus_classroom_get_roster (const GradusClassroom *classroom)
{
  return classroom->roster;
}

GradusSeat *
gradus_classroom_get_seat (GradusClassroom *classroom, GradusStudent *student)
{
  GradusSeat *seat = g_hash_table_lookup (classroom->seats, student);

  if (!seat) {
    seat = gradus_seat_new (&classroom->settings->seats, student,
                            g_hash_table_size (classroom->seats), on_seat_told, classroom);
    g_hash_table_insert (classroom->seats, student, seat);
  }
  return seat;
}

static gboolean
is_taken (const GradusSeat *seat)
{
  const GradusSeatState state = gradus_seat_get_state (seat);

  return state != GRADUS_SEAT_EMPTY && state != GRADUS_SEAT_BROKEN;
}

guint
gradus_classroom_count_taken (const GradusClassroom *classroom)
{
  GHashTableIter iter;
  gpointer seat;
  guint n = 0;

  g_hash_table_iter_init (&iter, classroom->seats);
  while (g_hash_table_iter_next (&iter, NULL, &seat))
    n += is_taken (seat);
  return n;
}

/* The seat whose student has been away longest: one that sleeps, or that was left for a while. */
static GradusSeat *
find_left_seat (GradusClassroom *classroom)
{
  GradusSeat *found = NULL;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, classroom->seats);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    GradusSeat *seat = value;
    const GradusSeatState state = gradus_seat_get_state (seat);
    const guint absence = gradus_seat_get_absence (seat);

    if ((state == GRADUS_SEAT_ASLEEP || (state == GRADUS_SEAT_OPEN && absence >= MOST_AWAY)) &&
        (!found || absence > gradus_seat_get_absence (found)))
      found = seat;
  }
  return found;
}

static gboolean
is_any_ending (GradusClassroom *classroom)
{
  GHashTableIter iter;
  gpointer seat;

  g_hash_table_iter_init (&iter, classroom->seats);
  while (g_hash_table_iter_next (&iter, NULL, &seat)) {
    if (gradus_seat_get_state (seat) == GRADUS_SEAT_ENDING)
      return TRUE;
  }
  return FALSE;
}

GradusAdmission
gradus_classroom_admit (GradusClassroom *classroom, GradusSeat *seat)
{
  GradusSeat *left;

  if (is_taken (seat) ||
      gradus_classroom_count_taken (classroom) < classroom->settings->n_places) {
    gradus_seat_open (seat);
    return GRADUS_ADMISSION_SEATED;
  }
  /* One that ends makes room for one. */
  if (is_any_ending (classroom))
    return GRADUS_ADMISSION_SOON;
  left = find_left_seat (classroom);
  if (!left)
    return GRADUS_ADMISSION_FULL;
  gradus_classroom_tell (gradus_seat_get_student (left)->name, "gives the place to somebody else");
  gradus_seat_end (left);
  return GRADUS_ADMISSION_SOON;
}

/* -- The end ----------------------------------------------------------------------------------- */

void
gradus_classroom_end (GradusClassroom *classroom, void (*ended) (gpointer data), gpointer data)
{
  g_autoptr (GList) seats = g_hash_table_get_values (classroom->seats);

  classroom->ended = ended;
  classroom->data = data;
  for (GList *link = seats; link; link = link->next)
    gradus_seat_end (link->data);
  look_for_end (classroom);
}
