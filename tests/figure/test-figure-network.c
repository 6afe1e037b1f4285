/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* The picture of the network says what is so: each rule by what is drawn. */
#include "figure-run.h"
#include "figure/network-figure.h"
#include "figure/unit-scale.h"

/* One scale by activation, whatever the values happen to be. */
static void
test_scales (void)
{
  const float values[] = { 0, 0.25f, 0.5f }, wide[] = { 0, -2, 0.5f };

  for (GradusActivationKind kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
    const GradusActivation activation = gradus_activation_make (kind);
    const GradusOutputScale scale = gradus_unit_scale_make (&activation, values, 3);
    const gboolean is_share =
        kind == GRADUS_ACTIVATION_SIGMOID || kind == GRADUS_ACTIVATION_SOFTMAX;

    g_assert_cmpfloat (scale.neutral, ==, is_share ? 0.5 : 0);
    g_assert_cmpfloat (scale.low, ==, is_share ? 0 : -scale.high);
    g_assert_cmpfloat (scale.high, ==, is_share || kind == GRADUS_ACTIVATION_TANH ? 1 : 0.5);
  }
  g_assert_cmpfloat (gradus_unit_scale_make (NULL, wide, 3).high, ==, 2);
  g_assert_cmpfloat (gradus_unit_scale_make (NULL, NULL, 0).high, ==, 1);
}

/* All units of a layer share a scale that 0 is the middle of. */
static void
test_columns (void)
{
  const GradusSnapshotNeeds needs = EVERYTHING;
  g_autofree GradusDiagramColumn *columns = NULL;
  FigureRun run;
  guint n;

  figure_run_init (&run, "xor-wide-deep", 5, &needs);
  columns = gradus_network_figure_make_columns (&run.source, &n);
  for (guint i = 1; i < n; i++) {
    const GradusActivationKind kind = run.snapshot->sketches[i - 1].activation.kind;

    g_assert_true (run.snapshot->sketches[i - 1].has_activation);
    g_assert_cmpfloat (columns[i].scale.neutral, ==, kind == GRADUS_ACTIVATION_SIGMOID ? 0.5 : 0);
    g_assert_cmpfloat (columns[i].scale.high, >, columns[i].scale.neutral);
  }
  figure_run_clear (&run);
}

void
add_figure_network_tests (void)
{
  g_test_add_func ("/figure-network/scales", test_scales);
  g_test_add_func ("/figure-network/columns", test_columns);
}
