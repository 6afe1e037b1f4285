/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <glib.h>

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_document_tests ();
  add_draft_tests ();
  add_edit_tests ();
  add_ensemble_tests ();
  add_experiment_model_tests ();
  add_run_tests ();
  add_time_tests ();
  return g_test_run ();
}
