/* SPDX-License-Identifier: MIT */
#pragma once

/* The tests of src/nn, one file each, in one program. */
void add_activation_tests (void);
void add_blas_tests (void);
void add_cost_tests (void);
void add_excitation_tests (void);
void add_initialiser_tests (void);
void add_inputs_tests (void);
void add_kernels_tests (void);
void add_maps_tests (void);
void add_network_tests (void);
void add_optimiser_tests (void);
void add_primitive_tests (void);
void add_principal_tests (void);
void add_random_tests (void);
void add_reference_tests (void);
void add_scan_place_tests (void);
void add_shape_tests (void);
void add_team_tests (void);
void add_tensor_tests (void);
void add_training_tests (void);
