/* SPDX-License-Identifier: MIT */

/* Cost and accuracy of all seeds of a sweep over the steps: of one cell the median, the quartiles
 * and the extremes, of several the medians and quartiles in a colour each. */
#include <inttypes.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/curves.h"
#include "figure/seeds-words.h"

/* The band of the quartiles, and that of the extremes. */
#define QUARTILES_ALPHA 0.28
#define EXTREMES_ALPHA 0.12
#define PALE_ALPHA 0.55

/* Side by side from that width for each height on, else above each other. */
#define WIDE 1.6

typedef struct {
  GradusFigure parent;
  GradusCurves curves;
  gboolean is_log;

  /* Of a figure that is drawn: the seed that is pointed at, or -1. */
  int cell, seed;
} SeedsFigure;

/* What is drawn of a cell at each of its points. */
typedef struct {
  const guint64 *steps;
  guint n_points;
  double *least, *low, *median, *high, *greatest;
} Columns;

/* -- The curves -------------------------------------------------------------------------------- */

/* They live as long as the chart. */
static Columns
make_columns (const GradusSweep *sweep, GradusCurveKind kind, guint cell, GPtrArray *kept)
{
  const GradusSweepCurves *curves = gradus_sweep_get_curves (sweep);
  Columns columns;
  double *values;

  columns.steps = gradus_sweep_curves_get_steps (curves, cell, &columns.n_points);
  values = g_new (double, 5 * columns.n_points);
  g_ptr_array_add (kept, values);
  columns.least = values;
  columns.low = values + columns.n_points;
  columns.median = columns.low + columns.n_points;
  columns.high = columns.median + columns.n_points;
  columns.greatest = columns.high + columns.n_points;
  for (guint i = 0; i < columns.n_points; i++) {
    GradusSweepBand band;

    gradus_sweep_curves_summarise (curves, kind, cell, i, &band);
    columns.least[i] = band.least;
    columns.low[i] = band.low;
    columns.median[i] = band.median;
    columns.high[i] = band.high;
    columns.greatest[i] = band.greatest;
  }
  return columns;
}

static GradusLine *
add_seed_line (GradusCurvesChart *chart, const char *name, GradusColour colour,
               const Columns *columns, const double *values)
{
  GradusLine *line = &chart->lines[chart->chart.n_lines++];

  *line = (GradusLine){ .name = name,
                        .colour = colour,
                        .n_points = columns->n_points,
                        .steps = columns->steps,
                        .values = (const char *) values,
                        .pitch = sizeof (double),
                        .is_exact = TRUE };
  return line;
}

static void
add_band (GradusCurvesChart *chart, GradusColour colour, double alpha, const Columns *columns,
          const double *low, const double *high)
{
  GradusValueBand *bands = (GradusValueBand *) (gconstpointer) chart->chart.bands;

  bands[chart->chart.n_bands++] = (GradusValueBand){ gradus_colour_with_alpha (colour, alpha),
                                                     columns->n_points, columns->steps, low, high };
}

/* In the order in which they lie on the chart, so that the callout has them so. */
static void
add_only_cell (GradusCanvas *canvas, const GradusSweep *sweep, GradusCurveKind kind,
               GradusCurvesChart *chart)
{
  const GradusColour colour = canvas->style->mark;
  const GradusColour pale = gradus_colour_with_alpha (colour, PALE_ALPHA);
  const Columns columns = make_columns (sweep, kind, 0, chart->strings);

  add_band (chart, colour, EXTREMES_ALPHA, &columns, columns.least, columns.greatest);
  add_band (chart, colour, QUARTILES_ALPHA, &columns, columns.low, columns.high);
  add_seed_line (chart, _ ("greatest"), pale, &columns, columns.greatest);
  add_seed_line (chart, _ ("upper quartile"), pale, &columns, columns.high);
  add_seed_line (chart, _ ("median"), colour, &columns, columns.median)->is_strong = TRUE;
  add_seed_line (chart, _ ("lower quartile"), pale, &columns, columns.low);
  add_seed_line (chart, _ ("least"), pale, &columns, columns.least);
}

static gboolean
has_value (const Columns *columns)
{
  for (guint i = 0; i < columns->n_points; i++) {
    if (isfinite (columns->median[i]))
      return TRUE;
  }
  return FALSE;
}

static void
add_test (GradusCanvas *canvas, const GradusSweep *sweep, GradusCurveKind kind,
          GradusCurvesChart *chart)
{
  const Columns columns = make_columns (sweep, kind, 0, chart->strings);
  GradusLine *line;

  if (!has_value (&columns))
    return;
  line = add_seed_line (chart, _ ("median, test"), canvas->style->high_mark, &columns,
                        columns.median);
  line->is_dashed = line->is_sparse = TRUE;
}

static void
add_cells (GradusCanvas *canvas, const GradusSweep *sweep, GradusCurveKind kind,
           GradusCurvesChart *chart)
{
  for (guint cell = 0; cell < gradus_sweep_get_n_cells (sweep); cell++) {
    const GradusColour colour = gradus_style_get_class_colour (canvas->style, cell);
    const Columns columns = make_columns (sweep, kind, cell, chart->strings);
    char *name = gradus_seeds_words_name_cell (sweep, cell);

    g_ptr_array_add (chart->strings, name);
    add_band (chart, colour, QUARTILES_ALPHA / 2, &columns, columns.low, columns.high);
    add_seed_line (chart, name, colour, &columns, columns.median);
  }
}

/* The seed that a click would open, as it was measured. */
static void
add_pointed (const SeedsFigure *self, GradusCanvas *canvas, const GradusSweep *sweep,
             GradusCurveKind kind, GradusCurvesChart *chart)
{
  const GradusSweepCurves *curves = gradus_sweep_get_curves (sweep);
  const guint cell = (guint) self->cell, seed = (guint) self->seed;
  GradusLine *guest;
  double *values;
  Columns columns = { 0 };
  char *name;

  columns.steps = gradus_sweep_curves_get_steps (curves, cell, &columns.n_points);
  columns.n_points =
      MIN (columns.n_points, gradus_sweep_curves_count_known (curves, cell, seed));
  values = g_new (double, columns.n_points);
  name = g_strdup_printf (_ ("seed %" PRIu64),
                          gradus_sweep_get_first_seed (sweep) + seed);
  guest = g_new (GradusLine, 1);
  g_ptr_array_add (chart->strings, values);
  g_ptr_array_add (chart->strings, name);
  g_ptr_array_add (chart->strings, guest);
  for (guint i = 0; i < columns.n_points; i++)
    values[i] = gradus_sweep_curves_get (curves, kind, cell, seed, i);
  *guest = (GradusLine){ .name = name,
                         .colour = canvas->style->text,
                         .n_points = columns.n_points,
                         .steps = columns.steps,
                         .values = (const char *) values,
                         .pitch = sizeof (double),
                         .is_exact = TRUE };
  chart->chart.guest = guest;
}

static void
fill_chart (const SeedsFigure *self, GradusCanvas *canvas, const GradusSweep *sweep,
            GradusCurveKind kind, GradusCurvesChart *chart)
{
  GradusValueBand *bands = g_new (GradusValueBand, GRADUS_SEEDS_MOST_CELLS + 2);

  g_ptr_array_add (chart->strings, bands);
  chart->chart.bands = bands;
  chart->chart.has_names = TRUE;
  if (gradus_seeds_words_find_lack (sweep))
    return;
  if (gradus_sweep_get_n_cells (sweep) > 1) {
    add_cells (canvas, sweep, kind, chart);
  } else {
    add_only_cell (canvas, sweep, kind, chart);
    add_test (canvas, sweep, kind + GRADUS_CURVE_TEST_COST, chart);
  }
  if (self->seed >= 0)
    add_pointed (self, canvas, sweep, kind, chart);
}

/* "cost of 100 seeds, by batches, 3 diverged". Several cells have their names. */
static void
title_chart (const char *name, const GradusSweep *sweep, GradusCurvesChart *chart)
{
  g_autofree char *of_seeds = NULL, *of_batches = NULL;
  GradusSweepBand band;
  guint n_points;
  char *title;

  chart->chart.y_title = name;
  if (gradus_seeds_words_find_lack (sweep) || gradus_sweep_get_n_cells (sweep) > 1)
    return;
  gradus_sweep_curves_get_steps (gradus_sweep_get_curves (sweep), 0, &n_points);
  gradus_sweep_curves_summarise (gradus_sweep_get_curves (sweep), GRADUS_CURVE_COST, 0,
                                 n_points - 1, &band);
  if (band.n == 0)
    return;
  /* Translators: the title of an axis: "cost of 100 seeds" */
  of_seeds = g_strdup_printf (ngettext ("%s of %u seed", "%s of %u seeds", band.n), name, band.n);
  /* Translators: the title of an axis: "cost of 100 seeds", and what each value is of */
  of_batches = gradus_seeds_words_has_batches (sweep)
                   ? g_strdup_printf (_ ("%s, each of one batch"), of_seeds)
                   : g_strdup (of_seeds);
  title = band.n_diverged > 0
              ? g_strdup_printf (_ ("%s, %u diverged"), of_batches, band.n_diverged)
              : g_strdup (of_batches);
  g_ptr_array_add (chart->strings, title);
  chart->chart.y_title = title;
}

/* -- The two charts ---------------------------------------------------------------------------- */

static void
fill_costs (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
            GradusCurvesChart *chart)
{
  const SeedsFigure *self = (const SeedsFigure *) figure;
  double low, high;

  fill_chart (self, canvas, source->sweep, GRADUS_CURVE_COST, chart);
  title_chart (_ ("cost"), source->sweep, chart);
  gradus_curves_find_range (&self->curves, &chart->chart, &low, &high);
  chart->chart.y = self->is_log ? gradus_axis_log (low, high) : gradus_axis_linear (0, high);
}

static void
fill_accuracies (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
                 GradusCurvesChart *chart)
{
  const SeedsFigure *self = (const SeedsFigure *) figure;
  const gboolean has_numbers =
      source->sweep &&
      gradus_data_spec_is_regression (&gradus_sweep_get_base (source->sweep)->data);
  double low, high;

  fill_chart (self, canvas, source->sweep, GRADUS_CURVE_ACCURACY, chart);
  title_chart (has_numbers ? "R²" : _ ("accuracy"), source->sweep, chart);
  gradus_curves_find_range (&self->curves, &chart->chart, &low, &high);
  chart->chart.y = gradus_axis_linear (MIN (low, 0), 1);
}

static const GradusCurvesFunc fills[] = { fill_costs, fill_accuracies };

/* The part of the canvas that a chart has, and where it begins. */
static GradusCanvas
find_chart_part (const GradusCanvas *canvas, guint chart, double *left, double *top)
{
  const gboolean is_wide = canvas->width > WIDE * canvas->height;
  GradusCanvas part = *canvas;

  part.cache = NULL; /* which knows of one chart, at the origin */
  part.width /= is_wide ? G_N_ELEMENTS (fills) : 1;
  part.height /= is_wide ? 1 : G_N_ELEMENTS (fills);
  *left = is_wide ? chart * part.width : 0;
  *top = is_wide ? 0 : chart * part.height;
  return part;
}

/* The distance of two values on the axis that they are drawn on. */
static double
find_distance (double a, double b, gboolean is_log)
{
  return is_log ? fabs (log (a) - log (b)) : fabs (a - b);
}

/* The seed whose curve lies nearest to a point of a chart. */
static void
find_seed (const GradusSweep *sweep, GradusCurveKind kind, gboolean is_log, GradusPick *pick)
{
  const GradusSweepCurves *curves = gradus_sweep_get_curves (sweep);
  double least = INFINITY;

  for (guint cell = 0; cell < gradus_sweep_get_n_cells (sweep); cell++) {
    const guint point = gradus_sweep_curves_find_point (curves, cell, (guint64) pick->step);
    const int seed =
        gradus_sweep_curves_find_seed (curves, kind, cell, point, pick->value, is_log);
    double distance;

    if (seed < 0)
      continue;
    distance = find_distance (
        gradus_sweep_curves_get (curves, kind, cell, (guint) seed, point), pick->value, is_log);
    if (distance >= least)
      continue;
    least = distance;
    pick->kind = GRADUS_PICK_SEED;
    pick->cell = cell;
    pick->seed = (guint) seed;
  }
}

static GradusPick
pick_in_chart (GradusCanvas *part, const SeedsFigure *self, const GradusFigureSource *source,
               guint chart, double x, double y)
{
  GradusPick pick =
      gradus_curves_pick (part, &self->parent, source, fills[chart], x, y);

  if (pick.kind == GRADUS_PICK_STEP && !gradus_seeds_words_find_lack (source->sweep))
    find_seed (source->sweep, chart == 0 ? GRADUS_CURVE_COST : GRADUS_CURVE_ACCURACY,
               chart == 0 && self->is_log, &pick);
  return pick;
}

static GradusPick
pick_in_seeds (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
               double x, double y)
{
  SeedsFigure self = *(const SeedsFigure *) figure;

  self.seed = -1;
  for (guint i = 0; i < G_N_ELEMENTS (fills); i++) {
    double left, top;
    GradusCanvas part = find_chart_part (canvas, i, &left, &top);
    const GradusPick pick = pick_in_chart (&part, &self, source, i, x - left, y - top);

    if (pick.kind != GRADUS_PICK_NOTHING)
      return pick;
  }
  return GRADUS_PICK_NONE;
}

static void
draw_seeds (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const char *lack = gradus_seeds_words_find_lack (source->sweep);
  const GradusPick pick = isnan (figure->pointer_x)
                              ? GRADUS_PICK_NONE
                              : pick_in_seeds (canvas, figure, source, figure->pointer_x,
                                               figure->pointer_y);

  for (guint i = 0; i < G_N_ELEMENTS (fills); i++) {
    SeedsFigure self = *(const SeedsFigure *) figure;
    double left, top;
    GradusCanvas part = find_chart_part (canvas, i, &left, &top);

    self.parent.pointer_x -= left;
    self.parent.pointer_y -= top;
    self.cell = (int) pick.cell;
    self.seed = pick.kind == GRADUS_PICK_SEED ? (int) pick.seed : -1;
    cairo_save (canvas->cr);
    cairo_translate (canvas->cr, left, top);
    gradus_curves_draw (&part, &self.parent, source, fills[i]);
    cairo_restore (canvas->cr);
  }
  if (lack)
    gradus_canvas_draw_text (canvas, lack, canvas->width / 2, canvas->height / 2, 0.5, 0.5,
                             canvas->style->dim_text);
}

static char *
describe_seeds (const GradusFigure *figure, const GradusFigureSource *source)
{
  return gradus_curves_add_mark_words (gradus_curves_get (figure),
                                       gradus_seeds_words_describe (source->sweep));
}

/* In English, unlike what is drawn in the window. */
static char *
find_fault_of_seeds (const GradusFigure *figure, const GradusFigureSource *source,
                     const char **setting)
{
  if (!source->sweep)
    return g_strdup ("there is no sweep; take another view");
  if (gradus_sweep_get_n_cells (source->sweep) > GRADUS_SEEDS_MOST_CELLS)
    return g_strdup_printf ("the sweep has more than %u cells, which could not be told apart; "
                            "sweep --curves writes them all",
                            GRADUS_SEEDS_MOST_CELLS);
  return gradus_sweep_get_curves (source->sweep)
             ? NULL
             : g_strdup ("the sweep was made without curves; give its experiment instead");
}

static const GradusFigureSetting seeds_settings[] = {
  { .name = "log",
    .kind = GRADUS_FIGURE_SETTING_SWITCH,
    .offset = offsetof (SeedsFigure, is_log),
    .title = N_ ("Log"),
    .tooltip = N_ ("Cost on a logarithmic axis"),
    .help = "Draw the cost on a logarithmic axis",
    .in_lessons = TRUE,
    .in_layout = TRUE },
  GRADUS_CURVES_STEP_AXIS (SeedsFigure, .tooltip = GRADUS_CURVES_STEP_AXIS_TOOLTIP),
  GRADUS_CURVES_SIGHT (SeedsFigure),
  GRADUS_CURVES_MARK (SeedsFigure),
  { NULL },
};

const GradusFigureClass gradus_seeds_figure = {
  .name = "seeds",
  .title = N_ ("Seeds over the Steps"),
  .label = N_ ("Cost and accuracy of all seeds over steps"),
  .size = sizeof (SeedsFigure),
  .settings = seeds_settings,
  .curves = offsetof (SeedsFigure, curves),
  .needs_no_run = TRUE,
  .is_of_sweep = TRUE,
  .draw = draw_seeds,
  .describe = describe_seeds,
  .pick = pick_in_seeds,
  .find_fault = find_fault_of_seeds,
};
