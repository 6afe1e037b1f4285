/* SPDX-License-Identifier: MIT */

/* What the network says over the plane of two inputs, with the samples on it. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/accuracy-words.h"
#include "figure/class-marks.h"
#include "figure/figure.h"
#include "nn/cost.h"
#include "figure/unit-map.h"
#include "plot/fit-plot.h"
#include "plot/heat-map.h"
#include "plot/map-marks.h"
#include "plot/number.h"

/* Cells a side: a cell is a few pixels wide, and what lies between is interpolated. */
#define GRID_SIZE 96

/* More inputs than these no list could offer. */
#define MOST_AXES 1000

/* So many samples are told in words. */
#define MOST_TOLD 8

/* So many samples are drawn on a curve. */
#define MOST_DRAWN 2000

typedef struct {
  GradusFigure parent;
  guint x_input, y_input;
  gboolean shows_test;
  gboolean is_discrete;
} BoundaryFigure;

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
make_point (const BoundaryFigure *self, const GradusDataset *dataset, guint i)
{
  const float *targets = dataset->targets + (gsize) i * dataset->n_targets;
  const double target =
      dataset->n_targets > 1 ? find_largest (targets, dataset->n_targets, 1) : (double) targets[0];

  GradusMapPoint point = { .target = target, .output = target };

  gradus_dataset_get_point (dataset, i, self->x_input, self->y_input, &point.x, &point.y);
  return point;
}

/* Whether the network is given nothing but the point of the plane. Otherwise its other inputs
 * rest at their means in the map, which then says nothing of test samples. */
static gboolean
is_plane_all (const GradusDataset *training)
{
  return training && (training->features || training->n_inputs == 2);
}

static void
fill_training_points (const BoundaryFigure *self, const GradusFigureSource *source,
                      GradusMapPoint *points, guint n)
{
  const GradusSnapshot *snapshot = source->snapshot;

  for (guint i = 0; i < n; i++) {
    points[i] = make_point (self, source->training, i);
    points[i].number = i + 1;
    points[i].output =
        snapshot->n_outputs > 1
            ? find_largest (snapshot->outputs + i, snapshot->n_outputs, snapshot->n_samples)
            : (double) snapshot->outputs[i];
    points[i].is_undecided =
        source->training->variance <= 0 &&
        gradus_cost_is_undecided (snapshot->n_outputs, snapshot->n_samples, snapshot->outputs + i);
  }
}

/* Of a slice: those that were asked, with what the network says to them. */
static void
fill_asked_points (const BoundaryFigure *self, const GradusFigureSource *source,
                   GradusMapPoint *points)
{
  const GradusAnswers *answers = source->snapshot->test_answers;

  for (guint i = 0; i < answers->n_samples; i++) {
    const float *outputs = answers->outputs + (gsize) i * answers->n_outputs;

    points[i] = make_point (self, source->test, answers->samples[i]);
    points[i].is_test = TRUE;
    points[i].output = answers->n_outputs > 1 ? find_largest (outputs, answers->n_outputs, 1)
                                              : (double) outputs[0];
    points[i].is_undecided = gradus_cost_is_undecided (answers->n_outputs, 1, outputs);
  }
}

static gboolean
has_asked (const GradusFigureSource *source)
{
  return !is_plane_all (source->training) && source->training->variance <= 0 && source->snapshot &&
         source->snapshot->test_answers;
}

static guint
count_test_points (const BoundaryFigure *self, const GradusFigureSource *source)
{
  if (!source->test || !self->shows_test)
    return 0;
  return has_asked (source) ? source->snapshot->test_answers->n_samples
                            : MIN (source->test->n_samples, GRADUS_SNAPSHOT_MAX_SAMPLES);
}

/* Samples with what the network says to them; of test samples in a plane that is all the map tells,
 * see below. */
static GradusMapPoint *
collect_points (const BoundaryFigure *self, const GradusFigureSource *source, guint *n_points)
{
  const GradusSnapshot *snapshot = source->snapshot;
  const guint n_training =
      snapshot && source->training ? MIN (snapshot->n_samples, source->training->n_samples) : 0;
  const guint n_test = count_test_points (self, source);
  GradusMapPoint *points = g_new0 (GradusMapPoint, n_training + n_test + 1);

  *n_points = n_training + n_test;
  fill_training_points (self, source, points, n_training);
  if (n_test > 0 && has_asked (source)) {
    fill_asked_points (self, source, points + n_training);
    return points;
  }
  for (guint i = 0; i < n_test; i++) {
    points[n_training + i] = make_point (self, source->test, i);
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
    points[i].output = map->n_classes > 0
                           ? gradus_heat_map_get_class (map, points[i].x, points[i].y)
                           : gradus_heat_map_get_value (map, points[i].x, points[i].y);
    points[i].is_undecided = gradus_heat_map_is_undecided (map, points[i].x, points[i].y);
  }
}

static char *
name_axis (const GradusFigureSource *source, guint axis)
{
  return source->training ? gradus_dataset_name_axis (source->training, axis) : g_strdup ("");
}

/* Features are computed from the points as they are. */
static GradusMapUnits
get_input_units (const GradusDataset *dataset, guint input)
{
  if (!dataset || dataset->features || !dataset->offsets || input >= dataset->n_inputs)
    return (GradusMapUnits){ 0, 1 };
  return (GradusMapUnits){ (double) dataset->offsets[input], (double) dataset->spans[input] };
}

static GradusMapUnits
get_target_units (const GradusDataset *dataset)
{
  return dataset && dataset->variance > 0
             ? (GradusMapUnits){ (double) dataset->target_offset, (double) dataset->target_span }
             : (GradusMapUnits){ 0, 1 };
}

static GradusFitPoint
make_fit_point (const GradusDataset *dataset, gsize i, gboolean is_test)
{
  const GradusMapUnits x = get_input_units (dataset, 0), y = get_target_units (dataset);

  return (GradusFitPoint){
    gradus_map_units_to_number (&x, (double) gradus_inputs_get (&dataset->inputs, i, 0)),
    gradus_map_units_to_number (&y, (double) dataset->targets[i * dataset->n_targets]), is_test
  };
}

/* The curve in the target's own units. */
static float *
convert_curve (const GradusSnapshot *snapshot, const GradusMapUnits *units)
{
  float *values = g_new (float, snapshot->grid_size);

  for (guint i = 0; i < snapshot->grid_size; i++)
    values[i] = (float) gradus_map_units_to_number (units, (double) snapshot->grid[i]);
  return values;
}

/* A single input: its curve. Test samples first, so that those which were learned from lie above
 * them. */
static void
draw_fit (GradusCanvas *canvas, const BoundaryFigure *self, const GradusFigureSource *source)
{
  const GradusSnapshot *snapshot = source->snapshot;
  const GradusPlane *plane = &snapshot->plane;
  g_autofree char *x_name = name_axis (source, 0);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GradusFitPoint));
  const GradusMapUnits x = get_input_units (source->training, 0),
                       y = get_target_units (source->training);
  g_autofree float *values = convert_curve (snapshot, &y);
  GradusFitPlot plot = { .x0 = gradus_map_units_to_number (&x, plane->x0),
                         .x1 = gradus_map_units_to_number (&x, plane->x1),
                         .y0 = gradus_map_units_to_number (&y, plane->y0),
                         .y1 = gradus_map_units_to_number (&y, plane->y1),
                         .n_values = snapshot->grid_size,
                         .values = values,
                         .x_name = x_name,
                         .output_name = _ ("output"),
                         .target_name = _ ("target"),
                         .pointer_x = self->parent.pointer_x,
                         .pointer_y = self->parent.pointer_y };

  for (guint i = 0;
       source->test && self->shows_test && i < MIN (source->test->n_samples, MOST_DRAWN); i++) {
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
find_target_range (const GradusDataset *dataset, GradusHeatMap *map)
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
fill_axes (OwnMap *own, const BoundaryFigure *self, const GradusFigureSource *source)
{
  own->x_name = name_axis (source, self->x_input);
  own->y_name = name_axis (source, self->y_input);
  own->map = (GradusHeatMap){ .x0 = -0.5,
                              .x1 = 1.5,
                              .y0 = -0.5,
                              .y1 = 1.5,
                              .x_name = own->x_name,
                              .y_name = own->y_name,
                              .output_name = _ ("output"),
                              .target_name = _ ("target"),
                              .class_name = _ ("class"),
                              .undecided = GRADUS_UNDECIDED,
                              .undecided_name = _ ("undecided"),
                              .sample_name = _ ("sample"),
                              .nearest_name = _ ("nearest sample"),
                              .x_units = get_input_units (source->training, self->x_input),
                              .y_units = get_input_units (source->training, self->y_input),
                              .value_units = get_target_units (source->training),
                              .pointer_x = self->parent.pointer_x,
                              .pointer_y = self->parent.pointer_y,
                              .is_discrete = self->is_discrete };
}

static void
fill_map (OwnMap *own, const BoundaryFigure *self, const GradusFigureSource *source)
{
  const GradusSnapshot *snapshot = source->snapshot;
  GradusHeatMap *map = &own->map;

  fill_axes (own, self, source);
  if (source->training && source->training->variance > 0) {
    map->has_numbers = TRUE;
    /* Numbers have no classes to colour by, whatever the setting says. */
    map->is_discrete = FALSE;
    find_target_range (source->training, map);
  }
  if (!snapshot || snapshot->grid_size == 0)
    return;
  if (source->training && !is_plane_all (source->training))
    map->note = _ ("a slice: the other inputs at their means");
  if (source->training && source->training->class_names)
    map->class_names = (const char *const *) source->training->class_names->pdata;
  map->n_classes = snapshot->n_outputs > 1 ? snapshot->n_outputs : 0;
  map->size = snapshot->grid_size;
  map->grid = snapshot->grid;
  map->x0 = snapshot->plane.x0;
  map->x1 = snapshot->plane.x1;
  map->y0 = snapshot->plane.y0;
  map->y1 = snapshot->plane.y1;
  own->points = collect_points (self, source, &map->n_points);
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
draw_boundary (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const BoundaryFigure *self = (const BoundaryFigure *) figure;
  g_auto (OwnMap) own = { 0 };

  if (gradus_unit_map_draw (canvas, source))
    return;
  if (is_line (source)) {
    draw_fit (canvas, self, source);
    return;
  }
  fill_map (&own, self, source);
  gradus_heat_map_draw (canvas, &own.map);
}

static GradusPick
pick_in_boundary (GradusCanvas *canvas, const GradusFigure *figure,
                  const GradusFigureSource *source, double x, double y)
{
  g_auto (OwnMap) own = { 0 };
  GradusPick pick = GRADUS_PICK_NONE;

  if (is_line (source))
    return pick;
  fill_map (&own, (const BoundaryFigure *) figure, source);
  if (gradus_heat_map_find_plane_point (canvas, &own.map, x, y, &pick.x, &pick.y, &pick.pixel))
    pick.kind = GRADUS_PICK_PLANE;
  return pick;
}

static char *
describe_numbers (const GradusSnapshot *snapshot, const char *steps)
{
  g_autofree char *share = gradus_number_format_share (snapshot->metrics.accuracy);

  return g_strdup_printf (_ ("Outputs after %s steps explain %s of the variance of the targets"),
                          steps, share);
}

static char *
describe_mistakes (const GradusFigureSource *source, const GradusMapPoint *points,
                   const char *steps)
{
  const GradusSnapshot *snapshot = source->snapshot;
  const GradusHeatMap map = { .n_classes = snapshot->n_outputs > 1 ? snapshot->n_outputs : 0 };
  guint n_wrong = 0, n_undecided = 0;

  for (guint i = 0; i < snapshot->n_samples; i++) {
    n_wrong += gradus_map_point_is_wrong (&map, &points[i]);
    n_undecided += points[i].is_undecided;
  }
  if (n_undecided == 0)
    return g_strdup_printf (
        _ ("Decision boundary after %s steps: %u of %u training samples on the wrong side"), steps,
        n_wrong, snapshot->n_samples);
  return g_strdup_printf (_ ("Decision boundary after %s steps: of %u training samples %u on the "
                             "wrong side, %u undecided"),
                          steps, snapshot->n_samples, n_wrong, n_undecided);
}

static char *
describe_outputs (const BoundaryFigure *self, const GradusFigureSource *source,
                  const GradusMapPoint *points, const char *steps)
{
  const GradusSnapshot *snapshot = source->snapshot;
  const GradusMapUnits x_units = get_input_units (source->training, self->x_input),
                       y_units = get_input_units (source->training, self->y_input);
  g_autofree char *accuracy =
      gradus_accuracy_to_words (snapshot->metrics.accuracy, snapshot->n_undecided);
  GString *text = g_string_new (NULL);

  g_string_printf (text, _ ("Outputs after %s steps:"), steps);
  for (guint i = 0; i < snapshot->n_samples; i++) {
    g_autofree char *x = gradus_number_format (gradus_map_units_to_number (&x_units, points[i].x));
    g_autofree char *y = gradus_number_format (gradus_map_units_to_number (&y_units, points[i].y));
    g_autofree char *output = gradus_number_format (points[i].output);

    /* Translators: a sample's two inputs, and what the network says to them */
    g_string_append_printf (text, _ (" (%s, %s) gives %s"), x, y, output);
  }
  if (snapshot->n_undecided > 0) {
    g_string_append (text, "; ");
    /* Translators: "accuracy 50 % (4 undecided)" */
    g_string_append_printf (text, _ ("accuracy %s"), accuracy);
  }
  return g_string_free (text, FALSE);
}

/* Few samples are told one by one, as XOR's four are; of many only how many are wrong. */
static char *
describe_boundary (const GradusFigure *figure, const GradusFigureSource *source)
{
  const BoundaryFigure *self = (const BoundaryFigure *) figure;
  const GradusSnapshot *snapshot = source->snapshot;
  g_autofree char *steps = gradus_number_format_count (snapshot->metrics.step);
  guint n_points;
  g_autofree GradusMapPoint *points = collect_points (self, source, &n_points);

  if (source->training && source->training->variance > 0)
    return describe_numbers (snapshot, steps);
  if (n_points > MOST_TOLD)
    return describe_mistakes (source, points, steps);
  return describe_outputs (self, source, points, steps);
}

/* Several classes part where their colours meet: no line is drawn there. */
static gboolean
may_have_line (const GradusFigureSource *source)
{
  return !gradus_figure_source_has_numbers (source) &&
         !(source->snapshot && source->snapshot->n_outputs > 1);
}

static void
list_boundary_marks (const GradusFigure *figure, const GradusFigureSource *source,
                     const GradusStyle *style, GradusLegend *legend)
{
  const BoundaryFigure *self = (const BoundaryFigure *) figure;
  g_auto (OwnMap) own = { 0 };

  if (gradus_unit_map_exists (source))
    return; /* it has no samples */
  if (!is_line (source))
    fill_map (&own, self, source);
  gradus_class_marks_list (source, self->shows_test, gradus_heat_map_has_wrong (&own.map), style,
                           legend);
  if (may_have_line (source))
    gradus_legend_add_if (legend, gradus_heat_map_has_boundary (&own.map), GRADUS_LEGEND_LINE,
                          style->text, _ ("boundary"));
}

static void
look_at_boundary (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  const BoundaryFigure *self = (const BoundaryFigure *) figure;

  needs->grid_size = GRID_SIZE;
  needs->x_input = self->x_input;
  needs->y_input = self->y_input;
  needs->has_slice_answers = self->shows_test;
}

/* With more than two inputs any two can be the axes; two have nothing to choose from. */
static char **
list_axes (const GradusFigureSource *source)
{
  const guint n = source->training ? gradus_dataset_count_axes (source->training) : 0;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; n > 2 && i < MIN (n, MOST_AXES); i++) {
    g_autofree char *name = gradus_dataset_name_axis (source->training, i);

    g_strv_builder_add (names, name);
  }
  return g_strv_builder_end (names);
}

static gboolean
has_test_data (const GradusFigureSource *source)
{
  return source->test != NULL;
}

static gboolean
has_classes (const GradusFigureSource *source)
{
  return !gradus_figure_source_has_numbers (source);
}

static const GradusFigureSetting boundary_settings[] = {
  { .name = "x-input",
    .kind = GRADUS_FIGURE_SETTING_CHOICE,
    .offset = offsetof (BoundaryFigure, x_input),
    .label = N_ ("Horizontal axis"),
    .tooltip = N_ ("The input along the horizontal axis"),
    .list_choices = list_axes },
  { .name = "y-input",
    .kind = GRADUS_FIGURE_SETTING_CHOICE,
    .offset = offsetof (BoundaryFigure, y_input),
    .usual = 1,
    .label = N_ ("Vertical axis"),
    .tooltip = N_ ("The input along the vertical axis"),
    .list_choices = list_axes },
  { .name = "shows-test",
    .kind = GRADUS_FIGURE_SETTING_SWITCH,
    .offset = offsetof (BoundaryFigure, shows_test),
    .usual = TRUE,
    .title = N_ ("Test"),
    .tooltip = N_ ("Show the test samples too, hollow"),
    .is_useful = has_test_data },
  { .name = "classes",
    .kind = GRADUS_FIGURE_SETTING_SWITCH,
    .offset = offsetof (BoundaryFigure, is_discrete),
    .title = N_ ("Classes"),
    .tooltip = N_ ("Colour by the answer alone, not by how sure it is"),
    .help = "Colour the boundary by the answers alone",
    .is_useful = has_classes },
  { NULL },
};

const GradusFigureClass gradus_boundary_figure = {
  .name = "boundary",
  .title = N_ ("Boundary"),
  .numbers_title = N_ ("Output"),
  .label = N_ ("Decision boundary"),
  .row = GRADUS_FIGURE_TOP_ROW,
  .card = "boundary",
  .topic = "boundary",
  .for_pictures = "confusion",
  .size = sizeof (BoundaryFigure),
  .shows_pointed = TRUE,
  .settings = boundary_settings,
  .look = look_at_boundary,
  .draw = draw_boundary,
  .describe = describe_boundary,
  .list_marks = list_boundary_marks,
  .pick = pick_in_boundary,
};
