/* SPDX-License-Identifier: MIT */
#include "nn/variation.h"

#include <string.h>

#include "nn/random.h"

/* What was drawn for a sample. */
typedef struct {
  gboolean is_mirrored;
  int right, down;
} Move;

static Move
draw_move (const GradusVariation *variation, gsize sample)
{
  GradusRandom random;
  Move move = { 0 };

  gradus_random_init (&random, variation->seed, GRADUS_STREAM_VARIATION (variation->epoch, sample));
  if (variation->is_mirrored)
    move.is_mirrored = gradus_random_next (&random) >> 63 != 0;
  if (variation->shift == 0)
    return move;
  move.right =
      (int) gradus_random_below (&random, 2 * variation->shift + 1) - (int) variation->shift;
  move.down =
      (int) gradus_random_below (&random, 2 * variation->shift + 1) - (int) variation->shift;
  return move;
}

/* Pixels change places, the numbers of one stay in their order. */
static void
mirror_line (float *line, guint width, guint n_together)
{
  for (guint x = 0; x < width / 2; x++) {
    for (guint k = 0; k < n_together; k++) {
      float *left = &line[x * n_together + k], *right = &line[(width - 1 - x) * n_together + k];
      const float moved = *left;

      *left = *right;
      *right = moved;
    }
  }
}

/* The piece of a line that stays in the picture; the rest is 0. */
static void
copy_line (const GradusInputs *inputs, gsize sample, gsize first, const GradusVariation *variation,
           const Move *move, float *line)
{
  const guint width = variation->width, n_together = variation->n_together;
  const guint right = (guint) CLAMP (move->right, 0, (int) width),
              left = (guint) CLAMP (-move->right, 0, (int) width), n = width - right - left;
  float *piece = line + (gsize) right * n_together;

  memset (line, 0, (gsize) width * n_together * sizeof (float));
  gradus_inputs_copy_part (inputs, sample,
                           first + (gsize) (move->is_mirrored ? right : left) * n_together,
                           (gsize) n * n_together, piece);
  if (move->is_mirrored)
    mirror_line (piece, n, n_together);
}

void
gradus_variation_copy (const GradusVariation *variation, const GradusInputs *inputs, gsize sample,
                       float *numbers)
{
  const Move move = draw_move (variation, sample);
  const int height = (int) variation->height;
  const gsize n_line = (gsize) variation->width * variation->n_together;

  for (guint plane = 0; plane < variation->n_planes; plane++) {
    const gsize first = plane * variation->height * n_line;

    for (int y = 0; y < height; y++) {
      const int from = y - move.down;
      float *line = numbers + first + (gsize) y * n_line;

      if (from < 0 || from >= height)
        memset (line, 0, n_line * sizeof (float));
      else
        copy_line (inputs, sample, first + (gsize) from * n_line, variation, &move, line);
    }
  }
}
