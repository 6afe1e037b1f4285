/* SPDX-License-Identifier: MIT */
#include "train/checkpoint-form.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "train/safetensors.h"

/* A tensor: where it is in a checkpoint's state, and what it is in the file. */
typedef struct {
  char *name;
  guint n_axes;
  guint axes[GRADUS_TENSOR_MAX_AXES];
  gsize offset; /* floats */
  gsize n;
} Part;

struct _GradusCheckpointForm {
  GArray *parts;
  gsize n_floats; /* of the state */
  GString *head;  /* of the file, its length before it */
  gsize n_bytes;  /* behind the head */
};

static void
clear_part (gpointer data)
{
  g_free (((Part *) data)->name);
}

void
gradus_checkpoint_form_free (GradusCheckpointForm *form)
{
  g_array_unref (form->parts);
  if (form->head)
    g_string_free (form->head, TRUE);
  g_free (form);
}

/* The tensors of all layers, `shift` floats further on than the parameters. Running means are no
 * parameters that an optimiser trains, so they have no moments. */
static void
add_parts (GradusCheckpointForm *form, const GradusNetwork *network, const char *prefix,
           gsize shift)
{
  for (guint i = 0; i < gradus_network_get_n_layers (network); i++) {
    const gsize start = (gsize) (gradus_network_get_parameters (network, i) -
                                 gradus_network_get_parameters (network, 0));
    GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
    const guint n = gradus_network_list_tensors (network, i, tensors);

    for (guint k = 0; k < n; k++) {
      const GradusTensor *tensor = &tensors[k];
      Part part = { .n_axes = tensor->n_axes,
                    .offset = shift + start + tensor->offset,
                    .n = gradus_tensor_count (tensor) };

      if (shift > 0 && !gradus_tensor_is_trained (tensor))
        continue;
      part.name = g_strdup_printf ("%slayer.%u.%s", prefix, i + 1, tensor->name);
      memcpy (part.axes, tensor->axes, sizeof part.axes);
      g_array_append_val (form->parts, part);
    }
  }
}

/* The length is only known at the end, and takes the place of the zeros. Blanks bring the numbers
 * to a multiple of eight, as safetensors allows. */
static void
write_head (GradusCheckpointForm *form)
{
  json_t *root = json_pack ("{s{ss}}", "__metadata__", "format", "gradus-checkpoint");
  char *text;
  guint64 length;

  for (guint i = 0; i < form->parts->len; i++) {
    const Part *part = &g_array_index (form->parts, Part, i);
    json_t *shape = json_array ();

    for (guint axis = 0; axis < part->n_axes; axis++)
      json_array_append_new (shape, json_integer ((json_int_t) part->axes[axis]));
    json_object_set_new (root, part->name,
                         json_pack ("{ss so s[II]}", "dtype", "F32", "shape", shape, "data_offsets",
                                    (json_int_t) form->n_bytes,
                                    (json_int_t) (form->n_bytes + part->n * sizeof (float))));
    form->n_bytes += part->n * sizeof (float);
  }
  text = json_dumps (root, JSON_COMPACT);
  json_decref (root);
  form->head = g_string_new_len ("\0\0\0\0\0\0\0\0", sizeof length);
  g_string_append (form->head, text);
  free (text);
  while (form->head->len % 8 != 0)
    g_string_append_c (form->head, ' ');
  length = GUINT64_TO_LE (form->head->len - sizeof length);
  memcpy (form->head->str, &length, sizeof length);
}

GradusCheckpointForm *
gradus_checkpoint_form_new (const GradusExperiment *experiment, const GradusShape *input,
                            GError **error)
{
  const GradusOptimiserKind optimiser = experiment->optimiser.kind;
  g_autoptr (GradusNetwork) network =
      gradus_network_new (gradus_experiment_get_layer (experiment, 0),
                          gradus_experiment_get_n_layers (experiment), input, optimiser, error);
  GradusCheckpointForm *form;
  gsize n_parameters;

  if (!network)
    return NULL;
  n_parameters = gradus_network_get_n_floats (network);
  form = g_new0 (GradusCheckpointForm, 1);
  form->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (form->parts, clear_part);
  form->n_floats = gradus_network_count_state (network);
  add_parts (form, network, "", 0);
  if (gradus_optimiser_has_first_moment (optimiser))
    add_parts (form, network, "first_moment.", n_parameters);
  if (gradus_optimiser_has_second_moment (optimiser))
    add_parts (form, network, "second_moment.", form->n_floats - n_parameters);
  write_head (form);
  return form;
}

gsize
gradus_checkpoint_form_get_length (const GradusCheckpointForm *form)
{
  return form->head->len + form->n_bytes;
}

/* Little-endian: on most machines a copy. */
static void
copy_words (void *to, const void *from, gsize n)
{
  memcpy (to, from, n * sizeof (guint32));
  for (gsize i = 0; G_BYTE_ORDER != G_LITTLE_ENDIAN && i < n; i++) {
    guint32 word;

    memcpy (&word, (char *) to + i * sizeof word, sizeof word);
    word = GUINT32_SWAP_LE_BE (word);
    memcpy ((char *) to + i * sizeof word, &word, sizeof word);
  }
}

void
gradus_checkpoint_form_write (const GradusCheckpointForm *form, const GradusCheckpoint *checkpoint,
                              char *bytes)
{
  char *at = bytes + form->head->len;

  g_return_if_fail (checkpoint->n_floats == form->n_floats);

  memcpy (bytes, form->head->str, form->head->len);
  for (guint i = 0; i < form->parts->len; i++) {
    const Part *part = &g_array_index (form->parts, Part, i);

    copy_words (at, checkpoint->state + part->offset, part->n);
    at += part->n * sizeof (float);
  }
}

/* One that was not written by Gradus, or by another version: tensor by tensor. */
static gboolean
read_foreign (const GradusCheckpointForm *form, GradusCheckpoint *checkpoint, const char *bytes,
              gsize n, GError **error)
{
  g_autoptr (GBytes) copy = g_bytes_new (bytes, n);
  g_autoptr (GradusSafetensors) file = gradus_safetensors_read (copy, error);

  for (guint i = 0; file && i < form->parts->len; i++) {
    const Part *part = &g_array_index (form->parts, Part, i);
    const GradusSafetensor *tensor = gradus_safetensors_find (file, part->name);

    if (!tensor || tensor->numbers == GRADUS_NUMBERS_OTHER ||
        !gradus_safetensor_has_shape (tensor, part->n_axes, part->axes)) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "%s is not there, or not of the network's shape", part->name);
      return FALSE;
    }
    gradus_safetensors_copy (file, tensor, checkpoint->state + part->offset);
  }
  return file != NULL;
}

/* One that Gradus wrote has just this head, so most are read without looking into it. */
GradusCheckpoint *
gradus_checkpoint_form_read (const GradusCheckpointForm *form, guint64 step, const char *bytes,
                             gsize n, GError **error)
{
  const gboolean is_own = n == gradus_checkpoint_form_get_length (form) &&
                          memcmp (bytes, form->head->str, form->head->len) == 0;
  g_autoptr (GradusCheckpoint) checkpoint = gradus_checkpoint_new (step, form->n_floats);
  const char *at = bytes + form->head->len;

  if (!checkpoint) {
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM, "there is no memory for its checkpoints");
    return NULL;
  }
  memset (checkpoint->state, 0, form->n_floats * sizeof (float)); /* the gaps between the parts */
  if (!is_own)
    return read_foreign (form, checkpoint, bytes, n, error) ? g_steal_pointer (&checkpoint) : NULL;
  for (guint i = 0; i < form->parts->len; i++) {
    const Part *part = &g_array_index (form->parts, Part, i);

    copy_words (checkpoint->state + part->offset, at, part->n);
    at += part->n * sizeof (float);
  }
  return g_steal_pointer (&checkpoint);
}
