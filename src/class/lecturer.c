/* SPDX-License-Identifier: MIT */
#include "class/lecturer.h"

#include <glib/gi18n.h>

#include "class/outbox.h"
#include "class/page.h"
#include "plot/number.h"

struct _GradusLecturer {
  GradusClassroom *classroom;
  GHashTable *before; /* GradusSeat * → guint64 *, hundredths of a second of processor time */
  gint64 last;        /* µs */
};

GradusLecturer *
gradus_lecturer_new (GradusClassroom *classroom)
{
  GradusLecturer *self = g_new0 (GradusLecturer, 1);

  self->classroom = classroom;
  self->before = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
gradus_lecturer_free (GradusLecturer *self)
{
  g_hash_table_unref (self->before);
  g_free (self);
}

static const char *
name_seat_state (const GradusSeat *seat)
{
  switch (gradus_seat_get_state (seat)) {
  case GRADUS_SEAT_EMPTY:
    return _ ("not open");
  case GRADUS_SEAT_STARTING:
    return _ ("opens");
  case GRADUS_SEAT_OPEN:
    return gradus_seat_count_browsers (seat) > 0 ? _ ("shown") : _ ("left");
  case GRADUS_SEAT_ASLEEP:
    return _ ("asleep");
  case GRADUS_SEAT_ENDING:
    return _ ("ends");
  case GRADUS_SEAT_BROKEN:
    return _ ("broken");
  }
  return "";
}

static char *
describe_idle (guint seconds)
{
  g_autofree char *n =
      gradus_number_format_count (seconds < 120 ? seconds : seconds / 60);

  return g_strdup_printf (seconds < 120 ? _ ("%s s") : _ ("%s min"), n);
}

static char *
describe_memory (guint64 bytes)
{
  g_autofree char *n = gradus_number_format_count (bytes >> 20);

  return bytes > 0 ? g_strdup_printf (_ ("%s MB"), n) : g_strdup ("");
}

/* Of one processor; "" where there is nothing to compare with, or the programs are other ones. */
static char *
describe_processor (GradusLecturer *self, GradusSeat *seat, guint64 centiseconds, gint64 now)
{
  const guint64 *before = g_hash_table_lookup (self->before, seat);
  const double seconds = (double) (now - self->last) / G_USEC_PER_SEC;
  char *share = before && centiseconds >= *before && seconds > 0
                    ? gradus_number_format_percent ((double) (centiseconds - *before) / 100 / seconds)
                    : g_strdup ("");

  g_hash_table_insert (self->before, seat, g_memdup2 (&centiseconds, sizeof centiseconds));
  return share;
}

/* -- The page ---------------------------------------------------------------------------------- */

static void
clear_class_row (gpointer data)
{
  GradusClassRow *row = data;

  g_free ((char *) row->idle);
  g_free ((char *) row->memory);
  g_free ((char *) row->processor);
  g_free ((char *) row->hand_ins);
}

static GradusClassRow
make_class_row (GradusLecturer *self, GradusStudent *student, GHashTable *usage, gint64 now)
{
  GradusSeat *seat = gradus_classroom_get_seat (self->classroom, student);
  const GradusRoster *roster = gradus_classroom_get_roster (self->classroom);
  const GradusUsage own = gradus_seat_measure (seat, usage);
  const gboolean runs = own.bytes > 0;

  return (GradusClassRow){
    .name = student->name,
    .key = student->key,
    .state = name_seat_state (seat),
    .idle = runs ? describe_idle (gradus_seat_get_idle (seat)) : g_strdup (""),
    .memory = describe_memory (own.bytes),
    .processor = runs ? describe_processor (self, seat, own.centiseconds, now) : g_strdup (""),
    .hand_ins = gradus_number_format_count (gradus_outbox_count (student, roster->hand_ins)),
  };
}

char *
gradus_lecturer_make_page (GradusLecturer *self)
{
  const GPtrArray *known = gradus_classroom_get_roster (self->classroom)->known;
  g_autoptr (GHashTable) usage = gradus_usage_read ();
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (GradusClassRow));
  g_autofree char *heading = g_strdup_printf (
      _ ("The class: %u of %u places taken"), gradus_classroom_count_taken (self->classroom),
      gradus_classroom_get_settings (self->classroom)->n_places);
  const gint64 now = g_get_monotonic_time ();

  g_array_set_clear_func (rows, clear_class_row);
  for (guint i = 0; i < known->len; i++) {
    const GradusClassRow row = make_class_row (self, g_ptr_array_index (known, i), usage, now);

    g_array_append_val (rows, row);
  }
  self->last = now;
  return gradus_class_page_make_list (heading, (const GradusClassRow *) (void *) rows->data,
                                      rows->len);
}
