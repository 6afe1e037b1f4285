/* SPDX-License-Identifier: MIT */
#include "data/reader.h"

const GradusReader *const gradus_readers[] = {
  &gradus_npz_reader, &gradus_npy_reader, &gradus_idx_reader, &gradus_cifar_reader, &gradus_csv_reader, NULL,
};

static const GradusReader *
recognise (const char *filename, const guint8 *head, gsize n)
{
  for (guint i = 0; gradus_readers[i]; i++) {
    if (gradus_readers[i]->recognises (filename, head, n))
      return gradus_readers[i];
  }
  g_assert_not_reached ();
}

GradusTable *
gradus_reader_load (const char *filename, GradusLoading *loading, GError **error)
{
  g_autoptr (GradusIntake) intake = gradus_intake_open (filename, NULL, error);
  guint8 head[GRADUS_READER_HEAD];
  gssize n;

  if (!intake)
    return NULL;
  n = gradus_intake_read (intake, head, sizeof head, error);
  if (n == 0)
    gradus_intake_refuse (intake, error, "is empty; give a file that holds samples");
  if (n <= 0)
    return NULL;
  return recognise (filename, head, (gsize) n)->read (filename, loading, error);
}
