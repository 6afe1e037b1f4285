/* SPDX-License-Identifier: MIT */

/* What is kept from one frame to the next is not made again, and is what it would be anew. */
#include "plot/drawing-cache.h"

#include <string.h>

#include "paper.h"

#define SIDE 20

static void
draw_square (GradusCanvas *canvas, GradusRect square)
{
  gradus_canvas_set_colour (canvas, canvas->style->mark);
  cairo_rectangle (canvas->cr, square.x, square.y, square.width, square.height);
  cairo_fill (canvas->cr);
}

typedef struct {
  GradusRect square;
  guint n; /* how often it was drawn */
} Part;

static void
draw_part (GradusCanvas *canvas, gpointer data)
{
  Part *part = data;

  draw_square (canvas, part->square);
  part->n++;
}

static void
draw_kept (Paper *paper, Part *part, double x, double y, guint8 key)
{
  GByteArray *bytes = g_byte_array_new ();

  part->square.x = x;
  part->square.y = y;
  g_byte_array_append (bytes, &key, 1);
  gradus_drawing_cache_draw (&paper->canvas, part->square, bytes, draw_part, part);
}

static void
test_draws (void)
{
  GradusDrawingCache *cache = gradus_drawing_cache_new ();
  Part part = { { 0, 0, 5, 6 }, 0 };
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, SIDE, SIDE);
  draw_kept (&paper, &part, 3, 4, 1);
  draw_kept (&paper, &part, 3, 4, 1);
  g_assert_cmpuint (part.n, ==, 2); /* without a cache */
  gradus_drawing_cache_begin (cache, &paper.canvas, 1);
  draw_kept (&paper, &part, 3, 4, 1);
  draw_kept (&paper, &part, 3, 4, 1);
  draw_kept (&paper, &part, 9, 11, 1); /* elsewhere it looks the same */
  g_assert_cmpuint (part.n, ==, 3);
  draw_kept (&paper, &part, 3.5, 4, 1); /* between two pixels it does not */
  draw_kept (&paper, &part, 3, 4, 2);
  part.square.width = 4;
  draw_kept (&paper, &part, 3, 4, 1);
  g_assert_cmpuint (part.n, ==, 6);
  gradus_drawing_cache_free (cache);
  paper_clear (&paper);
}

/* Draws one part in a frame of its own. */
static void
draw_frame (GradusDrawingCache *cache, Paper *paper, Part *part, guint8 key, double scale)
{
  gradus_drawing_cache_begin (cache, &paper->canvas, scale);
  draw_kept (paper, part, 3, 4, key);
}

static void
test_frames (void)
{
  GradusDrawingCache *cache = gradus_drawing_cache_new ();
  Part part = { { 0, 0, 5, 6 }, 0 };
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, SIDE, SIDE);
  for (guint i = 0; i < 5; i++)
    draw_frame (cache, &paper, &part, 1, 1);
  g_assert_cmpuint (part.n, ==, 1);
  draw_frame (cache, &paper, &part, 2, 1);
  draw_frame (cache, &paper, &part, 1, 1); /* the frame before did not use it, the one before did */
  g_assert_cmpuint (part.n, ==, 3);
  draw_frame (cache, &paper, &part, 1, 2);
  paper.canvas.magnification = 0.5;
  draw_frame (cache, &paper, &part, 1, 4); /* which is the same in pixels */
  paper.style->mark.red = 0.5;
  draw_frame (cache, &paper, &part, 1, 4);
  pango_font_description_set_size (paper.style->font, 20 * PANGO_SCALE);
  draw_frame (cache, &paper, &part, 1, 4);
  g_assert_cmpuint (part.n, ==, 6);
  gradus_drawing_cache_free (cache);
  paper_clear (&paper);
}

static void
check_same_pixels (Paper *a, Paper *b)
{
  cairo_surface_flush (a->surface);
  cairo_surface_flush (b->surface);
  g_assert_cmpmem (cairo_image_surface_get_data (a->surface), 4 * SIDE * SIDE,
                   cairo_image_surface_get_data (b->surface), 4 * SIDE * SIDE);
}

/* Also between pixels, and when it is painted from what is kept, somewhere else. */
static void
test_pixels (void)
{
  const double places[][2] = { { 3, 4 }, { 3.4, 4.7 }, { 9.4, 10.7 } };
  GradusDrawingCache *cache = gradus_drawing_cache_new ();

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    Part part = { { 0, 0, 5, 6 }, 0 };
    Paper paper, plain;

    paper_init (&paper, GRADUS_SCHEME_LIGHT, SIDE, SIDE);
    paper_init (&plain, GRADUS_SCHEME_LIGHT, SIDE, SIDE);
    gradus_drawing_cache_begin (cache, &paper.canvas, 1);
    draw_kept (&paper, &part, places[i][0], places[i][1], 1);
    draw_square (&plain.canvas, part.square);
    check_same_pixels (&paper, &plain);
    paper_clear (&paper);
    paper_clear (&plain);
  }
  gradus_drawing_cache_free (cache);
}

static void
test_texts (void)
{
  GradusDrawingCache *cache = gradus_drawing_cache_new ();
  Paper paper;
  PangoLayout *layout;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, SIDE, SIDE);
  gradus_drawing_cache_begin (cache, &paper.canvas, 1);
  layout = gradus_drawing_cache_lay_out (&paper.canvas, "a");
  g_assert_cmpstr (pango_layout_get_text (layout), ==, "a");
  g_assert_true (gradus_drawing_cache_lay_out (&paper.canvas, "a") == layout);
  g_assert_true (gradus_drawing_cache_lay_out (&paper.canvas, "b") != layout);
  gradus_drawing_cache_begin (cache, &paper.canvas, 1);
  g_assert_true (gradus_drawing_cache_lay_out (&paper.canvas, "a") == layout);
  g_object_add_weak_pointer (G_OBJECT (layout), (gpointer *) &layout);
  gradus_drawing_cache_begin (cache, &paper.canvas, 1);
  g_assert_nonnull (layout);
  gradus_drawing_cache_begin (cache, &paper.canvas, 1);
  g_assert_null (layout); /* a frame did not use it */
  gradus_drawing_cache_free (cache);
  paper_clear (&paper);
}

/* A text is as large, and looks, as without a cache; in the second frame, too. */
static void
test_text_pixels (void)
{
  GradusDrawingCache *cache = gradus_drawing_cache_new ();

  for (guint frame = 0; frame < 2; frame++) {
    double width, height, plain_width, plain_height;
    Paper paper, plain;

    paper_init (&paper, GRADUS_SCHEME_LIGHT, SIDE, SIDE);
    paper_init (&plain, GRADUS_SCHEME_LIGHT, SIDE, SIDE);
    gradus_drawing_cache_begin (cache, &paper.canvas, 1);
    gradus_canvas_measure_text (&paper.canvas, "W1", &width, &height);
    gradus_canvas_measure_text (&plain.canvas, "W1", &plain_width, &plain_height);
    g_assert_cmpfloat (width, ==, plain_width);
    g_assert_cmpfloat (height, ==, plain_height);
    gradus_canvas_draw_text (&paper.canvas, "W1", 1, 1, 0, 0, paper.style->text);
    gradus_canvas_draw_text (&plain.canvas, "W1", 1, 1, 0, 0, plain.style->text);
    check_same_pixels (&paper, &plain);
    paper_clear (&paper);
    paper_clear (&plain);
  }
  gradus_drawing_cache_free (cache);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing-cache/draws", test_draws);
  g_test_add_func ("/drawing-cache/frames", test_frames);
  g_test_add_func ("/drawing-cache/pixels", test_pixels);
  g_test_add_func ("/drawing-cache/texts", test_texts);
  g_test_add_func ("/drawing-cache/text-pixels", test_text_pixels);
  return g_test_run ();
}
