/* SPDX-License-Identifier: MIT */
#include "experiment/json-line.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  const char *at;
  const char *end;
  guint line;
} Scanner;

static void
step_over (Scanner *scanner)
{
  if (scanner->at < scanner->end && *scanner->at++ == '\n')
    scanner->line++;
}

static void
skip_space (Scanner *scanner)
{
  while (scanner->at < scanner->end && strchr (" \t\r\n", *scanner->at))
    step_over (scanner);
}

/* Skips white space, and the next character if it is `wanted`. */
static gboolean
take_character (Scanner *scanner, char wanted)
{
  skip_space (scanner);
  if (scanner->at >= scanner->end || *scanner->at != wanted)
    return FALSE;
  step_over (scanner);
  return TRUE;
}

/* Takes a string and returns its text as written, with escapes. */
static const char *
take_string (Scanner *scanner, gsize *length)
{
  const char *start;

  take_character (scanner, '"');
  start = scanner->at;
  while (scanner->at < scanner->end && *scanner->at != '"') {
    if (*scanner->at == '\\')
      step_over (scanner);
    step_over (scanner);
  }
  *length = (gsize) (scanner->at - start);
  take_character (scanner, '"');
  return start;
}

static void
skip_value (Scanner *scanner)
{
  guint depth = 0;

  do {
    gsize length;

    skip_space (scanner);
    if (scanner->at >= scanner->end)
      return;
    if (*scanner->at == '"') {
      take_string (scanner, &length);
      continue;
    }
    if (strchr ("{[", *scanner->at))
      depth++;
    else if (strchr ("}]", *scanner->at))
      depth--;
    step_over (scanner);
  } while (depth > 0);
  while (scanner->at < scanner->end && !strchr (",}] \t\r\n", *scanner->at))
    step_over (scanner);
}

/* Moves from an object or an array to its member of that name or position. */
static gboolean
enter_member (Scanner *scanner, const char *name, gsize name_length)
{
  gboolean is_object = take_character (scanner, '{');
  guint64 position = 0;

  if (!is_object && !take_character (scanner, '['))
    return FALSE;
  do {
    skip_space (scanner);
    if (scanner->at >= scanner->end || strchr ("]}", *scanner->at))
      return FALSE;
    position++;
    if (is_object) {
      gsize length;
      const char *key = take_string (scanner, &length);

      take_character (scanner, ':');
      if (length == name_length && memcmp (key, name, length) == 0)
        return TRUE;
    } else if (strtoull (name, NULL, 10) == position) {
      return TRUE;
    }
    skip_value (scanner);
  } while (take_character (scanner, ','));
  return FALSE;
}

/* jansson does not say where a value of its tree was, so the text is walked once more. It is known
 * to be JSON by then. */
guint
gradus_json_line_of (const char *text, gsize length, const char *path)
{
  Scanner scanner = { text, text + length, 1 };
  guint line;

  skip_space (&scanner);
  line = scanner.line;
  while (*path) {
    gsize name_length = strcspn (path, ".");

    if (!enter_member (&scanner, path, name_length))
      return line;
    skip_space (&scanner);
    line = scanner.line;
    path += name_length + (path[name_length] == '.' ? 1 : 0);
  }
  return line;
}
