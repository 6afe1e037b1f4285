/* SPDX-License-Identifier: MIT */
#include "export/python-data.h"

#include <math.h>

#include "data/feature.h"
#include "export/python-points.h"
#include "export/python-table.h"
#include "nn/random.h"

static gboolean
has_files (const GradusWeights *weights)
{
  return weights->experiment->data.generator->open != NULL;
}

void
gradus_python_append_imports (GPtrArray *parts, const GradusWeights *weights,
                              const char *frameworks, GradusPythonPlace place)
{
  const gboolean is_script = place == GRADUS_PYTHON_SCRIPT;
  GString *code = gradus_code_parts_begin (
      parts, is_script ? "What the program needs, and what it was called with."
                       : "What the notebook needs. With the name of a file of weights that Gradus "
                         "exported as weights_path, it begins with those.");

  g_string_append_printf (code, "%simport sys\nfrom pathlib import Path\n\n%s\n",
                          has_files (weights) ? "import csv\nimport gzip\nimport io\nimport json\n"
                                                "import re\nimport tarfile\n"
                                              : "import json\n",
                          frameworks);
  if (has_files (weights))
    g_string_append (code, is_script ? "folder = Path(__file__).resolve().parent\n"
                                     : "folder = Path.cwd()\n");
  if (is_script)
    g_string_append_printf (code,
                            "weights_path = sys.argv[1] if len(sys.argv) > 1 else None\n"
                            "steps = int(sys.argv[2]) if len(sys.argv) > 2 else 0 if weights_path "
                            "else %" G_GUINT64_FORMAT "\n",
                            weights->experiment->steps);
  else
    g_string_append_printf (code, "weights_path = None\nsteps = %" G_GUINT64_FORMAT "\n",
                            weights->experiment->steps);
  if (gradus_stop_rule_is_set (&weights->experiment->stop_rule))
    g_string_append (code, "# Gradus ends training before that where what the experiment names "
                           "under stop-when is met; here all steps are made.\n");
}

/* -- From raw numbers to inputs ---------------------------------------------------------------- */

static void
append_features (GString *code, guint features)
{
  static const char *const expressions[GRADUS_N_FEATURES] = { "a",        "b",     "a**2",
                                                              "b**2",     "a * b", "np.sin(a)",
                                                              "np.sin(b)" };
  const char *comma = "";

  if (features == GRADUS_FEATURES_PLAIN) {
    g_string_append (code, "x = raw\n");
    return;
  }
  g_string_append (code, "a, b = raw.T.astype(float)\nx = np.column_stack([");
  for (GradusFeature feature = 0; feature < GRADUS_N_FEATURES; feature++) {
    if (!(features >> feature & 1))
      continue;
    g_string_append_printf (code, "%s%s", comma, expressions[feature]);
    comma = ", ";
  }
  g_string_append (code, "]).astype(np.float32)\n");
}

static gboolean
are_alike (const float *numbers, guint n)
{
  for (guint i = 1; i < n; i++) {
    if (numbers[i] != numbers[0])
      return FALSE;
  }
  return TRUE;
}

/* One number for all inputs, or one for each, ten on a line. */
static void
append_numbers (GString *code, const char *name, const float *numbers, guint n)
{
  g_string_append_printf (code, "%s = np.float32(", name);
  if (are_alike (numbers, n)) {
    gradus_python_append_float (code, numbers[0]);
    g_string_append (code, ")\n");
    return;
  }
  g_string_append_c (code, '[');
  for (guint i = 0; i < n; i++) {
    g_string_append (code, i == 0 ? "" : i % 10 == 0 ? ",\n    " : ", ");
    gradus_python_append_float (code, numbers[i]);
  }
  g_string_append (code, "])\n");
}

static void
append_scaling (GString *code, const GradusPreparation *preparation)
{
  if (preparation->features) {
    append_features (code, preparation->features);
  } else if (!preparation->offsets) {
    g_string_append (code, "x = raw\n");
  } else {
    append_numbers (code, "offset", preparation->offsets, preparation->n_raw);
    append_numbers (code, "span", preparation->spans, preparation->n_raw);
    g_string_append (code, "x = (raw - offset) / span\n");
  }
  g_string_append (code, "y = y.astype(np.float32).reshape(len(x), -1)\n");
  if (!gradus_preparation_scales_targets (preparation))
    return;
  g_string_append (code, "y = (y - np.float32(");
  gradus_python_append_float (code, preparation->target_offset);
  g_string_append (code, ")) / np.float32(");
  gradus_python_append_float (code, preparation->target_span);
  g_string_append (code, ")\n");
}

/* -- Samples for testing ----------------------------------------------------------------------- */

static guint
count_test (const GradusWeights *weights, guint n)
{
  return MIN ((guint) round (weights->experiment->data.test_fraction * n), n - 1);
}

/* A generator that does not know how many samples it makes keeps none. */
gboolean
gradus_python_has_test (const GradusWeights *weights)
{
  const GradusImport *import = weights->experiment->data.import;
  const guint n = gradus_data_spec_count_samples (&weights->experiment->data);

  if (import && gradus_import_count_given_tests (import) > 0)
    return TRUE;
  return weights->experiment->data.test_fraction > 0 && (n == 0 || count_test (weights, n) > 0);
}

static void
append_order (GString *code, const GradusWeights *weights, gboolean is_given)
{
  if (is_given) {
    g_string_append (code,
                     "order = np.arange(len(raw))\n"
                     "training, test = order[:len(raw) - n_test], order[len(raw) - n_test:]\n");
    return;
  }
  g_string_append_printf (code,
                          "order = Random(%" G_GUINT64_FORMAT ", %#" G_GINT64_MODIFIER
                          "x).shuffle(len(raw))\nn_test = min(int(",
                          weights->experiment->seed, GRADUS_STREAM_SPLIT);
  gradus_python_append_number (code, weights->experiment->data.test_fraction);
  g_string_append (code, " * len(raw) + 0.5), len(raw) - 1)\n"
                         "test, training = order[:n_test], order[n_test:]\n");
}

static void
append_preparation (GPtrArray *parts, const GradusWeights *weights, const GradusPythonTable *table)
{
  const gboolean has_test = gradus_python_has_test (weights);
  GString *code = gradus_code_parts_begin (
      parts, has_test ? "Some samples, the same as in Gradus, are kept for testing; raw numbers "
                        "become the network's inputs."
                      : "Raw numbers become the network's inputs.");

  g_string_append (code, "raw = raw.astype(np.float32)\n");
  if (has_test)
    append_order (code, weights, table && gradus_python_table_has_test (table));
  if (table)
    gradus_python_table_append_filling (table, code, has_test ? "raw[training]" : "raw");
  append_scaling (code, weights->preparation);
  if (has_test)
    g_string_append (code, "x, y, x_test, y_test = x[training], y[training], x[test], y[test]\n");
}

/* -- Moved pictures ---------------------------------------------------------------------------- */

gboolean
gradus_python_varies (const GradusWeights *weights)
{
  return weights->experiment->data.is_mirrored || weights->experiment->data.shift > 0;
}

/* As in nn/variation.c. */
static void
append_vary (GPtrArray *parts, const GradusWeights *weights, const GradusPictureLayout *picture)
{
  const GradusDataSpec *spec = &weights->experiment->data;
  const guint shift = spec->shift;
  GString *code = gradus_code_parts_begin (
      parts, "Pictures are moved when they are learnt, anew in each epoch, by Gradus's draws.");

  g_string_append_printf (
      code,
      "def vary(pictures, samples, epoch):\n    varied = np.zeros_like(pictures)\n"
      "    for picture, moved, sample in zip(pictures, varied, samples):\n"
      "        random = Random(%" G_GUINT64_FORMAT ", %#" G_GINT64_MODIFIER
      "x + (epoch << 32) + int(sample))\n"
      "        picture = picture.reshape(%u, %u, %u, %u)\n",
      weights->experiment->seed, GRADUS_STREAM_VARIATION (0, 0),
      picture->is_planar ? picture->n_channels : 1, picture->height, picture->width,
      picture->is_planar ? 1 : picture->n_channels);
  if (spec->is_mirrored)
    g_string_append (code, "        if random.draw_bits() >> 63:\n"
                           "            picture = picture[:, :, ::-1]\n");
  if (shift > 0)
    g_string_append_printf (
        code,
        "        right, down = ((random.draw_bits() >> 32) * %u >> 32 for _ in range(2))\n"
        "        wide = np.pad(picture, ((0, 0), (%u, %u), (%u, %u), (0, 0)))\n"
        "        picture = wide[:, %u - down:%u - down, %u - right:%u - right]\n",
        2 * shift + 1, shift, shift, shift, shift, 2 * shift, 2 * shift + picture->height,
        2 * shift, 2 * shift + picture->width);
  g_string_append (code, "        moved[:] = picture.reshape(-1)\n    return varied\n");
}

/* -- Weights ----------------------------------------------------------------------------------- */

void
gradus_python_append_load (GPtrArray *parts)
{
  g_string_append (
      gradus_code_parts_begin (parts, "Weights from Gradus: a safetensors file has the length of "
                                      "its header, the header, the numbers."),
      "def load(path):\n"
      "    contents = Path(path).read_bytes()\n"
      "    length = 8 + int.from_bytes(contents[:8], \"little\")\n"
      "    header, numbers, arrays = json.loads(contents[8:length]), contents[length:], {}\n"
      "    for name in header.keys() - {\"__metadata__\"}:\n"
      "        begin, end = header[name][\"data_offsets\"]\n"
      "        array = np.frombuffer(numbers[begin:end], \"<f4\")\n"
      "        arrays[name] = array.reshape(header[name][\"shape\"])\n"
      "    return arrays\n");
}

static gboolean
draws_samples (const GradusWeights *weights)
{
  const GradusExperiment *experiment = weights->experiment;

  return gradus_python_has_test (weights) || !(has_files (weights) || experiment->data.points ||
                                               experiment->data.generator == &gradus_xor_generator);
}

gboolean
gradus_python_append_data (GPtrArray *parts, const GradusWeights *weights, gboolean draws_batches,
                           GError **error)
{
  g_auto (GradusPythonTable) table = { 0 };
  const GradusDataSpec *spec = &weights->experiment->data;

  if (has_files (weights) && !gradus_python_table_open (&table, weights, error))
    return FALSE;
  if (draws_batches || draws_samples (weights) || gradus_python_varies (weights))
    g_string_append (gradus_code_parts_begin (parts, "Gradus's own random numbers: from the same "
                                                     "seed come the same samples, in the same "
                                                     "order."),
                     gradus_python_random);
  if (has_files (weights))
    gradus_python_table_append (&table, parts);
  else
    gradus_python_append_points (gradus_code_parts_begin (parts, "The samples."), spec,
                                 weights->experiment->seed);
  append_preparation (parts, weights, has_files (weights) ? &table : NULL);
  if (gradus_python_varies (weights))
    append_vary (parts, weights, &table.import->picture);
  return TRUE;
}
