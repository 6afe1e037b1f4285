/* SPDX-License-Identifier: MIT */
#include "export/format.h"

#include <glib/gi18n.h>
#include <string.h>

#include "experiment/file.h"

const GradusFormat gradus_formats[] = {
  { ".safetensors", N_ ("safetensors: weights for PyTorch and others"), gradus_safetensors_write },
  { ".onnx", N_ ("ONNX: the network for other runtimes"), gradus_onnx_write },
  { ".npz", N_ ("NumPy: an array for each tensor"), gradus_npz_write },
  { ".c", N_ ("C: source code that needs no library"), gradus_c_write_source, ".h",
    gradus_c_write_header },
  { ".csv", N_ ("CSV: every weight on a line"), gradus_weights_csv_write },
  { ".json", N_ ("JSON: weights and experiment as text"), gradus_weights_json_write },
  { "pytorch.py", N_ ("PyTorch: the experiment as a script"), gradus_pytorch_write,
    .is_code = TRUE },
  { "keras.py", N_ ("Keras: the experiment as a script"), gradus_keras_write, .is_code = TRUE },
  { ".ipynb", N_ ("Jupyter: the experiment as a notebook with PyTorch"), gradus_notebook_write,
    .is_code = TRUE },
  { NULL },
};

const GradusFormat *
gradus_format_find (const char *filename)
{
  for (const GradusFormat *format = gradus_formats; format->suffix; format++) {
    if (g_str_has_suffix (filename, format->suffix))
      return format;
  }
  return NULL;
}

char *
gradus_formats_list (void)
{
  GString *list = g_string_new (NULL);

  for (const GradusFormat *format = gradus_formats; format->suffix; format++)
    g_string_append_printf (list, "%s%s",
                            list->len == 0     ? ""
                            : format[1].suffix ? ", "
                                               : " or ",
                            format->suffix);
  return g_string_free (list, FALSE);
}

/* The file's name without what tells the format. */
static char *
find_stem (const GradusFormat *format, const char *filename)
{
  return g_str_has_suffix (filename, format->suffix)
             ? g_strndup (filename, strlen (filename) - strlen (format->suffix))
             : g_strdup (filename);
}

char *
gradus_format_name_companion (const GradusFormat *format, const char *filename)
{
  g_autofree char *stem = find_stem (format, filename);

  return format->write_companion ? g_strconcat (stem, format->companion_suffix, NULL) : NULL;
}

/* Nobody who names one file expects that another one is lost. */
gboolean
gradus_format_check_companion (const GradusFormat *format, const char *filename, GError **error)
{
  g_autofree char *companion = gradus_format_name_companion (format, filename), *text = NULL;

  if (!companion || !g_file_test (companion, G_FILE_TEST_IS_REGULAR) ||
      (g_file_get_contents (companion, &text, NULL, NULL) && strstr (text, GRADUS_COMPANION_MARK)))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
               "%s: is to be written beside %s, but is there, and not from Gradus; give another "
               "name, or move it away",
               companion, filename);
  return FALSE;
}

static GBytes *
make_file (const GradusWeights *weights, const char *filename, const char *name,
           GBytes *(*write) (const GradusWeights *weights, const char *name, GError **error),
           GError **error)
{
  GBytes *bytes = write (weights, name, error);

  if (!bytes)
    g_prefix_error (error, "%s: ", filename);
  return bytes;
}

/* Both of a pair, or neither. */
gboolean
gradus_weights_save (const GradusWeights *weights, const GradusFormat *format, const char *filename,
                     GError **error)
{
  g_autofree char *stem = find_stem (format, filename), *name = g_path_get_basename (stem);
  g_autofree char *companion = gradus_format_name_companion (format, filename);
  g_autoptr (GBytes) bytes = NULL, beside = NULL;
  GradusFileContent contents[2] = { 0 };

  if (!gradus_format_check_companion (format, filename, error))
    return FALSE;
  bytes = make_file (weights, filename, name, format->write, error);
  if (bytes && companion)
    beside = make_file (weights, companion, name, format->write_companion, error);
  if (!bytes || (companion && !beside))
    return FALSE;
  contents[0] =
      (GradusFileContent){ filename, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) };
  if (companion)
    contents[1] = (GradusFileContent){ companion, g_bytes_get_data (beside, NULL),
                                       g_bytes_get_size (beside) };
  return gradus_file_replace_all (contents, companion ? 2 : 1, error);
}
