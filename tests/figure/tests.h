/* SPDX-License-Identifier: MIT */
#pragma once

/* The tests of src/figure, one file each, in one program. */
void add_figure_tests (void);
void add_figure_boundary_tests (void);
void add_figure_chain_tests (void);
void add_figure_curves_tests (void);
void add_figure_film_tests (void);
void add_figure_landscape_tests (void);
void add_figure_maps_tests (void);
void add_figure_network_tests (void);
void add_figure_inspector_tests (void);
void add_figure_parts_tests (void);
void add_figure_pictures_tests (void);
void add_figure_results_tests (void);
void add_figure_shapes_tests (void);
void add_figure_multiples_tests (void);
void add_figure_seeds_tests (void);
void add_figure_sweep_tests (void);
