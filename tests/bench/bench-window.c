/* SPDX-License-Identifier: MIT */

/* What drawing costs training, and training drawing: the lecture's 200,000 steps alone and in
 * the window, in turn; then the frames of some seconds at full speed. Needs a display. */
#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/window/window.h"
#include "document/edit.h"
#include "experiment/builtin.h"
#include "train/stepper.h"

#define ROUNDS 7
#define FRAME_SECONDS 6

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
quantile (double *values, guint n, double share)
{
  qsort (values, n, sizeof (double), compare);
  return values[MIN ((guint) (share * n), n - 1)];
}

static double
train_alone (const GradusExperiment *experiment)
{
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
  atomic_bool never = FALSE;
  gint64 start = g_get_monotonic_time ();

  gradus_stepper_advance (stepper, experiment->steps, &never);
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static double
train_in_window (GradusWindow *window, const GradusExperiment *experiment)
{
  GradusRun *run;

  gradus_window_open (window, experiment);
  run = gradus_window_get_run (window);
  while (!gradus_run_is_settled (run))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.train", NULL);
  while (!gradus_run_is_settled (run))
    g_main_context_iteration (NULL, TRUE);
  return gradus_run_get_snapshot (run)->seconds;
}

typedef struct {
  gint64 before;
  gint64 last;
  guint n;
  double times[10000];
  double intervals[10000];
} Frames;

static void
on_before_paint (Frames *frames)
{
  gint64 time = g_get_monotonic_time ();

  if (frames->last)
    frames->intervals[frames->n] = (double) (time - frames->last) / 1000;
  frames->before = frames->last = time;
}

static void
on_after_paint (Frames *frames)
{
  frames->times[frames->n] = (double) (g_get_monotonic_time () - frames->before) / 1000;
  frames->n = MIN (frames->n + 1, G_N_ELEMENTS (frames->times) - 1);
}

/* Two runs of the window's document, trained together at full speed. */
static void
measure_frames (GradusWindow *window, const char *id, int width, int height)
{
  static Frames frames;
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (id);
  GradusDocument *document = gradus_window_get_document (window);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gint64 end;
  guint64 step;

  experiment->steps = GRADUS_MAX_STEPS;
  gradus_window_open (window, experiment);
  while (gradus_document_get_n_runs (document) > 1)
    gradus_document_remove (document, gradus_document_get_run (document, 1));
  gradus_document_duplicate (document, gradus_window_get_run (window), NULL);
  gradus_document_set_together (document, TRUE);
  memset (&frames, 0, sizeof frames);
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (on_before_paint), &frames);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_after_paint), &frames);
  end = g_get_monotonic_time () + FRAME_SECONDS * G_USEC_PER_SEC;
  gtk_widget_activate_action (GTK_WIDGET (window), "win.train", NULL);
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  step = gradus_run_get_newest (gradus_window_get_run (window))->metrics.step;
  g_signal_handlers_disconnect_by_data (clock, &frames);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.train", NULL);
  printf ("%s at %d×%d: %u frames in %d s while two runs train together, all views of the overview "
          "on: p50 "
          "%.1f ms, p95 %.1f ms a "
          "frame; interval p50 %.1f ms, p95 %.1f ms; %.0f steps/s each\n",
          id, width, height, frames.n, FRAME_SECONDS, quantile (frames.times, frames.n, 0.5),
          quantile (frames.times, frames.n, 0.95), quantile (frames.intervals, frames.n, 0.5),
          quantile (frames.intervals, frames.n, 0.95), (double) step / FRAME_SECONDS);
}

int
main (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-deep-sigmoid");
  double alone[ROUNDS], in_window[ROUNDS], a, w;
  GradusWindow *window;

  g_setenv ("XDG_STATE_HOME", g_dir_make_tmp ("gradus-state-XXXXXX", NULL), TRUE);
  adw_init ();
  window = gradus_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < ROUNDS; i++) {
    alone[i] = train_alone (experiment);
    in_window[i] = train_in_window (window, experiment);
  }
  a = quantile (alone, ROUNDS, 0.5);
  w = quantile (in_window, ROUNDS, 0.5);
  printf ("xor-deep-sigmoid, 200,000 steps, median of %d: alone %.3f s (%.0f steps/s), in the "
          "window %.3f s, "
          "ratio %.2f\n",
          ROUNDS, a, (double) experiment->steps / a, w, w / a);
  measure_frames (window, "xor-deep-sigmoid", 1280, 800);
  measure_frames (window, "xor-deep-relu", 1280, 800);
  gtk_window_set_default_size (GTK_WINDOW (window), 1920, 1080);
  gtk_window_maximize (GTK_WINDOW (window));
  for (gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  measure_frames (window, "xor-deep-sigmoid", gtk_widget_get_width (GTK_WIDGET (window)),
                  gtk_widget_get_height (GTK_WIDGET (window)));
  measure_frames (window, "xor-deep-relu", gtk_widget_get_width (GTK_WIDGET (window)),
                  gtk_widget_get_height (GTK_WIDGET (window)));
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
