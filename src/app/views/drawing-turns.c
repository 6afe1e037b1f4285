/* SPDX-License-Identifier: MIT */
#include "app/views/drawing-turns.h"

#include "platform/platform.h"

/* Microseconds. What took long is waited for at most so long that one sees it go on. */
#define MOST_CREDIT GRADUS_DRAWING_TURNS_ROOM
#define MOST_DEBT 40000

struct _GradusDrawingTurns {
  GdkFrameClock *clock; /* which owns it */
  GQueue waiting;       /* Waiting, who has waited longest first */
  gboolean is_updating; /* the frame's turns come yet */
  gint64 time;          /* up to which the share is counted */
  gint64 credit;        /* microseconds of the processor that are left of it, or below 0 */
  gint64 start;         /* of the processor's time of a frame with turns; else 0 */
};

typedef struct {
  GtkWidget *widget; /* owned: it may go while it waits */
  gint64 duration;
} Waiting;

/* -- One turn ---------------------------------------------------------------------------------- */

static void
free_waiting (gpointer data)
{
  Waiting *waiting = data;

  g_object_unref (waiting->widget);
  g_free (waiting);
}

/* Takes it out of those that wait. */
static void
draw (GradusDrawingTurns *self, GList *turn)
{
  Waiting *waiting = turn->data;

  if (gtk_widget_get_mapped (waiting->widget))
    gtk_widget_queue_draw (waiting->widget);
  g_queue_delete_link (&self->waiting, turn);
  free_waiting (waiting);
}

static gboolean
find_bounds (GtkWidget *widget, graphene_rect_t *bounds)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root && gtk_widget_compute_bounds (widget, GTK_WIDGET (root), bounds);
}

static gboolean
is_in_row (GtkWidget *widget, const graphene_rect_t *row)
{
  graphene_rect_t own;

  return find_bounds (widget, &own) && own.origin.y < row->origin.y + row->size.height &&
         row->origin.y < own.origin.y + own.size.height;
}

/* -- The turns of a frame ---------------------------------------------------------------------- */

static gint64
sum_durations (GradusDrawingTurns *self)
{
  gint64 sum = 0;

  for (GList *i = self->waiting.head; i; i = i->next)
    sum += ((const Waiting *) i->data)->duration;
  return sum;
}

/* The first, however long it takes, and what is beside it. */
static void
draw_row (GradusDrawingTurns *self)
{
  GList *first = self->waiting.head;
  gint64 left = GRADUS_DRAWING_TURNS_ROOM - ((const Waiting *) first->data)->duration;
  graphene_rect_t row = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  find_bounds (((const Waiting *) first->data)->widget, &row);
  for (GList *i = first->next, *next; i; i = next) {
    const Waiting *waiting = i->data;

    next = i->next;
    if (waiting->duration > left || !is_in_row (waiting->widget, &row))
      continue;
    left -= waiting->duration;
    draw (self, i);
  }
  draw (self, first);
}

static void
draw_turns (GradusDrawingTurns *self)
{
  if (sum_durations (self) > GRADUS_DRAWING_TURNS_ROOM)
    draw_row (self);
  else
    while (self->waiting.head)
      draw (self, self->waiting.head);
}

/* -- The share --------------------------------------------------------------------------------- */

/* Of this thread's time on the processor: others' work is not drawing's. */
static void
earn (GradusDrawingTurns *self)
{
  const gint64 time = gdk_frame_clock_get_frame_time (self->clock);
  const double share = GRADUS_DRAWING_TURNS_SHARE * (double) (time - self->time);

  self->credit = (gint64) MIN ((double) self->credit + share, MOST_CREDIT);
  self->time = time;
}

static void
on_painted (GradusDrawingTurns *self)
{
  if (self->start == 0)
    return;
  self->credit =
      MAX (self->credit - (gradus_platform_get_thread_time () - self->start), -MOST_DEBT);
  self->start = 0;
}

/* -- Frames ------------------------------------------------------------------------------------ */

static void
on_update (GradusDrawingTurns *self)
{
  self->is_updating = TRUE;
}

/* Behind all others that do something in a frame: they ask for turns. */
static void
on_updated (GradusDrawingTurns *self)
{
  self->is_updating = FALSE;
  earn (self);
  if (self->credit > 0 && self->waiting.head) {
    self->start = gradus_platform_get_thread_time ();
    draw_turns (self);
  }
  if (self->waiting.head)
    gdk_frame_clock_request_phase (self->clock, GDK_FRAME_CLOCK_PHASE_UPDATE);
}

/* -- Asking for one ---------------------------------------------------------------------------- */

static void
free_turns (gpointer data)
{
  GradusDrawingTurns *self = data;

  g_queue_clear_full (&self->waiting, free_waiting);
  g_free (self);
}

GradusDrawingTurns *
gradus_drawing_turns_get (GdkFrameClock *clock)
{
  static const char key[] = "gradus-drawing-turns";
  GradusDrawingTurns *self = g_object_get_data (G_OBJECT (clock), key);

  if (self)
    return self;
  self = g_new0 (GradusDrawingTurns, 1);
  self->clock = clock;
  g_object_set_data_full (G_OBJECT (clock), key, self, free_turns);
  g_signal_connect_swapped (clock, "update", G_CALLBACK (on_update), self);
  g_signal_connect_data (clock, "update", G_CALLBACK (on_updated), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_painted), self);
  return self;
}

static int
compare_widget (gconstpointer waiting, gconstpointer widget)
{
  return ((const Waiting *) waiting)->widget != widget;
}

void
gradus_drawing_turns_ask (GradusDrawingTurns *self, GtkWidget *widget, gint64 duration)
{
  Waiting *waiting;

  if (g_queue_find_custom (&self->waiting, widget, compare_widget))
    return;
  waiting = g_new (Waiting, 1);
  *waiting = (Waiting){ g_object_ref (widget), duration };
  g_queue_push_tail (&self->waiting, waiting);
  if (!self->is_updating)
    gdk_frame_clock_request_phase (self->clock, GDK_FRAME_CLOCK_PHASE_UPDATE);
}
