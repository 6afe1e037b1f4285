/* SPDX-License-Identifier: MIT */
#include "plot/legend.h"

#include <math.h>

#include "plot/mark.h"

/* In heights of a letter. */
#define MARK_WIDTH 1.5
#define RAMP_WIDTH 4.0
#define MARK_GAP 0.4  /* before the words */
#define ENTRY_GAP 1.2 /* before the next mark */
#define ROW_HEIGHT 1.25

typedef struct {
  GradusLegendMark mark;
  guint class;
  GradusColour colour, middle, high; /* the last two of a ramp */
  char *text, *end;                  /* `end`: behind a ramp; else NULL */
  gboolean is_reserved;              /* room is kept for it */
} Entry;

struct _GradusLegend {
  GArray *entries;
};

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->text);
  g_free (entry->end);
}

GradusLegend *
gradus_legend_new (void)
{
  GradusLegend *legend = g_new0 (GradusLegend, 1);

  legend->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (legend->entries, clear_entry);
  return legend;
}

void
gradus_legend_free (GradusLegend *legend)
{
  if (!legend)
    return;
  g_array_unref (legend->entries);
  g_free (legend);
}

void
gradus_legend_add_class (GradusLegend *legend, guint class, GradusColour colour, const char *text)
{
  const Entry entry = { GRADUS_LEGEND_CLASS, class, .colour = colour, .text = g_strdup (text) };

  g_array_append_val (legend->entries, entry);
}

void
gradus_legend_add (GradusLegend *legend, GradusLegendMark mark, GradusColour colour,
                   const char *text)
{
  const Entry entry = { .mark = mark, .colour = colour, .text = g_strdup (text) };

  g_array_append_val (legend->entries, entry);
}

void
gradus_legend_add_ramp (GradusLegend *legend, GradusColour low, GradusColour middle,
                        GradusColour high, const char *low_text, const char *high_text)
{
  const Entry entry = { .mark = GRADUS_LEGEND_RAMP,
                        .colour = low,
                        .middle = middle,
                        .high = high,
                        .text = g_strdup (low_text),
                        .end = g_strdup (high_text) };

  g_array_append_val (legend->entries, entry);
}

void
gradus_legend_add_if (GradusLegend *legend, gboolean is_there, GradusLegendMark mark,
                      GradusColour colour, const char *text)
{
  const Entry entry = {
    .mark = mark, .colour = colour, .text = g_strdup (text), .is_reserved = !is_there
  };

  g_array_append_val (legend->entries, entry);
}

guint
gradus_legend_count (const GradusLegend *legend)
{
  guint n = 0;

  for (guint i = 0; i < legend->entries->len; i++)
    n += !g_array_index (legend->entries, Entry, i).is_reserved;
  return n;
}

/* -- Where the entries stand ------------------------------------------------------------------- */

/* The height of a letter, by which all else is measured. */
static double
measure_letter (GradusCanvas *canvas)
{
  double width, height;

  gradus_canvas_measure_text (canvas, "x", &width, &height);
  return height;
}

static double
measure_words (GradusCanvas *canvas, const char *text)
{
  double width, height;

  gradus_canvas_measure_text (canvas, text, &width, &height);
  return width;
}

static double
measure_entry (GradusCanvas *canvas, const Entry *entry, double letter)
{
  const double mark = (entry->end ? RAMP_WIDTH : MARK_WIDTH) * letter;
  const double end = entry->end ? MARK_GAP * letter + measure_words (canvas, entry->end) : 0;

  return mark + MARK_GAP * letter + measure_words (canvas, entry->text) + end;
}

/* Calls `draw` for each entry where it stands; without `draw` returns how many rows there are, with
 * those that room is kept for. An entry that is wider than all of `width` has a row of its own. */
static guint
lay_out (GradusCanvas *canvas, const GradusLegend *legend, double width, double x, double y,
         void (*draw) (GradusCanvas *canvas, const Entry *entry, double x, double y, double letter))
{
  const double letter = measure_letter (canvas);
  double at = 0;
  guint row = 0;

  for (guint i = 0; i < legend->entries->len; i++) {
    const Entry *entry = &g_array_index (legend->entries, Entry, i);
    const double own = measure_entry (canvas, entry, letter);

    if (draw && entry->is_reserved)
      continue;
    if (at > 0 && at + own > width) {
      at = 0;
      row++;
    }
    if (draw)
      draw (canvas, entry, x + at, y + (row + 0.5) * ROW_HEIGHT * letter, letter);
    at += own + ENTRY_GAP * letter;
  }
  return legend->entries->len > 0 ? row + 1 : 0;
}

double
gradus_legend_measure (GradusCanvas *canvas, const GradusLegend *legend, double width)
{
  return lay_out (canvas, legend, width, 0, 0, NULL) * ROW_HEIGHT * measure_letter (canvas);
}

/* -- Marks ------------------------------------------------------------------------------------- */

static void
draw_hatched (GradusCanvas *canvas, double x, double y, double width, double height)
{
  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, x, y, width, height);
  cairo_clip (canvas->cr);
  for (double at = x - height; at < x + width; at += 4) {
    cairo_move_to (canvas->cr, at, y + height);
    cairo_line_to (canvas->cr, at + height, y);
  }
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
  cairo_restore (canvas->cr);
}

static void
draw_ramp (GradusCanvas *canvas, const Entry *entry, double x, double y, double width,
           double height)
{
  cairo_pattern_t *ramp = cairo_pattern_create_linear (x, 0, x + width, 0);
  const GradusColour colours[] = { entry->colour, entry->middle, entry->high };

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    cairo_pattern_add_color_stop_rgb (ramp, i / 2.0, colours[i].red, colours[i].green,
                                      colours[i].blue);
  cairo_rectangle (canvas->cr, x, y, width, height);
  cairo_set_source (canvas->cr, ramp);
  cairo_fill (canvas->cr);
  cairo_pattern_destroy (ramp);
}

static void
draw_line_mark (GradusCanvas *canvas, GradusLegendMark mark, double x, double y, double width)
{
  const double dash[] = { 4, 3 };

  cairo_save (canvas->cr);
  if (mark == GRADUS_LEGEND_DASHED_LINE)
    cairo_set_dash (canvas->cr, dash, 2, 0);
  gradus_canvas_set_line_width (canvas, mark == GRADUS_LEGEND_FAINT_LINE ? 1 : 2);
  cairo_move_to (canvas->cr, x, y);
  cairo_line_to (canvas->cr, x + width, y);
  cairo_stroke (canvas->cr);
  cairo_restore (canvas->cr);
}

static void
draw_cross (cairo_t *cr, double x, double y, double radius)
{
  cairo_move_to (cr, x - radius, y - radius);
  cairo_line_to (cr, x + radius, y + radius);
  cairo_move_to (cr, x - radius, y + radius);
  cairo_line_to (cr, x + radius, y - radius);
  cairo_stroke (cr);
}

/* In a box of that width, centred on (…, y). */
static void
draw_mark (GradusCanvas *canvas, const Entry *entry, double x, double y, double width,
           double letter)
{
  cairo_t *cr = canvas->cr;
  const double radius = letter * 0.32, middle = x + width / 2, top = y - letter * 0.4;

  gradus_canvas_set_colour (canvas, entry->mark == GRADUS_LEGEND_FAINT_LINE
                                        ? gradus_colour_with_alpha (entry->colour, 0.4)
                                        : entry->colour);
  gradus_canvas_set_line_width (canvas, 1.5);
  switch (entry->mark) {
  case GRADUS_LEGEND_CLASS:
    gradus_mark_trace (cr, middle, y, radius, entry->class);
    cairo_fill (cr);
    break;
  case GRADUS_LEGEND_HOLLOW_CIRCLE:
    cairo_arc (cr, middle, y, radius, 0, 2 * G_PI);
    cairo_stroke (cr);
    break;
  case GRADUS_LEGEND_HOLLOW_SQUARE:
    cairo_rectangle (cr, middle - radius, y - radius, 2 * radius, 2 * radius);
    cairo_stroke (cr);
    break;
  case GRADUS_LEGEND_CROSS:
    draw_cross (cr, middle, y, radius);
    break;
  case GRADUS_LEGEND_LINE:
  case GRADUS_LEGEND_DASHED_LINE:
  case GRADUS_LEGEND_FAINT_LINE:
    draw_line_mark (canvas, entry->mark, x, y, width);
    break;
  case GRADUS_LEGEND_WEDGE:
    cairo_move_to (cr, x, y);
    cairo_line_to (cr, x + width, y - radius);
    cairo_line_to (cr, x + width, y + radius);
    cairo_close_path (cr);
    cairo_fill (cr);
    break;
  case GRADUS_LEGEND_SWATCH:
    cairo_rectangle (cr, x, top, width, letter * 0.8);
    cairo_fill (cr);
    break;
  case GRADUS_LEGEND_HATCHED:
    draw_hatched (canvas, x, top, width, letter * 0.8);
    break;
  case GRADUS_LEGEND_RAMP:
    draw_ramp (canvas, entry, x, top, width, letter * 0.8);
    break;
  }
}

static void
draw_entry (GradusCanvas *canvas, const Entry *entry, double x, double y, double letter)
{
  const GradusColour colour = canvas->style->dim_text;
  const double width = (entry->end ? RAMP_WIDTH : MARK_WIDTH) * letter, gap = MARK_GAP * letter;

  if (entry->end) {
    gradus_canvas_draw_text (canvas, entry->text, x, y, 0, 0.5, colour);
    x += measure_words (canvas, entry->text) + gap;
    draw_mark (canvas, entry, x, y, width, letter);
    gradus_canvas_draw_text (canvas, entry->end, x + width + gap, y, 0, 0.5, colour);
    return;
  }
  draw_mark (canvas, entry, x, y, width, letter);
  gradus_canvas_draw_text (canvas, entry->text, x + width + gap, y, 0, 0.5, colour);
}

void
gradus_legend_draw (GradusCanvas *canvas, const GradusLegend *legend, double x, double y,
                    double width)
{
  lay_out (canvas, legend, width, x, y, draw_entry);
}
