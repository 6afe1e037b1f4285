/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* OpenBLAS chooses its kernels when it is loaded, by names of processors that it knows. One that is
 * newer than it goes by kernels of long ago: what Debian 12 has takes Intel's of 2022 and later for
 * a Prescott of 2004, and is then four to eight times as slow. */

/* What a processor has of the instructions that OpenBLAS's kernels are for, each with those
 * before. */
typedef enum {
  GRADUS_PROCESSOR_PLAIN,
  GRADUS_PROCESSOR_AVX2, /* and fused multiply-add */
  GRADUS_PROCESSOR_AVX512,
} GradusProcessor;

GradusProcessor gradus_processor_find (void);

/* What OpenBLAS's kernels for a core, as OPENBLAS_CORETYPE names them, are made of. */
typedef enum {
  GRADUS_BLAS_OLD, /* SSE, or plain loops */
  GRADUS_BLAS_AVX, /* without fused multiply-add, or of half its width */
  GRADUS_BLAS_AVX2,
  GRADUS_BLAS_AVX512,
} GradusBlasKernels;

#define GRADUS_N_BLAS_KERNELS (GRADUS_BLAS_AVX512 + 1)

/* GRADUS_BLAS_AVX2 for a name that is not known here. */
GradusBlasKernels gradus_blas_classify (const char *core);

/* The core, as OPENBLAS_CORETYPE names them, whose kernels suit the processor where those of
 * `chosen` are for one of long ago; else NULL. A name that is not known here is OpenBLAS's own
 * affair. */
const char *gradus_blas_find_core (const char *chosen, GradusProcessor processor);

/* Makes OpenBLAS choose again where it chose such kernels, unless OPENBLAS_CORETYPE is set. Called
 * once, when the program has no other threads yet; takes less than a millisecond. */
void gradus_blas_begin (void);

/* What gradus_blas_begin() replaced; NULL: nothing. And what there is now. */
const char *gradus_blas_get_replaced (void);
const char *gradus_blas_get_core (void);

/* Whether a few products of odd shapes come out as the program's own loops have them; looked at
 * once. Where they do not, layers do without OpenBLAS. */
gboolean gradus_blas_is_right (void);

G_END_DECLS
