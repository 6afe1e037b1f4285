/* SPDX-License-Identifier: MIT */
#pragma once

/* What the files share that are compiled once for each instruction set. */
#include "nn/kernels/kernels.h"

#ifdef __SSE2__
#include <immintrin.h>
#endif
#ifdef __ARM_NEON
#include <arm_neon.h>
#endif

#if defined(__AVX512F__)
#define WIDEST 16
#elif defined(__AVX2__)
#define WIDEST 8
#else
#define WIDEST 4
#endif

#define ALWAYS_INLINE inline __attribute__ ((always_inline))
#define PASTE_(a, b) a##b
#define PASTE(a, b) PASTE_ (a, b)

/* A switch over the activations in which CASE (kind) is what is done for one; those that look at
 * several rows are linear in the loops, and done afterwards. */
#define FOR_EACH_ACTIVATION(kind)                                                                  \
  switch (kind) {                                                                                  \
    CASE (GRADUS_ACTIVATION_SIGMOID);                                                              \
    CASE (GRADUS_ACTIVATION_TANH);                                                                 \
    CASE (GRADUS_ACTIVATION_RELU);                                                                 \
    CASE (GRADUS_ACTIVATION_LEAKY_RELU);                                                           \
    CASE (GRADUS_ACTIVATION_ELU);                                                                  \
    CASE (GRADUS_ACTIVATION_SELU);                                                                 \
    CASE (GRADUS_ACTIVATION_SOFTPLUS);                                                             \
    CASE (GRADUS_ACTIVATION_GELU);                                                                 \
    CASE (GRADUS_ACTIVATION_SWISH);                                                                \
  case GRADUS_ACTIVATION_MAXOUT:                                                                   \
  case GRADUS_ACTIVATION_SOFTMAX:                                                                  \
    CASE (GRADUS_ACTIVATION_LINEAR);                                                               \
  }
