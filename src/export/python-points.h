/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/generator.h"

G_BEGIN_DECLS

/* The class Random: Gradus's own random numbers (nn/random.h), so that a program in Python makes
 * the same samples, keeps the same ones for testing, and takes the same batches. */
extern const char gradus_python_random[];

/* Appends code that makes the samples of a generator that opens no file: `raw` (samples, raw
 * numbers) and `y`, of as many rows, in the order in which Gradus makes them. */
void gradus_python_append_points (GString *code, const GradusDataSpec *spec, guint64 seed);

G_END_DECLS
