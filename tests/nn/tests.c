/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <glib.h>

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_activation_tests ();
  add_blas_tests ();
  add_cost_tests ();
  add_excitation_tests ();
  add_initialiser_tests ();
  add_inputs_tests ();
  add_kernels_tests ();
  add_maps_tests ();
  add_network_tests ();
  add_optimiser_tests ();
  add_primitive_tests ();
  add_principal_tests ();
  add_random_tests ();
  add_reference_tests ();
  add_scan_place_tests ();
  add_shape_tests ();
  add_team_tests ();
  add_tensor_tests ();
  add_training_tests ();
  return g_test_run ();
}
