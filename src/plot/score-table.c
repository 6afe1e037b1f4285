/* SPDX-License-Identifier: MIT */
#include "plot/score-table.h"

#include <math.h>

#include "plot/number.h"

#define MARGIN 8.0
#define GAP 12.0
#define LINE_SHARE 1.35
#define NAMES_SHARE 0.4

typedef struct {
  double names, column, count; /* widths */
  double line, top, pitch;
  guint n_shown;
} ScoreLayout;

static double
measure_width (GradusCanvas *canvas, const char *text)
{
  double width, height;

  gradus_canvas_measure_text (canvas, text, &width, &height);
  return width;
}

static double
measure_counts (GradusCanvas *canvas, const GradusScoreTable *table)
{
  double widest = 0;

  for (guint i = 0; i < table->n_rows + (table->sum ? 1 : 0); i++) {
    g_autofree char *count = gradus_number_format_count (
        i < table->n_rows ? table->rows[i].count : table->sum->count);

    widest = MAX (widest, measure_width (canvas, count));
  }
  return widest;
}

static double
find_column (GradusCanvas *canvas, const GradusScoreTable *table, const ScoreLayout *layout)
{
  return MAX ((canvas->width - 2 * MARGIN - layout->names - layout->count - GAP) /
                      MAX (table->n_columns, 1) -
                  GAP,
              1);
}

/* The title of the counts may reach over the last column, whose own title is short, so that the
 * others have room for theirs. */
static void
find_columns (GradusCanvas *canvas, const GradusScoreTable *table, ScoreLayout *layout)
{
  const double title = measure_width (canvas, table->count_title);
  const double last =
      table->n_columns > 0 ? measure_width (canvas, table->titles[table->n_columns - 1]) : 0;

  layout->count = measure_counts (canvas, table);
  layout->column = find_column (canvas, table, layout);
  if (last + title <= layout->column + layout->count)
    return;
  layout->count = MAX (layout->count, title);
  layout->column = find_column (canvas, table, layout);
}

static ScoreLayout
lay_out_scores (GradusCanvas *canvas, const GradusScoreTable *table)
{
  ScoreLayout layout = { 0 };
  const guint n_fixed = table->sum ? 1 : 0;
  double ignored;
  guint n_fitting;

  gradus_canvas_measure_text (canvas, "0", &ignored, &layout.line);
  layout.names = table->sum ? measure_width (canvas, table->sum->name) : 0;
  for (guint i = 0; i < table->n_rows; i++)
    layout.names = MAX (layout.names, measure_width (canvas, table->rows[i].name));
  layout.names = MIN (layout.names, NAMES_SHARE * canvas->width);
  find_columns (canvas, table, &layout);
  layout.pitch = LINE_SHARE * layout.line;
  layout.top = MARGIN / 2 + (table->caption ? layout.line + 4 : 0) + layout.line + 4;
  n_fitting = (guint) MAX ((canvas->height - layout.top - MARGIN) / layout.pitch - n_fixed, 1);
  layout.n_shown = table->n_rows <= n_fitting ? table->n_rows : MAX (n_fitting, 2) - 1;
  return layout;
}

static double
get_column_x (const ScoreLayout *layout, guint i)
{
  return MARGIN + layout->names + GAP + i * (layout->column + GAP);
}

/* The bar lies behind its number, in a colour that leaves that readable. */
static void
draw_share (GradusCanvas *canvas, const ScoreLayout *layout, double share, double x, double y)
{
  const GradusStyle *style = canvas->style;
  g_autofree char *text = isnan (share) ? g_strdup ("–") : gradus_number_format_percent (share);

  if (!isnan (share)) {
    cairo_rectangle (canvas->cr, x, y + 1, layout->column * CLAMP (share, 0, 1), layout->pitch - 3);
    gradus_canvas_set_colour (canvas, gradus_colour_mix (style->background, style->low_mark, 0.3));
    cairo_fill (canvas->cr);
  }
  gradus_canvas_draw_text (canvas, text, x + 4, y + layout->pitch / 2, 0, 0.5, style->text);
}

static void
draw_score_row (GradusCanvas *canvas, const GradusScoreTable *table, const ScoreLayout *layout,
                const GradusScoreRow *row, double y)
{
  g_autofree char *name = gradus_canvas_shorten_text (canvas, row->name, layout->names);
  g_autofree char *count = gradus_number_format_count (row->count);

  gradus_canvas_draw_text (canvas, name, MARGIN, y + layout->pitch / 2, 0, 0.5,
                           canvas->style->text);
  for (guint i = 0; i < table->n_columns; i++)
    draw_share (canvas, layout, row->shares[i], get_column_x (layout, i), y);
  gradus_canvas_draw_text (canvas, count, canvas->width - MARGIN, y + layout->pitch / 2, 1, 0.5,
                           canvas->style->text);
}

static void
draw_score_titles (GradusCanvas *canvas, const GradusScoreTable *table, const ScoreLayout *layout)
{
  const GradusColour colour = canvas->style->dim_text;

  if (table->caption)
    gradus_canvas_draw_text (canvas, table->caption, MARGIN, MARGIN / 2, 0, 0, colour);
  for (guint i = 0; i < table->n_columns; i++) {
    g_autofree char *title = gradus_canvas_shorten_text (canvas, table->titles[i], layout->column + GAP - 8);

    gradus_canvas_draw_text (canvas, title, get_column_x (layout, i) + 4, layout->top - 4, 0, 1,
                             colour);
  }
  gradus_canvas_draw_text (canvas, table->count_title, canvas->width - MARGIN, layout->top - 4, 1,
                           1, colour);
}

void
gradus_score_table_draw (GradusCanvas *canvas, const GradusScoreTable *table)
{
  const ScoreLayout layout = lay_out_scores (canvas, table);
  double y = layout.top;

  draw_score_titles (canvas, table, &layout);
  for (guint i = 0; i < layout.n_shown; i++, y += layout.pitch)
    draw_score_row (canvas, table, &layout, &table->rows[i], y);
  if (layout.n_shown < table->n_rows) {
    g_autofree char *more = g_strdup_printf ("+%u", table->n_rows - layout.n_shown);

    gradus_canvas_draw_text (canvas, more, MARGIN, y + layout.pitch / 2, 0, 0.5,
                             canvas->style->dim_text);
    y += layout.pitch;
  }
  if (!table->sum)
    return;
  cairo_rectangle (canvas->cr, MARGIN, floor (y), canvas->width - 2 * MARGIN, 1);
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  cairo_fill (canvas->cr);
  draw_score_row (canvas, table, &layout, table->sum, y + 2);
}
