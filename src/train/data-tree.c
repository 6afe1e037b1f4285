/* SPDX-License-Identifier: MIT */
#include "train/experiment-parts.h"

static const GradusGenerator *
read_generator (GradusJsonReader *reader, const char *place, json_t *data)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint position = 0;

  for (guint i = 0; gradus_generators[i]; i++)
    g_ptr_array_add (names, (gpointer) gradus_generators[i]->name);
  g_ptr_array_add (names, NULL);
  gradus_json_reader_name (reader, place, data, "name", "dataset", (const char *const *) names->pdata,
                           &position);
  return gradus_generators[position];
}

GradusDataSpec
gradus_data_spec_from_tree (GradusJsonReader *reader, const char *place, json_t *data)
{
  static const char *const keys[] = { "name", "samples", "noise", "arms", "test-fraction", NULL };
  GradusDataSpec spec = gradus_data_spec_make (gradus_generators[0]);
  guint64 n_samples, n_arms;

  if (!gradus_json_reader_check_object (reader, place, data, keys))
    return spec;
  spec = gradus_data_spec_make (read_generator (reader, place, data));
  n_samples = spec.n_samples;
  n_arms = spec.n_arms;
  gradus_json_reader_optional_integer (reader, place, data, "samples", spec.n_samples > 0,
                                       spec.generator->name, GRADUS_MIN_SAMPLES, GRADUS_MAX_SAMPLES,
                                       &n_samples);
  gradus_json_reader_optional_integer (reader, place, data, "arms", spec.n_arms > 0, spec.generator->name,
                                       GRADUS_MIN_ARMS, GRADUS_MAX_ARMS, &n_arms);
  gradus_json_reader_optional (reader, place, data, "noise", spec.generator->has_noise, spec.generator->name,
                               0, 1, &spec.noise);
  gradus_json_reader_optional (reader, place, data, "test-fraction", spec.n_samples > 0, spec.generator->name,
                               0, GRADUS_MAX_TEST_FRACTION, &spec.test_fraction);
  spec.n_samples = (guint) n_samples;
  spec.n_arms = (guint) n_arms;
  return spec;
}

json_t *
gradus_data_spec_to_tree (const GradusDataSpec *spec)
{
  json_t *data = json_pack ("{ss}", "name", spec->generator->name);

  if (spec->n_samples > 0)
    json_object_set_new (data, "samples", json_integer ((json_int_t) spec->n_samples));
  if (spec->generator->has_noise)
    json_object_set_new (data, "noise", gradus_json_write_number (spec->noise));
  if (spec->n_arms > 0)
    json_object_set_new (data, "arms", json_integer ((json_int_t) spec->n_arms));
  if (spec->n_samples > 0)
    json_object_set_new (data, "test-fraction", gradus_json_write_number (spec->test_fraction));
  return data;
}
