/* SPDX-License-Identifier: MIT */
#pragma once

/* The tests of src/train, one file each, in one program. */
void add_batches_tests (void);
void add_chain_tests (void);
void add_checkpoint_form_tests (void);
void add_core_choice_tests (void);
void add_damage_tests (void);
void add_diagnosis_tests (void);
void add_history_tests (void);
void add_landscape_tests (void);
void add_observer_tests (void);
void add_pace_tests (void);
void add_pixel_tests (void);
void add_preference_tests (void);
void add_rate_tests (void);
void add_rate_test_tests (void);
void add_saliency_tests (void);
void add_stepper_tests (void);
void add_stop_tests (void);
void add_surveyor_tests (void);
void add_thrift_tests (void);
void add_trainer_tests (void);
void add_ways_tests (void);
