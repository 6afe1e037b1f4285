/* SPDX-License-Identifier: MIT */
#include "figure/unit-map.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/network-columns.h"
#include "figure/network-words.h"
#include "plot/fit-plot.h"
#include "plot/heat-map.h"

#define MARGIN 10.0

/* The most that words may take of the height. */
#define WORDS_SHARE (1.0 / 3)

/* Terms of the equation where there is room. */
#define MOST_TERMS 8
#define LEAST_TERMS 2

static gboolean
is_too_wide (GradusCanvas *canvas, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    double width, height;

    gradus_canvas_measure_text (canvas, lines->pdata[i], &width, &height);
    if (width > canvas->width - 2 * MARGIN)
      return TRUE;
  }
  return FALSE;
}

/* With as many terms as fit. */
static GPtrArray *
make_lines (GradusCanvas *canvas, const GradusFigureSource *source)
{
  GPtrArray *lines = NULL;
  guint most = MOST_TERMS;

  do {
    g_clear_pointer (&lines, g_ptr_array_unref);
    lines = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (lines, gradus_network_words_name_unit (source, source->pointed.column,
                                                            source->pointed.unit));
    gradus_network_words_add_equation (lines, source, source->pointed, most);
  } while (most-- > LEAST_TERMS && is_too_wide (canvas, lines));
  return lines;
}

static void
draw_lines (GradusCanvas *canvas, const GPtrArray *lines, double y, double line)
{
  for (guint i = 0; i < lines->len; i++)
    gradus_canvas_draw_text (canvas, lines->pdata[i], canvas->width / 2, y + i * line, 0.5, 0,
                             i == 0 ? canvas->style->dim_text : canvas->style->text);
}

static void
draw_plane (GradusCanvas *canvas, const GradusFigureSource *source, const float *values,
            const GradusOutputScale *scale)
{
  const GradusPlane *plane = &source->snapshot->plane;
  g_autofree char *x_name = gradus_dataset_name_axis (source->training, plane->x_input);
  g_autofree char *y_name = gradus_dataset_name_axis (source->training, plane->y_input);
  const GradusHeatMap map = { .x0 = plane->x0,
                              .x1 = plane->x1,
                              .y0 = plane->y0,
                              .y1 = plane->y1,
                              .size = source->snapshot->anatomy->map_size,
                              .grid = values,
                              .x_name = x_name,
                              .y_name = y_name,
                              .output_name = _ ("output"),
                              .target_name = _ ("target"),
                              .pointer_x = NAN,
                              .pointer_y = NAN,
                              .has_numbers = TRUE,
                              .low = scale->low,
                              .high = scale->high };

  gradus_heat_map_draw (canvas, &map);
}

static void
draw_unit_curve (GradusCanvas *canvas, const GradusFigureSource *source, const float *values,
                 const GradusOutputScale *scale)
{
  const GradusPlane *plane = &source->snapshot->plane;
  g_autofree char *x_name = gradus_dataset_name_axis (source->training, 0);
  const GradusFitPlot plot = { .x0 = plane->x0,
                               .x1 = plane->x1,
                               .y0 = scale->low,
                               .y1 = scale->high,
                               .n_values = source->snapshot->anatomy->map_size,
                               .values = values,
                               .x_name = x_name,
                               .output_name = _ ("output"),
                               .target_name = _ ("target"),
                               .pointer_x = NAN,
                               .pointer_y = NAN };

  gradus_fit_plot_draw (canvas, &plot);
}

static void
draw_map (GradusCanvas *canvas, const GradusFigureSource *source, const GradusDiagramColumn *own,
          double height)
{
  const guint unit = source->pointed.unit, size = source->snapshot->anatomy->map_size;
  const GradusOutputScale *scale = own->own_scales ? &own->own_scales[unit] : &own->scale;
  const gsize n_cells = own->is_line ? size : (gsize) size * size;
  GradusCanvas upper = *canvas;

  upper.height = height;
  (own->is_line ? draw_unit_curve : draw_plane) (&upper, source, own->maps + unit * n_cells, scale);
}

static gboolean
has_map (const GradusFigureSource *source, const GradusNetworkColumns *columns)
{
  const GradusDiagramPart pointed = source->pointed;

  return pointed.column < columns->n &&
         pointed.unit < columns->columns[pointed.column].n_shown &&
         columns->columns[pointed.column].maps;
}

gboolean
gradus_unit_map_exists (const GradusFigureSource *source)
{
  g_auto (GradusNetworkColumns) columns = { 0 };

  if (source->pointed.kind != GRADUS_DIAGRAM_UNIT || !source->training)
    return FALSE;
  gradus_network_columns_init (&columns, source);
  return has_map (source, &columns);
}

gboolean
gradus_unit_map_draw (GradusCanvas *canvas, const GradusFigureSource *source)
{
  g_auto (GradusNetworkColumns) columns = { 0 };
  const GradusDiagramPart pointed = source->pointed;
  g_autoptr (GPtrArray) lines = NULL;
  double width, line;

  if (pointed.kind != GRADUS_DIAGRAM_UNIT || !source->training)
    return FALSE;
  gradus_network_columns_init (&columns, source);
  if (!has_map (source, &columns))
    return FALSE;
  lines = make_lines (canvas, source);
  gradus_canvas_measure_text (canvas, "0", &width, &line);
  /* Where there is little room the map is what is looked for; the network tells the equation. */
  if (lines->len * line > WORDS_SHARE * canvas->height)
    g_ptr_array_set_size (lines, 1);
  draw_map (canvas, source, &columns.columns[pointed.column],
            MAX (canvas->height - lines->len * line - MARGIN, 1));
  draw_lines (canvas, lines, canvas->height - lines->len * line - MARGIN / 2, line);
  return TRUE;
}
