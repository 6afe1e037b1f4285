/* SPDX-License-Identifier: MIT */
#include "store/weights.h"

#include "store/file.h"

typedef struct {
  const char *suffix;
  char *(*write) (const GradusWeights *weights, gsize *length);
} Format;

static const Format formats[] = {
  { ".json", gradus_weights_to_json },
  { ".safetensors", gradus_weights_to_safetensors },
};

static const Format *
find_format (const char *filename)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    if (g_str_has_suffix (filename, formats[i].suffix))
      return &formats[i];
  }
  return NULL;
}

gboolean
gradus_weights_can_save (const char *filename)
{
  return find_format (filename) != NULL;
}

gboolean
gradus_weights_save (const GradusNetwork *network, const GradusExperiment *experiment, guint64 step,
                     const char *filename, GError **error)
{
  const GradusWeights weights = { network, experiment, step };
  const Format *format = find_format (filename);
  g_autofree char *contents = NULL;
  gsize length;

  g_return_val_if_fail (format, FALSE);
  contents = format->write (&weights, &length);
  if (!contents) {
    g_autofree char *size = g_format_size (length);

    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM,
                 "%s: there is no memory for the %s that it would hold; close other programs", filename,
                 size);
    return FALSE;
  }
  return gradus_file_replace (filename, contents, length, error);
}

void
gradus_weights_foreach (const GradusWeights *weights, GradusTensorFunc func, gpointer data)
{
  for (guint i = 0; i < gradus_network_get_n_layers (weights->network); i++) {
    const GradusLayer *layer = gradus_network_get_layer (weights->network, i);
    const float *parameters = gradus_network_get_parameters (weights->network, i);
    GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
    const guint n_tensors = gradus_layer_list_tensors (layer, tensors);

    for (guint k = 0; k < n_tensors; k++) {
      g_autofree char *name = g_strdup_printf ("layer.%u.%s", layer->number, tensors[k].name);

      func (name, &tensors[k], parameters + tensors[k].offset, data);
    }
  }
}
