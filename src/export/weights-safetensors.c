/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "export/bytes.h"
#include "export/format.h"
#include "experiment/experiment-json.h"
#include "experiment/preparation-json.h"

/* Tensors are visited twice: first for the header, which must have all offsets, then for the
 * numbers. */
typedef struct {
  json_t *header;
  char *numbers; /* NULL in the first pass */
  gsize used;
} File;

static void
describe_tensor (File *file, const char *name, const GradusTensor *tensor, gsize size)
{
  json_t *shape = json_array ();

  for (guint i = 0; i < tensor->n_axes; i++)
    json_array_append_new (shape, json_integer ((json_int_t) tensor->axes[i]));
  json_object_set_new (file->header, name,
                       json_pack ("{ss so s[II]}", "dtype", "F32", "shape", shape, "data_offsets",
                                  (json_int_t) file->used, (json_int_t) (file->used + size)));
}

/* safetensors are little-endian on every machine. */
static void
copy_numbers (char *to, const float *numbers, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    guint32 bits;

    memcpy (&bits, &numbers[i], sizeof bits);
    bits = GUINT32_TO_LE (bits);
    memcpy (to + i * sizeof bits, &bits, sizeof bits);
  }
}

static void
add_tensor (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  File *file = data;
  const gsize n = gradus_tensor_count (tensor);

  if (file->numbers)
    copy_numbers (file->numbers + file->used, numbers, n);
  else
    describe_tensor (file, name, tensor, n * sizeof (float));
  file->used += n * sizeof (float);
}

/* The header's text, padded so that the numbers after it are aligned. */
static GString *
write_header (json_t *header)
{
  char *text = json_dumps (header, JSON_COMPACT);
  GString *padded = g_string_new (text);

  free (text);
  while (padded->len % 8 != 0)
    g_string_append_c (padded, ' ');
  return padded;
}

/* All in one piece of memory, which may be too large: so it is asked for, not taken. */
GBytes *
gradus_safetensors_write (const GradusWeights *weights, const char *name, GError **error)
{
  g_autofree char *experiment = gradus_experiment_to_json (weights->experiment);
  g_autofree char *preparation = gradus_preparation_to_json (weights->preparation);
  g_autofree char *step = g_strdup_printf ("%" G_GUINT64_FORMAT, weights->step);
  File file = { json_pack ("{s{ss ss ss}}", "__metadata__", "experiment", experiment, "preparation",
                           preparation, "step", step) };
  g_autoptr (GString) header = NULL;
  guint64 header_length;
  gsize length;
  char *contents;

  gradus_weights_foreach (weights, add_tensor, &file);
  header = write_header (file.header);
  json_decref (file.header);
  length = sizeof header_length + header->len + file.used;
  contents = gradus_bytes_allocate (length, error);
  if (!contents)
    return NULL;

  header_length = GUINT64_TO_LE (header->len);
  memcpy (contents, &header_length, sizeof header_length);
  memcpy (contents + sizeof header_length, header->str, header->len);
  file.numbers = contents + sizeof header_length + header->len;
  file.used = 0;
  gradus_weights_foreach (weights, add_tensor, &file);
  return g_bytes_new_take (contents, length);
}
