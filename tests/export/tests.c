/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <glib.h>

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_axes_tests ();
  add_metrics_csv_tests ();
  add_safetensors_tests ();
  add_stranger_tests ();
  add_weights_tests ();
  return g_test_run ();
}
