/* SPDX-License-Identifier: MIT */
#include "data/generator.h"

#include "data/feature.h"

const GradusGenerator *const gradus_generators[] = {
  &gradus_xor_generator,      &gradus_xor_cloud_generator,
  &gradus_circle_generator,   &gradus_gauss_generator,
  &gradus_moons_generator,    &gradus_checkerboard_generator,
  &gradus_spiral_generator,   &gradus_above_generator,
  &gradus_plane_generator,    &gradus_hill_generator,
  &gradus_function_generator, &gradus_points_generator,
  &gradus_file_generator,     &gradus_fashion_generator,
  &gradus_cifar_generator,    NULL,
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
  spec.formula =
      generator->usual_formula ? gradus_formula_find (generator->usual_formula, NULL) : NULL;
  return spec;
}

GradusDataSpec
gradus_data_spec_copy (const GradusDataSpec *spec)
{
  GradusDataSpec copy = *spec;

  if (spec->points)
    copy.points = gradus_points_ref (spec->points);
  if (spec->import)
    copy.import = gradus_import_ref (spec->import);
  return copy;
}

void
gradus_data_spec_clear (GradusDataSpec *spec)
{
  g_clear_pointer (&spec->points, gradus_points_unref);
  g_clear_pointer (&spec->import, gradus_import_unref);
}

gboolean
gradus_data_spec_can_go_on_as (const GradusDataSpec *a, const GradusDataSpec *b)
{
  return gradus_data_spec_equal (a, b) ||
         (a->points && b->points && b->points->n > 0 && a->generator == b->generator &&
          a->features == b->features && a->test_fraction == b->test_fraction &&
          gradus_data_spec_count_targets (a) == gradus_data_spec_count_targets (b));
}

gboolean
gradus_data_spec_is_regression (const GradusDataSpec *spec)
{
  return spec->generator->is_regression || (spec->import && spec->import->is_regression);
}

gboolean
gradus_data_spec_equal (const GradusDataSpec *a, const GradusDataSpec *b)
{
  return a->generator == b->generator && a->n_samples == b->n_samples && a->noise == b->noise &&
         a->n_arms == b->n_arms && a->test_fraction == b->test_fraction &&
         a->features == b->features && a->formula == b->formula && a->path == b->path &&
         !a->is_mirrored == !b->is_mirrored && a->shift == b->shift &&
         gradus_points_equal (a->points, b->points) && gradus_import_equal (a->import, b->import);
}

gboolean
gradus_data_spec_has_pictures (const GradusDataSpec *spec)
{
  return (spec->import ? spec->import->picture : spec->generator->picture).width > 0;
}

GradusShape
gradus_data_spec_get_shape (const GradusDataSpec *spec)
{
  if (spec->features)
    return gradus_shape_make_units (gradus_features_count (spec->features));
  return spec->import ? spec->import->shape
                      : gradus_picture_layout_get_shape (&spec->generator->picture,
                                                         spec->generator->n_inputs);
}

guint
gradus_data_spec_count_inputs (const GradusDataSpec *spec)
{
  const GradusShape shape = gradus_data_spec_get_shape (spec);

  return gradus_shape_count (&shape);
}

guint
gradus_data_spec_count_targets (const GradusDataSpec *spec)
{
  return spec->generator->count_targets (spec);
}

guint
gradus_data_spec_count_samples (const GradusDataSpec *spec)
{
  return spec->import ? spec->import->rows->len : spec->points ? spec->points->n : spec->n_samples;
}
