/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "class/request.h"

G_BEGIN_DECLS

/* GradusVisit: one connection of a browser: what it asks is read, within bounds and within some
 * seconds, and then answered, or handed to a tunnel. What is no request is refused here. */
typedef struct _GradusVisit GradusVisit;

#define GRADUS_VISIT_LONGEST 10 /* s to ask, and as many again to take the answer */

/* `asked` is called once when the request is whole: it must answer or take the connection.
 * `left` is called once when the visit is over, however it went; it is freed then. */
typedef struct {
  void (*asked) (GradusVisit *visit, gpointer data);
  void (*left) (GradusVisit *visit, gpointer data);
} GradusVisitFuncs;

/* Takes a reference to the connection. `funcs` must live as long as the program. */
GradusVisit *gradus_visit_begin (GSocketConnection *connection, const GradusVisitFuncs *funcs,
                                 gpointer data);

/* The visit's. */
const GradusRequest *gradus_visit_get_request (const GradusVisit *visit);

/* Answers with a page of HTML, or with nothing where it is NULL. `fields` are further lines of the
 * head, each with its end "\r\n"; NULL: none. */
void gradus_visit_answer (GradusVisit *visit, guint status, const char *fields, const char *page);

/* The connection for a tunnel; the caller's own. The visit is over. */
GSocketConnection *gradus_visit_take_connection (GradusVisit *visit);

/* Ends it soon, unanswered. */
void gradus_visit_end (GradusVisit *visit);

G_END_DECLS
