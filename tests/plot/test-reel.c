/* SPDX-License-Identifier: MIT */

/* Moving pictures are read back by another program's reader: gdk-pixbuf's. Colours are exact as long
 * as there are few, else as near as the table can have them; what does not change is not there
 * again; the same drawings are the same bytes. */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

#include "paper.h"
#include "plot/colour-table.h"
#include "plot/reel.h"

#define WIDTH 120
#define HEIGHT 80

/* A square that walks over a ground, flat or of thousands of colours. */
typedef struct {
  double place;
  gboolean is_rich;
} Scene;

static void
draw_scene (GradusCanvas *canvas, gpointer data)
{
  const Scene *scene = data;
  cairo_pattern_t *across, *down;

  if (scene->is_rich) {
    across = cairo_pattern_create_linear (0, 0, WIDTH, 0);
    cairo_pattern_add_color_stop_rgb (across, 0, 0, 0.3, 0.9);
    cairo_pattern_add_color_stop_rgb (across, 1, 1, 0.6, 0);
    cairo_set_source (canvas->cr, across);
    cairo_paint (canvas->cr);
    cairo_pattern_destroy (across);
    down = cairo_pattern_create_linear (0, 0, 0, HEIGHT);
    cairo_pattern_add_color_stop_rgba (down, 0, 1, 1, 1, 0);
    cairo_pattern_add_color_stop_rgba (down, 1, 1, 1, 1, 0.9);
    cairo_set_source (canvas->cr, down);
    cairo_paint (canvas->cr);
    cairo_pattern_destroy (down);
  }
  gradus_canvas_set_colour (canvas, (GradusColour){ 0.8, 0.1, 0.2, 1 });
  cairo_rectangle (canvas->cr, scene->place, 30, 20, 20);
  cairo_fill (canvas->cr);
}

static GBytes *
make_reel (GradusReelFormat format, gboolean is_rich, guint n, GError **error)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_LIGHT, "Cantarell 11");
  g_autoptr (GradusReel) reel = gradus_reel_new (format, style, WIDTH, HEIGHT, error);

  for (guint i = 0; reel && i < n; i++) {
    Scene scene = { 10 * (i / 2), is_rich }; /* each is drawn twice */

    if (!gradus_reel_add (reel, 4 + i % 2, draw_scene, &scene, error))
      return NULL;
  }
  return reel ? gradus_reel_finish (reel, error) : NULL;
}

/* The whole file at once. */
static GdkPixbufAnimation *
read_gif (GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("gif", NULL);

  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, bytes, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
  return g_object_ref (gdk_pixbuf_loader_get_animation (loader));
}

/* The largest difference of a channel between a frame and the drawing. */
static guint
compare_frame (const GdkPixbuf *frame, const Scene *scene)
{
  Paper paper;
  const guint8 *data = gdk_pixbuf_read_pixels (frame);
  const int channels = gdk_pixbuf_get_n_channels (frame), stride = gdk_pixbuf_get_rowstride (frame);
  guint largest = 0;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  gradus_canvas_set_colour (&paper.canvas, paper.style->background);
  cairo_paint (paper.cr);
  draw_scene (&paper.canvas, (gpointer) scene);
  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++) {
      const guint32 pixel = paper_get_pixel (&paper, x, y);

      for (int k = 0; k < 3; k++)
        largest = MAX (largest, (guint) ABS ((int) data[y * stride + x * channels + k] -
                                             (int) (pixel >> (8 * (2 - k)) & 255)));
    }
  }
  paper_clear (&paper);
  return largest;
}

/* Each moment has its picture, as long as it was asked for. GdkPixbuf counts in GTimeVal. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
static void
check_gif (gboolean is_rich, guint most_difference)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = make_reel (GRADUS_REEL_GIF, is_rich, 12, &error);
  g_autoptr (GdkPixbufAnimation) animation = NULL;
  g_autoptr (GdkPixbufAnimationIter) iter = NULL;
  GTimeVal time = { 1000, 0 };

  g_assert_no_error (error);
  animation = read_gif (bytes);
  g_assert_false (gdk_pixbuf_animation_is_static_image (animation));
  g_assert_cmpint (gdk_pixbuf_animation_get_width (animation), ==, WIDTH);
  g_assert_cmpint (gdk_pixbuf_animation_get_height (animation), ==, HEIGHT);
  iter = gdk_pixbuf_animation_get_iter (animation, &time);
  for (guint i = 0; i < 14; i++) { /* and the first one again, for it goes on */
    const Scene scene = { 10 * (i % 6), is_rich };

    g_assert_cmpint (gdk_pixbuf_animation_iter_get_delay_time (iter), ==, 90);
    g_assert_cmpuint (compare_frame (gdk_pixbuf_animation_iter_get_pixbuf (iter), &scene), <=,
                      most_difference);
    time.tv_usec += 90000;
    time.tv_sec += time.tv_usec / 1000000;
    time.tv_usec %= 1000000;
    gdk_pixbuf_animation_iter_advance (iter, &time);
  }
}
G_GNUC_END_IGNORE_DEPRECATIONS

static void
test_few_colours (void)
{
  check_gif (FALSE, 0);
}

static void
test_many_colours (void)
{
  check_gif (TRUE, 24);
}

/* A picture is worth the rectangle that has changed. */
static void
test_size (void)
{
  g_autoptr (GBytes) one = make_reel (GRADUS_REEL_GIF, TRUE, 2, NULL);
  g_autoptr (GBytes) six = make_reel (GRADUS_REEL_GIF, TRUE, 12, NULL);
  g_autoptr (GBytes) again = make_reel (GRADUS_REEL_GIF, TRUE, 12, NULL);

  g_assert_true (g_bytes_equal (six, again));
  g_assert_cmpuint ((g_bytes_get_size (six) - g_bytes_get_size (one)) / 5, <,
                    g_bytes_get_size (one) / 3);
}

/* Those that most have are exact, however many others there are; none is far from its own. */
static void
test_table (void)
{
  enum { N = 40000 };
  g_autofree guint32 *pixels = g_new (guint32, N);
  g_autofree guint8 *indices = g_new (guint8, N);
  GradusColourTable table;
  guint32 seed = 7;

  for (guint i = 0; i < N; i++) {
    seed = seed * 1664525u + 1013904223u;
    pixels[i] = i % 2 ? 0xfafafb : (seed >> 8 & 0xff) << 16 | (seed >> 16 & 0xff) << 8 | 0x40;
  }
  gradus_colour_table_fill (&table, 200, pixels, N, indices);
  g_assert_cmpuint (table.n, ==, 200);
  for (guint i = 0; i < N; i++) {
    const guint32 colour = table.colours[indices[i]];

    if (i % 2)
      g_assert_cmphex (colour, ==, 0xfafafb);
    for (guint shift = 0; shift < 24; shift += 8)
      g_assert_cmpint (ABS ((int) (colour >> shift & 255) - (int) (pixels[i] >> shift & 255)), <=,
                       24);
  }
  gradus_colour_table_fill (&table, 3, pixels + 1, 1, indices);
  g_assert_cmpuint (table.n, ==, 1);
  g_assert_cmphex (table.colours[0], ==, 0xfafafb);
}

/* By the end of the name; what is not there is told in a sentence. */
static void
test_formats (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) webm = NULL;
  GradusReelFormat format;

  g_assert_true (gradus_reel_find_format ("a.GIF", &format) && format == GRADUS_REEL_GIF);
  g_assert_true (gradus_reel_find_format ("a.webm", &format) && format == GRADUS_REEL_WEBM);
  g_assert_false (gradus_reel_find_format ("a.mp4", &format));
  webm = make_reel (GRADUS_REEL_WEBM, TRUE, 12, &error);
  if (error && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED)) {
    g_assert_nonnull (strstr (error->message, "write a .gif"));
    return;
  }
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (webm, NULL), 4, "\x1a\x45\xdf\xa3", 4); /* EBML */
  g_assert_nonnull (memmem (g_bytes_get_data (webm, NULL), 64, "webm", 4));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reel/few-colours", test_few_colours);
  g_test_add_func ("/reel/many-colours", test_many_colours);
  g_test_add_func ("/reel/size", test_size);
  g_test_add_func ("/reel/table", test_table);
  g_test_add_func ("/reel/formats", test_formats);
  return g_test_run ();
}
