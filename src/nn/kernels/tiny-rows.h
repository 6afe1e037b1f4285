/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/kernels/isa.h"

/* What tiny-rows.c does for isa.c, under names of their instruction set: tiny layers, of four
 * samples. */
#define TINY_ROWS_FN(name) PASTE (PASTE (gradus_tiny_##name##_, GRADUS_ISA), )

/* As dense_forward, and as dense_backward from the last one's delta down to the first one's. */
void TINY_ROWS_FN (forward) (const GradusDenseOp *ops, guint n_ops);
void TINY_ROWS_FN (backward) (const GradusDenseOp *ops, guint n_ops);

/* As dense_differentiate. */
void TINY_ROWS_FN (differentiate) (const GradusDenseOp *op);

/* See dense_step. */
guint64 TINY_ROWS_FN (step) (const GradusDenseOp *ops, guint n_ops, const GradusDenseSteps *steps,
                             gboolean *is_finite);
