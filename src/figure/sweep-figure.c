/* SPDX-License-Identifier: MIT */
#include "figure/sweep-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plot/grid-plot.h"
#include "plot/number.h"

/* The strings of a grid, and what points at them. */
typedef struct {
  GPtrArray *strings;
  char **rows, **columns;
  GradusGridCell *cells;
  GradusGridPlot plot;
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

char *
gradus_sweep_figure_get_text (const GradusSweepFigure *figure, guint cell)
{
  GradusCellSummary summary;

  gradus_sweep_summarise (figure->sweep, cell, &summary);
  if (summary.n_known == 0)
    return NULL;
  if (!shows_accuracy (figure))
    return gradus_number_format_share ((double) summary.n_solved / summary.n_known);
  if (summary.n_learned == 0)
    return g_strdup (C_ ("not converged", "n/c"));
  return gradus_number_format_tick (100 * summary.learned_accuracy, 0.1);
}

static double
get_cell_share (const GradusSweepFigure *figure, const GradusCellSummary *summary)
{
  if (summary->n_known == 0)
    return NAN;
  return (double) (shows_accuracy (figure) ? summary->n_learned : summary->n_solved) /
         summary->n_known;
}

/* What is small below: how many learned and what was published, or the median of the costs. */
static char *
make_detail (const GradusSweepFigure *figure, guint cell, const GradusCellSummary *summary)
{
  const char *published =
      figure->builtin ? gradus_builtin_sweep_get_published (figure->builtin, cell) : NULL;
  g_autofree char *median = gradus_number_format_short (summary->cost_median);

  if (published)
    /* Translators: what a paper found here */
    return g_strdup_printf (_ ("paper %s"), published);
  return isfinite (summary->cost_median) ? g_strdup_printf (_ ("cost %s"), median) : NULL;
}

static char *
take (Grid *grid, char *string)
{
  g_ptr_array_add (grid->strings, string);
  return string;
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
  lines[n++] =
      take (grid, name_cell (figure->sweep, cell, 0, gradus_sweep_get_n_axes (figure->sweep)));
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

/* The summaries are made anew each time: threads add outcomes meanwhile. */
static void
grid_init (Grid *grid, const GradusSweepFigure *figure)
{
  const guint n_cells = gradus_sweep_get_n_cells (figure->sweep);

  *grid = (Grid){ .strings = g_ptr_array_new_with_free_func (g_free),
                  .rows = gradus_sweep_figure_list_rows (figure),
                  .columns = gradus_sweep_figure_list_columns (figure),
                  .cells = g_new0 (GradusGridCell, n_cells) };
  for (guint i = 0; i < n_cells; i++) {
    GradusCellSummary summary;

    gradus_sweep_summarise (figure->sweep, i, &summary);
    grid->cells[i] =
        (GradusGridCell){ get_cell_share (figure, &summary),
                          (double) summary.n_known / gradus_sweep_get_n_seeds (figure->sweep),
                          take (grid, gradus_sweep_figure_get_text (figure, i)),
                          take (grid, make_detail (figure, i, &summary)) };
  }
  grid->plot = (GradusGridPlot){ .row_names = (const char *const *) grid->rows,
                                 .column_names = (const char *const *) grid->columns,
                                 .cells = grid->cells,
                                 .pointer_x = figure->pointer_x,
                                 .pointer_y = figure->pointer_y };
  gradus_sweep_figure_get_size (figure, &grid->plot.n_rows, &grid->plot.n_columns);
}

static void
grid_clear (Grid *grid)
{
  g_strfreev (grid->rows);
  g_strfreev (grid->columns);
  g_free (grid->cells);
  g_ptr_array_unref (grid->strings);
}

void
gradus_sweep_figure_draw (GradusCanvas *canvas, const GradusSweepFigure *figure)
{
  Grid grid;
  int pointed;

  grid_init (&grid, figure);
  pointed = gradus_grid_plot_find (canvas, &grid.plot, figure->pointer_x, figure->pointer_y);
  if (pointed >= 0)
    grid.plot.callout = make_callout (&grid, figure, (guint) pointed);
  gradus_grid_plot_draw (canvas, &grid.plot);
  grid_clear (&grid);
}

int
gradus_sweep_figure_find (GradusCanvas *canvas, const GradusSweepFigure *figure, double x, double y)
{
  Grid grid;
  int cell;

  grid_init (&grid, figure);
  cell = gradus_grid_plot_find (canvas, &grid.plot, x, y);
  grid_clear (&grid);
  return cell;
}

char *
gradus_sweep_figure_describe (const GradusSweepFigure *figure)
{
  const guint n_cells = gradus_sweep_get_n_cells (figure->sweep);
  GString *text = g_string_new (shows_accuracy (figure) ? _ ("Accuracy of the seeds that learned:")
                                                        : _ ("Share of seeds that solved it:"));

  for (guint i = 0; i < n_cells; i++) {
    g_autofree char *name =
        name_cell (figure->sweep, i, 0, gradus_sweep_get_n_axes (figure->sweep));
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
