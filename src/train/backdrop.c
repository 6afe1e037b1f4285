/* SPDX-License-Identifier: MIT */
#include "train/backdrop.h"

#include <math.h>

static guint
choose_sample (const GradusDataset *dataset, guint i, guint n)
{
  return (guint) ((guint64) i * dataset->n_samples / n);
}

static void
find_grey (const GradusDataset *dataset, guint n, const float *numbers, GradusBackdrop *backdrop)
{
  const GradusPictureLayout *picture = &dataset->picture;
  const guint n_places = picture->width * picture->height;

  for (guint channel = 0; channel < picture->n_channels; channel++) {
    double sum = 0;

    for (guint place = 0; place < n_places; place++) {
      const gsize at = gradus_picture_layout_find (picture, place % picture->width,
                                                   place / picture->width, channel);

      for (guint i = 0; i < n; i++)
        sum += (double) numbers[(gsize) i * dataset->n_inputs + at];
    }
    for (guint place = 0; place < n_places; place++)
      backdrop->grey[gradus_picture_layout_find (picture, place % picture->width,
                                                 place / picture->width, channel)] =
          (float) (sum / ((double) n_places * n));
  }
}

static void
measure_distance (guint n, const float *numbers, GradusBackdrop *backdrop)
{
  double sum = 0;

  for (guint i = 0; i < n; i++) {
    double squares = 0;

    for (guint k = 0; k < backdrop->n_inputs; k++) {
      const double difference =
          (double) numbers[(gsize) i * backdrop->n_inputs + k] - (double) backdrop->grey[k];

      squares += difference * difference;
    }
    sum += sqrt (squares);
  }
  backdrop->distance = sum / n;
}

GradusBackdrop *
gradus_backdrop_new (const GradusDataset *dataset)
{
  const guint n = MIN (dataset->n_samples, GRADUS_BACKDROP_SAMPLES);
  g_autofree float *numbers = g_new (float, ((gsize) n * dataset->n_inputs));
  GradusBackdrop *backdrop = g_new0 (GradusBackdrop, 1);

  backdrop->n_inputs = dataset->n_inputs;
  backdrop->grey = g_new0 (float, dataset->n_inputs);
  for (guint i = 0; i < n; i++)
    gradus_inputs_copy (&dataset->inputs, choose_sample (dataset, i, n),
                        numbers + (gsize) i * dataset->n_inputs);
  backdrop->low = backdrop->high = numbers[0];
  for (gsize i = 0; i < (gsize) n * dataset->n_inputs; i++) {
    backdrop->low = MIN (backdrop->low, numbers[i]);
    backdrop->high = MAX (backdrop->high, numbers[i]);
  }
  find_grey (dataset, n, numbers, backdrop);
  measure_distance (n, numbers, backdrop);
  return backdrop;
}

void
gradus_backdrop_free (GradusBackdrop *backdrop)
{
  g_free (backdrop->grey);
  g_free (backdrop);
}
