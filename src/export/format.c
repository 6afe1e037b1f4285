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
  { "pytorch.py", N_ ("PyTorch: the experiment as a script"), gradus_pytorch_write },
  { "keras.py", N_ ("Keras: the experiment as a script"), gradus_keras_write },
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

static gboolean
save_file (const GradusWeights *weights, const char *filename, const char *name,
           GBytes *(*write) (const GradusWeights *weights, const char *name, GError **error),
           GError **error)
{
  g_autoptr (GBytes) bytes = write (weights, name, error);

  if (bytes)
    return gradus_file_replace (filename, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                error);
  g_prefix_error (error, "%s: ", filename);
  return FALSE;
}

gboolean
gradus_weights_save (const GradusWeights *weights, const GradusFormat *format, const char *filename,
                     GError **error)
{
  g_autofree char *stem = g_strdup (filename), *base = NULL, *companion = NULL;

  if (g_str_has_suffix (stem, format->suffix))
    stem[strlen (stem) - strlen (format->suffix)] = '\0';
  base = g_path_get_basename (stem);
  if (!save_file (weights, filename, base, format->write, error))
    return FALSE;
  if (!format->write_companion)
    return TRUE;
  companion = g_strconcat (stem, format->companion_suffix, NULL);
  return save_file (weights, companion, base, format->write_companion, error);
}
