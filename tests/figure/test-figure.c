/* SPDX-License-Identifier: MIT */

/* Every figure of a run, as a picture in every format and in words; and with nothing known yet. */
#include <string.h>

#include "figure/figure.h"
#include "figure/kinds.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "train/snapshot-take.h"

typedef struct {
  GradusExperiment *experiment;
  GradusStepper *stepper;
  GradusSnapshot *snapshot;
  GradusSeries series, layer_series;
  GradusFigureSource source;
} Run;

static void
run_init (Run *run, const char *id, guint64 steps, const GradusSnapshotNeeds *look)
{
  atomic_bool never = FALSE;

  memset (run, 0, sizeof *run);
  run->experiment = gradus_builtin_make (id);
  run->stepper = gradus_stepper_new (run->experiment, NULL);
  gradus_stepper_advance (run->stepper, steps, &never);
  run->snapshot = gradus_snapshot_take (run->stepper, 0, look);
  gradus_history_read (gradus_stepper_get_history (run->stepper), &run->series);
  gradus_history_read (gradus_stepper_get_layer_history (run->stepper), &run->layer_series);
  run->source = (GradusFigureSource){ .experiment = run->experiment,
                                      .snapshot = run->snapshot,
                                      .series = &run->series,
                                      .layer_series = &run->layer_series,
                                      .training = gradus_stepper_get_dataset (run->stepper),
                                      .test = gradus_stepper_get_test_dataset (run->stepper) };
}

static void
run_clear (Run *run)
{
  gradus_snapshot_unref (run->snapshot);
  gradus_series_clear (&run->series);
  gradus_series_clear (&run->layer_series);
  gradus_stepper_free (run->stepper);
  gradus_experiment_free (run->experiment);
}

static gsize
render (const GradusFigure *figure, const GradusFigureSource *source, GradusSheetFormat format,
        const char *start)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_PRINT, "Cantarell 11");
  g_autoptr (GBytes) bytes = gradus_figure_render (figure, source, format, style, 500, 300);
  gsize size;
  const char *data;

  g_assert_nonnull (bytes);
  data = g_bytes_get_data (bytes, &size);
  g_assert_cmpmem (data, strlen (start), start, strlen (start));
  return size;
}

static void
test_formats (void)
{
  for (GradusFigureKind kind = 0; kind < GRADUS_FIGURE_SAMPLES; kind++) {
    GradusFigure figure = gradus_figure_make (kind);
    const GradusFigureSource nothing = { 0 };
    GradusSnapshotNeeds look;
    Run run;
    gsize empty, full;
    g_autofree char *before = NULL, *after = NULL;

    figure.selected = (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 1, 0, 0 };
    look = gradus_figure_get_needs (&figure);
    empty = render (&figure, &nothing, GRADUS_SHEET_SVG, "<?xml");
    run_init (&run, "xor-wide-deep", 10, &look);
    full = render (&figure, &run.source, GRADUS_SHEET_SVG, "<?xml");
    if (kind != GRADUS_FIGURE_GALLERY)
      g_assert_cmpuint (full, >, empty);
    render (&figure, &run.source, GRADUS_SHEET_PDF, "%PDF");
    render (&figure, &run.source, GRADUS_SHEET_PNG, "\x89PNG");
    before = gradus_figure_describe (&figure, &run.source);
    run_clear (&run);
    run_init (&run, "xor-wide-deep", 5000, &look);
    after = gradus_figure_describe (&figure, &run.source);
    g_assert_cmpuint (strlen (before), >, 20);
    if (kind != GRADUS_FIGURE_GALLERY)
      g_assert_cmpstr (before, !=, after);
    run_clear (&run);
  }
}

/* Three pictures of two by two pixels, a class each, and a drawing. */
static void
test_pictures (void)
{
  g_autofree char *json =
      g_strdup_printf ("{\"gradus-experiment\":1,\"data\":{\"name\":\"file\",\"path\":\"%s/right/"
                       "few-images-idx3-ubyte\",\"scaling\":\"unit\","
                       "\"test-fraction\":0},\"network\":{\"layers\":[{\"units\":4,\"activation\":\"tanh\"},"
                       "{\"units\":3,\"activation\":\"softmax\"}]},\"training\":{\"cost\":\"cross-entropy\","
                       "\"optimiser\":{\"name\":\"adam\",\"learning-rate\":0.05}}}",
                       GRADUS_DATA_DIR);
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment = gradus_experiment_from_json (json, strlen (json), &error);
  g_autoptr (GradusStepper) stepper = NULL;
  const float drawing[4] = { 8 / 255.0f, 9 / 255.0f, 10 / 255.0f, 11 / 255.0f };
  g_autoptr (GBytes) probe = g_bytes_new (drawing, sizeof drawing);
  GradusSnapshotNeeds look = GRADUS_SNAPSHOT_NEEDS_NONE;
  atomic_bool never = FALSE;

  g_assert_no_error (error);
  look.has_filters = look.has_confusion = TRUE;
  stepper = gradus_stepper_new (experiment, NULL);
  gradus_observer_set_probe (gradus_stepper_get_observer (stepper), probe);
  for (guint round = 0; round < 2; round++) {
    g_autoptr (GradusSnapshot) snapshot = NULL;
    const GradusConfusion *verdict;
    guint n_counted = 0, n_right = 0;

    gradus_stepper_advance (stepper, round * 2000, &never);
    snapshot = gradus_snapshot_take (stepper, 0, &look);
    verdict = snapshot->verdict;
    g_assert_true (snapshot->n_filters == 4 && verdict->n_samples == 3 && !verdict->is_test);
    for (guint i = 0; i < 9; i++) {
      n_counted += verdict->counts[i];
      n_right += i % 4 == 0 ? verdict->counts[i] : 0;
    }
    g_assert_true (n_counted == 3 && n_right == verdict->n_right && verdict->n_mistakes == 3 - n_right);
    for (guint i = 1; i < verdict->n_mistakes; i++)
      g_assert_true (verdict->mistakes[i].surplus <= verdict->mistakes[i - 1].surplus);
    for (guint k = 0; k < 3; k++) /* the drawing is the third sample */
      g_assert_cmpfloat_with_epsilon ((double) snapshot->probe[k], (double) snapshot->outputs[k * 3 + 2],
                                      1e-6);
    g_assert_true (round == 0 || n_right == 3);
    for (GradusFigureKind kind = GRADUS_FIGURE_SAMPLES; kind < GRADUS_N_FIGURES; kind++) {
      GradusFigure figure = gradus_figure_make (kind);
      const GradusFigureSource nothing = { 0 };
      const GradusFigureSource source = { .experiment = experiment,
                                          .snapshot = snapshot,
                                          .training = gradus_stepper_get_dataset (stepper) };
      g_autofree char *words = gradus_figure_describe (&figure, &source);
      const gsize empty = render (&figure, &nothing, GRADUS_SHEET_SVG, "<?xml");

      g_assert_cmpuint (strlen (words), >, 10);
      figure.pointer_x = 250;
      figure.pointer_y = 150;
      if (kind != GRADUS_FIGURE_MISTAKES || verdict->n_mistakes > 0)
        g_assert_cmpuint (render (&figure, &source, GRADUS_SHEET_SVG, "<?xml"), >, empty);
    }
  }
}

/* All measures in all forms, all parts, all positions, with the pointer everywhere: nothing fails. */
static void
test_everything (void)
{
  GradusSnapshotNeeds look = {
    .grid_size = 16, .map_size = 6, .has_anatomy = TRUE, .y_input = 1, .layer = 2, .unit = 1, .sample = 1
  };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 400, 300);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_DARK_CONTRAST, "Cantarell 11");
  GradusCanvas canvas;
  Run run;

  gradus_canvas_init (&canvas, cr, style, 400, 300);
  run_init (&run, "spiral", 300, &look);
  for (GradusFigureKind kind = 0; kind < GRADUS_N_FIGURES; kind++) {
    GradusFigure figure = gradus_figure_make (kind);

    for (guint i = 0; i < 42; i++) {
      figure.measure = i % GRADUS_N_MEASURES;
      figure.form = i % 3;
      figure.smoothing = i % 2 * 0.9;
      figure.is_log = i % 5 == 0;
      figure.position = (int) i % 8 - 1;
      figure.activation = gradus_activation_make (i % GRADUS_N_ACTIVATIONS);
      figure.selected = (GradusDiagramPart){ i % 4, 3, i % 2, i % 8 };
      figure.pointer_x = i * 10;
      figure.pointer_y = i * 7;
      gradus_figure_draw (&canvas, &figure, &run.source);
      gradus_figure_find_name (&canvas, &figure, &run.source, i * 10, 20);
      gradus_figure_find_step (&canvas, &figure, &run.source, i * 10, 100);
    }
  }
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  gradus_canvas_clear (&canvas);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  run_clear (&run);
}

/* Where a person points at a unit, an edge, a layer, that is what is found. */
static void
test_parts (void)
{
  GradusFigure figure = gradus_figure_make (GRADUS_FIGURE_NETWORK);
  const GradusSnapshotNeeds look = gradus_figure_get_needs (&figure);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 600, 400);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_LIGHT, "Cantarell 11");
  g_autofree GradusDiagramColumn *columns = NULL;
  GradusNetworkLayout layout;
  GradusDiagramPart part;
  GradusCanvas canvas;
  guint n;
  Run run;

  run_init (&run, "xor-wide-deep", 5, &look);
  gradus_canvas_init (&canvas, cr, style, 600, 400);
  columns = gradus_network_figure_make_columns (&run.source, &n);
  g_assert_cmpuint (n, ==, 4);
  gradus_network_layout_init (&layout, &canvas, columns, n);
  part = gradus_figure_find_part (&canvas, &figure, &run.source, gradus_network_layout_get_x (&layout, 2),
                                  gradus_network_layout_get_y (&layout, &columns[2], 3));
  g_assert_true (part.kind == GRADUS_DIAGRAM_UNIT && part.column == 2 && part.unit == 3);
  part = gradus_figure_find_part (
      &canvas, &figure, &run.source,
      (gradus_network_layout_get_x (&layout, 2) + gradus_network_layout_get_x (&layout, 3)) / 2,
      (gradus_network_layout_get_y (&layout, &columns[2], 0) +
       gradus_network_layout_get_y (&layout, &columns[3], 0)) /
          2);
  g_assert_true (part.kind == GRADUS_DIAGRAM_EDGE && part.column == 3 && part.unit == 0 && part.input == 0);
  part =
      gradus_figure_find_part (&canvas, &figure, &run.source, gradus_network_layout_get_x (&layout, 1), 390);
  g_assert_true (part.kind == GRADUS_DIAGRAM_LAYER && part.column == 1);
  gradus_canvas_clear (&canvas);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  run_clear (&run);
}

/* The curve that the gallery draws is the activation, and its slope that of the curve. */
static void
test_gallery (void)
{
  for (GradusActivationKind kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
    const double h = 1e-3;
    float z[] = { -2, -2 + (float) h, 1.5f, 1.5f + (float) h }, a[4], slope[4];

    gradus_gallery_sample (gradus_activation_make (kind), 4, z, a, slope);
    for (guint i = 0; i < 4; i += 2)
      g_assert_cmpfloat_with_epsilon ((double) (a[i + 1] - a[i]) / h, (double) slope[i], 3e-3);
  }
}

static void
test_positions (void)
{
  gboolean is_backward;

  g_assert_cmpuint (gradus_figure_get_chain_layer (0, 3, &is_backward), ==, 0);
  g_assert_false (is_backward);
  g_assert_cmpuint (gradus_figure_get_chain_layer (3, 3, &is_backward), ==, 2);
  g_assert_true (is_backward);
  g_assert_cmpuint (gradus_figure_get_chain_layer (5, 3, &is_backward), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/formats", test_formats);
  g_test_add_func ("/figure/pictures", test_pictures);
  g_test_add_func ("/figure/everything", test_everything);
  g_test_add_func ("/figure/parts", test_parts);
  g_test_add_func ("/figure/gallery", test_gallery);
  g_test_add_func ("/figure/positions", test_positions);
  return g_test_run ();
}
