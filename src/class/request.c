/* SPDX-License-Identifier: MIT */
#include "class/request.h"

#include <string.h>

#define MOST_FIELDS 64
#define LONGEST_PATH 1024
#define TOKEN_CHARACTERS                                                                           \
  "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define PATH_CHARACTERS                                                                            \
  "/-._~!$&'()*+,;=:@0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* In lower case, and as broadwayd compares them. A second one of the same name is refused: two
 * readers of a request might choose another one of both. */
static const struct {
  const char *name, *passed_as; /* NULL: not passed on */
} read_fields[] = {
  { "content-length", NULL },
  { "transfer-encoding", NULL },
  { "cookie", NULL },
  { "connection", "Connection" },
  { "upgrade", "Upgrade" },
  { "host", "Host" },
  { "origin", "Origin" },
  { "sec-websocket-key", "Sec-WebSocket-Key" },
  { "sec-websocket-protocol", "Sec-WebSocket-Protocol" },
  { "sec-websocket-version", "Sec-WebSocket-Version" },
};

gsize
gradus_request_find_end (const char *bytes, gsize length)
{
  const char *end = memmem (bytes, length, "\r\n\r\n", 4);

  return end ? (gsize) (end - bytes) + 4 : 0;
}

static gboolean
is_read_field (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (read_fields); i++) {
    if (g_str_equal (read_fields[i].name, name))
      return TRUE;
  }
  return FALSE;
}

/* "GET /path?query HTTP/1.1"; 0: it is in order. */
static guint
parse_request_line (GradusRequest *request, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 4);
  char *query;

  if (g_strv_length (words) != 3)
    return 400;
  if (!g_str_equal (words[2], "HTTP/1.1") && !g_str_equal (words[2], "HTTP/1.0"))
    return g_str_has_prefix (words[2], "HTTP/") ? 505 : 400;
  request->is_post = g_str_equal (words[0], "POST");
  if (!request->is_post && !g_str_equal (words[0], "GET"))
    return *words[0] && strspn (words[0], TOKEN_CHARACTERS) == strlen (words[0]) ? 405 : 400;
  query = strchr (words[1], '?');
  if (query)
    *query = '\0';
  if (words[1][0] != '/' || strlen (words[1]) > LONGEST_PATH ||
      strspn (words[1], PATH_CHARACTERS) != strlen (words[1]))
    return 400;
  request->path = g_strdup (words[1]);
  return 0;
}

/* A tab is white space to HTTP; every other control character ends here. */
static gboolean
is_plain_value (const char *value)
{
  for (; *value; value++) {
    if (((guchar) *value < ' ' && *value != '\t') || *value == 0x7f)
      return FALSE;
  }
  return TRUE;
}

/* "Name: value". A line that goes on with the one before begins with a space, which is in no
 * name. */
static guint
parse_field (GradusRequest *request, const char *line)
{
  const char *colon = strchr (line, ':');
  const gsize length = colon ? (gsize) (colon - line) : 0;
  g_autofree char *name = g_ascii_strdown (line, (gssize) length), *value = NULL;

  if (length == 0 || strspn (line, TOKEN_CHARACTERS) != length || !is_plain_value (colon + 1))
    return 400;
  if (!is_read_field (name))
    return 0;
  if (g_hash_table_contains (request->fields, name))
    return 400;
  value = g_strstrip (g_strdup (colon + 1));
  g_hash_table_insert (request->fields, g_steal_pointer (&name), g_steal_pointer (&value));
  return 0;
}

static guint
read_length (GradusRequest *request)
{
  const char *length = gradus_request_get_field (request, "content-length");
  guint64 value;

  if (gradus_request_get_field (request, "transfer-encoding"))
    return 400;
  if (!length)
    return request->is_post ? 400 : 0;
  /* It takes a sign, which HTTP does not have. */
  if (!g_ascii_isdigit (*length) ||
      !g_ascii_string_to_unsigned (length, 10, 0, G_MAXUINT64, &value, NULL))
    return 400;
  if (!request->is_post && value > 0)
    return 400;
  if (value > GRADUS_REQUEST_LONGEST_BODY)
    return 413;
  request->body_length = (gsize) value;
  return 0;
}

/* Returns 0 or the status that refuses. */
static guint
parse_lines (GradusRequest *request, char **lines)
{
  guint status = parse_request_line (request, lines[0]);

  for (guint i = 1; status == 0 && lines[i]; i++)
    status = i <= MOST_FIELDS ? parse_field (request, lines[i]) : 400;
  return status != 0 ? status : read_length (request);
}

GradusRequest *
gradus_request_parse (const char *head, gsize length, guint *status)
{
  g_autoptr (GradusRequest) request = g_new0 (GradusRequest, 1);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  request->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  *status = 400;
  if (length < 4 || memchr (head, '\0', length))
    return NULL;
  text = g_strndup (head, length - 4);
  lines = g_strsplit (text, "\r\n", -1);
  if (!lines[0]) /* nothing splits into no line */
    return NULL;
  *status = parse_lines (request, lines);
  return *status == 0 ? g_steal_pointer (&request) : NULL;
}

void
gradus_request_free (GradusRequest *request)
{
  g_free (request->path);
  g_hash_table_unref (request->fields);
  g_clear_pointer (&request->form, g_hash_table_unref);
  g_free (request);
}

gboolean
gradus_request_take_form (GradusRequest *request, const char *body, gsize length)
{
  GHashTableIter iter;
  gpointer name, value;

  if (memchr (body, '\0', length))
    return FALSE;
  request->form =
      g_uri_parse_params (body, (gssize) length, "&", G_URI_PARAMS_WWW_FORM, NULL);
  if (!request->form)
    return FALSE;
  g_hash_table_iter_init (&iter, request->form);
  while (g_hash_table_iter_next (&iter, &name, &value)) {
    if (!g_utf8_validate (name, -1, NULL) || !g_utf8_validate (value, -1, NULL))
      return FALSE;
  }
  return TRUE;
}

const char *
gradus_request_get_field (const GradusRequest *request, const char *name)
{
  return g_hash_table_lookup (request->fields, name);
}

char *
gradus_request_get_cookie (const GradusRequest *request, const char *name)
{
  const char *sent = gradus_request_get_field (request, "cookie");
  g_auto (GStrv) cookies = sent ? g_strsplit (sent, ";", MOST_FIELDS) : NULL;

  for (guint i = 0; cookies && cookies[i]; i++) {
    char *cookie = g_strstrip (cookies[i]), *value = strchr (cookie, '=');

    if (value && strlen (name) == (gsize) (value - cookie) && g_str_has_prefix (cookie, name))
      return g_strdup (value + 1);
  }
  return NULL;
}

gboolean
gradus_request_is_socket (const GradusRequest *request)
{
  const char *upgrade = gradus_request_get_field (request, "upgrade");

  return !request->is_post && upgrade && g_ascii_strcasecmp (upgrade, "websocket") == 0 &&
         gradus_request_get_field (request, "connection") &&
         gradus_request_get_field (request, "host") &&
         gradus_request_get_field (request, "sec-websocket-key");
}

char *
gradus_request_pass_on (const GradusRequest *request, const char *path)
{
  GString *head = g_string_new (NULL);

  g_string_printf (head, "GET %s HTTP/1.1\r\n", path);
  for (guint i = 0; i < G_N_ELEMENTS (read_fields); i++) {
    const char *value = gradus_request_get_field (request, read_fields[i].name);

    if (value && read_fields[i].passed_as)
      g_string_append_printf (head, "%s: %s\r\n", read_fields[i].passed_as, value);
  }
  g_string_append (head, "\r\n");
  return g_string_free (head, FALSE);
}
