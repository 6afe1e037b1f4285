/* SPDX-License-Identifier: MIT */
#pragma once

#include <math.h>
#include <string.h>

#include "../plot/paper.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "figure/figure.h"
#include "train/snapshot-take.h"

/* A run that has trained, as the source of figures. */
typedef struct {
  GradusExperiment *experiment;
  GradusStepper *stepper;
  GradusSnapshot *snapshot;
  GradusSeries series, layer_series;
  GradusFigureSource source;
} FigureRun;

/* What a snapshot carries where everything is looked at. */
#define EVERYTHING                                                                                 \
  ((GradusSnapshotNeeds){ .grid_size = 16,                                                         \
                          .map_size = 6,                                                           \
                          .has_anatomy = TRUE,                                                     \
                          .has_filters = TRUE,                                                     \
                          .has_confusion = TRUE,                                                   \
                          .y_input = 1,                                                            \
                          .layer = 0,                                                              \
                          .unit = 1 })

/* Trains on, and looks again. */
static inline void
figure_run_advance (FigureRun *run, guint64 steps, const GradusSnapshotNeeds *needs)
{
  atomic_bool never = FALSE;

  gradus_stepper_advance (run->stepper, steps, &never);
  g_clear_pointer (&run->snapshot, gradus_snapshot_unref);
  run->snapshot = gradus_snapshot_take (run->stepper, 0, needs);
  gradus_history_read (gradus_stepper_get_history (run->stepper), &run->series);
  gradus_history_read (gradus_stepper_get_layer_history (run->stepper), &run->layer_series);
  run->source = (GradusFigureSource){ .experiment = run->experiment,
                                      .snapshot = run->snapshot,
                                      .series = &run->series,
                                      .layer_series = &run->layer_series,
                                      .training = gradus_stepper_get_dataset (run->stepper),
                                      .test = gradus_stepper_get_test_dataset (run->stepper) };
}

/* Takes the experiment. */
static inline void
figure_run_init_with (FigureRun *run, GradusExperiment *experiment)
{
  g_autoptr (GError) error = NULL;

  memset (run, 0, sizeof *run);
  run->experiment = experiment;
  run->stepper = gradus_stepper_new (experiment, &error);
  g_assert_no_error (error);
}

/* `id`: of a built-in experiment. */
static inline void
figure_run_init (FigureRun *run, const char *id, guint64 steps, const GradusSnapshotNeeds *needs)
{
  figure_run_init_with (run, gradus_builtin_make (id));
  figure_run_advance (run, steps, needs);
}

/* A table of four inputs and three classes. */
static inline void
figure_run_init_flowers (FigureRun *run)
{
  const char json[] =
      "{\"gradus-experiment\":1,\"data\":{\"name\":\"file\",\"path\":\"" GRADUS_DATA_DIR
      "/right/flowers.csv\",\"test-fraction\":0.3},\"network\":{\"layers\":[{\"units\":5,"
      "\"activation\":\"tanh\"},{\"units\":3,\"activation\":\"softmax\"}]},\"training\":{"
      "\"cost\":\"cross-entropy\",\"optimiser\":{\"name\":\"sgd\",\"learning-rate\":0.1}}}";
  g_autoptr (GError) error = NULL;
  GradusExperiment *experiment = gradus_experiment_from_json (json, strlen (json), &error);

  g_assert_no_error (error);
  figure_run_init_with (run, experiment);
}

static inline void
figure_run_clear (FigureRun *run)
{
  g_clear_pointer (&run->snapshot, gradus_snapshot_unref);
  gradus_series_clear (&run->series);
  gradus_series_clear (&run->layer_series);
  gradus_stepper_free (run->stepper);
  gradus_experiment_free (run->experiment);
}

static inline GradusFigure *
make_figure (const char *name)
{
  const GradusFigureClass *class = gradus_figure_find_class (name);

  g_assert_nonnull (class);
  return gradus_figure_new (class);
}

/* Draws the figure on blank paper. */
static inline void
draw_anew (Paper *paper, const GradusFigure *figure, const GradusFigureSource *source)
{
  gradus_canvas_set_colour (&paper->canvas, (GradusColour){ 1, 1, 1, 1 });
  cairo_paint (paper->cr);
  gradus_figure_draw (&paper->canvas, figure, source);
  cairo_surface_flush (paper->surface);
}

static inline guint32
get_pixel (Paper *paper, int x, int y)
{
  const unsigned char *row = cairo_image_surface_get_data (paper->surface) +
                             (gsize) y * (gsize) cairo_image_surface_get_stride (paper->surface);

  return ((const guint32 *) (const void *) row)[x] & 0xFFFFFF;
}

static inline guint32
pack_colour (GradusColour colour)
{
  return (guint32) lround (colour.red * 255) << 16 | (guint32) lround (colour.green * 255) << 8 |
         (guint32) lround (colour.blue * 255);
}

/* Pixels of exactly that colour between two columns, the last not among them. */
static inline guint
count_pixels_between (Paper *paper, guint32 colour, int from, int to)
{
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (paper->surface); y++) {
    for (int x = from; x < to; x++)
      n += get_pixel (paper, x, y) == colour;
  }
  return n;
}

static inline guint
count_pixels (Paper *paper, guint32 colour)
{
  return count_pixels_between (paper, colour, 0, cairo_image_surface_get_width (paper->surface));
}

/* Of all that is not blank. */
static inline guint
count_drawn (Paper *paper)
{
  const int width = cairo_image_surface_get_width (paper->surface),
            height = cairo_image_surface_get_height (paper->surface);

  return (guint) (width * height) - count_pixels (paper, 0xFFFFFF);
}
