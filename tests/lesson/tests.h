/* SPDX-License-Identifier: MIT */
#pragma once

/* The tests of src/lesson, one file each, in one program. */
void add_finding_tests (void);
void add_glossary_tests (void);
void add_homework_tests (void);
void add_lesson_tests (void);
void add_manuscript_tests (void);
void add_session_tests (void);
