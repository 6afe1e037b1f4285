/* SPDX-License-Identifier: MIT */
#include <glib/gi18n-lib.h>

#include "data/feature.h"
#include "figure/kinds.h"
#include "plot/fit-plot.h"
#include "plot/heat-map.h"
#include "plot/number.h"

/* So many samples are told in words. */
#define MOST_TOLD 8

/* So many samples are drawn on a curve. */
#define MOST_DRAWN 2000

static guint
find_largest (const float *values, guint n, gsize pitch)
{
  guint best = 0;

  for (guint i = 1; i < n; i++) {
    if (values[i * pitch] > values[best * pitch])
      best = i;
  }
  return best;
}

static GradusMapPoint
make_point (const GradusFigure *figure, const GradusDataset *dataset, guint i)
{
  const float *targets = dataset->targets + (gsize) i * dataset->n_targets;
  const double target =
      dataset->n_targets > 1 ? find_largest (targets, dataset->n_targets, 1) : (double) targets[0];

  GradusMapPoint point = { .target = target, .output = target };

  gradus_dataset_get_point (dataset, i, figure->x_input, figure->y_input, &point.x, &point.y);
  return point;
}

/* Training samples with what the network says to them; of test samples the map tells, see below. */
static GradusMapPoint *
collect_points (const GradusFigure *figure, const GradusFigureSource *source, guint *n_points)
{
  const GradusSnapshot *snapshot = source->snapshot;
  const guint n_training =
      snapshot && source->training ? MIN (snapshot->n_samples, source->training->n_samples) : 0;
  const guint n_test =
      source->test && !figure->hides_test ? MIN (source->test->n_samples, GRADUS_SNAPSHOT_MAX_SAMPLES) : 0;
  GradusMapPoint *points = g_new0 (GradusMapPoint, n_training + n_test + 1);

  *n_points = n_training + n_test;
  for (guint i = 0; i < n_training; i++) {
    points[i] = make_point (figure, source->training, i);
    points[i].output = snapshot->n_outputs > 1
                           ? find_largest (snapshot->outputs + i, snapshot->n_outputs, snapshot->n_samples)
                           : (double) snapshot->outputs[i];
  }
  for (guint i = 0; i < n_test; i++) {
    points[n_training + i] = make_point (figure, source->test, i);
    points[n_training + i].is_test = TRUE;
  }
  return points;
}

static void
answer_test_points (const GradusHeatMap *map, GradusMapPoint *points, guint n_points)
{
  for (guint i = 0; i < n_points; i++) {
    if (!points[i].is_test)
      continue;
    points[i].output = map->n_classes > 0 ? gradus_heat_map_get_class (map, points[i].x, points[i].y)
                                          : gradus_heat_map_get_value (map, points[i].x, points[i].y);
  }
}

/* Whether a place in the plane is all that the network is given: else the map says nothing of test samples, for its other inputs
 * rest at their means. */
static gboolean
is_plane_all (const GradusDataset *training)
{
  return training && (training->features || training->n_inputs == 2);
}

/* The plane's own names beside features of it, as the network's drawing has them; else what the data calls its inputs. */
static char *
name_axis (const GradusFigureSource *source, guint input)
{
  if (source->training && source->training->input_names && input < source->training->input_names->len)
    return g_strdup (g_ptr_array_index (source->training->input_names, input));
  if (source->training && source->training->features)
    return g_strdup (gradus_feature_names[MIN (input, GRADUS_FEATURE_Y)]);
  return gradus_number_format_index ("x", input + 1);
}

static GradusFitPoint
make_fit_point (const GradusDataset *dataset, gsize i, gboolean is_test)
{
  return (GradusFitPoint){ (double) dataset->inputs[i * dataset->n_inputs],
                           (double) dataset->targets[i * dataset->n_targets], is_test };
}

/* A single input: its curve. */
static void
draw_fit (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusSnapshot *snapshot = source->snapshot;
  const GradusPlane *plane = &snapshot->plane;
  g_autofree char *x_name =
      source->training && source->training->input_names ? name_axis (source, 0) : g_strdup ("x");
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GradusFitPoint));
  GradusFitPlot plot = { .x0 = plane->x0,
                         .x1 = plane->x1,
                         .y0 = plane->y0,
                         .y1 = plane->y1,
                         .n_values = snapshot->grid_size,
                         .values = snapshot->grid,
                         .x_name = x_name,
                         .output_name = _ ("output"),
                         .target_name = _ ("target"),
                         .pointer_x = figure->pointer_x,
                         .pointer_y = figure->pointer_y };

  for (guint i = 0; source->test && !figure->hides_test && i < MIN (source->test->n_samples, MOST_DRAWN);
       i++) {
    const GradusFitPoint point = make_fit_point (source->test, i, TRUE);

    g_array_append_val (points, point);
  }
  for (guint i = 0; source->training && i < MIN (source->training->n_samples, MOST_DRAWN); i++) {
    const GradusFitPoint point = make_fit_point (source->training, i, FALSE);

    g_array_append_val (points, point);
  }
  plot.n_points = points->len;
  plot.points = (const GradusFitPoint *) (void *) points->data;
  gradus_fit_plot_draw (canvas, &plot);
}

/* Of the targets, so that colours mean the same while training goes on. */
static void
find_range (const GradusDataset *dataset, GradusHeatMap *map)
{
  map->low = map->high = (double) dataset->targets[0];
  for (gsize i = 1; i < (gsize) dataset->n_samples * dataset->n_targets; i++) {
    map->low = MIN (map->low, (double) dataset->targets[i]);
    map->high = MAX (map->high, (double) dataset->targets[i]);
  }
  map->high = map->high > map->low ? map->high : map->low + 1;
}

/* A map with what it points into. */
typedef struct {
  GradusHeatMap map;
  char *x_name, *y_name;
  GradusMapPoint *points;
} OwnMap;

static void
own_map_clear (OwnMap *own)
{
  g_free (own->x_name);
  g_free (own->y_name);
  g_free (own->points);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OwnMap, own_map_clear)

static void
fill_axes (OwnMap *own, const GradusFigure *figure, const GradusFigureSource *source)
{
  own->x_name = name_axis (source, figure->x_input);
  own->y_name = name_axis (source, figure->y_input);
  own->map = (GradusHeatMap){ .x0 = -0.5,
                              .x1 = 1.5,
                              .y0 = -0.5,
                              .y1 = 1.5,
                              .x_name = own->x_name,
                              .y_name = own->y_name,
                              .output_name = _ ("output"),
                              .target_name = _ ("target"),
                              .class_name = _ ("class"),
                              .pointer_x = figure->pointer_x,
                              .pointer_y = figure->pointer_y,
                              .is_discrete = figure->is_discrete };
}

static void
fill_map (OwnMap *own, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusSnapshot *snapshot = source->snapshot;
  GradusHeatMap *map = &own->map;

  fill_axes (own, figure, source);
  if (source->training && source->training->variance > 0) {
    map->has_numbers = TRUE;
    map->is_discrete = FALSE;
    find_range (source->training, map);
  }
  if (!snapshot || snapshot->grid_size == 0)
    return;
  if (snapshot->n_outputs > 1 && source->training && source->training->class_names)
    map->class_names = (const char *const *) source->training->class_names->pdata;
  map->n_classes = snapshot->n_outputs > 1 ? snapshot->n_outputs : 0;
  map->size = snapshot->grid_size;
  map->grid = snapshot->grid;
  map->x0 = snapshot->plane.x0;
  map->x1 = snapshot->plane.x1;
  map->y0 = snapshot->plane.y0;
  map->y1 = snapshot->plane.y1;
  own->points = collect_points (figure, source, &map->n_points);
  if (is_plane_all (source->training))
    answer_test_points (map, own->points, map->n_points);
  map->points = own->points;
}

static gboolean
is_line (const GradusFigureSource *source)
{
  return source->snapshot && source->snapshot->grid_size > 0 && source->snapshot->plane.is_line;
}

static void
draw (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  g_auto (OwnMap) own = { 0 };

  if (is_line (source)) {
    draw_fit (canvas, figure, source);
    return;
  }
  fill_map (&own, figure, source);
  gradus_heat_map_draw (canvas, &own.map);
}

gboolean
gradus_boundary_figure_find_place (GradusCanvas *canvas, const GradusFigure *figure,
                                   const GradusFigureSource *source, double x, double y, GradusPlace *place)
{
  g_auto (OwnMap) own = { 0 };

  if (is_line (source))
    return FALSE;
  fill_map (&own, figure, source);
  return gradus_heat_map_find_place (canvas, &own.map, x, y, &place->x, &place->y, &place->pixel);
}

static char *
describe (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusSnapshot *snapshot = source->snapshot;
  g_autofree char *steps = gradus_number_format_count (snapshot->metrics.step);
  guint n_points, n_wrong = 0;
  g_autofree GradusMapPoint *points = collect_points (figure, source, &n_points);
  const GradusHeatMap map = { .n_classes = snapshot->n_outputs > 1 ? snapshot->n_outputs : 0 };
  GString *text = g_string_new (NULL);

  if (source->training && source->training->variance > 0) {
    g_string_printf (text, _ ("Outputs after %s steps explain %.1f %% of the variance of the targets"), steps,
                     100 * snapshot->metrics.accuracy);
    return g_string_free (text, FALSE);
  }

  for (guint i = 0; i < MIN (snapshot->n_samples, n_points); i++)
    n_wrong += gradus_map_point_is_wrong (&map, &points[i]);
  if (n_points > MOST_TOLD) {
    g_string_printf (text,
                     _ ("Decision boundary after %s steps: %u of %u training samples on the wrong side"),
                     steps, n_wrong, snapshot->n_samples);
    return g_string_free (text, FALSE);
  }
  g_string_printf (text, _ ("Outputs after %s steps:"), steps);
  for (guint i = 0; i < MIN (snapshot->n_samples, n_points); i++)
    /* Translators: a sample's two inputs, and what the network says to them */
    g_string_append_printf (text, _ (" (%g, %g) gives %.4f"), points[i].x, points[i].y, points[i].output);
  return g_string_free (text, FALSE);
}

const GradusFigureClass gradus_boundary_figure = { draw, describe, NULL, NULL };
