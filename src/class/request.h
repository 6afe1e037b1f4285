/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusRequest: what a browser asks for, HTTP/1.1 (RFC 9112), as far as a class needs it: GET and
 * a POST with a short form, one request a connection. Everything else is refused by its status,
 * which is why it is read here: libsoup takes more kinds of requests than a class should trust
 * strangers with, and neither bounds a head's size and time nor hands on what is no HTTP any
 * more. */

/* Bytes of a head, with its empty line, and of a form. */
#define GRADUS_REQUEST_LONGEST_HEAD 8192
#define GRADUS_REQUEST_LONGEST_BODY 2048

typedef struct {
  gboolean is_post;
  char *path;          /* "/token/", without what follows a "?" */
  GHashTable *fields;  /* char * in lower case → char *; only those that a class reads */
  gsize body_length;   /* bytes that follow the head; 0 for GET */
  GHashTable *form;    /* char * → char *, UTF-8; NULL as long as there is none */
} GradusRequest;

/* How many bytes of these the head has; 0: its empty line has not come yet. */
gsize gradus_request_find_end (const char *bytes, gsize length);

/* Reads a head, of just the bytes that gradus_request_find_end() says. NULL where it is refused;
 * *status is then the status of HTTP that says why: 400, 405, 413 or 505. */
GradusRequest *gradus_request_parse (const char *head, gsize length, guint *status);
void gradus_request_free (GradusRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusRequest, gradus_request_free)

/* Takes the body, application/x-www-form-urlencoded. FALSE if it is none, or no UTF-8. */
gboolean gradus_request_take_form (GradusRequest *request, const char *body, gsize length);

/* A field's value by its name in lower case; NULL: it was not sent. The request's. */
const char *gradus_request_get_field (const GradusRequest *request, const char *name);

/* The value of a cookie; NULL: it was not sent. The caller's own. */
char *gradus_request_get_cookie (const GradusRequest *request, const char *name);

/* Whether it asks for a web socket (RFC 6455, 4.2.1). */
gboolean gradus_request_is_socket (const GradusRequest *request);

/* What to say to broadwayd for it: the same request for `path`, with those fields that broadwayd
 * reads and no others. The caller's own. */
char *gradus_request_pass_on (const GradusRequest *request, const char *path);

G_END_DECLS
