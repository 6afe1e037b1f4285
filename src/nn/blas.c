/* SPDX-License-Identifier: MIT */
#include "nn/blas.h"

#include <cblas.h>
#include <math.h>

#include "platform/platform.h"

static char *replaced;

GradusProcessor
gradus_processor_find (void)
{
#if defined(__x86_64__)
  if (!__builtin_cpu_supports ("avx2") || !__builtin_cpu_supports ("fma"))
    return GRADUS_PROCESSOR_PLAIN;
  if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512bw") &&
      __builtin_cpu_supports ("avx512cd") && __builtin_cpu_supports ("avx512dq") &&
      __builtin_cpu_supports ("avx512vl"))
    return GRADUS_PROCESSOR_AVX512;
  return GRADUS_PROCESSOR_AVX2;
#else
  return GRADUS_PROCESSOR_PLAIN;
#endif
}

GradusBlasKernels
gradus_blas_classify (const char *core)
{
  static const char *const old[] = {
    "Katmai",     "Coppermine", "Northwood", "Prescott", "Banias",       "Core2",   "Penryn",
    "Dunnington", "Atom",       "Nano",      "Nehalem",  "Athlon",       "Opteron", "Barcelona",
    "Bobcat",     "Generic",    "GENERIC",   "Unknown",  "Opteron_SSE3", NULL,
  };
  static const char *const avx[] = { "Sandybridge", "Bulldozer", "Piledriver",
                                     "Steamroller", "Excavator", NULL };
  static const char *const avx512[] = { "SkylakeX", "Cooperlake", "SapphireRapids", NULL };

  return g_strv_contains (old, core)      ? GRADUS_BLAS_OLD
         : g_strv_contains (avx, core)    ? GRADUS_BLAS_AVX
         : g_strv_contains (avx512, core) ? GRADUS_BLAS_AVX512
                                          : GRADUS_BLAS_AVX2;
}

/* Haswell's kernels on a processor with AVX-512 are a choice that somebody made, and no mistake. */
const char *
gradus_blas_find_core (const char *chosen, GradusProcessor processor)
{
  if (processor == GRADUS_PROCESSOR_PLAIN || gradus_blas_classify (chosen) > GRADUS_BLAS_AVX)
    return NULL;
  return processor == GRADUS_PROCESSOR_AVX512 ? "SkylakeX" : "Haswell";
}

/* The two functions by which OpenBLAS itself begins and ends its choice when it is loaded and
 * unloaded; an OpenBLAS that was built for one processor has none. */
static gboolean
choose_core (const char *core)
{
  const GradusPlatformFunction forget =
      gradus_platform_find_blas_function ("gotoblas_dynamic_quit");
  const GradusPlatformFunction choose =
      gradus_platform_find_blas_function ("gotoblas_dynamic_init");

  if (!forget || !choose)
    return FALSE;
  /* It reads the variable alone; programs that this one starts choose for themselves. */
  g_setenv ("OPENBLAS_CORETYPE", core, TRUE);
  forget ();
  choose ();
  g_unsetenv ("OPENBLAS_CORETYPE");
  return TRUE;
}

void
gradus_blas_begin (void)
{
  g_autofree char *chosen = g_strdup (openblas_get_corename ());
  const char *core = gradus_blas_find_core (chosen, gradus_processor_find ());

  if (core && !g_getenv ("OPENBLAS_CORETYPE") && choose_core (core))
    replaced = g_steal_pointer (&chosen);
}

const char *
gradus_blas_get_replaced (void)
{
  return replaced;
}

const char *
gradus_blas_get_core (void)
{
  return openblas_get_corename ();
}

/* -- A few products ---------------------------------------------------------------------------- */

#define LARGEST_SIDE 67

static float
find_term (gsize i, gsize seed)
{
  return (float) ((double) ((i * 37 + seed * 11) % 23) / 23 - 0.5);
}

/* y = Aᵀ?·B + y, of m × k and k × n, beside a plain loop. */
static gboolean
is_product_right (int m, int n, int k, CBLAS_TRANSPOSE turned)
{
  static float a[LARGEST_SIDE * LARGEST_SIDE], b[LARGEST_SIDE * LARGEST_SIDE],
      y[LARGEST_SIDE * LARGEST_SIDE];
  const int a_row = turned == CblasTrans ? m : k;

  for (gsize i = 0; i < G_N_ELEMENTS (a); i++) {
    a[i] = find_term (i, 1);
    b[i] = find_term (i, 2);
    y[i] = find_term (i, 3);
  }
  cblas_sgemm (CblasRowMajor, turned, CblasNoTrans, m, n, k, 1, a, a_row, b, n, 1, y, n);
  for (int row = 0; row < m; row++) {
    for (int column = 0; column < n; column++) {
      const gsize at = (gsize) row * (gsize) n + (gsize) column;
      double sum = (double) find_term (at, 3);

      for (int i = 0; i < k; i++)
        sum += (double) a[turned == CblasTrans ? i * a_row + row : row * a_row + i] *
               (double) b[i * n + column];
      if (!(fabs ((double) y[at] - sum) < 1e-4))
        return FALSE;
    }
  }
  return TRUE;
}

static gboolean
are_products_right (void)
{
  static const struct {
    int m, n, k;
  } shapes[] = { { 1, 7, 3 }, { 5, 5, 17 }, { 17, 9, 33 }, { 33, 65, 13 }, { 67, 31, 47 } };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    if (!is_product_right (shapes[i].m, shapes[i].n, shapes[i].k, CblasNoTrans) ||
        !is_product_right (shapes[i].m, shapes[i].n, shapes[i].k, CblasTrans))
      return FALSE;
  }
  return TRUE;
}

gboolean
gradus_blas_is_right (void)
{
  enum {
    UNKNOWN,
    RIGHT,
    WRONG
  };
  static gsize found = UNKNOWN;

  if (g_once_init_enter (&found))
    g_once_init_leave (&found, are_products_right () ? RIGHT : WRONG);
  return found == RIGHT;
}
