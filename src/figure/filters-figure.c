/* SPDX-License-Identifier: MIT */

/* The weights of the first layer's units or maps as pictures. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/picture-sheet.h"

/* A kernel is a small picture of its own. */
static void
fit_pixels (GradusPictureSheet *sheet, const GradusSnapshot *snapshot)
{
  const GradusShape *shape = &snapshot->filter_shape;

  if (!snapshot->sketches[0].has_matrix)
    sheet->grid.pixels =
        (GradusPixels){ shape->sizes[2], shape->sizes[1], shape->sizes[0], TRUE };
}

/* Each unit's strongest weight, of either sign, has the strongest colour. */
static void
draw_filters (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusSnapshot *snapshot = source->snapshot;
  GradusPictureSheet sheet;
  guint n;

  if (!gradus_figure_source_has_pictures (source) || !snapshot || !snapshot->filters)
    return;
  n = gradus_shape_count (&snapshot->filter_shape);
  gradus_picture_sheet_init (&sheet, figure, source->training);
  fit_pixels (&sheet, snapshot);
  for (guint unit = 0; unit < snapshot->n_filters; unit++) {
    const float *weights = snapshot->filters + (gsize) unit * n;
    double low, high, most;

    gradus_picture_find_range (weights, n, &low, &high);
    most = MAX (fabs (low), fabs (high));
    gradus_picture_sheet_add (
        &sheet,
        (GradusGridPicture){ .values = weights, .low = -most, .high = most, .is_signed = TRUE },
        g_strdup_printf ("%u", unit + 1), NULL);
  }
  gradus_picture_grid_draw (canvas, &sheet.grid);
  gradus_picture_sheet_clear (&sheet);
}

static char *
describe_filters (const GradusFigure *figure, const GradusFigureSource *source)
{
  return g_strdup_printf (_ ("The weights of the first %u units of layer 1 as pictures"),
                          source->snapshot->n_filters);
}

static void
look_at_filters (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  needs->has_filters = TRUE;
}

const GradusFigureClass gradus_filters_figure = {
  .name = "filters",
  .title = N_ ("Weights of layer 1"),
  .label = N_ ("Weights of the first layer as pictures"),
  .size = sizeof (GradusFigure),
  .is_of_pictures = TRUE,
  .look = look_at_filters,
  .draw = draw_filters,
  .describe = describe_filters,
};
