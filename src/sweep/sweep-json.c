/* SPDX-License-Identifier: MIT */
#include "sweep/sweep-json.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "experiment/experiment-json.h"
#include "experiment/experiment-tree.h"
#include "experiment/json-file.h"
#include "experiment/json-real.h"
#include "sweep/sweep-curves-json.h"

/* With 17 digits every double reads back as itself. */
#define JSON_FLAGS (JSON_COMPACT | JSON_REAL_PRECISION (17) | JSON_ENSURE_ASCII)

/* The greatest size of a part. */
#define MOST_BYTES (1024 * 1024 * 1024)

/* -- The result -------------------------------------------------------------------------------- */

/* The value as in the experiment's JSON: a number, not a text of digits. A choice of several
 * settings has no one value, so it goes by its label. */
static json_t *
make_value (const GradusSweepChoice *choice)
{
  const gboolean is_simple = g_strv_length (choice->settings) == 1;
  const char *equals = is_simple ? strchr (choice->settings[0], '=') : NULL;
  json_t *value =
      equals ? json_loads (equals + 1, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL) : NULL;

  return value ? value : json_string (choice->label);
}

static json_t *
make_cell (const GradusSweep *sweep, guint cell)
{
  json_t *values = json_object ();
  GradusCellSummary summary;

  for (guint i = 0; i < gradus_sweep_get_n_axes (sweep); i++) {
    const GradusSweepAxis *axis = gradus_sweep_get_axis (sweep, i);

    json_object_set_new (
        values, axis->name,
        make_value (g_ptr_array_index (axis->choices, gradus_sweep_get_choice (sweep, cell, i))));
  }
  gradus_sweep_summarise (sweep, cell, &summary);
  return json_pack ("{s:o,s:i,s:i,s:i,s:o,s:o,s:o}", "values", values, "runs",
                    (int) summary.n_known, "solved", (int) summary.n_solved, "diverged",
                    (int) summary.n_diverged, "cost_median", gradus_json_real (summary.cost_median),
                    "accuracy_mean", gradus_json_real (summary.accuracy_mean), "test_accuracy_mean",
                    gradus_json_real (summary.test_accuracy_mean));
}

static char *
dump_tree (json_t *root)
{
  char *text = json_dumps (root, JSON_FLAGS);

  json_decref (root);
  return text;
}

char *
gradus_sweep_to_json (const GradusSweep *sweep, const char *name, double seconds)
{
  const gboolean is_whole = gradus_sweep_count_known (sweep) == gradus_sweep_get_n_jobs (sweep);
  json_t *cells = json_array (), *steps;

  for (guint cell = 0; cell < gradus_sweep_get_n_cells (sweep); cell++)
    json_array_append_new (cells, make_cell (sweep, cell));
  steps = gradus_sweep_varies (sweep, "training.steps")
              ? json_null ()
              : json_integer ((json_int_t) gradus_sweep_get_base (sweep)->steps);
  return dump_tree (json_pack ("{s:s,s:o,s:i,s:o,s:f,s:s}", "experiment", name, "steps", steps,
                               "seeds", (int) gradus_sweep_get_n_seeds (sweep), "cells", cells,
                               "seconds", seconds, "state", is_whole ? "finished" : "stopped"));
}

/* -- Parts ------------------------------------------------------------------------------------- */

static json_t *
list_strings (char **strings)
{
  json_t *list = json_array ();

  for (; *strings; strings++)
    json_array_append_new (list, json_string (*strings));
  return list;
}

static json_t *
list_axes (const GradusSweep *sweep)
{
  json_t *axes = json_array ();

  for (guint i = 0; i < gradus_sweep_get_n_axes (sweep); i++) {
    const GradusSweepAxis *axis = gradus_sweep_get_axis (sweep, i);
    json_t *choices = json_array ();

    for (guint k = 0; k < axis->choices->len; k++) {
      const GradusSweepChoice *choice = g_ptr_array_index (axis->choices, k);

      json_array_append_new (choices, json_pack ("{s:s,s:o}", "label", choice->label, "settings",
                                                 list_strings (choice->settings)));
    }
    json_array_append_new (axes, json_pack ("{s:s,s:o}", "name", axis->name, "choices", choices));
  }
  return axes;
}

/* [cell, seed counted from 0, whether it finished, cost, accuracy, that on the test data] of each
 * known job. */
static json_t *
list_outcomes (const GradusSweep *sweep)
{
  json_t *outcomes = json_array ();

  for (guint cell = 0; cell < gradus_sweep_get_n_cells (sweep); cell++) {
    for (guint seed = 0; seed < gradus_sweep_get_n_seeds (sweep); seed++) {
      GradusOutcome outcome;
      const GradusOutcomeState state = gradus_sweep_get_outcome (sweep, cell, seed, &outcome);

      if (state != GRADUS_OUTCOME_OPEN)
        json_array_append_new (outcomes, json_pack ("[i,i,b,o,o,o]", (int) cell, (int) seed,
                                                    state == GRADUS_OUTCOME_FINISHED,
                                                    gradus_json_real (outcome.cost),
                                                    gradus_json_real (outcome.accuracy),
                                                    gradus_json_real (outcome.test_accuracy)));
    }
  }
  return outcomes;
}

char *
gradus_sweep_part_to_json (const GradusSweep *sweep, const char *name, guint shard, guint n_shards,
                           double seconds)
{
  json_t *part =
      json_pack ("{s:i,s:s,s:o,s:o,s:I,s:i,s:i,s:i,s:f,s:o}", "gradus-sweep-part", 1, "name", name,
                 "experiment", gradus_experiment_to_tree (gradus_sweep_get_base (sweep)), "axes",
                 list_axes (sweep), "first-seed", (json_int_t) gradus_sweep_get_first_seed (sweep),
                 "seeds", (int) gradus_sweep_get_n_seeds (sweep), "part", (int) shard + 1, "parts",
                 (int) n_shards, "seconds", seconds, "outcomes", list_outcomes (sweep));

  if (gradus_sweep_get_curves (sweep))
    json_object_set_new (part, "curves", gradus_sweep_curves_to_tree (sweep));
  return dump_tree (part);
}

/* -- Joining them ------------------------------------------------------------------------------ */

static gboolean
refuse_part (GError **error, const char *filename, const char *what)
{
  g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID, "%s: %s", filename,
               what);
  return FALSE;
}

#define REMEDY "give a part that gradus-cli sweep --shard has written"

static json_t *
parse_part (const char *filename, const char *text, gsize length, GError **error)
{
  json_t *root;

  if (length > MOST_BYTES) {
    refuse_part (error, filename, "it has more than 1 GiB; " REMEDY);
    return NULL;
  }
  root = gradus_json_file_parse (text, length, REMEDY, error);
  if (!root) {
    g_prefix_error (error, "%s: ", filename);
    return NULL;
  }
  if (json_integer_value (json_object_get (root, "gradus-sweep-part")) != 1 ||
      !json_is_array (json_object_get (root, "axes")) ||
      !json_is_array (json_object_get (root, "outcomes")) ||
      !json_is_string (json_object_get (root, "name"))) {
    refuse_part (error, filename, "it is not a part of a sweep; " REMEDY);
    g_clear_pointer (&root, json_decref);
  }
  return root;
}

static json_t *
load_part (const char *filename, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  return g_file_get_contents (filename, &text, &length, error)
             ? parse_part (filename, text, length, error)
             : NULL;
}

static char **
read_settings (json_t *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gsize i;
  json_t *setting;

  json_array_foreach (list, i, setting)
    if (json_is_string (setting))
      g_strv_builder_add (builder, json_string_value (setting));
  return g_strv_builder_end (builder);
}

static GPtrArray *
read_axes (json_t *list)
{
  GPtrArray *axes = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free);
  gsize i, k;
  json_t *item, *choice;

  json_array_foreach (list, i, item) {
    const char *name = json_string_value (json_object_get (item, "name"));
    GradusSweepAxis *axis = gradus_sweep_axis_new (name ? name : "");

    json_array_foreach (json_object_get (item, "choices"), k, choice) {
      const char *label = json_string_value (json_object_get (choice, "label"));
      g_auto (GStrv) settings = read_settings (json_object_get (choice, "settings"));

      gradus_sweep_axis_add (axis, label ? label : "", (const char *const *) settings);
    }
    g_ptr_array_add (axes, axis);
  }
  return axes;
}

/* The sweep of a part, without outcomes. */
static GradusSweep *
read_sweep (const char *filename, json_t *root, const GradusDataSource *source, GError **error)
{
  g_auto (GradusJsonReader) reader = { .source = *source };
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_from_tree (&reader, json_object_get (root, "experiment"));
  const json_int_t first = json_integer_value (json_object_get (root, "first-seed"));
  const json_int_t n = json_integer_value (json_object_get (root, "seeds"));
  GradusSweep *sweep;

  if (!experiment) {
    g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID,
                 "%s: experiment.%s: %s", filename, reader.path, reader.fault);
    return NULL;
  }
  if (first < 0 || n < 1 || n > GRADUS_SWEEP_MAX_SEEDS) {
    refuse_part (error, filename, "its seeds are not possible in a sweep; write the part again");
    return NULL;
  }
  sweep = gradus_sweep_new (experiment, read_axes (json_object_get (root, "axes")), (guint64) first,
                            (guint) n, error);
  if (!sweep ||
      (json_object_get (root, "curves") && !gradus_sweep_keep_curves (sweep, error))) {
    g_prefix_error (error, "%s: ", filename);
    g_clear_pointer (&sweep, gradus_sweep_unref);
  }
  return sweep;
}

/* Sets one outcome; FALSE if it is wrong or was set before. */
static gboolean
read_outcome (GradusSweep *sweep, json_t *line)
{
  const json_int_t cell = json_integer_value (json_array_get (line, 0));
  const json_int_t seed = json_integer_value (json_array_get (line, 1));
  const json_t *cost = json_array_get (line, 3), *accuracy = json_array_get (line, 4),
               *test = json_array_get (line, 5);
  const gsize n = json_array_size (line); /* older parts have no test data */
  GradusOutcome outcome;

  if (n < 5 || n > 6 || !json_is_integer (json_array_get (line, 0)) ||
      !json_is_integer (json_array_get (line, 1)) || !json_is_boolean (json_array_get (line, 2)) ||
      !json_is_number (accuracy) || cell < 0 || cell >= gradus_sweep_get_n_cells (sweep) ||
      seed < 0 || seed >= gradus_sweep_get_n_seeds (sweep) ||
      gradus_sweep_get_outcome (sweep, (guint) cell, (guint) seed, &outcome) != GRADUS_OUTCOME_OPEN)
    return FALSE;
  outcome.cost = json_is_number (cost) ? json_number_value (cost) : NAN;
  outcome.accuracy = json_number_value (accuracy);
  outcome.test_accuracy = json_is_number (test) ? json_number_value (test) : NAN;
  gradus_sweep_set_outcome (sweep, (guint) cell, (guint) seed,
                            json_is_true (json_array_get (line, 2)) ? GRADUS_OUTCOME_FINISHED
                                                                    : GRADUS_OUTCOME_DIVERGED,
                            outcome);
  return TRUE;
}

static gboolean
read_outcomes (GradusSweep *sweep, const char *filename, json_t *root, GError **error)
{
  gsize i;
  json_t *line;

  json_array_foreach (json_object_get (root, "outcomes"), i, line)
    if (!read_outcome (sweep, line))
      return refuse_part (
          error, filename,
          "it has an outcome that another part has too, or that is not possible; give each "
          "part once, as it was written");
  if (gradus_sweep_get_curves (sweep) &&
      !gradus_sweep_curves_from_tree (sweep, json_object_get (root, "curves")))
    return refuse_part (
        error, filename,
        "it has a curve that another part has too, or that is not possible; give each part once, "
        "as it was written");
  return TRUE;
}

/* Whether two parts are of one sweep. */
static gboolean
belong_together (json_t *a, json_t *b)
{
  static const char *const keys[] = {
    "name", "experiment", "axes", "first-seed", "seeds", "parts"
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    if (!json_equal (json_object_get (a, keys[i]), json_object_get (b, keys[i])))
      return FALSE;
  }
  return TRUE;
}

/* Jobs are dealt out to the parts in turn, so an open one says which part it was in. */
static gboolean
check_complete (const GradusSweep *sweep, json_t *root, GError **error)
{
  for (guint i = 0; i < gradus_sweep_get_n_jobs (sweep); i++) {
    const guint n_cells = gradus_sweep_get_n_cells (sweep);
    const json_int_t n_parts = json_integer_value (json_object_get (root, "parts"));
    GradusOutcome outcome;

    if (gradus_sweep_get_outcome (sweep, i % n_cells, i / n_cells, &outcome) != GRADUS_OUTCOME_OPEN)
      continue;
    g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID,
                 "part %d of %d is missing or incomplete; give all parts, each as it was written",
                 n_parts > 0 ? (int) (i % n_parts) + 1 : 0, (int) n_parts);
    return FALSE;
  }
  return TRUE;
}

GradusSweep *
gradus_sweep_from_part (const char *text, gsize length, const GradusDataSource *source,
                        GError **error)
{
  g_autoptr (GradusJsonTree) root = parse_part ("a sweep", text, length, error);
  g_autoptr (GradusSweep) sweep = root ? read_sweep ("a sweep", root, source, error) : NULL;

  return sweep && read_outcomes (sweep, "a sweep", root, error) ? g_steal_pointer (&sweep) : NULL;
}

GradusSweep *
gradus_sweep_merge (const char *const *filenames, char **name, double *seconds, GError **error)
{
  g_autoptr (GradusJsonTree) first = load_part (filenames[0], error);
  g_autoptr (GradusSweep) sweep =
      first ? read_sweep (filenames[0], first, &(GradusDataSource){ NULL }, error) : NULL;

  *seconds = 0;
  if (!sweep)
    return NULL;
  for (guint i = 0; filenames[i]; i++) {
    g_autoptr (GradusJsonTree) part =
        i == 0 ? json_incref (first) : load_part (filenames[i], error);

    if (!part)
      return NULL;
    if (!belong_together (first, part)) {
      g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID,
                   "%s: it is a part of another sweep than %s; give parts of one sweep",
                   filenames[i], filenames[0]);
      return NULL;
    }
    if (!json_object_get (part, "curves") != !gradus_sweep_get_curves (sweep)) {
      g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID,
                   "%s: of this part and %s one alone has curves; do both parts with --curves, or "
                   "both without",
                   filenames[i], filenames[0]);
      return NULL;
    }
    if (!read_outcomes (sweep, filenames[i], part, error))
      return NULL;
    *seconds += json_number_value (json_object_get (part, "seconds"));
  }
  if (!check_complete (sweep, first, error))
    return NULL;
  *name = g_strdup (json_string_value (json_object_get (first, "name")));
  return g_steal_pointer (&sweep);
}
