/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <glib.h>

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_advice_tests ();
  add_experiment_tests ();
  add_experiment_json_tests ();
  add_file_tests ();
  add_json_line_tests ();
  add_json_text_tests ();
  add_layer_settings_tests ();
  add_pasted_tests ();
  add_samples_tests ();
  return g_test_run ();
}
