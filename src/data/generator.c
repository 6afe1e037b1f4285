/* SPDX-License-Identifier: MIT */
#include "data/generator.h"

#include "data/feature.h"

const GradusGenerator *const gradus_generators[] = {
  &gradus_xor_generator,    &gradus_xor_cloud_generator, &gradus_circle_generator,
  &gradus_gauss_generator,  &gradus_moons_generator,     &gradus_checkerboard_generator,
  &gradus_spiral_generator, &gradus_fashion_generator,   NULL,
};

const GradusGenerator *
gradus_generator_find (const char *name)
{
  for (guint i = 0; gradus_generators[i]; i++) {
    if (g_str_equal (gradus_generators[i]->name, name))
      return gradus_generators[i];
  }
  return NULL;
}

GradusDataSpec
gradus_data_spec_make (const GradusGenerator *generator)
{
  GradusDataSpec spec = generator->usual;

  spec.generator = generator;
  spec.features = generator->n_inputs == 2 ? GRADUS_FEATURES_PLAIN : 0;
  return spec;
}

gboolean
gradus_data_spec_equal (const GradusDataSpec *a, const GradusDataSpec *b)
{
  return a->generator == b->generator && a->n_samples == b->n_samples && a->noise == b->noise &&
         a->n_arms == b->n_arms && a->test_fraction == b->test_fraction && a->features == b->features;
}

guint
gradus_data_spec_count_inputs (const GradusDataSpec *spec)
{
  return spec->features ? gradus_features_count (spec->features) : spec->generator->n_inputs;
}

guint
gradus_data_spec_count_targets (const GradusDataSpec *spec)
{
  return spec->generator->count_targets (spec);
}
