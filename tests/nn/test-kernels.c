/* SPDX-License-Identifier: MIT */
#include <glib.h>

#include "nn/blas.h"
#include "nn/kernels/kernels.h"
#include "tests.h"

/* By what the processor says of itself, asked for elsewhere. */
static const char *
name_widest (void)
{
#if defined(__aarch64__)
  return "neon";
#elif defined(__x86_64__)
  switch (gradus_processor_find ()) {
  case GRADUS_PROCESSOR_AVX512:
    return "avx512";
  case GRADUS_PROCESSOR_AVX2:
    return "avx2";
  case GRADUS_PROCESSOR_PLAIN:
  default:
    return "baseline";
  }
#else
  return "baseline";
#endif
}

/* The widest that there are, or those that somebody wants. */
static void
test_in_force (void)
{
  const char *wanted = g_getenv ("GRADUS_KERNELS");
  const GradusKernels *kernels = gradus_kernels_get ();

  g_test_message ("loops in force: %s, of %u lanes; OpenBLAS's are %s's", kernels->name,
                  kernels->width, gradus_blas_get_core ());
  g_assert_cmpstr (kernels->name, ==, wanted ? wanted : name_widest ());
}

static void
test_widths (void)
{
  const GradusKernels *const *kernels = gradus_kernels_list ();

  g_assert_cmpuint (kernels[0]->width, ==, 4);
  for (; kernels[1]; kernels++)
    g_assert_cmpuint (kernels[1]->width, >=, kernels[0]->width);
}

void
add_kernels_tests (void)
{
  g_test_add_func ("/kernels/in-force", test_in_force);
  g_test_add_func ("/kernels/widths", test_widths);
}
