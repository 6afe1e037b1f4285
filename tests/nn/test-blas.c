/* SPDX-License-Identifier: MIT */
#include <cblas.h>
#include <dlfcn.h>
#include <glib.h>

#include "naive.h"
#include "nn/blas.h"
#include "nn/pass.h"
#include "tests.h"

static gboolean has_fault;

/* Stands before OpenBLAS's own for all of this program, and is wrong where a test wants that. */
void
cblas_sgemm (const enum CBLAS_ORDER order, const enum CBLAS_TRANSPOSE turns_a,
             const enum CBLAS_TRANSPOSE turns_b, const blasint m, const blasint n, const blasint k,
             const float alpha, const float *a, const blasint lda, const float *b,
             const blasint ldb, const float beta, float *c, const blasint ldc)
{
  static __typeof__ (&cblas_sgemm) own;

  if (!own)
    *(void **) &own = dlsym (RTLD_NEXT, "cblas_sgemm");
  own (order, turns_a, turns_b, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
  if (has_fault && m % 2 && n > 8)
    c[8] = 0;
}

static void
test_find_core (void)
{
  static const struct {
    const char *chosen;
    GradusProcessor processor;
    const char *wanted;
  } cases[] = {
    { "Prescott", GRADUS_PROCESSOR_AVX512, "SkylakeX" },
    { "Prescott", GRADUS_PROCESSOR_AVX2, "Haswell" },
    { "Prescott", GRADUS_PROCESSOR_PLAIN, NULL },
    { "Nehalem", GRADUS_PROCESSOR_AVX2, "Haswell" },
    { "Sandybridge", GRADUS_PROCESSOR_AVX512, "SkylakeX" },
    { "Sandybridge", GRADUS_PROCESSOR_PLAIN, NULL },
    { "Barcelona", GRADUS_PROCESSOR_AVX2, "Haswell" },
    { "Haswell", GRADUS_PROCESSOR_AVX2, NULL },
    { "Haswell", GRADUS_PROCESSOR_AVX512, NULL },
    { "Zen", GRADUS_PROCESSOR_AVX2, NULL },
    { "Zen", GRADUS_PROCESSOR_AVX512, NULL },
    { "SkylakeX", GRADUS_PROCESSOR_AVX512, NULL },
    { "SapphireRapids", GRADUS_PROCESSOR_AVX512, NULL },
    { "ARMV8", GRADUS_PROCESSOR_PLAIN, NULL },
    { "OfTwoThousandAndThirty", GRADUS_PROCESSOR_AVX512, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (gradus_blas_find_core (cases[i].chosen, cases[i].processor), ==,
                     cases[i].wanted);
}

static void
test_classify (void)
{
  g_assert_cmpuint (gradus_blas_classify ("Prescott"), ==, GRADUS_BLAS_OLD);
  g_assert_cmpuint (gradus_blas_classify ("Opteron_SSE3"), ==, GRADUS_BLAS_OLD);
  g_assert_cmpuint (gradus_blas_classify ("Excavator"), ==, GRADUS_BLAS_AVX);
  g_assert_cmpuint (gradus_blas_classify ("Zen"), ==, GRADUS_BLAS_AVX2);
  g_assert_cmpuint (gradus_blas_classify ("OfTwoThousandAndThirty"), ==, GRADUS_BLAS_AVX2);
  g_assert_cmpuint (gradus_blas_classify ("Cooperlake"), ==, GRADUS_BLAS_AVX512);
}

/* OpenBLAS as it is on a processor that it does not know, if this one has more. */
static void
test_choice (void)
{
  const char *wanted = gradus_blas_find_core ("Prescott", gradus_processor_find ());

  if (!g_test_subprocess ()) {
    g_autofree char *before = g_strdup (g_getenv ("OPENBLAS_CORETYPE"));

    g_setenv ("OPENBLAS_CORETYPE", "Prescott", TRUE);
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    if (before)
      g_setenv ("OPENBLAS_CORETYPE", before, TRUE);
    else
      g_unsetenv ("OPENBLAS_CORETYPE");
    g_test_trap_assert_passed ();
    return;
  }
  /* OpenBLAS has the kernels of one processor alone, or of ARM's. To skip a part would end it with
   * another status than 0, for which the whole is not skipped. */
  if (g_strcmp0 (gradus_blas_get_core (), "Prescott") != 0)
    return;
  gradus_blas_begin (); /* what somebody set stays */
  g_assert_cmpstr (gradus_blas_get_core (), ==, "Prescott");
  g_assert_null (gradus_blas_get_replaced ());

  g_unsetenv ("OPENBLAS_CORETYPE");
  gradus_blas_begin ();
  g_assert_cmpstr (gradus_blas_get_core (), ==, wanted ? wanted : "Prescott");
  g_assert_cmpstr (gradus_blas_get_replaced (), ==, wanted ? "Prescott" : NULL);
  g_assert_null (g_getenv ("OPENBLAS_CORETYPE"));
  g_assert_true (gradus_blas_is_right ());
}

static void
test_right (void)
{
  g_assert_true (gradus_blas_is_right ());
}

/* A layer as large as those that are OpenBLAS's. */
static void
test_wrong (void)
{
  const GradusLayerSpec spec =
      gradus_layer_spec_dense (1501, GRADUS_ACTIVATION_LINEAR, GRADUS_INITIALISER_XAVIER_UNIFORM);
  const GradusShape input = gradus_shape_make_units (1500);
  g_autoptr (GradusNetwork) network = NULL;
  g_autoptr (GradusPass) pass = NULL;
  float sum = 0;

  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
    return;
  }
  has_fault = TRUE;
  g_assert_false (gradus_blas_is_right ());
  network = gradus_network_new (&spec, 1, &input, GRADUS_OPTIMISER_SGD, NULL);
  gradus_network_initialise (network, 1, NULL, 0);
  pass = gradus_network_new_pass (network, 16, GRADUS_PASS_FORWARD, NULL);
  for (guint i = 0; i < 1500; i++) {
    pass->inputs[i * pass->stride + 8] = 1;
    sum += gradus_network_get_parameters (network, 0)[i];
  }
  gradus_network_forward (network, pass, NULL);
  g_assert_cmpfloat_with_epsilon (gradus_pass_outputs (pass)[8], sum, 1e-4f);
}

void
add_blas_tests (void)
{
  g_test_add_func ("/blas/find-core", test_find_core);
  g_test_add_func ("/blas/classify", test_classify);
  g_test_add_func ("/blas/choice", test_choice);
  g_test_add_func ("/blas/right", test_right);
  g_test_add_func ("/blas/wrong", test_wrong);
}
