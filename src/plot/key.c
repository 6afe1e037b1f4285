/* SPDX-License-Identifier: MIT */
#include "plot/key.h"

#define RADIUS 4.0
#define MARK_WIDTH 14.0
#define GAP 14.0

/* How much wider a ring or a square is than what it lies around. */
#define RING 2.0

static gboolean
lies_around (GradusMark mark)
{
  return mark == GRADUS_MARK_RING || mark == GRADUS_MARK_SQUARE;
}

void
gradus_mark_draw (GradusCanvas *canvas, GradusMark mark, double x, double y, double radius,
                  GradusColour colour)
{
  if (mark == GRADUS_MARK_NONE)
    return;
  cairo_new_sub_path (canvas->cr);
  if (mark == GRADUS_MARK_BEYOND) {
    cairo_move_to (canvas->cr, x - radius, y);
    cairo_line_to (canvas->cr, x, y - radius);
    cairo_line_to (canvas->cr, x + radius, y);
    cairo_line_to (canvas->cr, x, y + radius);
    cairo_close_path (canvas->cr);
  } else if (mark == GRADUS_MARK_SQUARE) {
    cairo_rectangle (canvas->cr, x - radius - RING, y - radius - RING, 2 * (radius + RING),
                     2 * (radius + RING));
  } else {
    cairo_arc (canvas->cr, x, y, mark == GRADUS_MARK_RING ? radius + RING : radius, 0, 2 * G_PI);
  }
  gradus_canvas_set_line_width (canvas, mark == GRADUS_MARK_FULL ? 0.8
                                        : lies_around (mark)     ? 1.1
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

    gradus_mark_draw (canvas, entries[i].mark, rect.x + place.x + MARK_WIDTH / 2 - 1,
                      rect.y + place.y + place.height / 2,
                      lies_around (entries[i].mark) ? RADIUS - RING : RADIUS, entries[i].colour);
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
