/* SPDX-License-Identifier: MIT */
#include "export/python-data.h"

#include <math.h>
#include <string.h>

#include "data/feature.h"
#include "data/fashion.h"
#include "data/generator.h"
#include "data/planar.h"

void
gradus_python_append_text (GString *code, const char *text)
{
  g_string_append_c (code, '"');
  for (; *text; text++) {
    if (*text == '"' || *text == '\\')
      g_string_append_c (code, '\\');
    if ((guchar) *text < ' ')
      g_string_append_printf (code, "\\x%02x", (guchar) *text);
    else
      g_string_append_c (code, *text);
  }
  g_string_append_c (code, '"');
}

/* The fewest digits that read back as the same number: people read the script. */
void
gradus_python_append_number (GString *code, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (int precision = 1; precision <= 17; precision++) {
    char format[8];

    g_snprintf (format, sizeof format, "%%.%dg", precision);
    g_ascii_formatd (digits, sizeof digits, format, number);
    if (g_ascii_strtod (digits, NULL) == number)
      break;
  }
  g_string_append_printf (code, "%s%s", digits, strpbrk (digits, ".en") ? "" : ".0");
}

void
gradus_python_append_argument (GString *code, const char *name, double value)
{
  g_string_append_printf (code, ", %s=", name);
  gradus_python_append_number (code, value);
}

const char *const gradus_python_optimisers[GRADUS_N_OPTIMISERS] = { "SGD",     "SGD",     "SGD",
                                                                    "Adagrad", "RMSprop", "Adam",
                                                                    "AdamW" };

void
gradus_python_append_title (GString *code, const GradusWeights *weights, const char *framework,
                            const char *remark)
{
  g_autofree char *shape = gradus_experiment_describe_shape (weights->experiment);
  g_autofree char *name = g_strdelimit (g_strdup (weights->experiment->name), "\"\\\n\r", ' ');

  g_string_append_printf (
      code, "\"\"\"%s: a network %s on %s, as Gradus has it, in %s.\n\n%s\n\"\"\"\n", name, shape,
      weights->experiment->data.generator->name, framework, remark);
}

static void
append_factor (GString *code, const GradusSchedule *schedule)
{
  const guint64 every = schedule->every;

  switch (schedule->kind) {
  case GRADUS_SCHEDULE_CONSTANT:
    g_string_append (code, "1");
    break;
  case GRADUS_SCHEDULE_STEP:
  case GRADUS_SCHEDULE_EXPONENTIAL:
    gradus_python_append_number (code, schedule->factor);
    g_string_append_printf (code, " ** (step %s %" G_GUINT64_FORMAT ")",
                            schedule->kind == GRADUS_SCHEDULE_STEP ? "//" : "/", every);
    break;
  case GRADUS_SCHEDULE_INVERSE_TIME:
    g_string_append_printf (code, "1 / (1 + step / %" G_GUINT64_FORMAT ")", every);
    break;
  case GRADUS_SCHEDULE_COSINE:
    gradus_python_append_number (code, schedule->final);
    g_string_append (code, " + (1 - ");
    gradus_python_append_number (code, schedule->final);
    g_string_append_printf (
        code, ") * (1 + np.cos(np.pi * min(step / %" G_GUINT64_FORMAT ", 1))) / 2", every);
    break;
  default:
    g_assert_not_reached ();
  }
}

char *
gradus_python_write_schedule (const GradusSchedule *schedule)
{
  GString *code;

  if (schedule->kind == GRADUS_SCHEDULE_CONSTANT && schedule->warm_up == 0)
    return NULL;
  code = g_string_new ("(");
  append_factor (code, schedule);
  g_string_append_c (code, ')');
  if (schedule->warm_up > 0)
    g_string_append_printf (code, " * min((step + 1) / %" G_GUINT64_FORMAT ", 1)",
                            schedule->warm_up);
  return g_string_free (code, FALSE);
}

/* -- Points in the plane ----------------------------------------------------------------------- */

/* By the generator's name: code that makes n samples, `plane` (n, 2) and y. Noise is added
 * afterwards. */
static const struct {
  const char *name, *code;
} planes[] = {
  { "circle", "y = np.arange(n) % 2 == 0\n"
              "radius = 5 * np.where(y, rng.uniform(0, 0.5, n), rng.uniform(0.7, 1, n))\n"
              "angle = rng.uniform(0, 2 * np.pi, n)\n"
              "plane = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])\n" },
  { "gauss",
    "y = np.arange(n) % 2 == 0\nplane = np.where(y, 2, -2)[:, None] + rng.normal(size=(n, 2))\n" },
  { "xor-cloud", "plane = rng.uniform(-5, 5, (n, 2))\nplane += np.where(plane > 0, 0.3, -0.3)\n"
                 "y = plane[:, 0] * plane[:, 1] < 0\n" },
  { "moons",
    "y = np.arange(n) % 2 == 1\nangle = rng.uniform(0, np.pi, n)\n"
    "plane = np.column_stack([3 * np.where(y, 1 - np.cos(angle), np.cos(angle)) - 1.5,\n"
    "                         3 * np.where(y, 0.5 - np.sin(angle), np.sin(angle)) - 0.75])\n" },
  { "checkerboard", "plane = rng.uniform(-5, 5, (n, 2))\n"
                    "y = np.floor((plane + 5) / 2.5).sum(1) % 2 == 0\n" },
  { "plane", "plane = rng.uniform(-5, 5, (n, 2))\ny = plane.sum(1) / 10\n" },
  { "hill",
    "plane = rng.uniform(-5, 5, (n, 2))\n"
    "cones = np.array([[-4, 2.5, 1], [0, 2.5, -1], [4, 2.5, 1], [-4, -2.5, -1], [0, -2.5, 1], [4, "
    "-2.5, -1]])\n"
    "heights = cones[:, 2] * np.maximum(1 - np.hypot(plane[:, :1] - cones[:, 0], plane[:, 1:] - "
    "cones[:, 1]) / 2, "
    "0)\n"
    "y = heights[np.arange(n), np.abs(heights).argmax(1)]\n" },
};

static void
append_spiral (GString *code, const GradusDataSpec *spec)
{
  g_string_append_printf (
      code,
      "arms = %u\narm, along = np.arange(n) %% arms, np.arange(n) // arms * arms / n\n"
      "angle = 2 * np.pi * (1.75 * along + arm / arms)\n"
      "plane = 5 * along[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])\n",
      spec->n_arms);
  g_string_append (code, spec->n_arms == 2 ? "y = arm == 0\n" : "y = np.eye(arms)[arm]\n");
}

static void
append_formula (GString *code, const GradusDataSpec *spec)
{
  g_autofree char *formula = gradus_formula_to_python (spec->formula);

  g_string_append_printf (code, "x = rng.uniform(-5, 5, n)\nlimit = %s + 0 * x\n", formula);
  if (spec->generator == &gradus_above_generator)
    g_string_append (
        code, "plane = np.column_stack([x, rng.uniform(-5, 5, n)])\ny = plane[:, 1] > limit\n");
  else
    g_string_append (code, "y = limit + noise * rng.uniform(-2.5, 2.5, n)\nx = x[:, None]\n");
}

static void
append_points (GString *code, const GradusPoints *points)
{
  g_string_append (code, "points = np.array([  # x, y, class\n");
  for (guint i = 0; i < points->n; i++) {
    const GradusPoint *point = &points->points[i];

    g_string_append (code, "    [");
    gradus_python_append_number (code, (double) point->x);
    g_string_append (code, ", ");
    gradus_python_append_number (code, (double) point->y);
    g_string_append_printf (code, ", %u],\n", point->class);
  }
  g_string_append (code, "])\nplane = points[:, :2]\n");
  if (points->n_classes > 2)
    g_string_append_printf (code, "y = np.eye(%u)[points[:, 2].astype(int)]\n", points->n_classes);
  else
    g_string_append (code, "y = points[:, 2]\n");
}

static void
append_features (GString *code, guint features)
{
  static const char *const expressions[GRADUS_N_FEATURES] = {
    "plane[:, 0]",
    "plane[:, 1]",
    "plane[:, 0]**2",
    "plane[:, 1]**2",
    "plane[:, 0] * plane[:, 1]",
    "np.sin(plane[:, 0])",
    "np.sin(plane[:, 1])",
  };
  const char *comma = "";

  if (features == GRADUS_FEATURES_PLAIN) {
    g_string_append (code, "x = plane\n");
    return;
  }
  g_string_append (code, "x = np.column_stack([");
  for (GradusFeature feature = 0; feature < GRADUS_N_FEATURES; feature++) {
    if (!(features >> feature & 1))
      continue;
    g_string_append_printf (code, "%s%s", comma, expressions[feature]);
    comma = ", ";
  }
  g_string_append (code, "])\n");
}

/* Noise is up to half the plane's radius, for a spiral up to 1, as in src/data. */
static void
append_plane (GString *code, const GradusDataSpec *spec)
{
  g_string_append_printf (code, "n = %u\n", spec->n_samples);
  if (spec->generator->has_noise) {
    g_string_append (code, "noise = ");
    gradus_python_append_number (code, spec->noise);
    g_string_append_c (code, '\n');
  }
  if (spec->generator == &gradus_spiral_generator)
    append_spiral (code, spec);
  else if (spec->formula)
    append_formula (code, spec);
  for (guint i = 0; i < G_N_ELEMENTS (planes); i++) {
    if (g_str_equal (planes[i].name, spec->generator->name))
      g_string_append (code, planes[i].code);
  }
  if (spec->generator->has_noise && spec->features)
    g_string_append_printf (code, "plane = plane + noise * rng.uniform(-%s, %s, (n, 2))\n",
                            spec->generator == &gradus_spiral_generator ? "1" : "2.5",
                            spec->generator == &gradus_spiral_generator ? "1" : "2.5");
}

/* -- Files ------------------------------------------------------------------------------------- */

static void
append_names (GString *code, const char *variable, const GPtrArray *names)
{
  g_string_append_printf (code, "%s = [", variable);
  for (guint i = 0; i < names->len; i++) {
    g_string_append (code, i > 0 ? ", " : "");
    gradus_python_append_text (code, g_ptr_array_index (names, i));
  }
  g_string_append (code, "]\n");
}

/* A name such as “colour: red” belongs to a column of texts, of which each class is an input. */
static void
append_csv (GString *code, const GradusWeights *weights, const char *target)
{
  const GradusPreparation *preparation = weights->preparation;

  g_string_append (
      code,
      "with open(path, newline=\"\", encoding=\"utf-8-sig\") as file:\n    text = file.read()\n"
      "rows = list(csv.DictReader(text.splitlines(), dialect=csv.Sniffer().sniff(text[:4096])))\n");
  if (preparation->raw_names)
    append_names (code, "inputs", preparation->raw_names);
  g_string_append (
      code, "\n\ndef cell(row, name):  # \"column: class\" is 1 where the column says so\n"
            "    column, _, kind = name.partition(\": \")\n"
            "    return float(row[name]) if name in row else float(row[column] == kind)\n\n\n"
            "x = np.array([[cell(row, name) for name in inputs] for row in rows])\n");
  g_string_append (code, "target = [row[");
  gradus_python_append_text (code, target);
  g_string_append (code, "] for row in rows]\n");
  if (preparation->is_regression) {
    g_string_append (code, "y = np.array(target, float)\n");
    return;
  }
  if (preparation->class_names)
    append_names (code, "classes", preparation->class_names);
  g_string_append (code, preparation->n_outputs > 1
                             ? "y = np.array([[t == c for c in classes] for t in target])\n"
                             : "y = np.array([t == classes[1] for t in target])\n");
}

/* Columns of an array have no names, so the code uses their numbers. */
static void
append_columns (GString *code, const GradusWeights *weights)
{
  const GradusImport *import = weights->experiment->data.import;

  g_string_append (code, "x = table[:, [");
  for (guint i = 0; i < import->columns->len; i++)
    g_string_append_printf (code, "%s%u", i > 0 ? ", " : "",
                            g_array_index (import->columns, guint, i));
  g_string_append_printf (code, "]].astype(float)\ntarget = table[:, %u]\n", import->target);
  if (import->is_regression)
    g_string_append (code, "y = target.astype(float)\n");
  else
    g_string_append (code, import->n_targets > 1 ? "y = target[:, None] == np.unique(target)\n"
                                                 : "y = target == np.unique(target)[1]\n");
}

/* The end of the file's name decides; text is CSV. */
static void
append_file (GString *code, const GradusWeights *weights)
{
  const GradusImport *import = weights->experiment->data.import;
  const char *filename = import->table->filename;

  g_string_append (code, "path = ");
  gradus_python_append_text (code, filename);
  g_string_append_c (code, '\n');
  if (import->table->is_text) {
    const char *target = import->choice.target ? import->choice.target
                         : gradus_import_is_absent (import)
                             ? "target"
                             : gradus_records_get_column (import->table, import->target)->name;

    append_csv (code, weights, target);
    return;
  }
  if (g_str_has_suffix (filename, ".npy"))
    g_string_append (code, "array = np.load(path)\ntable = array.reshape(len(array), -1)\n");
  else if (g_str_has_suffix (filename, ".npz"))
    g_string_append (
        code,
        "arrays = np.load(path)\ntable = np.column_stack([arrays[k].reshape(len(arrays[k]), -1) "
        "for k in arrays.files])\n");
  else if (import->n_inputs == 3072)
    g_string_append (
        code, "table = np.roll(np.fromfile(path, np.uint8).reshape(-1, 3073), -1, axis=1)\n");
  else
    g_string_append (code,
                     "\n\ndef idx(path):\n    raw = (gzip.open if path.endswith(\".gz\") else "
                     "open)(path, \"rb\").read()\n"
                     "    return np.frombuffer(raw, np.uint8, offset=4 + 4 * raw[3])\n\n\n"
                     "labels = idx(path.replace(\"images-idx3\", \"labels-idx1\"))\n"
                     "table = np.column_stack([idx(path).reshape(len(labels), -1), labels])\n");
  append_columns (code, weights);
}

static void
append_fashion (GString *code, const GradusDataSpec *spec)
{
  g_string_append_printf (
      code,
      "def idx(name):\n    raw = gzip.open(f\"%s/{name}.gz\").read()\n"
      "    return np.frombuffer(raw, np.uint8, offset=4 + 4 * raw[3])\n\n\n"
      "x = np.concatenate([idx(f\"{part}-images-idx3-ubyte\") for part in (\"train\", \"t10k\")])\n"
      "x = x.reshape(-1, 784)[:%u] / 255\n"
      "y = np.eye(10)[np.concatenate([idx(f\"{part}-labels-idx1-ubyte\") for part in (\"train\", "
      "\"t10k\")])[:%u]]\n",
      GRADUS_FASHION_FOLDER, spec->n_samples, spec->n_samples);
}

void
gradus_python_append_imports (GString *code, const GradusWeights *weights)
{
  const GradusDataSpec *spec = &weights->experiment->data;

  if (spec->generator == &gradus_file_generator && spec->import->table->is_text)
    g_string_append (code, "import csv\n\n");
  else if (spec->generator->open)
    g_string_append (code, "import gzip\n\n");
}

/* -- All together ------------------------------------------------------------------------------ */

/* NumPy draws other numbers than Gradus: the parts are as large, but have other samples. */
static void
append_split (GString *code, double test_fraction)
{
  g_string_append (code, "x, y = x.astype(np.float32), y.astype(np.float32).reshape(len(x), -1)\n");
  if (test_fraction <= 0)
    return;
  g_string_append (code, "order = rng.permutation(len(x))\nn_test = round(");
  gradus_python_append_number (code, test_fraction);
  g_string_append (code, " * len(x))\nx_test, y_test = x[order[:n_test]], y[order[:n_test]]\n"
                         "x, y = x[order[n_test:]], y[order[n_test:]]\n");
}

/* Scales are measured on the training data alone, as in Gradus. */
static void
append_scaling (GString *code, const GradusDataSpec *spec)
{
  const gboolean is_picture = spec->import && spec->import->picture.width > 0;
  const char *axis = is_picture ? "" : "0";

  if (!spec->import || spec->generator != &gradus_file_generator ||
      spec->import->choice.scaling == GRADUS_SCALING_NONE)
    return;
  if (spec->import->choice.scaling == GRADUS_SCALING_STANDARD)
    g_string_append_printf (code, "offset, span = x.mean(%s), x.std(%s)\n", axis, axis);
  else if (is_picture)
    g_string_append (code, "offset, span = 0, 255\n");
  else
    g_string_append (code, "offset, span = x.min(0), x.max(0) - x.min(0)\n");
  g_string_append (code, "span = np.where(span == 0, 1, span)\nx = (x - offset) / span\n");
  if (spec->test_fraction > 0)
    g_string_append (code, "x_test = (x_test - offset) / span\n");
  if (!spec->import->is_regression)
    return;
  g_string_append (code, spec->import->choice.scaling == GRADUS_SCALING_STANDARD
                             ? "offset, span = y.mean(), y.std()\n"
                             : "offset, span = y.min(), y.max() - y.min()\n");
  g_string_append (code, "y = (y - offset) / span\n");
  if (spec->test_fraction > 0)
    g_string_append (code, "y_test = (y_test - offset) / span\n");
}

void
gradus_python_append_data (GString *code, const GradusWeights *weights)
{
  const GradusDataSpec *spec = &weights->experiment->data;

  g_string_append_printf (code, "rng = np.random.default_rng(%" G_GUINT64_FORMAT ")\n",
                          weights->experiment->seed);
  if (spec->generator == &gradus_xor_generator)
    g_string_append (
        code, "plane = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])\ny = np.array([0, 1, 1, 0])\n");
  else if (spec->points)
    append_points (code, spec->points);
  else if (spec->generator == &gradus_file_generator)
    append_file (code, weights);
  else if (spec->generator == &gradus_fashion_generator)
    append_fashion (code, spec);
  else
    append_plane (code, spec);
  if (spec->features)
    append_features (code, spec->features);
  append_split (code, spec->test_fraction);
  append_scaling (code, spec);
}
