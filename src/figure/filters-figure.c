/* SPDX-License-Identifier: MIT */

/* The weights of the first layer's units or maps as pictures. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/picture-sheet.h"
#include "plot/number.h"

/* A kernel is a small picture of its own. */
static void
fit_pixels (GradusPictureSheet *sheet, const GradusSnapshot *snapshot)
{
  const GradusShape *shape = &snapshot->filter_shape;

  if (!snapshot->sketches[0].has_matrix)
    sheet->grid.pixels =
        (GradusPixels){ shape->sizes[2], shape->sizes[1], shape->sizes[0], TRUE };
}

/* The largest weight of all that are shown, of either sign: one scale for all. */
static double
find_largest_weight (const GradusSnapshot *snapshot)
{
  double low, high;

  gradus_picture_find_range (snapshot->filters,
                             snapshot->n_filters * gradus_shape_count (&snapshot->filter_shape),
                             &low, &high);
  return MAX (fabs (low), fabs (high));
}

static gboolean
has_filters (const GradusFigureSource *source)
{
  return gradus_figure_source_has_pictures (source) && source->snapshot &&
         source->snapshot->filters;
}

static void
draw_filters (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusSnapshot *snapshot = source->snapshot;
  GradusPictureSheet sheet;
  double most;
  guint n;

  if (!has_filters (source))
    return;
  n = gradus_shape_count (&snapshot->filter_shape);
  most = find_largest_weight (snapshot);
  gradus_picture_sheet_init (&sheet, figure, source->training);
  fit_pixels (&sheet, snapshot);
  for (guint unit = 0; unit < snapshot->n_filters; unit++) {
    gradus_picture_sheet_add (&sheet,
                              (GradusGridPicture){ .values = snapshot->filters + (gsize) unit * n,
                                                   .low = -most,
                                                   .high = most,
                                                   .is_signed = TRUE },
                              g_strdup_printf ("%u", unit + 1), NULL);
  }
  gradus_picture_grid_draw (canvas, &sheet.grid);
  gradus_picture_sheet_clear (&sheet);
}

static void
list_filters_marks (const GradusFigure *figure, const GradusFigureSource *source,
                    const GradusStyle *style, GradusLegend *legend)
{
  g_autofree char *low = NULL, *high = NULL;
  double most;

  if (!has_filters (source))
    return;
  most = find_largest_weight (source->snapshot);
  low = gradus_number_format_short (-most);
  high = gradus_number_format_short (most);
  gradus_legend_add_ramp (legend, style->low, style->middle, style->high, low, high);
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
  .list_marks = list_filters_marks,
};
