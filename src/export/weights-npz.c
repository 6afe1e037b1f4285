/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <zip.h>

#include "export/bytes.h"
#include "export/format.h"
#include "experiment/experiment-json.h"
#include "experiment/preparation-json.h"

/* The numbers of an array start at a multiple of this (NumPy Enhancement Proposal 1). */
#define ALIGNMENT 64

/* The zip file while it is written. The contents must live until it is closed. */
typedef struct {
  zip_t *zip;
  GPtrArray *contents; /* GByteArray */
  gboolean has_failed;
} ZipFile;

static GByteArray *
begin_array (const char *type, const char *shape)
{
  static const guint8 magic[8] = { 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0 };
  GByteArray *array = g_byte_array_new ();
  g_autoptr (GString) header = g_string_new (NULL);
  guint8 length[2];

  g_string_printf (header, "{'descr': '%s', 'fortran_order': False, 'shape': %s, }", type, shape);
  while ((sizeof magic + sizeof length + header->len + 1) % ALIGNMENT != 0)
    g_string_append_c (header, ' ');
  g_string_append_c (header, '\n');
  length[0] = (guint8) (header->len & 0xff);
  length[1] = (guint8) (header->len >> 8);
  g_byte_array_append (array, magic, sizeof magic);
  g_byte_array_append (array, length, sizeof length);
  g_byte_array_append (array, (const guint8 *) header->str, (guint) header->len);
  return array;
}

/* Takes over the array. The time is constant, so that the same weights make the same file. */
static void
add_array (ZipFile *file, const char *name, GByteArray *array)
{
  g_autofree char *entry = g_strconcat (name, ".npy", NULL);
  zip_source_t *source = zip_source_buffer (file->zip, array->data, array->len, 0);
  zip_int64_t at = source ? zip_file_add (file->zip, entry, source, ZIP_FL_ENC_UTF_8) : -1;

  g_ptr_array_add (file->contents, array);
  /* The archive owns the source only once it is added. */
  if (source && at < 0)
    zip_source_free (source);
  file->has_failed =
      file->has_failed || at < 0 ||
      zip_set_file_compression (file->zip, (zip_uint64_t) at, ZIP_CM_STORE, 0) != 0 ||
      zip_file_set_dostime (file->zip, (zip_uint64_t) at, 0, 0x21, 0) != 0; /* 1 January 1980 */
}

static void
append_words (GByteArray *array, const guint32 *words, gsize n)
{
  const guint start = array->len;

  g_byte_array_append (array, (const guint8 *) words, (guint) (n * sizeof *words));
  for (gsize i = 0; i < n; i++) {
    const guint32 word = GUINT32_TO_LE (words[i]);

    memcpy (array->data + start + i * sizeof word, &word, sizeof word);
  }
}

/* "(5,)", "(5, 3)": as Python writes a tuple. */
static char *
format_shape (const GradusTensor *tensor)
{
  GString *text = g_string_new ("(");

  for (guint i = 0; i < tensor->n_axes; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? ", " : "", tensor->axes[i]);
  g_string_append (text, tensor->n_axes == 1 ? ",)" : ")");
  return g_string_free (text, FALSE);
}

static void
add_tensor (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  const gsize n = gradus_tensor_count (tensor);
  g_autofree char *shape = format_shape (tensor);
  g_autofree guint32 *bits = g_memdup2 (numbers, n * sizeof (float));
  GByteArray *array = begin_array ("<f4", shape);

  append_words (array, bits, n);
  add_array (data, name, array);
}

/* NumPy's texts have four bytes a character. */
static void
add_text (ZipFile *file, const char *name, const char *text)
{
  glong n;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (text, -1, &n);
  g_autofree char *type = g_strdup_printf ("<U%ld", MAX (n, 1));
  GByteArray *array = begin_array (type, "()");

  append_words (array, characters, (gsize) MAX (n, 1));
  add_array (file, name, array);
}

static void
add_integer (ZipFile *file, const char *name, guint64 number)
{
  GByteArray *array = begin_array ("<i8", "()");
  const guint64 bits = GUINT64_TO_LE (number);

  g_byte_array_append (array, (const guint8 *) &bits, sizeof bits);
  add_array (file, name, array);
}

static void
add_all (ZipFile *file, const GradusWeights *weights)
{
  g_autofree char *experiment = gradus_experiment_to_json (weights->experiment);
  g_autofree char *preparation = gradus_preparation_to_json (weights->preparation);

  gradus_weights_foreach (weights, add_tensor, file);
  add_text (file, "experiment", experiment);
  add_text (file, "preparation", preparation);
  add_integer (file, "step", weights->step);
}

/* Copies what libzip has written into its buffer. */
static GBytes *
take_bytes (zip_source_t *buffer, GError **error)
{
  zip_stat_t status;
  char *bytes = NULL;

  if (zip_source_stat (buffer, &status) == 0 && zip_source_open (buffer) == 0) {
    bytes = gradus_bytes_allocate (status.size, error);
    if (bytes)
      zip_source_read (buffer, bytes, status.size);
    zip_source_close (buffer);
  }
  return bytes ? g_bytes_new_take (bytes, status.size) : NULL;
}

/* zip_close() frees the source that it wrote to, unless somebody keeps it; the bytes are taken from
 * it after that. */
GBytes *
gradus_npz_write (const GradusWeights *weights, const char *name, GError **error)
{
  zip_source_t *buffer = zip_source_buffer_create (NULL, 0, 0, NULL);
  g_autoptr (GPtrArray) contents =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  ZipFile file = { zip_open_from_source (buffer, ZIP_TRUNCATE, NULL), contents };
  GBytes *bytes = NULL;

  if (file.zip) {
    zip_source_keep (buffer);
    add_all (&file, weights);
    if (!file.has_failed && zip_close (file.zip) == 0)
      bytes = take_bytes (buffer, error);
    else
      zip_discard (file.zip);
  }
  zip_source_free (buffer);
  if (!bytes && error && !*error)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM,
                 "the zip file could not be made; there may be too little memory");
  return bytes;
}
