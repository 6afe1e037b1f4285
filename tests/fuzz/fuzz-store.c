/* SPDX-License-Identifier: MIT
 *
 * Any bytes for what reads documents and weights: GRADUS_FUZZED is look_at_document or
 * look_at_weights. A document's bytes lie in memory, but as a file: SQLite opens nothing else. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/document-file.h"
#include "export/weights-map.h"

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n);

/* What was read must hold together. */
static void
look_at_run (const GradusDraftEntry *run)
{
  g_autoptr (GradusWeights) weights =
      gradus_weights_new_at (run->experiment, run->preparation, run->draft->now, NULL);

  g_assert_nonnull (weights);
  g_assert_true (run->draft->series.n_points == 0 ||
                 run->draft->series.n_values == gradus_experiment_get_n_layers (run->experiment));
  g_assert_true (!run->name || g_utf8_validate (run->name, -1, NULL));
}

G_GNUC_UNUSED static void
look_at_document (const uint8_t *bytes, size_t n)
{
  static char *filename;
  static int file = -1;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusDraft) draft = NULL;
  gboolean is_newer;

  if (!filename) {
    filename = g_strdup ("/dev/shm/gradus-fuzz-XXXXXX");
    file = mkstemp (filename);
  }
  g_assert_cmpint (ftruncate (file, 0), ==, 0);
  g_assert_cmpint (pwrite (file, bytes, n, 0), ==, (gssize) n);
  draft = gradus_document_file_load (filename, TRUE, &is_newer, NULL, &error);
  g_assert_true ((draft == NULL) == (error != NULL));
  for (guint i = 0; draft && i < draft->runs->len; i++)
    look_at_run (g_ptr_array_index (draft->runs, i));
  if (error)
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

G_GNUC_UNUSED static void
look_at_weights (const uint8_t *bytes, size_t n)
{
  g_autoptr (GBytes) all = g_bytes_new (bytes, n);
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusSafetensors) file = gradus_safetensors_read (all, &error);
  g_autoptr (GradusWeights) weights = NULL;

  g_assert_true ((file == NULL) == (error != NULL));
  for (guint i = 0; file && i < file->tensors->len; i++) {
    const GradusSafetensor *tensor = g_ptr_array_index (file->tensors, i);
    g_autofree float *numbers = g_new (float, MAX (tensor->n_items, 1));

    g_assert_cmpuint (tensor->end, <=, n - file->numbers);
    if (tensor->numbers != GRADUS_NUMBERS_OTHER)
      gradus_safetensors_copy (file, tensor, numbers);
  }
  if (file)
    weights = gradus_weights_from_safetensors (file, &error);
  if (error)
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n)
{
  GRADUS_FUZZED (bytes, n);
  return 0;
}
