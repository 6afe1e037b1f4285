/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <string.h>

#include "experiment/json-line.h"

static const char text[] = "\n{ \"a\": [1,\n 2, {\"b]\\\"\": 5,\n \"c\": \"x\\\\\"}, \n[[]], 3],\n"
                           " \"d\": {},\n \"e\": true }";

static void
check (const char *path, guint line)
{
  g_assert_cmpuint (gradus_json_line_of (text, strlen (text), path), ==, line);
}

static void
test_lines (void)
{
  check ("", 2);
  check ("a", 2);
  check ("a.1", 2);
  check ("a.2", 3);
  check ("a.3", 3);
  check ("a.3.c", 4);
  check ("a.4", 5);
  check ("a.5", 5);
  check ("d", 6);
  check ("e", 7);
}

/* What is not there has the line of what lacks it. */
static void
test_missing (void)
{
  check ("f", 2);
  check ("a.9", 2);
  check ("a.3.z", 3);
  check ("e.x", 7);
  check ("d.x.y", 6);
}

/* Never beyond the end, whatever is cut off. */
static void
test_cut (void)
{
  for (gsize length = 0; length < strlen (text); length++) {
    g_autofree char *cut = g_memdup2 (text, MAX (length, 1));

    g_assert_cmpuint (gradus_json_line_of (cut, length, "a.3.c"), <=, 8);
    g_assert_cmpuint (gradus_json_line_of (cut, length, "e"), <=, 8);
  }
}

void
add_json_line_tests (void)
{
  g_test_add_func ("/json-line/lines", test_lines);
  g_test_add_func ("/json-line/missing", test_missing);
  g_test_add_func ("/json-line/cut", test_cut);
}
