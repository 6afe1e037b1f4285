/* SPDX-License-Identifier: MIT */
#include "plot/canvas.h"

#include <math.h>
#include <string.h>

#include "plot/drawing-cache.h"

#define EMPHASIS_ALPHA 0.07
#define EMPHASIS_WIDTH 1.5
#define CALLOUT_PADDING 8.0
#define CALLOUT_GAP 12.0 /* between its columns, and to the pointer */
#define SWATCH 9.0

/* A canvas up to this size is drawn as it is; on a larger one all grows with it, to a bound, in
 * steps that keep lines of pixels sharp. */
#define USUAL_WIDTH 780.0
#define USUAL_HEIGHT 480.0
#define MOST_MAGNIFICATION 2.0
#define MAGNIFICATION_STEP 0.125

static double
find_magnification (double width, double height)
{
  const double wanted = MIN (width / USUAL_WIDTH, height / USUAL_HEIGHT);

  return CLAMP (floor (wanted / MAGNIFICATION_STEP) * MAGNIFICATION_STEP, 1, MOST_MAGNIFICATION);
}

void
gradus_canvas_init (GradusCanvas *canvas, cairo_t *cr, const GradusStyle *style, double width,
                    double height)
{
  const double magnification = find_magnification (width, height);

  cairo_scale (cr, magnification, magnification);
  *canvas = (GradusCanvas){ cr,
                            style,
                            width / magnification,
                            height / magnification,
                            magnification,
                            pango_cairo_create_layout (cr),
                            NULL };
  pango_layout_set_font_description (canvas->layout, style->font);
}

void
gradus_canvas_clear (GradusCanvas *canvas)
{
  g_clear_object (&canvas->layout);
}

void
gradus_canvas_set_colour (GradusCanvas *canvas, GradusColour colour)
{
  cairo_set_source_rgba (canvas->cr, colour.red, colour.green, colour.blue, colour.alpha);
}

/* In device space, where whole numbers are pixels, or halves of one on a dense screen. */
static void
trace_whole_pixels (cairo_t *cr, GradusRect rect)
{
  double left = rect.x, top = rect.y, right = rect.x + rect.width, bottom = rect.y + rect.height;

  cairo_user_to_device (cr, &left, &top);
  cairo_user_to_device (cr, &right, &bottom);
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_rectangle (cr, floor (left), floor (top), ceil (right) - floor (left),
                   ceil (bottom) - floor (top));
  cairo_restore (cr);
}

void
gradus_canvas_clip (GradusCanvas *canvas, GradusRect rect)
{
  cairo_surface_t *target = cairo_get_target (canvas->cr);

  if (cairo_surface_get_type (target) == CAIRO_SURFACE_TYPE_IMAGE)
    trace_whole_pixels (canvas->cr, rect);
  else
    cairo_rectangle (canvas->cr, rect.x, rect.y, rect.width, rect.height);
  cairo_clip (canvas->cr);
}

void
gradus_canvas_set_line_width (GradusCanvas *canvas, double width)
{
  cairo_set_line_width (canvas->cr, width * canvas->style->stroke);
}

/* Until the next text. */
static PangoLayout *
lay_out_text (GradusCanvas *canvas, const char *text)
{
  if (canvas->cache)
    return gradus_drawing_cache_lay_out (canvas, text);
  pango_layout_set_text (canvas->layout, text, -1);
  return canvas->layout;
}

void
gradus_canvas_measure_text (GradusCanvas *canvas, const char *text, double *width, double *height)
{
  int w, h;

  pango_layout_get_pixel_size (lay_out_text (canvas, text), &w, &h);
  *width = w;
  *height = h;
}

void
gradus_canvas_draw_text (GradusCanvas *canvas, const char *text, double x, double y, double align_x,
                         double align_y, GradusColour colour)
{
  PangoLayout *layout = lay_out_text (canvas, text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gradus_canvas_set_colour (canvas, colour);
  cairo_move_to (canvas->cr, x - width * align_x, y - height * align_y);
  pango_cairo_show_layout (canvas->cr, layout);
  cairo_new_path (canvas->cr); /* what is drawn next shall not start here */
}

void
gradus_canvas_round_rect (GradusCanvas *canvas, GradusRect rect, double radius)
{
  double r = MIN (radius, MIN (rect.width, rect.height) / 2);

  cairo_new_sub_path (canvas->cr);
  cairo_arc (canvas->cr, rect.x + rect.width - r, rect.y + r, r, -G_PI_2, 0);
  cairo_arc (canvas->cr, rect.x + rect.width - r, rect.y + rect.height - r, r, 0, G_PI_2);
  cairo_arc (canvas->cr, rect.x + r, rect.y + rect.height - r, r, G_PI_2, G_PI);
  cairo_arc (canvas->cr, rect.x + r, rect.y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (canvas->cr);
}

void
gradus_canvas_draw_emphasis (GradusCanvas *canvas, GradusRect rect)
{
  if (!(rect.width > 0 && rect.height > 0))
    return;
  gradus_canvas_round_rect (canvas, rect, 3);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->text, EMPHASIS_ALPHA));
  cairo_fill_preserve (canvas->cr);
  gradus_canvas_set_colour (canvas, canvas->style->text);
  gradus_canvas_set_line_width (canvas, EMPHASIS_WIDTH);
  cairo_stroke (canvas->cr);
}

/* How wide the columns of a callout and how high its lines are. */
typedef struct {
  double name, value, line, swatch;
  guint n_lines;
} CalloutSize;

/* Splits a line at its tab; the value is NULL without one. */
static char *
split_line (const char *line, const char **value)
{
  const char *tab = strchr (line, '\t');

  *value = tab ? tab + 1 : NULL;
  return tab ? g_strndup (line, (gsize) (tab - line)) : g_strdup (line);
}

static CalloutSize
measure_callout (GradusCanvas *canvas, const char *const *lines, const GradusColour *colours)
{
  CalloutSize size = { .swatch = colours ? SWATCH + 6 : 0 };

  for (; lines[size.n_lines]; size.n_lines++) {
    const char *value;
    g_autofree char *name = split_line (lines[size.n_lines], &value);
    double width, height;

    gradus_canvas_measure_text (canvas, name, &width, &height);
    size.name = MAX (size.name, width);
    size.line = MAX (size.line, height);
    if (value) {
      gradus_canvas_measure_text (canvas, value, &width, &height);
      size.value = MAX (size.value, width + CALLOUT_GAP);
    }
  }
  return size;
}

static GradusRect
find_callout_box (const CalloutSize *size, double left, double top)
{
  return (GradusRect){ left, top, size->swatch + size->name + size->value + 2 * CALLOUT_PADDING,
                       size->n_lines * size->line + 2 * CALLOUT_PADDING };
}

/* Beside the pointer, on the other side where there is no room, and never beyond the canvas. */
static GradusRect
place_callout (const GradusCanvas *canvas, const CalloutSize *size, double x, double y)
{
  GradusRect box = find_callout_box (size, x + CALLOUT_GAP, y - CALLOUT_GAP);

  if (box.x + box.width > canvas->width)
    box.x = x - CALLOUT_GAP - box.width;
  box.x = MAX (box.x, 0);
  box.y = CLAMP (box.y, 0, MAX (canvas->height - box.height, 0));
  return box;
}

/* Below a thing, above it, to its right or to its left; where nowhere is room, below. */
static GradusRect
place_callout_beside (const GradusCanvas *canvas, const CalloutSize *size, GradusRect thing)
{
  const GradusRect box = find_callout_box (size, 0, 0);
  const double width = box.width, height = box.height;
  const double x = CLAMP (thing.x, 0, MAX (canvas->width - width, 0)),
               y = CLAMP (thing.y, 0, MAX (canvas->height - height, 0));
  const GradusRect places[] = { { x, thing.y + thing.height + CALLOUT_GAP, width, height },
                                { x, thing.y - CALLOUT_GAP - height, width, height },
                                { thing.x + thing.width + CALLOUT_GAP, y, width, height },
                                { thing.x - CALLOUT_GAP - width, y, width, height } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    const GradusRect *place = &places[i];

    if (place->x >= 0 && place->y >= 0 && place->x + width <= canvas->width &&
        place->y + height <= canvas->height)
      return *place;
  }
  return (GradusRect){ x, CLAMP (places[0].y, 0, MAX (canvas->height - height, 0)), width, height };
}

static void
draw_callout_box (GradusCanvas *canvas, GradusRect box)
{
  gradus_canvas_round_rect (canvas, box, 6);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->background, 0.94));
  cairo_fill_preserve (canvas->cr);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->dim_text, 0.6));
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
}

static void
draw_callout_lines (GradusCanvas *canvas, GradusRect box, const CalloutSize *size,
                    const char *const *lines, const GradusColour *colours)
{
  for (guint i = 0; i < size->n_lines; i++) {
    double top = box.y + CALLOUT_PADDING + i * size->line, left = box.x + CALLOUT_PADDING;
    const char *value;
    g_autofree char *name = split_line (lines[i], &value);

    if (colours && colours[i].alpha > 0) {
      gradus_canvas_set_colour (canvas, colours[i]);
      cairo_rectangle (canvas->cr, left, top + (size->line - SWATCH) / 2, SWATCH, SWATCH);
      cairo_fill (canvas->cr);
    }
    gradus_canvas_draw_text (canvas, name, left + size->swatch, top, 0, 0, canvas->style->text);
    if (value)
      gradus_canvas_draw_text (canvas, value, box.x + box.width - CALLOUT_PADDING, top, 1, 0,
                               canvas->style->text);
  }
}

void
gradus_canvas_measure_callout (GradusCanvas *canvas, const char *const *lines,
                               const GradusColour *colours, double *width, double *height)
{
  const CalloutSize size = measure_callout (canvas, lines, colours);
  const GradusRect box = find_callout_box (&size, 0, 0);

  *width = box.width;
  *height = box.height;
}

void
gradus_canvas_draw_callout_at (GradusCanvas *canvas, double left, double top,
                               const char *const *lines, const GradusColour *colours)
{
  const CalloutSize size = measure_callout (canvas, lines, colours);
  const GradusRect box = find_callout_box (&size, left, top);

  draw_callout_box (canvas, box);
  draw_callout_lines (canvas, box, &size, lines, colours);
}

void
gradus_canvas_draw_callout (GradusCanvas *canvas, double x, double y, const char *const *lines,
                            const GradusColour *colours)
{
  const CalloutSize size = measure_callout (canvas, lines, colours);
  const GradusRect box = place_callout (canvas, &size, x, y);

  gradus_canvas_draw_callout_at (canvas, box.x, box.y, lines, colours);
}

void
gradus_canvas_draw_callout_beside (GradusCanvas *canvas, GradusRect thing, const char *const *lines,
                                   const GradusColour *colours)
{
  const CalloutSize size = measure_callout (canvas, lines, colours);
  const GradusRect box = place_callout_beside (canvas, &size, thing);

  gradus_canvas_draw_callout_at (canvas, box.x, box.y, lines, colours);
}

/* Cut in characters, since a byte may be half of one. */
char *
gradus_canvas_shorten_text (GradusCanvas *canvas, const char *text, double most)
{
  char *shown = g_strdup (text);
  glong n = g_utf8_strlen (text, -1);
  double width, height;

  gradus_canvas_measure_text (canvas, shown, &width, &height);
  while (width > most && n > 2) {
    g_autofree char *begin = g_utf8_substring (text, 0, --n);

    g_free (shown);
    shown = g_strconcat (begin, "…", NULL);
    gradus_canvas_measure_text (canvas, shown, &width, &height);
  }
  return shown;
}

/* Of n letters the half that begins the text, and the half that ends it. */
static char *
cut_middle (const char *text, glong n)
{
  const glong all = g_utf8_strlen (text, -1), first = (n + 1) / 2;
  g_autofree char *begin = g_utf8_substring (text, 0, first);
  g_autofree char *end = g_utf8_substring (text, all - (n - first), all);

  return g_strconcat (begin, "…", end, NULL);
}

char *
gradus_canvas_shorten_middle (GradusCanvas *canvas, const char *text, double most)
{
  char *shown = g_strdup (text);
  double width, height;

  gradus_canvas_measure_text (canvas, shown, &width, &height);
  for (glong n = g_utf8_strlen (text, -1) - 1; width > most && n >= 2; n--) {
    g_free (shown);
    shown = cut_middle (text, n);
    gradus_canvas_measure_text (canvas, shown, &width, &height);
  }
  return shown;
}
