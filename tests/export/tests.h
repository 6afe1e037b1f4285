/* SPDX-License-Identifier: MIT */
#pragma once

/* The tests of src/export, one file each, in one program. */
void add_axes_tests (void);
void add_metrics_csv_tests (void);
void add_safetensors_tests (void);
void add_stranger_tests (void);
void add_weights_tests (void);
