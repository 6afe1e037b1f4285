/* SPDX-License-Identifier: MIT */
#include "class/reception.h"

#include <glib/gi18n.h>
#include <string.h>

#include "class/lecturer.h"
#include "class/page.h"
#include "class/token.h"
#include "class/tunnel.h"

#define COOKIE "gradus-class"
#define COOKIE_DAYS 180
#define MOST_TUNNELS 6   /* of one student: the script and the socket, while pages are reloaded */
#define STUDENTS_A_PLACE 10 /* known ones, before no further names are taken */

struct _GradusReception {
  GradusClassroom *classroom;
  GradusLecturer *lecturer;
  GList *passages; /* Passage * */
  gboolean is_closed;
};

/* A tunnel to a seat. */
typedef struct {
  GradusReception *reception;
  GradusSeat *seat;
  GradusTunnel *tunnel;
  gboolean is_socket;
} Passage;

/* -- Pages ------------------------------------------------------------------------------------- */

/* Nothing in it says what would have been right. */
static void
refuse (GradusVisit *visit)
{
  g_autofree char *page = gradus_class_page_make_notice (
      _ ("This is no link of the class"),
      _ ("Open the link that your lecturer shows, with all of its letters and digits."), 0);

  gradus_visit_answer (visit, 403, NULL, page);
}

static void
put_off (GradusVisit *visit, const char *heading, const char *sentence, guint seconds)
{
  g_autofree char *page = gradus_class_page_make_notice (heading, sentence, seconds);

  gradus_visit_answer (visit, 503, NULL, page);
}

static void
send_on (GradusVisit *visit, const char *location, const char *fields)
{
  g_autofree char *all =
      g_strdup_printf ("Location: %s\r\n%s", location, fields ? fields : "");

  gradus_visit_answer (visit, 303, all, NULL);
}

/* -- The class --------------------------------------------------------------------------------- */

static void
show_join (GradusReception *self, GradusVisit *visit)
{
  g_autofree char *key = gradus_request_get_cookie (gradus_visit_get_request (visit), COOKIE);
  const GradusStudent *known =
      key ? gradus_roster_find (gradus_classroom_get_roster (self->classroom), key) : NULL;
  g_autofree char *page =
      gradus_class_page_make_join (known ? known->name : NULL, known ? known->key : NULL);

  gradus_visit_answer (visit, 200, NULL, page);
}

static gboolean
is_crowded (GradusReception *self)
{
  return gradus_classroom_get_roster (self->classroom)->known->len >=
         gradus_classroom_get_settings (self->classroom)->n_places * STUDENTS_A_PLACE;
}

static void
welcome (GradusVisit *visit, const GradusStudent *student)
{
  g_autofree char *location = g_strdup_printf ("../seat/%s/", student->key);
  g_autofree char *cookie = g_strdup_printf ("Set-Cookie: " COOKIE "=%s; Max-Age=%d; HttpOnly; "
                                             "SameSite=Lax\r\n",
                                             student->key, COOKIE_DAYS * 24 * 3600);

  gradus_classroom_tell (student->name, "came");
  send_on (visit, location, cookie);
}

static void
join (GradusReception *self, GradusVisit *visit)
{
  GradusRoster *roster = gradus_classroom_get_roster (self->classroom);
  const char *typed = g_hash_table_lookup (gradus_visit_get_request (visit)->form, "name");
  g_autofree char *name = typed ? gradus_student_tidy_name (typed) : NULL;
  g_autoptr (GError) error = NULL;
  GradusStudent *student;

  if (!name) {
    show_join (self, visit);
    return;
  }
  if (is_crowded (self)) {
    put_off (visit, _ ("The class takes no further names"),
             _ ("Ask your lecturer for the link that leads to your work."), 0);
    return;
  }
  student = gradus_roster_add (roster, name, &error);
  if (student) {
    welcome (visit, student);
    return;
  }
  gradus_classroom_tell (name, error->message);
  put_off (visit, _ ("The class has no room for your work"), _ ("Tell your lecturer."), 0);
}

/* -- A student's window ------------------------------------------------------------------------ */

static void
show_seat (GradusVisit *visit, const GradusSeat *seat)
{
  g_autofree char *page = NULL;

  switch (gradus_seat_get_state (seat)) {
  case GRADUS_SEAT_OPEN:
    page = gradus_class_page_make_window (gradus_seat_get_student (seat)->name);
    gradus_visit_answer (visit, 200, NULL, page);
    return;
  case GRADUS_SEAT_BROKEN:
  case GRADUS_SEAT_EMPTY:
    put_off (visit, _ ("Your window does not open"),
             _ ("Your work is kept. Reload this page to try again, or tell your lecturer."), 0);
    return;
  case GRADUS_SEAT_STARTING:
  case GRADUS_SEAT_ASLEEP:
  case GRADUS_SEAT_ENDING:
    put_off (visit, _ ("Your window opens…"), _ ("It takes some seconds."), 1);
    return;
  }
}

static void
show_window (GradusReception *self, GradusVisit *visit, GradusSeat *seat)
{
  switch (gradus_classroom_admit (self->classroom, seat)) {
  case GRADUS_ADMISSION_SEATED:
    show_seat (visit, seat);
    return;
  case GRADUS_ADMISSION_SOON:
    put_off (visit, _ ("Your window opens…"), _ ("A place becomes free for you."), 1);
    return;
  case GRADUS_ADMISSION_FULL:
    put_off (visit, _ ("All places are taken"),
             _ ("This page opens your window as soon as one is free."), 10);
    return;
  }
}

static void
on_passage_sent (gpointer data)
{
  Passage *passage = data;

  if (passage->is_socket)
    gradus_seat_touch (passage->seat);
}

static void
on_passage_ended (gpointer data)
{
  Passage *passage = data;

  if (passage->is_socket)
    gradus_seat_detach (passage->seat);
  passage->reception->passages = g_list_remove (passage->reception->passages, passage);
  g_free (passage);
}

static const GradusTunnelFuncs passage_funcs = { on_passage_sent, on_passage_ended };

static guint
count_passages (GradusReception *self, const GradusSeat *seat)
{
  guint n = 0;

  for (GList *link = self->passages; link; link = link->next)
    n += ((const Passage *) link->data)->seat == seat;
  return n;
}

static void
pass_through (GradusReception *self, GradusVisit *visit, GradusSeat *seat, gboolean is_socket)
{
  g_autofree char *first =
      is_socket ? gradus_request_pass_on (gradus_visit_get_request (visit), "/socket")
                : g_strdup ("GET /broadway.js HTTP/1.0\r\n\r\n");
  g_autoptr (GSocketConnection) connection = NULL;
  Passage *passage;

  if (gradus_seat_get_state (seat) != GRADUS_SEAT_OPEN ||
      count_passages (self, seat) >= MOST_TUNNELS) {
    put_off (visit, _ ("Your window opens…"), _ ("It takes some seconds."), 1);
    return;
  }
  connection = gradus_visit_take_connection (visit);
  passage = g_new0 (Passage, 1);
  *passage = (Passage){ self, seat, NULL, is_socket };
  self->passages = g_list_prepend (self->passages, passage);
  if (is_socket)
    gradus_seat_attach (seat);
  passage->tunnel = gradus_tunnel_begin (connection, gradus_seat_get_socket (seat), first,
                                         &passage_funcs, passage);
}

static void
receive_student (GradusReception *self, GradusVisit *visit, const char *key, const char *rest)
{
  const GradusRequest *request = gradus_visit_get_request (visit);
  GradusStudent *student =
      gradus_roster_find (gradus_classroom_get_roster (self->classroom), key);
  g_autofree char *location = g_strdup_printf ("%s/", key);
  GradusSeat *seat;

  if (!student || request->is_post) {
    refuse (visit);
    return;
  }
  seat = gradus_classroom_get_seat (self->classroom, student);
  if (!rest)
    send_on (visit, location, NULL);
  else if (*rest == '\0')
    show_window (self, visit, seat);
  else if (g_str_equal (rest, "broadway.js"))
    pass_through (self, visit, seat, FALSE);
  else if (g_str_equal (rest, "socket") && gradus_request_is_socket (request))
    pass_through (self, visit, seat, TRUE);
  else
    refuse (visit);
}

/* -- Whoever comes ----------------------------------------------------------------------------- */

static void
receive_by_token (GradusReception *self, GradusVisit *visit, const char *token, const char *rest)
{
  const gboolean is_post = gradus_visit_get_request (visit)->is_post;
  const GradusRoster *roster = gradus_classroom_get_roster (self->classroom);
  const gboolean is_class = gradus_token_is_same (token, roster->token);
  const gboolean is_lecturer = gradus_token_is_same (token, roster->lecturer_token);
  g_autofree char *location = g_strdup_printf ("%s/", token), *page = NULL;

  if ((!is_class && !is_lecturer) || (is_lecturer && is_post)) {
    refuse (visit);
  } else if (!rest) {
    send_on (visit, location, NULL);
  } else if (*rest != '\0') {
    refuse (visit);
  } else if (is_lecturer) {
    page = gradus_lecturer_make_page (self->lecturer);
    gradus_visit_answer (visit, 200, NULL, page);
  } else if (is_post) {
    join (self, visit);
  } else {
    show_join (self, visit);
  }
}

void
gradus_reception_receive (GradusReception *self, GradusVisit *visit)
{
  g_auto (GStrv) parts = g_strsplit (gradus_visit_get_request (visit)->path + 1, "/", 3);

  if (self->is_closed || !parts[0]) /* "/" has no parts */
    refuse (visit);
  else if (g_str_equal (parts[0], "seat") && parts[1])
    receive_student (self, visit, parts[1], parts[2]);
  else if (!parts[1] || !parts[2])
    receive_by_token (self, visit, parts[0], parts[1]);
  else
    refuse (visit);
}

GradusReception *
gradus_reception_new (GradusClassroom *classroom)
{
  GradusReception *self = g_new0 (GradusReception, 1);

  self->classroom = classroom;
  self->lecturer = gradus_lecturer_new (classroom);
  return self;
}

void
gradus_reception_free (GradusReception *self)
{
  g_assert (!self->passages);
  gradus_lecturer_free (self->lecturer);
  g_free (self);
}

void
gradus_reception_close (GradusReception *self)
{
  self->is_closed = TRUE;
  for (GList *link = self->passages; link; link = link->next)
    gradus_tunnel_end (((const Passage *) link->data)->tunnel);
}

guint
gradus_reception_count_tunnels (const GradusReception *self)
{
  return g_list_length (self->passages);
}
