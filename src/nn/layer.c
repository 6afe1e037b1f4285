/* SPDX-License-Identifier: MIT */
#include "nn/layer-functions.h"

const GradusLayerClass *const gradus_layer_classes[] = {
  &gradus_dense_class,
  &gradus_convolution_class,
  &gradus_max_pooling_class,
  &gradus_average_pooling_class,
  &gradus_global_average_pooling_class,
  &gradus_dropout_class,
  &gradus_batch_normalisation_class,
  &gradus_add_class,
  NULL,
};

GradusLayerSpec
gradus_layer_spec_make (const GradusLayerClass *class)
{
  GradusLayerSpec spec = {
    .class = class,
    .activation = gradus_activation_make (GRADUS_ACTIVATION_LINEAR),
    .initialiser = gradus_initialiser_make (GRADUS_INITIALISER_UNIFORM),
  };

  for (guint i = 0; i < gradus_layer_class_count_settings (class); i++)
    spec.settings[i] = class->settings[i].usual;
  return spec;
}

GradusLayerSpec
gradus_layer_spec_dense (guint units, GradusActivationKind activation,
                         GradusInitialiserKind initialiser)
{
  GradusLayerSpec spec = gradus_layer_spec_make (&gradus_dense_class);

  gradus_layer_spec_set_width (&spec, units);
  spec.activation = gradus_activation_make (activation);
  spec.initialiser = gradus_initialiser_make (initialiser);
  return spec;
}

static gboolean
are_settings_equal (const GradusLayerSpec *a, const GradusLayerSpec *b,
                    gboolean also_those_that_act_at_once)
{
  for (guint i = 0; i < gradus_layer_class_count_settings (a->class); i++) {
    if (a->settings[i] != b->settings[i] &&
        (also_those_that_act_at_once || !a->class->settings[i].acts_at_once))
      return FALSE;
  }
  return TRUE;
}

gboolean
gradus_layer_spec_equal (const GradusLayerSpec *a, const GradusLayerSpec *b)
{
  return a->class == b->class && gradus_activation_equal (a->activation, b->activation) &&
         gradus_initialiser_equal (&a->initialiser, &b->initialiser) &&
         are_settings_equal (a, b, TRUE);
}

gboolean
gradus_layer_spec_can_go_on_as (const GradusLayerSpec *a, const GradusLayerSpec *b)
{
  return a->class == b->class &&
         (gradus_activation_equal (a->activation, b->activation) ||
          (gradus_activation_is_elementwise (a->activation.kind) &&
           gradus_activation_is_elementwise (b->activation.kind))) &&
         gradus_initialiser_equal (&a->initialiser, &b->initialiser) &&
         are_settings_equal (a, b, FALSE);
}

const GradusLayerClass *
gradus_layer_class_find (const char *name)
{
  for (guint i = 0; gradus_layer_classes[i]; i++) {
    if (g_str_equal (gradus_layer_classes[i]->name, name))
      return gradus_layer_classes[i];
  }
  return NULL;
}

gboolean
gradus_layer_class_fits_activation (const GradusLayerClass *class, GradusActivationKind activation)
{
  return class->fits_activation ? class->fits_activation (activation)
                                : gradus_activation_is_elementwise (activation);
}

guint
gradus_layer_class_count_settings (const GradusLayerClass *class)
{
  guint n = 0;

  while (class->settings && class->settings[n].key)
    n++;
  return n;
}

guint
gradus_layer_class_find_setting (const GradusLayerClass *class, const char *key)
{
  for (guint i = 0; i < gradus_layer_class_count_settings (class); i++) {
    if (g_str_equal (class->settings[i].key, key))
      return i;
  }
  return GRADUS_NO_SETTING;
}

const GradusLayerSetting *
gradus_layer_class_get_width (const GradusLayerClass *class)
{
  for (guint i = 0; i < gradus_layer_class_count_settings (class); i++) {
    if (class->settings[i].is_width)
      return &class->settings[i];
  }
  return NULL;
}

double
gradus_layer_spec_get (const GradusLayerSpec *spec, const char *key)
{
  const guint at = gradus_layer_class_find_setting (spec->class, key);

  g_return_val_if_fail (at != GRADUS_NO_SETTING, 0);
  return spec->settings[at];
}

void
gradus_layer_spec_set (GradusLayerSpec *spec, const char *key, double value)
{
  const guint at = gradus_layer_class_find_setting (spec->class, key);

  g_return_if_fail (at != GRADUS_NO_SETTING);
  spec->settings[at] = value;
}

guint
gradus_layer_spec_get_width (const GradusLayerSpec *spec)
{
  const GradusLayerSetting *width = gradus_layer_class_get_width (spec->class);

  g_return_val_if_fail (width, 1);
  return (guint) spec->settings[width - spec->class->settings];
}

void
gradus_layer_spec_set_width (GradusLayerSpec *spec, guint width)
{
  const GradusLayerSetting *setting = gradus_layer_class_get_width (spec->class);

  g_return_if_fail (setting);
  spec->settings[setting - spec->class->settings] = width;
}

guint
gradus_layer_list_tensors (const GradusLayer *layer, GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS])
{
  const guint n = layer->class->functions->list_tensors
                      ? layer->class->functions->list_tensors (layer, tensors)
                      : 0;
  gsize offset = 0;

  for (guint i = 0; i < n; i++) {
    tensors[i].offset = offset;
    offset += gradus_tensor_count (&tensors[i]);
  }
  return n;
}

gsize
gradus_layer_count_parameters (const GradusLayer *layer)
{
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS], *last;
  const guint n = gradus_layer_list_tensors (layer, tensors);

  if (n == 0)
    return 0;
  last = &tensors[n - 1];
  return last->offset + gradus_tensor_count (last);
}

gboolean
gradus_layer_find_main_tensor (const GradusLayer *layer, GradusTensor *tensor)
{
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  const guint n = gradus_layer_list_tensors (layer, tensors);
  guint found = 0;

  while (found < n && tensors[found].role != GRADUS_TENSOR_WEIGHT)
    found++;
  for (guint i = 0; found == n && i < n; i++) {
    if (gradus_tensor_is_trained (&tensors[i]))
      found = i;
  }
  if (found < n)
    *tensor = tensors[found];
  return found < n;
}

gboolean
gradus_layer_list_primitives (const GradusLayer *layer,
                              GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES], guint *n)
{
  if (!layer->class->functions->list_primitives)
    return FALSE;
  *n = layer->class->functions->list_primitives (layer, primitives);
  return TRUE;
}
