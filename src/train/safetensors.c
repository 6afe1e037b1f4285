/* SPDX-License-Identifier: MIT */
#include "train/safetensors.h"

#include <jansson.h>
#include <string.h>

#include "data/escape.h"
#include "data/half.h"
#include "experiment/file.h"
#include "experiment/refusal.h"
#include "experiment/experiment-tree.h"

/* What stands around every sentence: whatever is wrong with a file, its reader cannot mend it. */
#define refuse(error, what, ...)                                                                   \
  gradus_refuse (error,                                                                            \
                 "no safetensors file: " what                                                      \
                 "; fetch it anew, or write it with safetensors.torch.save_file" __VA_OPT__ (, )   \
                     __VA_ARGS__)

static const struct {
  const char *name;
  gsize size;
  GradusNumbers numbers;
} types[] = {
  { "F32", 4, GRADUS_NUMBERS_F32 },    { "F64", 8, GRADUS_NUMBERS_F64 },
  { "F16", 2, GRADUS_NUMBERS_F16 },    { "BF16", 2, GRADUS_NUMBERS_BF16 },
  { "I64", 8, GRADUS_NUMBERS_OTHER },  { "I32", 4, GRADUS_NUMBERS_OTHER },
  { "I16", 2, GRADUS_NUMBERS_OTHER },  { "I8", 1, GRADUS_NUMBERS_OTHER },
  { "U64", 8, GRADUS_NUMBERS_OTHER },  { "U32", 4, GRADUS_NUMBERS_OTHER },
  { "U16", 2, GRADUS_NUMBERS_OTHER },  { "U8", 1, GRADUS_NUMBERS_OTHER },
  { "BOOL", 1, GRADUS_NUMBERS_OTHER },
};

static void
free_tensor (gpointer data)
{
  GradusSafetensor *tensor = data;

  g_free (tensor->name);
  g_free (tensor->type);
  g_free (tensor);
}

void
gradus_safetensors_free (GradusSafetensors *file)
{
  g_bytes_unref (file->bytes);
  g_ptr_array_unref (file->tensors);
  g_hash_table_unref (file->metadata);
  g_free (file);
}

/* -- The header -------------------------------------------------------------------------------- */

static gboolean
read_metadata (GradusSafetensors *file, json_t *metadata, GError **error)
{
  const char *key;
  json_t *value;

  if (!json_is_object (metadata))
    return refuse (error, "__metadata__ must be an object of texts");
  json_object_foreach (metadata, key, value) {
    if (!json_is_string (value))
      return refuse (error, "__metadata__ has a “%.*s” that is no text", GRADUS_CUT (key, 60));
    g_hash_table_insert (file->metadata, g_strdup (key), g_strdup (json_string_value (value)));
  }
  return TRUE;
}

static gboolean
read_type (GradusSafetensor *tensor, json_t *entry, gsize *size, GError **error)
{
  const char *name = json_string_value (json_object_get (entry, "dtype"));

  for (guint i = 0; name && i < G_N_ELEMENTS (types); i++) {
    if (!g_str_equal (types[i].name, name))
      continue;
    tensor->numbers = types[i].numbers;
    tensor->type = g_strdup (name);
    *size = types[i].size;
    return TRUE;
  }
  return refuse (error, "“%.*s” is of a type that is not known, where F32 is the usual one",
                 GRADUS_CUT (tensor->name, 60));
}

static gboolean
read_shape (GradusSafetensor *tensor, json_t *entry, GError **error)
{
  json_t *shape = json_object_get (entry, "shape"), *item;
  gsize i;

  if (!json_is_array (shape) || json_array_size (shape) > GRADUS_SAFETENSORS_MAX_DIMENSIONS)
    return refuse (error, "“%.*s” has no shape, a list of up to %d sizes",
                   GRADUS_CUT (tensor->name, 60), GRADUS_SAFETENSORS_MAX_DIMENSIONS);
  tensor->n_items = 1;
  json_array_foreach (shape, i, item) {
    if (!json_is_integer (item) || json_integer_value (item) < 0 ||
        !g_size_checked_mul (&tensor->n_items, tensor->n_items, (gsize) json_integer_value (item)))
      return refuse (error, "“%.*s” has a size that is no whole number, or too large",
                     GRADUS_CUT (tensor->name, 60));
    tensor->shape[tensor->n_dimensions++] = (guint64) json_integer_value (item);
  }
  return TRUE;
}

static gboolean
read_place (GradusSafetensor *tensor, json_t *entry, gsize size, gsize length, GError **error)
{
  json_t *offsets = json_object_get (entry, "data_offsets");
  json_t *start = json_array_get (offsets, 0), *end = json_array_get (offsets, 1);
  gsize n;

  if (json_array_size (offsets) != 2 || !json_is_integer (start) || !json_is_integer (end) ||
      json_integer_value (start) < 0 || json_integer_value (end) < json_integer_value (start))
    return refuse (error, "“%.*s” has no data_offsets, [begin, end]",
                   GRADUS_CUT (tensor->name, 60));
  tensor->start = (gsize) json_integer_value (start);
  tensor->end = (gsize) json_integer_value (end);
  if (tensor->end > length)
    return refuse (error, "“%.*s” ends behind the end of the file, which may have been cut off",
                   GRADUS_CUT (tensor->name, 60));
  if (!g_size_checked_mul (&n, tensor->n_items, size) || n != tensor->end - tensor->start)
    return refuse (error,
                   "“%.*s” has %" G_GSIZE_FORMAT " bytes, which is not what its shape asks for",
                   GRADUS_CUT (tensor->name, 60), tensor->end - tensor->start);
  return TRUE;
}

/* In the list before it is read, so that whatever fails frees it with the file. */
static gboolean
read_tensor (GradusSafetensors *file, const char *name, json_t *entry, gsize length, GError **error)
{
  GradusSafetensor *tensor = g_new0 (GradusSafetensor, 1);
  gsize size = 0;

  tensor->name = g_strdup (name);
  g_ptr_array_add (file->tensors, tensor);
  if (json_object_size (entry) != 3)
    return refuse (error, "“%.*s” must have dtype, shape and data_offsets, and nothing else",
                   GRADUS_CUT (name, 60));
  return read_type (tensor, entry, &size, error) && read_shape (tensor, entry, error) &&
         read_place (tensor, entry, size, length, error);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const GradusSafetensor *one = *(GradusSafetensor *const *) a,
                         *other = *(GradusSafetensor *const *) b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  return (one->end > other->end) - (one->end < other->end);
}

/* No holes and no overlaps, as the format demands: what lies in between could be anything, and
 * nobody would see it. */
static gboolean
check_places (GradusSafetensors *file, gsize length, GError **error)
{
  gsize at = 0;

  g_ptr_array_sort (file->tensors, compare_places);
  for (guint i = 0; i < file->tensors->len; i++) {
    const GradusSafetensor *tensor = g_ptr_array_index (file->tensors, i);

    if (tensor->start != at)
      return refuse (error, "before “%.*s” there is %s", GRADUS_CUT (tensor->name, 60),
                     tensor->start > at ? "a hole" : "something that it overlaps");
    at = tensor->end;
  }
  return at == length ||
         refuse (error, "%" G_GSIZE_FORMAT " bytes at its end belong to nothing", length - at);
}

static gboolean
read_header (GradusSafetensors *file, const char *text, gsize n, gsize length, GError **error)
{
  g_autoptr (GradusJsonTree) root = NULL;
  json_error_t fault;
  const char *key;
  json_t *value;

  if (n == 0 || text[0] != '{')
    return refuse (error, "its header must begin with {");
  root = json_loadb (text, n, JSON_REJECT_DUPLICATES, &fault);
  if (!root) {
    g_autofree char *shown = g_utf8_make_valid (fault.text, -1);

    return refuse (error, "its header is not JSON (%s)", shown);
  }
  json_object_foreach (root, key, value) {
    if (!(g_str_equal (key, "__metadata__") ? read_metadata (file, value, error)
                                            : read_tensor (file, key, value, length, error)))
      return FALSE;
  }
  return check_places (file, length, error);
}

GradusSafetensors *
gradus_safetensors_read (GBytes *bytes, GError **error)
{
  g_autoptr (GradusSafetensors) file = g_new0 (GradusSafetensors, 1);
  gsize n;
  const guint8 *data = g_bytes_get_data (bytes, &n);
  guint64 length;

  file->bytes = g_bytes_ref (bytes);
  file->tensors = g_ptr_array_new_with_free_func (free_tensor);
  file->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (n < sizeof length) {
    refuse (error, "it is only %" G_GSIZE_FORMAT " bytes long", n);
    return NULL;
  }
  memcpy (&length, data, sizeof length);
  length = GUINT64_FROM_LE (length);
  /* Not added to anything before it is known to be small: the sum might overflow. */
  if (length > GRADUS_SAFETENSORS_MAX_HEADER || length > n - sizeof length) {
    refuse (error, "its header claims %" G_GUINT64_FORMAT " bytes, more than %s", length,
            length > GRADUS_SAFETENSORS_MAX_HEADER ? "are allowed" : "there are");
    return NULL;
  }
  file->numbers = sizeof length + length;
  if (!read_header (file, (const char *) data + sizeof length, length, n - file->numbers, error))
    return NULL;
  return g_steal_pointer (&file);
}

GradusSafetensors *
gradus_safetensors_load (const char *filename, GError **error)
{
  g_autoptr (GBytes) bytes = gradus_file_read (filename, GRADUS_SAFETENSORS_MAX_BYTES, error);
  GradusSafetensors *file = bytes ? gradus_safetensors_read (bytes, error) : NULL;

  if (bytes && !file)
    g_prefix_error (error, "%s: ", filename);
  return file;
}

const GradusSafetensor *
gradus_safetensors_find (const GradusSafetensors *file, const char *name)
{
  for (guint i = 0; i < file->tensors->len; i++) {
    const GradusSafetensor *tensor = g_ptr_array_index (file->tensors, i);

    if (g_str_equal (tensor->name, name))
      return tensor;
  }
  return NULL;
}

/* -- Numbers ----------------------------------------------------------------------------------- */

static float
read_f32 (const guint8 *at)
{
  guint32 bits;
  float number;

  memcpy (&bits, at, sizeof bits);
  bits = GUINT32_FROM_LE (bits);
  memcpy (&number, &bits, sizeof number);
  return number;
}

static float
read_f64 (const guint8 *at)
{
  guint64 bits;
  double number;

  memcpy (&bits, at, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&number, &bits, sizeof number);
  return (float) number;
}

static float
read_f16 (const guint8 *at)
{
  return gradus_half_to_float (at[0] | (guint) at[1] << 8);
}

/* The upper half of a float32. */
static float
read_bf16 (const guint8 *at)
{
  const guint8 whole[4] = { 0, 0, at[0], at[1] };

  return read_f32 (whole);
}

gboolean
gradus_safetensor_has_shape (const GradusSafetensor *tensor, guint n_axes, const guint *axes)
{
  gboolean is_equal = tensor->n_dimensions == n_axes;

  for (guint i = 0; is_equal && i < n_axes; i++)
    is_equal = tensor->shape[i] == axes[i];
  return is_equal;
}

void
gradus_safetensors_copy (const GradusSafetensors *file, const GradusSafetensor *tensor,
                         float *numbers)
{
  static float (*const readers[]) (const guint8 *) = { read_f32, read_f64, read_f16, read_bf16 };
  const guint8 *at =
      (const guint8 *) g_bytes_get_data (file->bytes, NULL) + file->numbers + tensor->start;
  const gsize size = tensor->n_items > 0 ? (tensor->end - tensor->start) / tensor->n_items : 0;

  g_return_if_fail (tensor->numbers != GRADUS_NUMBERS_OTHER);
  for (gsize i = 0; i < tensor->n_items; i++)
    numbers[i] = readers[tensor->numbers](at + i * size);
}
