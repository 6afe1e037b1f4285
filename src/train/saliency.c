/* SPDX-License-Identifier: MIT */
#include "train/saliency.h"

#include <stdatomic.h>
#include <string.h>

#include "nn/excitation.h"
#include "nn/pass.h"
#include "train/confusion.h"

/* The picture's longer side is so many patches, and so many steps at most. */
#define PATCHES_A_SIDE 4
#define STEPS_A_SIDE 16

/* Multiply-adds of all patches: some tenths of a second. */
#define MOST_MULTIPLY_ADDS 8e9

typedef struct {
  GradusSaliency public;
  atomic_uint references;
} Block;

/* -- Patches ----------------------------------------------------------------------------------- */

static guint
divide_up (guint number, guint by)
{
  return (number + by - 1) / by;
}

/* The patch has the step's parity, so that it lies evenly over the middle of a cell. */
void
gradus_saliency_choose_patch (const GradusPictureLayout *picture, gsize multiply_adds, guint *patch,
                              guint *step)
{
  const guint side = MAX (picture->width, picture->height);

  *step = divide_up (side, STEPS_A_SIDE);
  while (*step < side && (double) divide_up (picture->width, *step) *
                                 divide_up (picture->height, *step) * (double) multiply_adds >
                             MOST_MULTIPLY_ADDS)
    ++*step;
  *patch = MAX (side / PATCHES_A_SIDE, *step);
  *patch += (*patch - *step) % 2;
}

/* The pixels that a patch covers along a side of the picture. */
static void
find_covered (const GradusSaliency *self, guint cell, guint side, guint *begin, guint *end)
{
  const guint margin = (self->patch - self->step) / 2, first = cell * self->step;

  *begin = first > margin ? first - margin : 0;
  *end = MIN (first + self->step + margin, side);
}

static void
cover (const GradusSaliency *self, const GradusPictureLayout *picture,
       const GradusBackdrop *backdrop, guint cell, float *numbers)
{
  guint x0, x1, y0, y1;

  find_covered (self, cell % self->n_across, picture->width, &x0, &x1);
  find_covered (self, cell / self->n_across, picture->height, &y0, &y1);
  for (guint channel = 0; channel < picture->n_channels; channel++) {
    for (guint y = y0; y < y1; y++) {
      for (guint x = x0; x < x1; x++) {
        const gsize at = gradus_picture_layout_find (picture, x, y, channel);

        numbers[at] = backdrop->grey[at];
      }
    }
  }
}

/* A single output is that of class 1, unless it is a number. */
static double
get_class_output (const GradusSaliency *self, const GradusPass *pass, guint sample)
{
  const float *outputs = gradus_pass_outputs (pass) + sample;

  return self->has_numbers ? (double) outputs[(gsize) self->class * pass->stride]
                           : gradus_confusion_get_output (outputs, pass->n_outputs, pass->stride,
                                                          self->class);
}

static void
occlude (GradusSaliency *self, GradusNetwork *network, GradusPass *pass,
         const GradusPictureLayout *picture, const GradusBackdrop *backdrop, const float *sample)
{
  const guint n_cells = self->n_across * self->n_down, n = self->n_inputs;
  g_autofree float *covered = g_new (float, ((gsize) MIN (pass->capacity, n_cells) * n));

  for (guint start = 0; start < n_cells; start += pass->capacity) {
    const guint n_now = MIN (pass->capacity, n_cells - start);

    for (guint i = 0; i < n_now; i++) {
      memcpy (covered + (gsize) i * n, sample, n * sizeof (float));
      cover (self, picture, backdrop, start + i, covered + (gsize) i * n);
    }
    gradus_pass_set_samples (pass, n_now, 1);
    gradus_pass_load_floats (pass, covered, NULL, NULL);
    gradus_network_forward (network, pass, NULL);
    for (guint i = 0; i < n_now; i++)
      self->falls[start + i] = (float) (self->output - get_class_output (self, pass, i));
  }
  gradus_pass_set_samples (pass, pass->capacity, 1);
}

/* -- The gradient ------------------------------------------------------------------------------ */

/* What speaks for class 1 of a single output speaks against class 0. */
static gboolean
differentiate (GradusSaliency *self, GradusNetwork *network, GradusPass *lone)
{
  const gboolean is_single = lone->n_outputs == 1 && !self->has_numbers;
  const guint unit = is_single ? 0 : self->class;

  if (!gradus_excitation_differentiate (network, lone, lone->n_layers - 1, unit, self->gradient))
    return FALSE;
  for (guint i = 0; is_single && self->class == 0 && i < self->n_inputs; i++)
    self->gradient[i] = -self->gradient[i];
  return TRUE;
}

/* -1: there is no such class. */
static int
find_class (const GradusPass *lone, const GradusDataset *dataset, int wanted)
{
  const guint n =
      dataset->variance > 0 ? dataset->n_targets : gradus_dataset_count_classes (dataset);

  if (wanted >= 0)
    return (guint) wanted < n ? wanted : -1;
  return dataset->variance > 0
             ? 0
             : (int) gradus_confusion_find_class (gradus_pass_outputs (lone), lone->n_outputs,
                                                  lone->stride);
}

static GradusSaliency *
make_block (const GradusNetwork *network, const GradusDataset *dataset)
{
  Block *block = g_new0 (Block, 1);
  GradusSaliency *self = &block->public;

  atomic_init (&block->references, 1);
  gradus_saliency_choose_patch (&dataset->picture, gradus_network_count_multiply_adds (network),
                                &self->patch, &self->step);
  self->n_across = divide_up (dataset->picture.width, self->step);
  self->n_down = divide_up (dataset->picture.height, self->step);
  self->n_inputs = dataset->n_inputs;
  self->has_numbers = dataset->variance > 0;
  self->gradient = g_new0 (float, dataset->n_inputs);
  self->falls = g_new0 (float, ((gsize) self->n_across * self->n_down));
  return self;
}

GradusSaliency *
gradus_saliency_new (GradusNetwork *network, GradusPass *lone, GradusPass *many,
                     const GradusDataset *dataset, const GradusBackdrop *backdrop, guint sample,
                     int class)
{
  g_autofree float *numbers = gradus_dataset_copy_inputs (dataset, sample, 1);
  g_autoptr (GradusSaliency) self = NULL;
  int about;

  gradus_pass_set_samples (lone, 1, 1);
  gradus_pass_load_floats (lone, numbers, NULL, NULL);
  gradus_network_forward (network, lone, NULL);
  about = find_class (lone, dataset, class);
  if (about < 0)
    return NULL;
  self = make_block (network, dataset);
  self->sample = sample;
  self->class = (guint) about;
  self->output = get_class_output (self, lone, 0);
  if (!differentiate (self, network, lone))
    return NULL;
  occlude (self, network, many, &dataset->picture, backdrop, numbers);
  return g_steal_pointer (&self);
}

GradusSaliency *
gradus_saliency_ref (GradusSaliency *saliency)
{
  atomic_fetch_add (&((Block *) saliency)->references, 1);
  return saliency;
}

void
gradus_saliency_unref (GradusSaliency *saliency)
{
  if (atomic_fetch_sub (&((Block *) saliency)->references, 1) > 1)
    return;
  g_free (saliency->gradient);
  g_free (saliency->falls);
  g_free (saliency);
}
