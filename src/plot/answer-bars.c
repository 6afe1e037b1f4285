/* SPDX-License-Identifier: MIT */
#include "plot/answer-bars.h"

#include "plot/number.h"

#define MARGIN 10.0
#define GAP 6.0
#define LABEL_SHARE 0.45
#define HIGHEST_ROW 34.0
#define COUNT_ROOM 34.0 /* for the number behind a bar */

static guint
count_answers (const GradusAnswerBars *bars)
{
  guint n = 0;

  for (guint i = 0; i < bars->n; i++)
    n += bars->counts[i];
  return n;
}

/* The row below the title. */
static GradusRect
get_row (GradusCanvas *canvas, const GradusAnswerBars *bars, guint i)
{
  double width, line, height;

  gradus_canvas_measure_text (canvas, bars->title, &width, &line);
  height = MIN ((canvas->height - line - 3 * MARGIN) / MAX (bars->n, 1), HIGHEST_ROW);
  return (GradusRect){ MARGIN, 2 * MARGIN + line + i * height, canvas->width - 2 * MARGIN, height };
}

GradusRect
gradus_answer_bars_get_bar (GradusCanvas *canvas, const GradusAnswerBars *bars, guint i)
{
  const GradusRect row = get_row (canvas, bars, i);
  const guint n = count_answers (bars);
  const double left = row.x + row.width * LABEL_SHARE + GAP;
  const double room = row.x + row.width - left - COUNT_ROOM;

  return (GradusRect){ left, row.y + row.height * 0.15, n > 0 ? room * bars->counts[i] / n : 0,
                       row.height * 0.7 };
}

static void
draw_row (GradusCanvas *canvas, const GradusAnswerBars *bars, guint i)
{
  const GradusStyle *style = canvas->style;
  const gboolean is_right = bars->right == (int) i;
  const GradusRect row = get_row (canvas, bars, i);
  const GradusRect bar = gradus_answer_bars_get_bar (canvas, bars, i);
  g_autofree char *marked = g_strconcat (is_right ? "✓ " : "", bars->labels[i], NULL);
  g_autofree char *label = gradus_canvas_shorten_text (canvas, marked, row.width * LABEL_SHARE);
  g_autofree char *count = gradus_number_format_count (bars->counts[i]);
  const double middle = row.y + row.height / 2;

  gradus_canvas_draw_text (canvas, label, row.x, middle, 0, 0.5,
                           is_right ? style->text : style->dim_text);
  if (bar.width > 0) {
    cairo_rectangle (canvas->cr, bar.x, bar.y, bar.width, bar.height);
    gradus_canvas_set_colour (canvas, is_right ? style->mark : style->share);
    cairo_fill (canvas->cr);
  }
  gradus_canvas_draw_text (canvas, count, bar.x + bar.width + GAP, middle, 0, 0.5, style->text);
}

void
gradus_answer_bars_draw (GradusCanvas *canvas, const GradusAnswerBars *bars)
{
  g_autofree char *title =
      gradus_canvas_shorten_text (canvas, bars->title, canvas->width - 2 * MARGIN);

  gradus_canvas_draw_text (canvas, title, MARGIN, MARGIN, 0, 0, canvas->style->text);
  if (count_answers (bars) == 0) {
    gradus_canvas_draw_text (canvas, bars->empty, MARGIN, canvas->height / 2, 0, 0.5,
                             canvas->style->dim_text);
    return;
  }
  for (guint i = 0; i < bars->n; i++)
    draw_row (canvas, bars, i);
}
