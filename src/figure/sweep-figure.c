/* SPDX-License-Identifier: MIT */
#include "figure/sweep-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plot/dot-strip.h"
#include "plot/grid-plot.h"
#include "plot/number.h"

/* The strip's share of the height, and its least and greatest height; a lower figure has none. */
#define STRIP_SHARE 0.3
#define STRIP_LEAST 84.0
#define STRIP_MOST 190.0
#define STRIP_GAP 3.0

/* More could not be told apart, nor drawn in time: then the first seeds of each cell are shown. */
#define MOST_DOTS 6000

/* The strings of a grid, and what points at them; and the dots of the strip. */
typedef struct {
  GPtrArray *strings;
  char **rows, **columns;
  GradusGridCell *cells;
  GradusGridPlot plot;
  GArray *dots;      /* GradusDot */
  guint n_dot_seeds; /* of each cell */
  GradusDotStrip strip;
  double grid_height; /* that of the figure without the strip */
} Grid;

/* Of several axes all but the first go across. */
void
gradus_sweep_figure_get_size (const GradusSweepFigure *figure, guint *n_rows, guint *n_columns)
{
  const guint n_cells = gradus_sweep_get_n_cells (figure->sweep);

  *n_rows = gradus_sweep_get_n_axes (figure->sweep) > 1
                ? gradus_sweep_get_axis (figure->sweep, 0)->choices->len
                : 1;
  *n_columns = n_cells / *n_rows;
}

/* The choices of some axes that a cell is, one after the other. */
static char *
name_cell (const GradusSweep *sweep, guint cell, guint from, guint to)
{
  GString *name = g_string_new (NULL);

  for (guint i = from; i < to; i++) {
    const GradusSweepAxis *axis = gradus_sweep_get_axis (sweep, i);
    const GradusSweepChoice *choice =
        g_ptr_array_index (axis->choices, gradus_sweep_get_choice (sweep, cell, i));

    g_string_append_printf (name, "%s%s", name->len ? ", " : "", choice->label);
  }
  return g_string_free (name, FALSE);
}

char *
gradus_sweep_figure_name_cell (const GradusSweepFigure *figure, guint cell)
{
  return name_cell (figure->sweep, cell, 0, gradus_sweep_get_n_axes (figure->sweep));
}

char **
gradus_sweep_figure_list_rows (const GradusSweepFigure *figure)
{
  const gboolean has_rows = gradus_sweep_get_n_axes (figure->sweep) > 1;
  guint n_rows, n_columns;
  char **names;

  gradus_sweep_figure_get_size (figure, &n_rows, &n_columns);
  names = g_new0 (char *, n_rows + 1);
  for (guint i = 0; i < n_rows; i++)
    names[i] = has_rows ? name_cell (figure->sweep, i * n_columns, 0, 1) : g_strdup ("");
  return names;
}

char **
gradus_sweep_figure_list_columns (const GradusSweepFigure *figure)
{
  const guint n_axes = gradus_sweep_get_n_axes (figure->sweep);
  guint n_rows, n_columns;
  char **names;

  gradus_sweep_figure_get_size (figure, &n_rows, &n_columns);
  names = g_new0 (char *, n_columns + 1);
  for (guint i = 0; i < n_columns; i++)
    names[i] = name_cell (figure->sweep, i, n_axes > 1 ? 1 : 0, n_axes);
  return names;
}

static gboolean
shows_accuracy (const GradusSweepFigure *figure)
{
  return figure->builtin && figure->builtin->shows_accuracy;
}

static double
get_cell_share (const GradusSweepFigure *figure, const GradusCellSummary *summary)
{
  if (summary->n_known == 0)
    return NAN;
  return (double) (shows_accuracy (figure) ? summary->n_learned : summary->n_solved) /
         summary->n_known;
}

char *
gradus_sweep_figure_get_text (const GradusSweepFigure *figure, guint cell)
{
  GradusCellSummary summary;

  gradus_sweep_summarise (figure->sweep, cell, &summary);
  if (summary.n_known == 0)
    return NULL;
  return gradus_number_format_share (get_cell_share (figure, &summary));
}

/* Beside the paper's numbers, which are of test data, belong those of test data, where there are
 * some. */
static double
get_learned_accuracy (const GradusCellSummary *summary)
{
  return isnan (summary->learned_test_accuracy) ? summary->learned_accuracy
                                                : summary->learned_test_accuracy;
}

char *
gradus_sweep_figure_get_accuracy (const GradusSweepFigure *figure, guint cell)
{
  GradusCellSummary summary;

  gradus_sweep_summarise (figure->sweep, cell, &summary);
  if (summary.n_known == 0)
    return NULL;
  if (summary.n_learned == 0)
    return g_strdup (C_ ("not converged", "n/c"));
  return gradus_number_format_tick (100 * get_learned_accuracy (&summary), 0.1);
}

const char *
gradus_sweep_figure_get_title (const GradusSweepFigure *figure)
{
  return shows_accuracy (figure) ? _ ("Share of seeds that learned")
                                 : _ ("Share of seeds that solved it");
}

gboolean
gradus_sweep_figure_has_test (const GradusSweepFigure *figure)
{
  return gradus_sweep_get_base (figure->sweep)->data.test_fraction > 0;
}

static const char *
get_details_title (const GradusSweepFigure *figure)
{
  return shows_accuracy (figure)
             ? gradus_sweep_figure_has_test (figure)
                   ? _ ("Small: mean accuracy of those on test data, in %; the paper's on CIFAR-10")
                   : _ ("Small: mean accuracy of those, in %; the paper's on CIFAR-10")
             : _ ("Small: the median of the final costs");
}

static char *
take (Grid *grid, char *string)
{
  g_ptr_array_add (grid->strings, string);
  return string;
}

/* What is small in a cell: the median of the costs; or how well those that learned did, and what
 * was published. */
static void
add_details (Grid *grid, const GradusSweepFigure *figure, guint cell,
             const GradusCellSummary *summary)
{
  const char *published =
      figure->builtin ? gradus_builtin_sweep_get_published (figure->builtin, cell) : NULL;
  GradusGridCell *shown = &grid->cells[cell];
  g_autofree char *median = gradus_number_format_short (summary->cost_median);
  g_autofree char *here = gradus_sweep_figure_get_accuracy (figure, cell);

  if (summary->n_known > 0 && !shows_accuracy (figure) && isfinite (summary->cost_median))
    shown->detail = take (grid, g_strdup_printf (_ ("cost %s"), median));
  if (shows_accuracy (figure) && here)
    shown->detail = take (grid, g_strdup_printf (_ ("here %s"), here));
  if (published)
    /* Translators: what a paper found here */
    *(shown->detail ? &shown->note : &shown->detail) =
        take (grid, g_strdup_printf (_ ("paper %s"), published));
}

/* How the costs of the pointed cell are distributed over its seeds. */
static const char *const *
make_callout (Grid *grid, const GradusSweepFigure *figure, guint cell)
{
  const char **lines = g_new0 (const char *, 8);
  guint n = 0;
  GradusCellSummary summary;
  g_autofree char *low = NULL, *median = NULL, *high = NULL;

  gradus_sweep_summarise (figure->sweep, cell, &summary);
  low = gradus_number_format (summary.cost_low);
  median = gradus_number_format (summary.cost_median);
  high = gradus_number_format (summary.cost_high);
  lines[n++] = take (grid, gradus_sweep_figure_name_cell (figure, cell));
  lines[n++] =
      take (grid, g_strdup_printf ("%s\t%u / %u", _ ("solved"), summary.n_solved, summary.n_known));
  lines[n++] = take (
      grid, g_strdup_printf ("%s\t%u / %u", _ ("learned"), summary.n_learned, summary.n_known));
  lines[n++] = take (
      grid, g_strdup_printf ("%s\t%u / %u", _ ("diverged"), summary.n_diverged, summary.n_known));
  lines[n++] = take (grid, g_strdup_printf ("%s\t%s", _ ("cost, best quarter below"), low));
  lines[n++] = take (grid, g_strdup_printf ("%s\t%s", _ ("cost, median"), median));
  lines[n++] = take (grid, g_strdup_printf ("%s\t%s", _ ("cost, worst quarter above"), high));
  g_ptr_array_add (grid->strings, lines);
  return (const char *const *) lines;
}

/* -- Every seed -------------------------------------------------------------------------------- */

static void
add_dot (Grid *grid, const GradusSweepFigure *figure, guint cell, guint seed)
{
  GradusOutcome outcome = { 0 };
  const GradusOutcomeState state = gradus_sweep_get_outcome (figure->sweep, cell, seed, &outcome);
  const gboolean has_ended = state == GRADUS_OUTCOME_FINISHED;
  const GradusDot dot = { cell % grid->plot.n_columns, cell / grid->plot.n_columns,
                          (seed + 0.5) / grid->n_dot_seeds, has_ended ? outcome.cost : NAN,
                          has_ended && outcome.accuracy >= 1 };

  if (state == GRADUS_OUTCOME_OPEN)
    return;
  g_array_append_val (grid->dots, dot);
}

/* Which seed of which cell a dot is: its column, row and place say so. */
static guint
get_dot_seed (const Grid *grid, guint dot)
{
  return (guint) (g_array_index (grid->dots, GradusDot, dot).place * grid->n_dot_seeds);
}

static guint
get_dot_cell (const Grid *grid, guint dot)
{
  const GradusDot *one = &g_array_index (grid->dots, GradusDot, dot);

  return one->row * grid->plot.n_columns + one->column;
}

static void
add_dots (Grid *grid, const GradusSweepFigure *figure)
{
  const guint n_cells = gradus_sweep_get_n_cells (figure->sweep);

  grid->n_dot_seeds = CLAMP (MOST_DOTS / n_cells, 1, gradus_sweep_get_n_seeds (figure->sweep));
  for (guint cell = 0; cell < n_cells; cell++) {
    for (guint seed = 0; seed < grid->n_dot_seeds; seed++)
      add_dot (grid, figure, cell, seed);
  }
}

/* The grid has what the strip leaves it; the strip gets what the grid does not need. */
static void
add_strip (Grid *grid, const GradusSweepFigure *figure, GradusCanvas *canvas)
{
  GradusCanvas part = *canvas;
  const double least = CLAMP (STRIP_SHARE * canvas->height, STRIP_LEAST, STRIP_MOST);

  grid->grid_height = canvas->height;
  if (canvas->height < 3 * STRIP_LEAST)
    return;
  add_dots (grid, figure);
  part.height -= least;
  grid->grid_height = MIN (part.height, gradus_grid_plot_get_height (&part, &grid->plot));
  grid->strip = (GradusDotStrip){ .rect = { 0, grid->grid_height, canvas->width,
                                            canvas->height - grid->grid_height },
                                  .gap = STRIP_GAP,
                                  .n_columns = grid->plot.n_columns,
                                  .n_rows = grid->plot.n_rows,
                                  .dots = (const GradusDot *) (gconstpointer) grid->dots->data,
                                  .n_dots = grid->dots->len,
                                  .title = _ ("Final cost of each seed; filled: it solved it"),
                                  .nothing = _ ("diverged"),
                                  .pointed = -1,
                                  .lit_column = -1,
                                  .lit_row = -1 };
  grid->plot.least_left = gradus_dot_strip_measure_labels (canvas, &grid->strip);
}

/* -- The whole --------------------------------------------------------------------------------- */

static void
add_cell (Grid *grid, const GradusSweepFigure *figure, guint cell)
{
  GradusCellSummary summary;

  gradus_sweep_summarise (figure->sweep, cell, &summary);
  grid->cells[cell] =
      (GradusGridCell){ get_cell_share (figure, &summary),
                        (double) summary.n_known / gradus_sweep_get_n_seeds (figure->sweep),
                        take (grid, gradus_sweep_figure_get_text (figure, cell)) };
  add_details (grid, figure, cell, &summary);
}

/* The summaries are made anew each time: threads add outcomes meanwhile. */
static void
grid_init (Grid *grid, const GradusSweepFigure *figure, GradusCanvas *canvas)
{
  const guint n_cells = gradus_sweep_get_n_cells (figure->sweep);

  *grid = (Grid){ .strings = g_ptr_array_new_with_free_func (g_free),
                  .rows = gradus_sweep_figure_list_rows (figure),
                  .columns = gradus_sweep_figure_list_columns (figure),
                  .cells = g_new0 (GradusGridCell, n_cells) };
  for (guint i = 0; i < n_cells; i++)
    add_cell (grid, figure, i);
  grid->plot = (GradusGridPlot){ .row_names = (const char *const *) grid->rows,
                                 .column_names = (const char *const *) grid->columns,
                                 .cells = grid->cells,
                                 .share_title = gradus_sweep_figure_get_title (figure),
                                 .details_title = get_details_title (figure),
                                 .pointer_x = figure->pointer_x,
                                 .pointer_y = figure->pointer_y };
  gradus_sweep_figure_get_size (figure, &grid->plot.n_rows, &grid->plot.n_columns);
  grid->dots = g_array_new (FALSE, FALSE, sizeof (GradusDot));
  add_strip (grid, figure, canvas);
}

static void
grid_clear (Grid *grid)
{
  g_strfreev (grid->rows);
  g_strfreev (grid->columns);
  g_free (grid->cells);
  g_array_unref (grid->dots);
  g_ptr_array_unref (grid->strings);
}

/* The part of the canvas that the grid alone has. */
static GradusCanvas
get_grid_canvas (GradusCanvas *canvas, const Grid *grid)
{
  GradusCanvas part = *canvas;

  part.height = grid->grid_height;
  return part;
}

/* Finds what is at a point: a cell of the grid, or the dot of a seed, whose cell it is then. */
static int
find_part (GradusCanvas *canvas, Grid *grid, double x, double y, int *dot)
{
  GradusCanvas part = get_grid_canvas (canvas, grid);

  *dot = -1;
  gradus_grid_plot_get_columns (&part, &grid->plot, &grid->strip.left, &grid->strip.width);
  if (y < grid->grid_height)
    return gradus_grid_plot_find (&part, &grid->plot, x, y);
  if (grid->strip.n_dots > 0)
    *dot = gradus_dot_strip_find (canvas, &grid->strip, x, y);
  return *dot >= 0 ? (int) get_dot_cell (grid, (guint) *dot) : -1;
}

/* Which seed of which cell it is, and what came of it. */
static const char *const *
make_dot_callout (Grid *grid, const GradusSweepFigure *figure, guint dot)
{
  const GradusDot *one = &g_array_index (grid->dots, GradusDot, dot);
  const guint64 seed = gradus_sweep_get_first_seed (figure->sweep) + get_dot_seed (grid, dot);
  g_autofree char *cost = gradus_number_format (one->value);
  const char **lines = g_new0 (const char *, 4);

  lines[0] = take (grid, gradus_sweep_figure_name_cell (figure, get_dot_cell (grid, dot)));
  lines[1] = take (grid, g_strdup_printf ("%s\t%" G_GUINT64_FORMAT, _ ("seed"), seed));
  lines[2] = isnan (one->value) ? _ ("diverged")
                                : take (grid, g_strdup_printf ("%s\t%s", _ ("final cost"), cost));
  g_ptr_array_add (grid->strings, lines);
  return (const char *const *) lines;
}

void
gradus_sweep_figure_draw (GradusCanvas *canvas, const GradusSweepFigure *figure)
{
  GradusCanvas part;
  Grid grid;
  int pointed, dot;

  grid_init (&grid, figure, canvas);
  part = get_grid_canvas (canvas, &grid);
  pointed = find_part (canvas, &grid, figure->pointer_x, figure->pointer_y, &dot);
  if (pointed >= 0) {
    grid.strip.lit_column = pointed % (int) grid.plot.n_columns;
    grid.strip.lit_row = pointed / (int) grid.plot.n_columns;
  }
  grid.strip.pointed = dot;
  if (grid.strip.n_dots > 0)
    gradus_dot_strip_draw (canvas, &grid.strip);
  gradus_grid_plot_draw (&part, &grid.plot);
  if (pointed >= 0)
    gradus_canvas_draw_callout (canvas, figure->pointer_x, figure->pointer_y,
                                dot >= 0 ? make_dot_callout (&grid, figure, (guint) dot)
                                         : make_callout (&grid, figure, (guint) pointed),
                                NULL);
  grid_clear (&grid);
}

int
gradus_sweep_figure_find (GradusCanvas *canvas, const GradusSweepFigure *figure, double x, double y,
                          int *seed)
{
  Grid grid;
  int cell, dot;

  grid_init (&grid, figure, canvas);
  cell = find_part (canvas, &grid, x, y, &dot);
  *seed = dot >= 0 ? (int) get_dot_seed (&grid, (guint) dot) : -1;
  grid_clear (&grid);
  return cell;
}

char *
gradus_sweep_figure_describe (const GradusSweepFigure *figure)
{
  const guint n_cells = gradus_sweep_get_n_cells (figure->sweep);
  GString *text = g_string_new (gradus_sweep_figure_get_title (figure));

  g_string_append_c (text, ':');
  for (guint i = 0; i < n_cells; i++) {
    g_autofree char *name = gradus_sweep_figure_name_cell (figure, i);
    g_autofree char *value = gradus_sweep_figure_get_text (figure, i);

    g_string_append_printf (text, "%s %s %s", i > 0 ? "," : "", name,
                            value ? value : _ ("not known yet"));
  }
  return g_string_free (text, FALSE);
}

static void
draw_sweep_sheet (GradusCanvas *canvas, gpointer data)
{
  gradus_sweep_figure_draw (canvas, data);
}

GBytes *
gradus_sweep_figure_render (const GradusSweepFigure *figure, GradusSheetFormat format,
                            const GradusStyle *style, double width, double height)
{
  GradusSweepFigure still = *figure;

  still.pointer_x = still.pointer_y = NAN;
  return gradus_sheet_render (format, style, width, height, draw_sweep_sheet, &still);
}
