/* SPDX-License-Identifier: MIT */
#include "plot/key.h"

#include "plot/mark.h"

#define RADIUS 4.0
#define MARK_WIDTH 14.0
#define GAP 14.0

/* How much wider a square is than what it lies over; a cross is by one pixel alone. */
#define RIM 2.0

static gboolean
lies_over (GradusMark mark)
{
  return mark == GRADUS_MARK_CROSS || mark == GRADUS_MARK_SQUARE;
}

static void
trace_shape (cairo_t *cr, GradusMark mark, guint class, double x, double y, double radius)
{
  const double reach = mark == GRADUS_MARK_CROSS ? radius + 1 : radius + RIM;

  switch (mark) {
  case GRADUS_MARK_CROSS:
    cairo_move_to (cr, x - reach, y - reach);
    cairo_rel_line_to (cr, 2 * reach, 2 * reach);
    cairo_move_to (cr, x + reach, y - reach);
    cairo_rel_line_to (cr, -2 * reach, 2 * reach);
    break;
  case GRADUS_MARK_SQUARE:
    cairo_rectangle (cr, x - reach, y - reach, 2 * reach, 2 * reach);
    break;
  case GRADUS_MARK_BEYOND:
    cairo_move_to (cr, x - radius, y);
    cairo_line_to (cr, x, y - radius);
    cairo_line_to (cr, x + radius, y);
    cairo_line_to (cr, x, y + radius);
    cairo_close_path (cr);
    break;
  case GRADUS_MARK_FULL:
  case GRADUS_MARK_HOLLOW:
  case GRADUS_MARK_NONE:
    gradus_mark_trace (cr, x, y, radius, class);
  }
}

void
gradus_mark_draw (GradusCanvas *canvas, GradusMark mark, guint class, double x, double y,
                  double radius, GradusColour colour)
{
  if (mark == GRADUS_MARK_NONE)
    return;
  cairo_new_path (canvas->cr);
  trace_shape (canvas->cr, mark, class, x, y, radius);
  gradus_canvas_set_line_width (canvas, mark == GRADUS_MARK_FULL ? 0.8
                                        : lies_over (mark)       ? 1.1
                                                                 : 1.5);
  if (mark == GRADUS_MARK_FULL) {
    gradus_canvas_set_colour (canvas, colour);
    cairo_fill_preserve (canvas->cr);
    colour = canvas->style->background;
  } else if (mark == GRADUS_MARK_HOLLOW) {
    gradus_canvas_set_colour (canvas, canvas->style->background);
    cairo_fill_preserve (canvas->cr);
  }
  gradus_canvas_set_colour (canvas, colour);
  cairo_stroke (canvas->cr);
}

typedef struct {
  double x, y, line;
} KeyPen;

/* Where the next entry lies, and moves on behind it. */
static GradusRect
place_entry (GradusCanvas *canvas, const GradusKeyEntry *entry, double most, KeyPen *pen)
{
  const double mark = entry->mark == GRADUS_MARK_NONE ? 0 : MARK_WIDTH;
  GradusRect rect;
  double width;

  gradus_canvas_measure_text (canvas, entry->text, &width, &pen->line);
  width += mark;
  if (pen->x > 0 && pen->x + width > most) {
    pen->x = 0;
    pen->y += pen->line;
  }
  rect = (GradusRect){ pen->x, pen->y, width, pen->line };
  pen->x += width + GAP;
  return rect;
}

void
gradus_key_draw (GradusCanvas *canvas, const GradusKeyEntry *entries, guint n_entries,
                 GradusRect rect)
{
  KeyPen pen = { 0 };

  for (guint i = 0; i < n_entries; i++) {
    const GradusRect place = place_entry (canvas, &entries[i], rect.width, &pen);
    const double mark = entries[i].mark == GRADUS_MARK_NONE ? 0 : MARK_WIDTH;

    gradus_mark_draw (canvas, entries[i].mark, entries[i].class, rect.x + place.x + MARK_WIDTH / 2 - 1,
                      rect.y + place.y + place.height / 2,
                      lies_over (entries[i].mark) ? RADIUS - RIM : RADIUS, entries[i].colour);
    gradus_canvas_draw_text (canvas, entries[i].text, rect.x + place.x + mark, rect.y + place.y, 0,
                             0, canvas->style->text);
  }
}

double
gradus_key_measure (GradusCanvas *canvas, const GradusKeyEntry *entries, guint n_entries,
                    double width)
{
  KeyPen pen = { 0 };

  for (guint i = 0; i < n_entries; i++)
    place_entry (canvas, &entries[i], width, &pen);
  return pen.y + pen.line;
}
