/* SPDX-License-Identifier: MIT */

/* A film as WebM, decoded again: as long as it was asked for, and of the drawings' colours. */
#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <math.h>
#include <stdlib.h>

#include "plot/reel.h"

#define WIDTH 160
#define HEIGHT 90
#define PICTURES 5

static void
draw_field (GradusCanvas *canvas, gpointer data)
{
  const double *share = data;

  gradus_canvas_set_colour (canvas, (GradusColour){ 0.8, 0.2, 0.1, 1 });
  cairo_rectangle (canvas->cr, 0, 0, *share * WIDTH, HEIGHT);
  cairo_fill (canvas->cr);
}

/* A fifth of the field more with each; the last one is there for a whole second. */
static GBytes *
make_webm (GError **error)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_PRINT, "Cantarell 11");
  g_autoptr (GradusReel) reel = gradus_reel_new (GRADUS_REEL_WEBM, style, WIDTH, HEIGHT, error);

  for (guint i = 0; reel && i < PICTURES; i++) {
    double share = (i + 1.0) / PICTURES;

    if (!gradus_reel_add (reel, i + 1 < PICTURES ? 8 : 100, draw_field, &share, error))
      return NULL;
  }
  return reel ? gradus_reel_finish (reel, error) : NULL;
}

/* Of its middle row, the share that is red. */
static double
measure_red (GstSample *sample)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstMapInfo map;
  guint n = 0;

  g_assert_true (gst_buffer_map (buffer, &map, GST_MAP_READ));
  g_assert_cmpuint (map.size, ==, 4 * WIDTH * HEIGHT);
  for (guint x = 0; x < WIDTH; x++) {
    const guint8 *pixel = map.data + 4 * (HEIGHT / 2 * WIDTH + x); /* BGRx */

    n += pixel[2] > 150 && pixel[1] < 120;
    /* In the red and on the paper, not where they meet, it is the very colour. */
    if (x < WIDTH / PICTURES - 4)
      g_assert_true (abs (pixel[2] - 204) < 8 && abs (pixel[1] - 51) < 8 && abs (pixel[0] - 26) < 8);
  }
  gst_buffer_unmap (buffer, &map);
  return (double) n / WIDTH;
}

static GstElement *
open_webm (GBytes *bytes, GstAppSink **sink)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  GstElement *pipeline = gst_parse_launch (
      "giostreamsrc name=source ! decodebin ! videoconvert ! video/x-raw,format=BGRx ! "
      "appsink name=sink sync=false",
      NULL);
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");

  g_object_set (source, "stream", stream, NULL);
  *sink = GST_APP_SINK (gst_bin_get_by_name (GST_BIN (pipeline), "sink"));
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  return pipeline;
}

/* The picture of each moment, and how long all of it is. */
static void
test_webm (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = make_webm (&error);
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstAppSink) sink = NULL;
  GstSample *sample;
  gint64 duration;
  guint n = 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED)) {
    g_test_skip ("there are no plug-ins for WebM");
    return;
  }
  g_assert_no_error (error);
  pipeline = open_webm (bytes, &sink);
  while ((sample = gst_app_sink_pull_sample (sink))) {
    const guint at = (guint) (GST_BUFFER_PTS (gst_sample_get_buffer (sample)) / GST_MSECOND / 80);
    const double share = (MIN (at, PICTURES - 1) + 1.0) / PICTURES;

    g_assert_cmpfloat_with_epsilon (measure_red (sample), share, 0.03);
    gst_sample_unref (sample);
    n++;
  }
  g_assert_cmpuint (n, ==, PICTURES - 1 + 10);
  g_assert_true (gst_element_query_duration (pipeline, GST_FORMAT_TIME, &duration));
  g_assert_cmpint (duration / GST_MSECOND, ==, 80 * (PICTURES - 1) + 1000);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  g_test_add_func ("/webm/pictures", test_webm);
  return g_test_run ();
}
