/* SPDX-License-Identifier: MIT */
#pragma once

/* The tests of src/document, one file each, in one program. */
void add_document_tests (void);
void add_draft_tests (void);
void add_edit_tests (void);
void add_ensemble_tests (void);
void add_experiment_model_tests (void);
void add_run_tests (void);
void add_time_tests (void);
