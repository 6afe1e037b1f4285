/* SPDX-License-Identifier: MIT */
#include "experiment/trait.h"

#include <glib/gi18n.h>

#include "experiment/setting-text.h"
#include "plot/number.h"

/* The most kinds of layers and the most traits that a description lists. */
#define MOST_KINDS 3
#define MOST_TRAITS 4

const char *
gradus_trait_title (GradusTrait trait)
{
  static const char *const titles[GRADUS_N_TRAITS] = {
    N_ ("Data"),        N_ ("Shape"), N_ ("Layers"),    N_ ("Activation"),
    N_ ("Initialiser"), N_ ("Cost"),  N_ ("Optimiser"), N_ ("Learning rate"),
    N_ ("Batch size"),  N_ ("Steps"), N_ ("Seed"),
  };

  return titles[trait];
}

static char *
describe_data (const GradusDataSpec *data)
{
  g_autofree char *noise = gradus_number_format_setting (data->noise);
  g_autofree char *n_samples = gradus_number_format_count (data->n_samples);

  if (data->import && data->generator == &gradus_file_generator)
    return g_filename_display_basename (data->import->table->filename);
  if (data->points)
    return g_strdup_printf ("%s %u", data->generator->title, data->points->n);
  if (data->generator->usual.n_samples == 0)
    return g_strdup (data->generator->title);
  if (data->formula)
    return g_strdup_printf ("%s %s %s, %s", data->generator->title,
                            gradus_formula_get_text (data->formula), n_samples, noise);
  if (!data->generator->has_noise)
    return g_strdup_printf ("%s %s", data->generator->title, n_samples);
  return g_strdup_printf ("%s %s, %s", data->generator->title, n_samples, noise);
}

static char *
describe_activation (const GradusLayerSpec *spec)
{
  const char *title = gettext (gradus_activation_title (spec->activation.kind));
  const GradusActivation usual = gradus_activation_make (spec->activation.kind);
  g_autofree char *alpha = gradus_number_format ((double) spec->activation.alpha);

  if (spec->activation.pieces != usual.pieces)
    return g_strdup_printf ("%s %u", title, spec->activation.pieces);
  if (spec->activation.alpha != usual.alpha)
    return g_strdup_printf ("%s %s", title, alpha);
  return g_strdup (title);
}

static char *
describe_initialiser (const GradusLayerSpec *spec)
{
  const GradusInitialiser usual = gradus_initialiser_make (spec->initialiser.kind);
  const char *title = gettext (gradus_initialiser_title (spec->initialiser.kind));
  g_autofree char *scale = gradus_number_format ((double) spec->initialiser.scale);

  if (spec->initialiser.scale != usual.scale)
    return g_strdup_printf ("%s %s", title, scale);
  return g_strdup (title);
}

/* "Dropout (rate 0.3)"; the width is a part of the shape. */
static char *
describe_kind (const GradusLayerSpec *spec)
{
  g_autoptr (GString) unusual = g_string_new (NULL);

  for (guint i = 0; i < gradus_layer_class_count_settings (spec->class); i++) {
    const GradusLayerSetting *setting = &spec->class->settings[i];
    g_autofree char *text = NULL, *in_text = NULL;

    if (setting->is_width || spec->settings[i] == setting->usual)
      continue;
    text = gradus_layer_setting_describe (setting, spec->settings[i]);
    in_text = g_utf8_strdown (text, -1);
    g_string_append_printf (unusual, "%s%s", unusual->len ? ", " : "", in_text);
  }
  return unusual->len ? g_strdup_printf ("%s (%s)", gettext (spec->class->title), unusual->str)
                      : g_strdup (gettext (spec->class->title));
}

static gboolean
has_activation (const GradusLayerSpec *spec)
{
  return spec->class->has_activation && gradus_layer_class_get_width (spec->class);
}

static gboolean
has_initialiser (const GradusLayerSpec *spec)
{
  return spec->class->has_initialiser;
}

/* Lists each kind once, of the hidden layers that have it (NULL: all), or of the last layer if
 * there are no hidden ones. */
static char *
describe_layers (const GradusExperiment *experiment,
                 gboolean (*has_it) (const GradusLayerSpec *spec),
                 char *(*describe) (const GradusLayerSpec *spec))
{
  const guint n = gradus_experiment_get_n_layers (experiment);
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MAX (n - 1, 1); i++) {
    const GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, i);
    g_autofree char *kind = NULL;

    if (has_it && !has_it (spec))
      continue;
    kind = describe (spec);
    if (!g_ptr_array_find_with_equal_func (kinds, kind, g_str_equal, NULL))
      g_ptr_array_add (kinds, g_steal_pointer (&kind));
  }
  if (kinds->len > MOST_KINDS) {
    g_ptr_array_set_size (kinds, MOST_KINDS);
    g_ptr_array_add (kinds, g_strdup ("…"));
  }
  g_ptr_array_add (kinds, NULL);
  return g_strjoinv (", ", (char **) kinds->pdata);
}

/* And what ends training before. */
static char *
describe_steps (const GradusExperiment *experiment)
{
  g_autofree char *steps = gradus_number_format_count (experiment->steps);
  g_autofree char *rule = gradus_stop_rule_describe_all (&experiment->stop_rule, ", ");

  return *rule ? g_strdup_printf ("%s, %s", steps, rule) : g_steal_pointer (&steps);
}

char *
gradus_trait_format (GradusTrait trait, const GradusExperiment *experiment)
{
  switch (trait) {
  case GRADUS_TRAIT_DATA:
    return describe_data (&experiment->data);
  case GRADUS_TRAIT_SHAPE:
    return gradus_experiment_describe_shape (experiment);
  case GRADUS_TRAIT_LAYERS:
    return describe_layers (experiment, NULL, describe_kind);
  case GRADUS_TRAIT_ACTIVATION:
    return describe_layers (experiment, has_activation, describe_activation);
  case GRADUS_TRAIT_INITIALISER:
    return describe_layers (experiment, has_initialiser, describe_initialiser);
  case GRADUS_TRAIT_COST:
    return g_strdup (gettext (gradus_cost_title (experiment->cost)));
  case GRADUS_TRAIT_OPTIMISER:
    return g_strdup (gradus_optimiser_title (experiment->optimiser.kind));
  case GRADUS_TRAIT_RATE:
    return gradus_number_format_setting (experiment->optimiser.learning_rate);
  case GRADUS_TRAIT_BATCH:
    return experiment->batch_size ? g_strdup_printf ("%u", experiment->batch_size)
                                  : g_strdup ("all");
  case GRADUS_TRAIT_STEPS:
    return describe_steps (experiment);
  case GRADUS_TRAIT_SEED:
    return g_strdup_printf ("%" G_GUINT64_FORMAT, experiment->seed);
  default:
    g_assert_not_reached ();
  }
}

/* Compared as they are shown: what looks the same does not tell runs apart. */
guint
gradus_traits_find_differing (const GradusExperiment *const *experiments, guint n)
{
  guint traits = 0;

  for (GradusTrait trait = 0; n > 0 && trait < GRADUS_N_TRAITS; trait++) {
    g_autofree char *first = gradus_trait_format (trait, experiments[0]);

    for (guint i = 1; i < n; i++) {
      g_autofree char *other = gradus_trait_format (trait, experiments[i]);

      if (!g_str_equal (first, other))
        traits |= 1u << trait;
    }
  }
  return traits;
}

/* Whether the value is a bare number, which says nothing without a title. */
static gboolean
needs_title (GradusTrait trait)
{
  return trait == GRADUS_TRAIT_RATE || trait == GRADUS_TRAIT_BATCH || trait == GRADUS_TRAIT_STEPS ||
         trait == GRADUS_TRAIT_SEED;
}

char *
gradus_traits_describe (guint traits, const GradusExperiment *experiment)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (GradusTrait trait = 0; trait < GRADUS_N_TRAITS; trait++) {
    g_autofree char *value = NULL, *title = NULL;

    if (!(traits >> trait & 1) || n++ > MOST_TRAITS)
      continue;
    if (n > MOST_TRAITS) {
      g_string_append (text, " …");
      continue;
    }
    value = gradus_trait_format (trait, experiment);
    title = g_utf8_strdown (gettext (gradus_trait_title (trait)), -1);
    g_string_append_printf (text, "%s%s%s%s", text->len ? ", " : "",
                            needs_title (trait) ? title : "", needs_title (trait) ? " " : "",
                            value);
  }
  if (text->len == 0)
    g_string_append (text, experiment->name);
  return g_string_free (text, FALSE);
}
