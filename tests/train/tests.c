/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <glib.h>

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_batches_tests ();
  add_chain_tests ();
  add_checkpoint_form_tests ();
  add_core_choice_tests ();
  add_damage_tests ();
  add_diagnosis_tests ();
  add_history_tests ();
  add_landscape_tests ();
  add_observer_tests ();
  add_pace_tests ();
  add_pixel_tests ();
  add_preference_tests ();
  add_rate_tests ();
  add_rate_test_tests ();
  add_saliency_tests ();
  add_stepper_tests ();
  add_stop_tests ();
  add_surveyor_tests ();
  add_thrift_tests ();
  add_trainer_tests ();
  add_ways_tests ();
  return g_test_run ();
}
