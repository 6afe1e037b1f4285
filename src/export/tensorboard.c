/* SPDX-License-Identifier: MIT */
#include "export/tensorboard.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "train/crc32c.h"
#include "experiment/file.h"
#include "export/protobuf.h"
#include "export/tensorboard-graph.h"
#include "platform/platform.h"
#include "train/weights.h"

/* Fields of tensorflow/core/util/event.proto and framework/summary.proto. */
enum {
  EVENT_TIME = 1,
  EVENT_STEP = 2,
  EVENT_VERSION = 3,
  EVENT_GRAPH = 4,
  EVENT_SUMMARY = 5,
  EVENT_SESSION = 7,
  SESSION_STATUS = 1,
  SESSION_START = 1, /* the value of the status */
  SUMMARY_VALUE = 1,
  VALUE_TAG = 1,
  VALUE_SIMPLE = 2,
  VALUE_HISTOGRAM = 5,
  HISTOGRAM_MIN = 1,
  HISTOGRAM_MAX = 2,
  HISTOGRAM_NUMBER = 3,
  HISTOGRAM_SUM = 4,
  HISTOGRAM_SQUARES = 5,
  HISTOGRAM_LIMIT = 6,
  HISTOGRAM_BUCKET = 7,
};

#define N_BUCKETS 30
#define MOST_HISTOGRAMS 50 /* checkpoints; TensorBoard's picture has no room for more */

typedef struct {
  GByteArray *file;
  const GradusEvents *events;
} Writer;

/* TFRecords mask their checksums so, because a checksum over bytes that contain checksums is
 * weak. */
static guint32
mask_crc (guint32 crc)
{
  return (crc >> 15 | crc << 17) + 0xa282ead8u;
}

static void
append_word (GByteArray *file, guint32 word)
{
  word = GUINT32_TO_LE (word);
  g_byte_array_append (file, (const guint8 *) &word, sizeof word);
}

/* Takes over the event. */
static void
append_record (Writer *writer, GByteArray *event)
{
  const guint64 length = GUINT64_TO_LE ((guint64) event->len);

  g_byte_array_append (writer->file, (const guint8 *) &length, sizeof length);
  append_word (writer->file, mask_crc (gradus_crc32c (&length, sizeof length)));
  g_byte_array_append (writer->file, event->data, event->len);
  append_word (writer->file, mask_crc (gradus_crc32c (event->data, event->len)));
  g_byte_array_unref (event);
}

/* The times of steps are not known, so they are spread evenly before the end of the run. */
static GByteArray *
begin_event (const Writer *writer, guint64 step)
{
  const GradusRunDraft *draft = writer->events->draft;
  const double rest = draft->now->step > 0 ? 1 - (double) step / (double) draft->now->step : 0;
  GByteArray *event = g_byte_array_new ();

  gradus_protobuf_double (event, EVENT_TIME, (double) writer->events->time - rest * draft->seconds);
  gradus_protobuf_integer (event, EVENT_STEP, (gint64) step);
  return event;
}

static void
append_beginning (Writer *writer, guint64 step)
{
  GByteArray *version = begin_event (writer, 0), *start = begin_event (writer, step);
  GByteArray *session = g_byte_array_new ();

  gradus_protobuf_string (version, EVENT_VERSION, "brain.Event:2");
  append_record (writer, version);
  gradus_protobuf_integer (session, SESSION_STATUS, SESSION_START);
  gradus_protobuf_message (start, EVENT_SESSION, session);
  append_record (writer, start);
}

static void
append_graph (Writer *writer, const GradusWeights *weights, guint64 step)
{
  GByteArray *event = begin_event (writer, step);

  gradus_protobuf_message (event, EVENT_GRAPH, gradus_tensorboard_write_graph (weights));
  append_record (writer, event);
}

/* -- Scalars ----------------------------------------------------------------------------------- */

static void
append_scalar (GByteArray *summary, const char *tag, double number)
{
  GByteArray *value = g_byte_array_new ();

  gradus_protobuf_string (value, VALUE_TAG, tag);
  gradus_protobuf_float (value, VALUE_SIMPLE, (float) number);
  gradus_protobuf_message (summary, SUMMARY_VALUE, value);
}

static void
append_point (Writer *writer, const GradusSeries *series, guint at)
{
  GByteArray *event = begin_event (writer, series->steps[at]), *summary = g_byte_array_new ();

  append_scalar (summary, "cost", series->costs[at]);
  append_scalar (summary, "accuracy", series->accuracies[at]);
  if (!isnan (series->test_costs[at])) {
    append_scalar (summary, "test/cost", series->test_costs[at]);
    append_scalar (summary, "test/accuracy", series->test_accuracies[at]);
  }
  for (guint layer = 0; layer < series->n_values; layer++) {
    g_autofree char *tag = g_strdup_printf ("gradient norm/layer %u", layer + 1);

    append_scalar (summary, tag, (double) series->values[(gsize) at * series->n_values + layer]);
  }
  gradus_protobuf_message (event, EVENT_SUMMARY, summary);
  append_record (writer, event);
}

/* -- Histograms -------------------------------------------------------------------------------- */

/* Buckets of the same width between the extremes; a bucket's limit is its upper end. */
static GByteArray *
make_histogram (const float *numbers, gsize n)
{
  GByteArray *histogram = g_byte_array_new ();
  double limits[N_BUCKETS], counts[N_BUCKETS] = { 0 }, low = INFINITY, high = -INFINITY, sum = 0,
                            squares = 0;

  for (gsize i = 0; i < n; i++) {
    low = MIN (low, (double) numbers[i]);
    high = MAX (high, (double) numbers[i]);
    sum += (double) numbers[i];
    squares += (double) numbers[i] * (double) numbers[i];
  }
  for (guint i = 0; i < N_BUCKETS; i++)
    limits[i] = low + (high - low) * (i + 1) / N_BUCKETS;
  for (gsize i = 0; i < n; i++) {
    const double position = high > low ? ((double) numbers[i] - low) / (high - low) * N_BUCKETS : 0;

    counts[(guint) CLAMP (position, 0, N_BUCKETS - 1)]++;
  }
  gradus_protobuf_double (histogram, HISTOGRAM_MIN, low);
  gradus_protobuf_double (histogram, HISTOGRAM_MAX, high);
  gradus_protobuf_double (histogram, HISTOGRAM_NUMBER, (double) n);
  gradus_protobuf_double (histogram, HISTOGRAM_SUM, sum);
  gradus_protobuf_double (histogram, HISTOGRAM_SQUARES, squares);
  gradus_protobuf_doubles (histogram, HISTOGRAM_LIMIT, limits, N_BUCKETS);
  gradus_protobuf_doubles (histogram, HISTOGRAM_BUCKET, counts, N_BUCKETS);
  return histogram;
}

static gboolean
are_finite (const float *numbers, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    if (!isfinite (numbers[i]))
      return FALSE;
  }
  return TRUE;
}

static void
append_weights (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  const gsize n = gradus_tensor_count (tensor);
  g_auto (GStrv) parts = g_strsplit (name, ".", 3); /* layer, N, weight */
  g_autofree char *tag = g_strdup_printf ("weights/layer %s", parts[1]);
  GByteArray *value;

  if (tensor->role != GRADUS_TENSOR_WEIGHT || !are_finite (numbers, n))
    return;
  value = g_byte_array_new ();
  gradus_protobuf_string (value, VALUE_TAG, tag);
  gradus_protobuf_message (value, VALUE_HISTOGRAM, make_histogram (numbers, n));
  gradus_protobuf_message (data, SUMMARY_VALUE, value);
}

/* The network is only a place to read the state by its tensors; whose weights it has before does
 * not matter. */
static void
append_checkpoint (Writer *writer, GradusWeights *weights, const GradusCheckpoint *checkpoint)
{
  GByteArray *event = begin_event (writer, checkpoint->step), *summary = g_byte_array_new ();

  gradus_network_load_state (weights->network, checkpoint->state);
  gradus_weights_foreach (weights, append_weights, summary);
  gradus_protobuf_message (event, EVENT_SUMMARY, summary);
  append_record (writer, event);
}

/* -- The file ---------------------------------------------------------------------------------- */

/* Readers expect events in the order of the steps. */
static void
append_all (Writer *writer, GradusWeights *weights)
{
  const GradusRunDraft *draft = writer->events->draft;
  const GradusSeries *series = &draft->series;
  const guint stride = MAX ((draft->n_entries + MOST_HISTOGRAMS - 1) / MOST_HISTOGRAMS, 1);
  guint at = 0;

  for (guint i = 0; i < series->n_points; i++) {
    for (; at < draft->n_entries && draft->entries[at].checkpoint->step <= series->steps[i];
         at += stride)
      append_checkpoint (writer, weights, draft->entries[at].checkpoint);
    append_point (writer, series, i);
  }
  append_checkpoint (writer, weights, draft->now);
}

GBytes *
gradus_tensorboard_write (const GradusEvents *events, GError **error)
{
  const guint n_layers = gradus_experiment_get_n_layers (events->experiment);
  g_autoptr (GradusPreparation) preparation = gradus_preparation_new_plain (
      events->n_inputs, gradus_experiment_count_outputs (events->experiment, n_layers - 1));
  g_autoptr (GradusWeights) weights =
      gradus_weights_new (events->experiment, preparation, 0, error);
  const GradusSeries *series = &events->draft->series;
  const guint64 first = series->n_points > 0 ? series->steps[0] : events->draft->now->step;
  Writer writer = { NULL, events };

  if (!weights)
    return NULL;
  writer.file = g_byte_array_new ();
  append_beginning (&writer, first);
  append_graph (&writer, weights, first);
  append_all (&writer, weights);
  return g_byte_array_free_to_bytes (writer.file);
}

#define PREFIX "events.out.tfevents."

/* TensorFlow's naming; a process id and a counter keep two files of the same second apart. */
static char *
name_file (const GradusEvents *events)
{
  static gint n_files;

  return g_strdup_printf (PREFIX "%010" G_GINT64_FORMAT ".%s.%d.%d", events->time,
                          g_get_host_name (), gradus_platform_get_process_number (),
                          g_atomic_int_add (&n_files, 1));
}

static gboolean
has_events (const char *folder)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while (entries && (name = g_dir_read_name (entries))) {
    if (g_str_has_prefix (name, PREFIX))
      return TRUE;
  }
  return FALSE;
}

static char *
choose_folder (const char *folder)
{
  g_autofree char *chosen = g_strdup (folder);

  for (guint n = 2; has_events (chosen); n++) {
    g_autofree char *name = g_strdup_printf ("run-%u", n);

    g_free (chosen);
    chosen = g_build_filename (folder, name, NULL);
  }
  return g_steal_pointer (&chosen);
}

char *
gradus_tensorboard_save (const GradusEvents *events, const char *folder, GError **error)
{
  g_autofree char *chosen = choose_folder (folder), *name = name_file (events);
  g_autofree char *filename = g_build_filename (chosen, name, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (g_mkdir_with_parents (chosen, 0777) != 0) {
    g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (errno), "%s: %s", chosen,
                 g_strerror (errno));
    return NULL;
  }
  bytes = gradus_tensorboard_write (events, error);
  return bytes && gradus_file_replace (filename, g_bytes_get_data (bytes, NULL),
                                       g_bytes_get_size (bytes), error)
             ? g_steal_pointer (&chosen)
             : NULL;
}
