/* SPDX-License-Identifier: MIT */
#include "plot/webm.h"

#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <string.h>

/* A picture that is shown longer than this, in hundredths of a second, is there several times:
 * players take the last picture's length for that of the others. */
#define LONGEST_PICTURE 10u

/* For drawings with letters: quality first. */
#define ENCODER_SETTINGS                                                                           \
  "end-usage=cq cq-level=6 min-quantizer=0 max-quantizer=20 target-bitrate=20000000 "              \
  "deadline=1000000 cpu-used=4 keyframe-max-dist=100 threads=2"

typedef struct {
  GstElement *pipeline;
  GstAppSrc *source;
  GOutputStream *stream;
  int width, height;
  guint64 time; /* hundredths of a second so far */
} WebmWriter;

static const char *const encoders[] = { "vp8enc", "vp9enc", NULL };

/* Which of them there is; NULL: none. */
static const char *
find_encoder (void)
{
  for (const char *const *name = encoders; *name; name++) {
    g_autoptr (GstElementFactory) factory = gst_element_factory_find (*name);

    if (factory)
      return *name;
  }
  return NULL;
}

static void
free_webm (gpointer data)
{
  WebmWriter *writer = data;

  if (writer->pipeline)
    gst_element_set_state (writer->pipeline, GST_STATE_NULL);
  g_clear_object (&writer->source);
  g_clear_object (&writer->pipeline);
  g_clear_object (&writer->stream);
  g_free (writer);
}

/* Into memory, where the length can be put at the beginning in the end. */
static gboolean
lay_pipeline (WebmWriter *writer, const char *encoder)
{
  g_autofree char *line =
      g_strdup_printf ("appsrc name=source format=time block=true ! videoconvert ! %s %s ! webmmux ! "
                       "giostreamsink name=sink",
                       encoder, ENCODER_SETTINGS);
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstCaps) caps = gst_caps_new_simple (
      "video/x-raw", "format", G_TYPE_STRING, G_BYTE_ORDER == G_LITTLE_ENDIAN ? "BGRx" : "xRGB",
      "width", G_TYPE_INT, writer->width, "height", G_TYPE_INT, writer->height, "framerate",
      GST_TYPE_FRACTION, 0, 1, NULL);

  writer->pipeline = gst_parse_launch_full (line, NULL, GST_PARSE_FLAG_FATAL_ERRORS, NULL);
  if (!writer->pipeline)
    return FALSE;
  writer->source = GST_APP_SRC (gst_bin_get_by_name (GST_BIN (writer->pipeline), "source"));
  gst_app_src_set_caps (writer->source, caps);
  sink = gst_bin_get_by_name (GST_BIN (writer->pipeline), "sink");
  g_object_set (sink, "stream", writer->stream, NULL);
  return gst_element_set_state (writer->pipeline, GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE;
}

static gpointer
begin_webm (int width, int height, GError **error)
{
  const char *encoder = gst_init_check (NULL, NULL, NULL) ? find_encoder () : NULL;
  WebmWriter *writer;

  if (encoder) {
    writer = g_new0 (WebmWriter, 1);
    writer->width = width;
    writer->height = height;
    writer->stream = g_memory_output_stream_new_resizable ();
    if (lay_pipeline (writer, encoder))
      return writer;
    free_webm (writer);
  }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               "WebM is written with GStreamer's plug-ins for VP8 and WebM, which are not installed "
               "(gstreamer1.0-plugins-good); write a .gif");
  return NULL;
}

static gboolean
fail (GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the WebM could not be written");
  return FALSE;
}

static gboolean
push_picture (WebmWriter *writer, GBytes *pixels, guint hundredths)
{
  GstBuffer *buffer = gst_buffer_new_wrapped_bytes (pixels);

  GST_BUFFER_PTS (buffer) = writer->time * (GST_SECOND / 100);
  GST_BUFFER_DURATION (buffer) = hundredths * (GST_SECOND / 100);
  writer->time += hundredths;
  return gst_app_src_push_buffer (writer->source, buffer) == GST_FLOW_OK;
}

static gboolean
add_to_webm (gpointer data, const guint32 *pixels, guint hundredths, GError **error)
{
  WebmWriter *writer = data;
  g_autoptr (GBytes) bytes = g_bytes_new (
      pixels, (gsize) writer->width * (gsize) writer->height * sizeof (guint32));

  while (hundredths > 0) {
    const guint piece = MIN (hundredths, LONGEST_PICTURE);

    if (!push_picture (writer, bytes, piece))
      return fail (error);
    hundredths -= piece;
  }
  return TRUE;
}

/* Until all is through, or something goes wrong on the way. */
static gboolean
wait_for_end (WebmWriter *writer)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (writer->pipeline);
  g_autoptr (GstMessage) message = NULL;

  if (gst_app_src_end_of_stream (writer->source) != GST_FLOW_OK)
    return FALSE;
  message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE,
                                        GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  return GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
}

static GBytes *
finish_webm (gpointer data, GError **error)
{
  WebmWriter *writer = data;
  const gboolean is_through = wait_for_end (writer);

  gst_element_set_state (writer->pipeline, GST_STATE_NULL);
  if (is_through && g_output_stream_close (writer->stream, NULL, NULL))
    return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (writer->stream));
  fail (error);
  return NULL;
}

const GradusReelClass gradus_webm_class = { begin_webm, add_to_webm, finish_webm, free_webm };
