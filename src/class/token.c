/* SPDX-License-Identifier: MIT */
#include "class/token.h"

#include <string.h>
#include <sys/random.h>

/* Without i, l, o and 1: 32 of them, so that each takes five bits of a byte and none is likelier. */
static const char characters[33] = "abcdefghjkmnpqrstuvwxyz023456789";

char *
gradus_token_new (guint n_characters)
{
  g_autofree guchar *bytes = g_malloc (n_characters);
  char *token;

  /* So few bytes come whole or not at all. */
  if (getrandom (bytes, n_characters, 0) != (gssize) n_characters)
    return NULL;
  token = g_malloc (n_characters + 1);
  for (guint i = 0; i < n_characters; i++)
    token[i] = characters[bytes[i] % 32];
  token[n_characters] = '\0';
  return token;
}

gboolean
gradus_token_is_form (const char *text, guint n_characters)
{
  return strlen (text) == n_characters && strspn (text, characters) == n_characters;
}

gboolean
gradus_token_is_same (const char *a, const char *b)
{
  const gsize length = strlen (a);
  volatile guint difference = 0; /* or the compiler might stop at the first one */

  if (strlen (b) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guint) (a[i] ^ b[i]);
  return difference == 0;
}
