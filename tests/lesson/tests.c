/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <glib.h>

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_finding_tests ();
  add_glossary_tests ();
  add_homework_tests ();
  add_lesson_tests ();
  add_manuscript_tests ();
  add_session_tests ();
  return g_test_run ();
}
