/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <glib.h>

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_figure_tests ();
  add_figure_boundary_tests ();
  add_figure_chain_tests ();
  add_figure_curves_tests ();
  add_figure_film_tests ();
  add_figure_landscape_tests ();
  add_figure_maps_tests ();
  add_figure_network_tests ();
  add_figure_inspector_tests ();
  add_figure_parts_tests ();
  add_figure_pictures_tests ();
  add_figure_results_tests ();
  add_figure_shapes_tests ();
  add_figure_multiples_tests ();
  add_figure_seeds_tests ();
  add_figure_sweep_tests ();
  return g_test_run ();
}
