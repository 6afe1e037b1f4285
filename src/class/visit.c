/* SPDX-License-Identifier: MIT */
#include "class/visit.h"

#include <string.h>

/* No page of ours is kept, framed, guessed at, or told of to others; nothing is loaded from
 * elsewhere. */
#define COMMON_FIELDS                                                                              \
  "Connection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"                \
  "X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\n"

struct _GradusVisit {
  GSocketConnection *connection;
  const GradusVisitFuncs *funcs;
  gpointer data;

  GCancellable *cancellable;
  guint deadline; /* a source */
  GByteArray *said;
  guint8 bytes[4096];
  gsize head_length; /* 0: it is not whole yet */
  GradusRequest *request;
  char *answer;
};

static void read_visit (GradusVisit *visit);

/* -- Its end ----------------------------------------------------------------------------------- */

static void
leave_visit (GradusVisit *visit)
{
  visit->funcs->left (visit, visit->data);
  g_source_remove (visit->deadline);
  g_clear_object (&visit->connection);
  g_object_unref (visit->cancellable);
  g_byte_array_unref (visit->said);
  g_clear_pointer (&visit->request, gradus_request_free);
  g_free (visit->answer);
  g_free (visit);
}

static gboolean
on_deadline (gpointer data)
{
  GradusVisit *visit = data;

  g_cancellable_cancel (visit->cancellable);
  return G_SOURCE_CONTINUE; /* the visit removes it */
}

static void
set_deadline (GradusVisit *visit)
{
  if (visit->deadline != 0)
    g_source_remove (visit->deadline);
  visit->deadline = g_timeout_add_seconds (GRADUS_VISIT_LONGEST, on_deadline, visit);
}

void
gradus_visit_end (GradusVisit *visit)
{
  g_cancellable_cancel (visit->cancellable);
}

/* -- The answer -------------------------------------------------------------------------------- */

static void
on_rest_skipped (GObject *source, GAsyncResult *result, gpointer data)
{
  GradusVisit *visit = data;
  const gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n > 0)
    g_input_stream_read_async (G_INPUT_STREAM (source), visit->bytes, sizeof visit->bytes,
                               G_PRIORITY_LOW, visit->cancellable, on_rest_skipped, visit);
  else
    leave_visit (visit);
}

/* The end is sent, and what still comes is let pass: a connection that is closed with bytes unread
 * takes the answer with it (RFC 9112, 9.6). */
static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  GradusVisit *visit = data;
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (visit->connection));

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL) ||
      !g_socket_shutdown (g_socket_connection_get_socket (visit->connection), FALSE, TRUE, NULL)) {
    leave_visit (visit);
    return;
  }
  g_input_stream_read_async (input, visit->bytes, sizeof visit->bytes, G_PRIORITY_LOW,
                             visit->cancellable, on_rest_skipped, visit);
}

static const char *
name_status (guint status)
{
  static const struct {
    guint status;
    const char *name;
  } names[] = {
    { 200, "OK" },          { 303, "See Other" },           { 400, "Bad Request" },
    { 403, "Forbidden" },   { 404, "Not Found" },           { 405, "Method Not Allowed" },
    { 408, "Request Timeout" }, { 413, "Content Too Large" }, { 431, "Request Header Fields Too Large" },
    { 503, "Service Unavailable" }, { 505, "HTTP Version Not Supported" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (names[i].status == status)
      return names[i].name;
  }
  return "Error";
}

void
gradus_visit_answer (GradusVisit *visit, guint status, const char *fields, const char *page)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (visit->connection));

  set_deadline (visit);
  visit->answer = g_strdup_printf ("HTTP/1.1 %u %s\r\n" COMMON_FIELDS
                                   "Content-Type: text/html; charset=utf-8\r\n"
                                   "Content-Length: %" G_GSIZE_FORMAT "\r\n%s\r\n%s",
                                   status, name_status (status), page ? strlen (page) : 0,
                                   fields ? fields : "", page ? page : "");
  g_output_stream_write_all_async (output, visit->answer, strlen (visit->answer),
                                   G_PRIORITY_DEFAULT, visit->cancellable, on_answered, visit);
}

GSocketConnection *
gradus_visit_take_connection (GradusVisit *visit)
{
  GSocketConnection *connection = g_object_ref (visit->connection);

  leave_visit (visit);
  return connection;
}

/* -- The question ------------------------------------------------------------------------------ */

static void
refuse_visit (GradusVisit *visit, guint status)
{
  g_autofree char *page =
      g_strdup_printf ("<!DOCTYPE html><title>%u</title>%s\n", status, name_status (status));

  gradus_visit_answer (visit, status, NULL, page);
}

/* What follows a request for a web socket belongs to the socket, but nobody may send it before the
 * answer has come. */
static void
ask_visit (GradusVisit *visit)
{
  const char *body = (const char *) visit->said->data + visit->head_length;

  if (visit->said->len - visit->head_length != visit->request->body_length ||
      (visit->request->is_post &&
       !gradus_request_take_form (visit->request, body, visit->request->body_length)))
    refuse_visit (visit, 400);
  else
    visit->funcs->asked (visit, visit->data);
}

/* Of what has come so far. */
static void
take_bytes (GradusVisit *visit)
{
  const char *said = (const char *) visit->said->data;
  guint status;

  if (visit->head_length == 0)
    visit->head_length = gradus_request_find_end (said, visit->said->len);
  if (visit->head_length > GRADUS_REQUEST_LONGEST_HEAD ||
      (visit->head_length == 0 && visit->said->len >= GRADUS_REQUEST_LONGEST_HEAD)) {
    refuse_visit (visit, 431);
    return;
  }
  if (visit->head_length > 0 && !visit->request) {
    visit->request = gradus_request_parse (said, visit->head_length, &status);
    if (!visit->request) {
      refuse_visit (visit, status);
      return;
    }
  }
  if (visit->request && visit->said->len >= visit->head_length + visit->request->body_length)
    ask_visit (visit);
  else
    read_visit (visit);
}

static void
on_visit_read (GObject *source, GAsyncResult *result, gpointer data)
{
  GradusVisit *visit = data;
  const gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n <= 0) {
    leave_visit (visit);
    return;
  }
  g_byte_array_append (visit->said, visit->bytes, (guint) n);
  take_bytes (visit);
}

static void
read_visit (GradusVisit *visit)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (visit->connection)),
                             visit->bytes, sizeof visit->bytes, G_PRIORITY_DEFAULT,
                             visit->cancellable, on_visit_read, visit);
}

GradusVisit *
gradus_visit_begin (GSocketConnection *connection, const GradusVisitFuncs *funcs, gpointer data)
{
  GradusVisit *visit = g_new0 (GradusVisit, 1);

  visit->connection = g_object_ref (connection);
  visit->funcs = funcs;
  visit->data = data;
  visit->cancellable = g_cancellable_new ();
  visit->said = g_byte_array_new ();
  set_deadline (visit);
  read_visit (visit);
  return visit;
}

const GradusRequest *
gradus_visit_get_request (const GradusVisit *visit)
{
  return visit->request;
}
