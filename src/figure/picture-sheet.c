/* SPDX-License-Identifier: MIT */
#include "figure/picture-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plot/number.h"

/* Samples whose extremes are black and white: to look at all would take time in every frame. */
#define MOST_MEASURED 200

void
gradus_picture_sheet_init (GradusPictureSheet *self, const GradusFigure *figure,
                           const GradusDataset *dataset)
{
  const GradusPictureLayout *shape = &dataset->picture;
  float extremes[2];

  self->dataset = dataset;
  self->pictures = g_array_new (FALSE, FALSE, sizeof (GradusGridPicture));
  self->said = g_array_new (FALSE, FALSE, sizeof (int));
  self->strings = g_ptr_array_new_with_free_func (g_free);
  self->copies = g_ptr_array_new_with_free_func (g_free);
  self->grid = (GradusPictureGrid){ .pixels = { shape->width, shape->height, shape->n_channels,
                                                shape->is_planar },
                                    .pointer_x = figure->pointer_x,
                                    .pointer_y = figure->pointer_y };
  gradus_dataset_find_extremes (dataset, MIN (dataset->n_samples, MOST_MEASURED), extremes);
  gradus_picture_find_range (extremes, 2, &self->low, &self->high);
}

void
gradus_picture_sheet_clear (GradusPictureSheet *self)
{
  g_array_unref (self->pictures);
  g_array_unref (self->said);
  g_ptr_array_unref (self->strings);
  g_ptr_array_unref (self->copies);
}

void
gradus_picture_sheet_add (GradusPictureSheet *self, GradusGridPicture picture, char *caption,
                          char *second)
{
  if (caption)
    g_ptr_array_add (self->strings, caption);
  if (second)
    g_ptr_array_add (self->strings, second);
  picture.caption = caption;
  picture.second = second;
  g_array_append_val (self->pictures, picture);
  self->grid.n_pictures = self->pictures->len;
  self->grid.pictures = (const GradusGridPicture *) (void *) self->pictures->data;
}

/* "→ Coat (98 %)"; only what is sure is 100 %. */
static char *
describe_said (const GradusDataset *dataset, guint said, double output)
{
  g_autofree char *name = gradus_dataset_name_class (dataset, said), *share = NULL;

  if (isnan (output))
    return g_strdup_printf ("→ %s", name);
  share = gradus_number_format_percent (output);
  return g_strdup_printf ("→ %s (%s)", name, share);
}

void
gradus_picture_sheet_add_sample (GradusPictureSheet *self, guint sample, int said, double output)
{
  const GradusDataset *dataset = self->dataset;
  const guint right = gradus_dataset_get_class (dataset, sample);
  const gboolean is_wrong = said >= 0 && (guint) said != right;
  float *values = gradus_dataset_copy_inputs (dataset, sample, 1);
  const GradusGridPicture picture = {
    .values = values, .low = self->low, .high = self->high, .is_wrong = is_wrong
  };

  g_ptr_array_add (self->copies, values);
  gradus_picture_sheet_add (self, picture, gradus_dataset_name_class (dataset, right),
                            is_wrong ? describe_said (dataset, (guint) said, output) : NULL);
  g_array_append_val (self->said, said);
}

/* What is told of a sample: what it is, and what is predicted for it. */
static const char *const *
make_callout (GradusPictureSheet *self, guint at, guint sample)
{
  const int said = g_array_index (self->said, int, at);
  g_autofree char *right =
      gradus_dataset_name_class (self->dataset, gradus_dataset_get_class (self->dataset, sample));
  const guint first = self->strings->len;

  g_ptr_array_add (self->strings, g_strdup_printf (_ ("sample\t%u"), sample + 1));
  g_ptr_array_add (self->strings, g_strdup_printf (_ ("true\t%s"), right));
  if (said >= 0) {
    g_autofree char *name = gradus_dataset_name_class (self->dataset, (guint) said);

    g_ptr_array_add (self->strings, g_strdup_printf (_ ("predicted\t%s"), name));
  }
  g_ptr_array_add (self->strings, NULL);
  return (const char *const *) self->strings->pdata + first;
}

void
gradus_picture_sheet_draw_samples (GradusPictureSheet *self, GradusCanvas *canvas,
                                   const guint *samples)
{
  int at;

  self->grid.leaves_pictures_out = TRUE;
  at = gradus_picture_grid_find (canvas, &self->grid, self->grid.pointer_x, self->grid.pointer_y);

  if (at >= 0)
    self->grid.callout = make_callout (self, (guint) at, samples ? samples[at] : (guint) at);
  gradus_picture_grid_draw (canvas, &self->grid);
}
