/* SPDX-License-Identifier: MIT */

/* What each figure of a run costs to draw as the window draws it, in milliseconds of the processor:
 * recorded, and painted from the record onto pixels. The run trains on from frame to frame. The sum
 * of all pixels tells whether two versions of the program draw the same.
 *
 * bench-figures [EXPERIMENT [FIGURE]…] */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "experiment/builtin.h"
#include "figure/figure.h"
#include "plot/drawing-cache.h"
#include "train/snapshot-take.h"
#include "train/stepper.h"

#define FRAMES 200
#define FONT "Cantarell 11"
#define SAMPLES 300
#define STEPS 7001 /* a frame, about as many as there are in the window */

/* The usual ones, as large as they are in a window of 1920 × 1080. */
static const struct {
  const char *name;
  int width, height;
} figures[] = {
  { "network", 880, 480 },   { "boundary", 580, 480 },  { "cost", 480, 370 },
  { "accuracy", 480, 370 },  { "gradients", 480, 370 }, { "predicted", 480, 880 },
  { "confusion", 480, 880 }, { "classes", 480, 430 },   { "projection", 480, 430 },
  { "saliency", 880, 430 },  { "preferred", 880, 430 },  { "chain", 1480, 820 },
};

typedef struct {
  GradusStepper *stepper;
  GradusExperiment *experiment;
  GradusSeries series, layer_series;
} Run;

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
quantile (double *values, double share)
{
  qsort (values, FRAMES, sizeof (double), compare);
  return values[(guint) (share * FRAMES)];
}

static double
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e3 * (double) time.tv_sec + 1e-6 * (double) time.tv_nsec;
}

static void
run_init (Run *run, const char *id)
{
  run->experiment = gradus_builtin_make (id);
  run->stepper = gradus_stepper_new (run->experiment, NULL);
}

static void
run_clear (Run *run)
{
  gradus_series_clear (&run->series);
  gradus_series_clear (&run->layer_series);
  gradus_stepper_free (run->stepper);
  gradus_experiment_free (run->experiment);
}

static GradusFigureSource
advance (Run *run, const GradusSnapshot *snapshot)
{
  gradus_history_read (gradus_stepper_get_history (run->stepper), &run->series);
  gradus_history_read (gradus_stepper_get_layer_history (run->stepper), &run->layer_series);
  return (GradusFigureSource){ .experiment = run->experiment,
                               .snapshot = snapshot,
                               .series = &run->series,
                               .layer_series = &run->layer_series,
                               .training = gradus_stepper_get_dataset (run->stepper),
                               .test = gradus_stepper_get_test_dataset (run->stepper) };
}

static cairo_surface_t *
record (const GradusFigure *figure, const GradusFigureSource *source, const GradusStyle *style,
        GradusDrawingCache *cache, int width, int height)
{
  const cairo_rectangle_t extents = { 0, 0, width, height };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cairo_t *cr = cairo_create (surface);
  GradusCanvas canvas;

  gradus_canvas_init (&canvas, cr, style, width, height);
  gradus_drawing_cache_begin (cache, &canvas, 1);
  gradus_figure_draw (&canvas, figure, source);
  gradus_canvas_clear (&canvas);
  cairo_destroy (cr);
  return surface;
}

static void
paint (cairo_surface_t *record, cairo_surface_t *pixels)
{
  cairo_t *cr = cairo_create (pixels);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_surface (cr, record, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static void
add_pixels (GChecksum *sum, cairo_surface_t *pixels)
{
  cairo_surface_flush (pixels);
  g_checksum_update (sum, cairo_image_surface_get_data (pixels),
                     cairo_image_surface_get_stride (pixels) *
                         cairo_image_surface_get_height (pixels));
}

static void
measure (const char *id, const char *name, int width, int height)
{
  static const atomic_bool never = FALSE;
  double recorded[FRAMES], painted[FRAMES];
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_LIGHT, FONT);
  GradusFigure *figure = gradus_figure_new (gradus_figure_find_class (name));
  const GradusSnapshotNeeds needs = gradus_figure_look (figure);
  cairo_surface_t *pixels = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_MD5);
  GradusDrawingCache *cache = gradus_drawing_cache_new ();
  Run run = { 0 };

  figure->has_legend = TRUE;
  run_init (&run, id);
  for (guint i = 0; i < FRAMES; i++) {
    g_autoptr (GradusSnapshot) snapshot = gradus_snapshot_take (run.stepper, SAMPLES, &needs);
    const GradusFigureSource source = advance (&run, snapshot);
    const double start = get_cpu_time ();
    cairo_surface_t *surface = record (figure, &source, style, cache, width, height);

    recorded[i] = get_cpu_time () - start;
    paint (surface, pixels);
    painted[i] = get_cpu_time () - start - recorded[i];
    cairo_surface_destroy (surface);
    add_pixels (sum, pixels);
    gradus_stepper_advance (run.stepper, (i + 1) * STEPS, &never);
  }
  printf ("%-10s %4d × %4d  recorded %5.2f %5.2f  painted %5.2f %5.2f  %.8s\n", name, width, height,
          quantile (recorded, 0.1), quantile (recorded, 0.5), quantile (painted, 0.1),
          quantile (painted, 0.5), g_checksum_get_string (sum));
  run_clear (&run);
  gradus_drawing_cache_free (cache);
  cairo_surface_destroy (pixels);
  gradus_figure_free (figure);
}

static gboolean
is_wanted (const char *name, int argc, char **argv)
{
  for (int i = 2; i < argc; i++) {
    if (g_str_equal (argv[i], name))
      return TRUE;
  }
  return argc < 3;
}

int
main (int argc, char **argv)
{
  const char *id = argc > 1 ? argv[1] : "xor-deep-relu";

  printf ("%s, %d frames, ms of the first tenth and of the median\n", id, FRAMES);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++) {
    if (is_wanted (figures[i].name, argc, argv))
      measure (id, figures[i].name, figures[i].width, figures[i].height);
  }
  return 0;
}
