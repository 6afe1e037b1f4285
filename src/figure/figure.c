/* SPDX-License-Identifier: MIT */
#include "figure/figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/kinds.h"

/* Cells a side: a cell is a few pixels wide, and what lies between is interpolated. */
#define GRID_SIZE 96
#define UNIT_MAP_SIZE 14

const char *const gradus_figure_names[] = { "cost",      "accuracy",  "gradients",   "boundary", "network",
                                            "chain",     "inspector", "activations", "samples",  "filters",
                                            "confusion", "mistakes",  "probe",       NULL };

static const GradusFigureClass *const classes[GRADUS_N_FIGURES] = {
  [GRADUS_FIGURE_COST] = &gradus_curve_figure,          [GRADUS_FIGURE_ACCURACY] = &gradus_curve_figure,
  [GRADUS_FIGURE_LAYERS] = &gradus_layers_figure,       [GRADUS_FIGURE_BOUNDARY] = &gradus_boundary_figure,
  [GRADUS_FIGURE_NETWORK] = &gradus_network_figure,     [GRADUS_FIGURE_CHAIN] = &gradus_chain_figure,
  [GRADUS_FIGURE_INSPECTOR] = &gradus_inspector_figure, [GRADUS_FIGURE_GALLERY] = &gradus_gallery_figure,
  [GRADUS_FIGURE_SAMPLES] = &gradus_samples_figure,     [GRADUS_FIGURE_FILTERS] = &gradus_filters_figure,
  [GRADUS_FIGURE_CONFUSION] = &gradus_confusion_figure, [GRADUS_FIGURE_MISTAKES] = &gradus_mistakes_figure,
  [GRADUS_FIGURE_PROBE] = &gradus_probe_figure,
};

const char *
gradus_measure_title (GradusMeasure measure)
{
  static const char *const titles[] = {
    N_ ("Gradient norm"), N_ ("Update / weight"), N_ ("Spread of outputs"), N_ ("Saturated outputs"),
    N_ ("Dead units"),    N_ ("Distance moved"),  N_ ("Weights unmoved"),
  };

  return g_dgettext (GETTEXT_PACKAGE, titles[measure]);
}

GradusFigure
gradus_figure_make (GradusFigureKind kind)
{
  return (GradusFigure){ .kind = kind,
                         .pointer_x = NAN,
                         .pointer_y = NAN,
                         .cursor = -1,
                         .y_input = 1,
                         .position = -1,
                         .activation = gradus_activation_make (GRADUS_ACTIVATION_SIGMOID),
                         .depth = 10 };
}

void
gradus_figure_draw (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  classes[figure->kind]->draw (canvas, figure, source);
}

char *
gradus_figure_describe (const GradusFigure *figure, const GradusFigureSource *source)
{
  if (figure->kind != GRADUS_FIGURE_GALLERY && !source->snapshot)
    return g_strdup (_ ("Nothing has been measured yet"));
  return classes[figure->kind]->describe (figure, source);
}

GradusSnapshotNeeds
gradus_figure_get_needs (const GradusFigure *figure)
{
  GradusSnapshotNeeds look = GRADUS_SNAPSHOT_NEEDS_NONE;

  look.x_input = figure->x_input;
  look.y_input = figure->y_input;
  if (figure->kind == GRADUS_FIGURE_BOUNDARY)
    look.grid_size = GRID_SIZE;
  if (figure->kind == GRADUS_FIGURE_NETWORK) {
    look.has_anatomy = TRUE;
    look.map_size = UNIT_MAP_SIZE;
  }
  look.has_filters = figure->kind == GRADUS_FIGURE_FILTERS;
  look.has_confusion = figure->kind == GRADUS_FIGURE_CONFUSION || figure->kind == GRADUS_FIGURE_MISTAKES;
  if (figure->kind == GRADUS_FIGURE_CHAIN)
    look.sample = (int) figure->sample;
  if (figure->kind == GRADUS_FIGURE_INSPECTOR && figure->selected.kind != GRADUS_DIAGRAM_NOTHING &&
      figure->selected.column > 0) {
    look.layer = (int) figure->selected.column - 1;
    look.unit = figure->selected.unit;
  }
  return look;
}

guint
gradus_figure_count_positions (const GradusFigureSource *source)
{
  return source->snapshot ? 2 * source->snapshot->n_layers : 0;
}

guint
gradus_figure_get_chain_layer (guint position, guint n_layers, gboolean *is_backward)
{
  *is_backward = position >= n_layers;
  return *is_backward ? 2 * n_layers - 1 - MIN (position, 2 * n_layers - 1) : position;
}

typedef struct {
  const GradusFigure *figure;
  const GradusFigureSource *source;
} Sheet;

static void
draw_sheet (GradusCanvas *canvas, gpointer data)
{
  const Sheet *sheet = data;

  gradus_figure_draw (canvas, sheet->figure, sheet->source);
}

GBytes *
gradus_figure_render (const GradusFigure *figure, const GradusFigureSource *source, GradusSheetFormat format,
                      const GradusStyle *style, double width, double height)
{
  GradusFigure still = *figure;
  Sheet sheet = { &still, source };

  still.pointer_x = still.pointer_y = NAN;
  still.cursor = -1;
  return gradus_sheet_render (format, style, width, height, draw_sheet, &sheet);
}

/* -- Curves ---------------------------------------------------------------------------------------------- */

gboolean
gradus_figure_is_in_sight (const GradusFigure *figure, guint64 step)
{
  return figure->x_high <= figure->x_low ||
         ((double) step >= figure->x_low && (double) step <= figure->x_high);
}

typedef struct {
  GradusLineChart chart;
  GradusLine lines[GRADUS_CURVES_MOST];
  GPtrArray *strings;
} Curves;

static void
curves_init (Curves *curves, GradusCanvas *canvas, const GradusFigureClass *class, const GradusFigure *figure,
             const GradusFigureSource *source)
{
  curves->strings = g_ptr_array_new_with_free_func (g_free);
  curves->chart = (GradusLineChart){
    .lines = curves->lines,
    .x_title = _ ("steps"),
    .step_name = _ ("step"),
    .pointer_x = figure->pointer_x,
    .pointer_y = figure->pointer_y,
    .x_low = figure->x_low,
    .x_high = figure->x_high,
    .smoothing = figure->smoothing,
    .has_cursor = figure->cursor >= 0,
    .cursor = figure->cursor,
  };
  class->chart (canvas, figure, source, &curves->chart, curves->lines, curves->strings);
  for (guint i = 0; i < curves->chart.n_lines; i++)
    curves->lines[i].is_hidden = (figure->hidden[i / 64] >> (i % 64) & 1) != 0;
}

static void
curves_clear (Curves *curves)
{
  g_ptr_array_unref (curves->strings);
}

void
gradus_figure_draw_chart (GradusCanvas *canvas, const GradusFigureClass *class, const GradusFigure *figure,
                          const GradusFigureSource *source)
{
  Curves curves;

  curves_init (&curves, canvas, class, figure, source);
  gradus_line_chart_draw (canvas, &curves.chart);
  curves_clear (&curves);
}

static gboolean
has_curves (const GradusFigure *figure)
{
  return classes[figure->kind]->chart &&
         (figure->kind != GRADUS_FIGURE_LAYERS || figure->form == GRADUS_FORM_LINES) &&
         (figure->kind != GRADUS_FIGURE_INSPECTOR || figure->selected.kind == GRADUS_DIAGRAM_EDGE);
}

double
gradus_figure_find_step (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
                         double x, double y)
{
  Curves curves;
  double step;

  if (!has_curves (figure))
    return classes[figure->kind]->find_step ? classes[figure->kind]->find_step (canvas, figure, source, x, y)
                                            : NAN;
  curves_init (&curves, canvas, classes[figure->kind], figure, source);
  step = gradus_line_chart_find_step (canvas, &curves.chart, x, y);
  curves_clear (&curves);
  return step;
}

int
gradus_figure_find_name (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
                         double x, double y)
{
  Curves curves;
  int name;

  if (!has_curves (figure))
    return -1;
  curves_init (&curves, canvas, classes[figure->kind], figure, source);
  name = gradus_line_chart_find_name (canvas, &curves.chart, x, y);
  curves_clear (&curves);
  return name;
}

GradusDiagramPart
gradus_figure_find_part (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
                         double x, double y)
{
  GradusNetworkLayout layout;
  guint n_columns;
  g_autofree GradusDiagramColumn *columns =
      figure->kind == GRADUS_FIGURE_NETWORK ? gradus_network_figure_make_columns (source, &n_columns) : NULL;

  if (!columns)
    return (GradusDiagramPart){ GRADUS_DIAGRAM_NOTHING, 0, 0, 0 };
  gradus_network_layout_init (&layout, canvas, columns, n_columns);
  return gradus_network_layout_find (&layout, columns, x, y);
}

gboolean
gradus_figure_find_place (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
                          double x, double y, GradusPlace *place)
{
  return figure->kind == GRADUS_FIGURE_BOUNDARY &&
         gradus_boundary_figure_find_place (canvas, figure, source, x, y, place);
}
