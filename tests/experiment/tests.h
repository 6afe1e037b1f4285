/* SPDX-License-Identifier: MIT */
#pragma once

/* The tests of src/experiment, one file each, in one program. */
void add_advice_tests (void);
void add_experiment_tests (void);
void add_experiment_json_tests (void);
void add_file_tests (void);
void add_json_line_tests (void);
void add_json_text_tests (void);
void add_layer_settings_tests (void);
void add_pasted_tests (void);
void add_samples_tests (void);
