/* SPDX-License-Identifier: MIT */
#include "experiment/experiment-parts.h"

#include "data/feature.h"

static const GradusGenerator *
read_generator (GradusJsonReader *reader, const char *path, json_t *data)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint position = 0;

  for (guint i = 0; gradus_generators[i]; i++)
    g_ptr_array_add (names, (gpointer) gradus_generators[i]->name);
  g_ptr_array_add (names, NULL);
  gradus_json_reader_name (reader, path, data, "name", "dataset",
                           (const char *const *) names->pdata, &position);
  return gradus_generators[position];
}

/* Reads a list of at least one name, none twice; if it is left out, the default. */
static guint
read_features (GradusJsonReader *reader, const char *path, json_t *data, const GradusDataSpec *spec)
{
  g_autofree char *where = gradus_json_path (path, "features");
  json_t *list = json_object_get (data, "features"), *name;
  guint features = 0;
  gsize i;

  if (!list || gradus_json_reader_has_failed (reader))
    return spec->features;
  if (!spec->features)
    gradus_json_reader_fail (reader, where, "%s has no features; leave them out",
                             spec->generator->name);
  else if (!json_is_array (list) || json_array_size (list) == 0)
    gradus_json_reader_fail (reader, where,
                             "this must be a list of at least one feature, as in [\"x\", \"y\"]");
  json_array_foreach (list, i, name) {
    guint feature = 0;
    g_autofree char *known = g_strjoinv (", ", (char **) gradus_feature_names);

    if (!json_is_string (name) ||
        !gradus_names_find (gradus_feature_names, json_string_value (name), &feature))
      gradus_json_reader_fail (reader, where, "number %d is not a feature; known: %s", (int) i + 1,
                               known);
    else if (features >> feature & 1)
      gradus_json_reader_fail (reader, where, "%s is there twice; give each once",
                               gradus_feature_names[feature]);
    features |= 1u << feature;
  }
  return gradus_json_reader_has_failed (reader) ? spec->features : features;
}

static json_t *
write_features (guint features)
{
  json_t *list = json_array ();

  for (GradusFeature feature = 0; feature < GRADUS_N_FEATURES; feature++) {
    if (features >> feature & 1)
      json_array_append_new (list, json_string (gradus_feature_names[feature]));
  }
  return list;
}

/* Refuses settings that belong to other kinds of data. A setting that does nothing would be a
 * mistake that nobody notices. */
static void
refuse_foreign (GradusJsonReader *reader, const char *path, json_t *data,
                const GradusDataSpec *spec)
{
  const gboolean is_file = spec->generator == &gradus_file_generator;
  const struct {
    const char *key;
    gboolean is_at_home;
  } keys[] = { { "formula", spec->formula != NULL },
               { "points", spec->generator == &gradus_points_generator },
               { "path", is_file || spec->generator->has_path },
               { "header", is_file },
               { "encoding", is_file },
               { "missing-values", is_file },
               { "size", is_file },
               { "grey", is_file },
               { "target", is_file },
               { "inputs", is_file },
               { "scaling", is_file },
               { "missing", is_file },
               { "task", is_file },
               { "pictures", is_file },
               { "turn", is_file },
               { "flip", is_file } };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *where = gradus_json_path (path, keys[i].key);

    if (!keys[i].is_at_home && json_object_get (data, keys[i].key))
      gradus_json_reader_fail (reader, where, "%s does not have this setting; leave it out",
                               spec->generator->name);
  }
}

static void
read_formula (GradusJsonReader *reader, const char *path, json_t *data, GradusDataSpec *spec)
{
  g_autofree char *where = gradus_json_path (path, "formula");
  const GradusFormula *formula;
  g_autoptr (GError) fault = NULL;
  const char *text;

  if (!spec->formula || gradus_json_reader_has_failed (reader))
    return;
  text = gradus_json_reader_string (reader, path, data, "formula",
                                    gradus_formula_get_text (spec->formula));
  if (gradus_json_reader_has_failed (reader))
    return;
  formula = gradus_formula_find (text, &fault);
  if (formula)
    spec->formula = formula;
  else
    gradus_json_reader_fail (reader, where, "%s", fault->message);
}

/* Pictures alone can be moved; what a file has is not known while it is not there. */
static void
read_variation (GradusJsonReader *reader, const char *path, json_t *data, GradusDataSpec *spec)
{
  const gboolean can_move = gradus_data_spec_has_pictures (spec) ||
                            (spec->import && gradus_import_is_absent (spec->import));
  g_autofree char *where = gradus_json_path (path, "mirror");
  json_t *mirror = json_object_get (data, "mirror");
  guint64 shift = 0;

  gradus_json_reader_optional_integer (reader, path, data, "shift", can_move, spec->generator->name,
                                       0, GRADUS_MAX_SHIFT, &shift);
  spec->shift = (guint) shift;
  spec->is_mirrored = json_is_true (mirror);
  if (mirror && !json_is_boolean (mirror))
    gradus_json_reader_fail (reader, where, "this must be true or false");
  else if (mirror && !can_move)
    gradus_json_reader_fail (reader, where, "%s does not have this setting; leave it out",
                             spec->generator->name);
}

/* Reads the settings that only one kind of data has. */
static void
read_own_settings (GradusJsonReader *reader, const char *path, json_t *data, GradusDataSpec *spec)
{
  refuse_foreign (reader, path, data, spec);
  read_formula (reader, path, data, spec);
  if (gradus_json_reader_has_failed (reader))
    return;
  if (spec->generator == &gradus_points_generator)
    spec->points = gradus_points_from_tree (reader, path, data);
  if (spec->generator == &gradus_file_generator)
    spec->import = gradus_import_from_tree (reader, path, data);
  if (spec->generator->has_path && json_object_get (data, "path"))
    spec->path = gradus_data_path_from_tree (reader, path, data);
  if (!gradus_json_reader_has_failed (reader))
    read_variation (reader, path, data, spec);
}

GradusDataSpec
gradus_data_spec_from_tree (GradusJsonReader *reader, const char *path, json_t *data)
{
  static const char *const keys[] = {
    "name",    "samples", "noise",  "arms",     "test-fraction",  "features", "formula",
    "points",  "path",    "header", "encoding", "missing-values", "target",   "inputs",
    "scaling", "missing", "task",   "pictures", "turn",           "flip",     "mirror",
    "shift",   "size",    "grey",   NULL
  };
  GradusDataSpec spec = gradus_data_spec_make (gradus_generators[0]);
  guint64 n_samples, n_arms;

  if (!gradus_json_reader_check_object (reader, path, data, keys))
    return spec;
  spec = gradus_data_spec_make (read_generator (reader, path, data));
  n_samples = spec.n_samples;
  n_arms = spec.n_arms;
  gradus_json_reader_optional_integer (reader, path, data, "samples", spec.n_samples > 0,
                                       spec.generator->name, GRADUS_MIN_SAMPLES, GRADUS_MAX_SAMPLES,
                                       &n_samples);
  gradus_json_reader_optional_integer (reader, path, data, "arms", spec.n_arms > 0,
                                       spec.generator->name, GRADUS_MIN_ARMS, GRADUS_MAX_ARMS,
                                       &n_arms);
  gradus_json_reader_optional (reader, path, data, "noise", spec.generator->has_noise,
                               spec.generator->name, 0, 1, &spec.noise);
  gradus_json_reader_optional (reader, path, data, "test-fraction", spec.generator->has_test,
                               spec.generator->name, 0, GRADUS_MAX_TEST_FRACTION,
                               &spec.test_fraction);
  spec.features = read_features (reader, path, data, &spec);
  spec.n_samples = (guint) n_samples;
  spec.n_arms = (guint) n_arms;
  read_own_settings (reader, path, data, &spec);
  return spec;
}

/* Features that are the plain ones are left out, as most files leave them out. */
json_t *
gradus_data_spec_to_tree (const GradusDataSpec *spec)
{
  json_t *data = json_pack ("{ss}", "name", spec->generator->name);

  if (spec->formula)
    json_object_set_new (data, "formula", json_string (gradus_formula_get_text (spec->formula)));
  if (spec->import && spec->generator == &gradus_file_generator)
    gradus_import_to_tree (spec->import, data);
  if (spec->path)
    gradus_data_path_to_tree (spec->path, data);
  if (spec->n_samples > 0)
    json_object_set_new (data, "samples", json_integer ((json_int_t) spec->n_samples));
  if (spec->generator->has_noise)
    json_object_set_new (data, "noise", json_real (spec->noise));
  if (spec->n_arms > 0)
    json_object_set_new (data, "arms", json_integer ((json_int_t) spec->n_arms));
  if (spec->generator->has_test)
    json_object_set_new (data, "test-fraction", json_real (spec->test_fraction));
  if (spec->features && spec->features != GRADUS_FEATURES_PLAIN)
    json_object_set_new (data, "features", write_features (spec->features));
  if (spec->is_mirrored)
    json_object_set_new (data, "mirror", json_true ());
  if (spec->shift > 0)
    json_object_set_new (data, "shift", json_integer ((json_int_t) spec->shift));
  if (spec->points)
    json_object_set_new (data, "points", gradus_points_to_tree (spec->points));
  return data;
}
