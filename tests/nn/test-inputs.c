/* SPDX-License-Identifier: MIT */
#include <jansson.h>

#include "nn/variation.h"
#include "tests.h"

/* Enough for any picture of the reference, and any of its samples. */
#define MOST_NUMBERS 64
#define MOST_SAMPLES 60000

static guint64
get (json_t *entry, const char *key)
{
  return (guint64) json_integer_value (json_object_get (entry, key));
}

static GradusVariation
read_variation (json_t *entry)
{
  json_t *shape = json_object_get (entry, "shape");
  guint sizes[4];

  for (guint i = 0; i < 4; i++)
    sizes[i] = (guint) json_integer_value (json_array_get (shape, i));
  return (GradusVariation){ .is_mirrored = json_is_true (json_object_get (entry, "mirror")),
                            .shift = (guint) get (entry, "shift"),
                            .n_planes = sizes[0],
                            .height = sizes[1],
                            .width = sizes[2],
                            .n_together = sizes[3],
                            .seed = get (entry, "seed"),
                            .epoch = get (entry, "epoch") };
}

/* NumPy's pictures by the same draws, from floats and from bytes. */
static void
test_variation (void)
{
  json_t *cases = json_load_file (GRADUS_REFERENCE_DIR "/variation.json", 0, NULL), *entry;
  g_autofree guint *rows = g_new0 (guint, MOST_SAMPLES);
  g_autofree float *floats = g_new (float, (gsize) MOST_SAMPLES *MOST_NUMBERS);
  guint8 bytes[MOST_NUMBERS];
  float levels[GRADUS_BYTE_LEVELS], varied[2][MOST_NUMBERS];
  gsize i;

  for (guint k = 0; k < GRADUS_BYTE_LEVELS; k++)
    levels[k] = (float) k + 1;
  for (guint k = 0; k < MOST_NUMBERS; k++)
    bytes[k] = (guint8) k;
  g_assert_cmpuint (json_array_size (cases), >=, 60);
  json_array_foreach (cases, i, entry) {
    const GradusVariation variation = read_variation (entry);
    json_t *numbers = json_object_get (entry, "numbers");
    const guint n = (guint) json_array_size (numbers);
    const guint sample = (guint) get (entry, "sample");
    const GradusInputs of_floats = { .n = n, .floats = floats },
                       of_bytes = { .n = n, .bytes = bytes, .rows = rows, .levels = levels };

    for (guint k = 0; k < n; k++)
      floats[(gsize) sample * n + k] = (float) k + 1;
    g_assert_true (gradus_variation_varies (&variation));
    gradus_variation_copy (&variation, &of_floats, sample, varied[0]);
    gradus_variation_copy (&variation, &of_bytes, sample, varied[1]);
    for (guint k = 0; k < n; k++) {
      g_assert_cmpfloat (varied[0][k], ==,
                         (float) json_integer_value (json_array_get (numbers, k)));
      g_assert_cmpfloat (varied[1][k], ==, varied[0][k]);
    }
  }
  json_decref (cases);
}

/* Sample s is line rows[s] of the bytes. */
static void
test_bytes (void)
{
  const guint8 bytes[] = { 9, 0, 1, 9, 2, 255 };
  const guint rows[] = { 1, 0, 1 };
  float levels[GRADUS_BYTE_LEVELS], numbers[2];
  const GradusInputs inputs = {
    .n = 2, .bytes = bytes + 1, .pitch = 3, .rows = rows, .levels = levels
  };

  for (guint k = 0; k < GRADUS_BYTE_LEVELS; k++)
    levels[k] = (float) k / 255;
  for (guint s = 0; s < 3; s++) {
    gradus_inputs_copy (&inputs, s, numbers);
    for (guint k = 0; k < 2; k++) {
      g_assert_cmpfloat (numbers[k], ==, (float) bytes[1 + 3 * rows[s] + k] / 255);
      g_assert_cmpfloat (gradus_inputs_get (&inputs, s, k), ==, numbers[k]);
    }
  }
}

void
add_inputs_tests (void)
{
  g_test_add_func ("/inputs/variation", test_variation);
  g_test_add_func ("/inputs/bytes", test_bytes);
}
