/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <string.h>

#include "../nn/block-layer.h"
#include "train/checkpoint-form.h"
#include "train/safetensors.h"

/* 2-12-12-1, the weights of layer 2 with three axes and those of layer 3 with four. */
static GradusExperiment *
make_experiment (void)
{
  GradusExperiment *experiment = gradus_experiment_new ("Blocks");
  GradusLayerSpec spec =
      gradus_layer_spec_dense (12, GRADUS_ACTIVATION_TANH, GRADUS_INITIALISER_UNIFORM);

  gradus_experiment_add_layer (experiment, &spec);
  spec.class = get_block_class ();
  gradus_experiment_add_layer (experiment, &spec);
  gradus_experiment_add_layer (experiment, &spec);
  experiment->optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_ADAM);
  return experiment;
}

static GradusCheckpoint *
make_checkpoint (const GradusExperiment *experiment, const GradusShape *input)
{
  g_autoptr (GradusNetwork) network = gradus_network_new (
      gradus_experiment_get_layer (experiment, 0), 3, input, GRADUS_OPTIMISER_ADAM, NULL);
  GradusCheckpoint *checkpoint = gradus_checkpoint_new (7, gradus_network_count_state (network));

  gradus_network_initialise (network, 1, NULL, 0);
  gradus_network_save_state (network, checkpoint->state);
  return checkpoint;
}

static void
check_shape (const GradusSafetensors *file, const char *name, guint n_axes, const guint *axes)
{
  const GradusSafetensor *tensor = gradus_safetensors_find (file, name);

  g_assert_nonnull (tensor);
  g_assert_true (gradus_safetensor_has_shape (tensor, n_axes, axes));
  g_assert_false (gradus_safetensor_has_shape (tensor, n_axes - 1, axes));
}

static void
test_axes (void)
{
  static const char *const prefixes[] = { "", "first_moment.", "second_moment." };
  const GradusShape input = gradus_shape_make_units (2);
  g_autoptr (GradusExperiment) experiment = make_experiment ();
  g_autoptr (GradusCheckpoint) checkpoint = make_checkpoint (experiment, &input), again = NULL;
  g_autoptr (GradusCheckpointForm) form = gradus_checkpoint_form_new (experiment, &input, NULL);
  const gsize length = gradus_checkpoint_form_get_length (form);
  char *bytes = g_malloc (length);
  g_autoptr (GBytes) contents = g_bytes_new_take (bytes, length);
  g_autoptr (GradusSafetensors) file = NULL;

  gradus_checkpoint_form_write (form, checkpoint, bytes);
  file = gradus_safetensors_read (contents, NULL);
  g_assert_nonnull (file);
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++) {
    g_autofree char *second = g_strconcat (prefixes[i], "layer.2.weight", NULL);
    g_autofree char *third = g_strconcat (prefixes[i], "layer.3.weight", NULL);

    check_shape (file, second, 3, (const guint[]){ 12, 4, 3 });
    check_shape (file, third, 4, (const guint[]){ 12, 3, 2, 2 });
  }
  again = gradus_checkpoint_form_read (form, 7, bytes, length, NULL);
  g_assert_cmpmem (again->state, again->n_floats * sizeof (float), checkpoint->state,
                   checkpoint->n_floats * sizeof (float));
}

/* As many numbers in another shape are other weights. */
static void
test_other_shape (void)
{
  const GradusShape input = gradus_shape_make_units (2);
  g_autoptr (GradusExperiment) blocks = make_experiment (), dense = make_experiment ();
  g_autoptr (GradusCheckpoint) checkpoint = make_checkpoint (blocks, &input), again = NULL;
  g_autoptr (GradusCheckpointForm) form = gradus_checkpoint_form_new (blocks, &input, NULL),
                                   other = NULL;
  const gsize length = gradus_checkpoint_form_get_length (form);
  g_autofree char *bytes = g_malloc (length);
  g_autoptr (GError) error = NULL;

  gradus_experiment_get_layer (dense, 1)->class = &gradus_dense_class;
  other = gradus_checkpoint_form_new (dense, &input, NULL);
  gradus_checkpoint_form_write (form, checkpoint, bytes);
  again = gradus_checkpoint_form_read (other, 7, bytes, length, &error);
  g_assert_null (again);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "layer.2.weight"));
}

void
add_checkpoint_form_tests (void)
{
  g_test_add_func ("/checkpoint-form/axes", test_axes);
  g_test_add_func ("/checkpoint-form/other-shape", test_other_shape);
}
