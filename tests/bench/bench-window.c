/* SPDX-License-Identifier: MIT */

/* What drawing costs training, and training drawing, in a window of 1920 × 1080 or of another size:
 * runs train at full speed, alone and before the views of a page in turn. Needs a display.
 *
 * bench-window [WORD [WIDTH HEIGHT]]: only the pages whose name has the word; "" for all. */
#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "app/views/overview-page.h"
#include "app/views/views-panel.h"
#include "app/window/window.h"
#include "document/edit.h"
#include "experiment/builtin.h"
#include "train/stepper.h"

#define WIDTH 1920
#define HEIGHT 1080
#define SHADOW 10 /* around it, where there is no window manager */
#define ROUNDS 5
#define SECONDS 2.0
#define MOST_RUNS 6
#define MOST_FRAMES 10000

/* What is measured: these runs, before this page. */
typedef struct {
  const char *name;
  const char *page;
  gboolean is_race;                /* all runs side by side */
  const char *runs[MOST_RUNS + 1]; /* built-in experiments */
} Scene;

static const Scene scenes[] = {
  { "overview, one run of deep sigmoid", "overview", FALSE, { "xor-deep-sigmoid" } },
  { "overview, two runs of deep sigmoid",
    "overview",
    FALSE,
    { "xor-deep-sigmoid", "xor-deep-sigmoid" } },
  { "overview, two runs of deep ReLU", "overview", FALSE, { "xor-deep-relu", "xor-deep-relu" } },
  { "race of deep sigmoid and deep ReLU",
    "overview",
    TRUE,
    { "xor-deep-sigmoid", "xor-deep-relu" } },
  { "chain rule, one run of deep sigmoid", "chain", FALSE, { "xor-deep-sigmoid" } },
  { "landscape, two runs of XOR", "landscape", FALSE, { "xor", "xor" } },
  { "landscape, two runs of deep ReLU", "landscape", FALSE, { "xor-deep-relu", "xor-deep-relu" } },
  { "six boundaries side by side",
    "multiples",
    FALSE,
    { "xor", "xor-wide-deep", "xor-deep-relu", "xor-deep-sigmoid", "xor", "xor-deep-relu" } },
  { "results, two runs of deep ReLU", "results", FALSE, { "xor-deep-relu", "xor-deep-relu" } },
};

/* Milliseconds of each frame: by the clock, of the processor, and from frame to frame. */
typedef struct {
  gint64 start;
  double cpu_start;
  guint n;
  double busy; /* seconds that the thread took of the processor, in the frames and between them */
  double wall[MOST_FRAMES], cpu[MOST_FRAMES], interval[MOST_FRAMES];
} Frames;

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
quantile (double *values, guint n, double share)
{
  if (n == 0)
    return 0;
  qsort (values, n, sizeof (double), compare);
  return values[MIN ((guint) (share * n), n - 1)];
}

/* Of this thread, in milliseconds. */
static double
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e3 * (double) time.tv_sec + 1e-6 * (double) time.tv_nsec;
}

static gboolean
quit_loop (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
iterate_for (double seconds)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add ((guint) (1e3 * seconds), quit_loop, loop);
  g_main_loop_run (loop);
}

/* -- Alone ------------------------------------------------------------------------------------- */

typedef struct {
  GradusStepper *stepper;
  atomic_bool *stop;
} Alone;

/* As nice as a trainer's thread: what else the machine does takes as much from both. */
static gpointer
advance (gpointer data)
{
  Alone *alone = data;

  setpriority (PRIO_PROCESS, (id_t) gettid (), 10);
  gradus_stepper_advance (alone->stepper, GRADUS_MAX_STEPS, alone->stop);
  return NULL;
}

/* Steps a second of all runs together. */
static double
train_alone (const Scene *scene)
{
  Alone alone[MOST_RUNS];
  GThread *threads[MOST_RUNS];
  atomic_bool stop = FALSE;
  guint64 steps = 0;

  for (guint i = 0; scene->runs[i]; i++) {
    g_autoptr (GradusExperiment) experiment = gradus_builtin_make (scene->runs[i]);

    alone[i] = (Alone){ gradus_stepper_new (experiment, NULL), &stop };
    threads[i] = g_thread_new ("alone", advance, &alone[i]);
  }
  g_usleep ((gulong) (SECONDS * G_USEC_PER_SEC));
  atomic_store (&stop, TRUE);
  for (guint i = 0; scene->runs[i]; i++) {
    g_thread_join (threads[i]);
    steps += gradus_stepper_get_step (alone[i].stepper);
    gradus_stepper_free (alone[i].stepper);
  }
  return (double) steps / SECONDS;
}

/* -- In the window ----------------------------------------------------------------------------- */

static void
on_before_paint (Frames *frames)
{
  const gint64 time = g_get_monotonic_time ();

  frames->interval[frames->n] = (double) (time - frames->start) / 1000;
  frames->start = time;
  frames->cpu_start = get_cpu_time ();
}

static void
on_after_paint (Frames *frames)
{
  frames->wall[frames->n] = (double) (g_get_monotonic_time () - frames->start) / 1000;
  frames->cpu[frames->n] = get_cpu_time () - frames->cpu_start;
  frames->n = MIN (frames->n + 1, MOST_FRAMES - 1);
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static void
open_scene (GradusWindow *window, const Scene *scene)
{
  GradusDocument *document = gradus_window_get_document (window);
  GtkWidget *overview = find_widget (GTK_WIDGET (window), GRADUS_TYPE_OVERVIEW_PAGE);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; scene->runs[i]; i++) {
    g_autoptr (GradusExperiment) experiment = gradus_builtin_make (scene->runs[i]);

    experiment->steps = GRADUS_MAX_STEPS;
    g_ptr_array_add (runs, gradus_run_new (experiment, NULL));
  }
  gradus_document_assign (document, runs, g_ptr_array_index (runs, 0));
  gradus_document_set_together (document, FALSE);
  g_object_set (overview, "has-all-runs", scene->is_race, NULL);
  gtk_widget_activate_action (find_widget (GTK_WIDGET (window), GRADUS_TYPE_VIEWS_PANEL),
                              "views.page", "s", scene->page);
  iterate_for (0.5);
}

static guint64
count_steps (GradusDocument *document)
{
  guint64 n = 0;

  for (guint i = 0; i < gradus_document_get_n_runs (document); i++)
    n += gradus_run_get_newest (gradus_document_get_run (document, i))->metrics.step;
  return n;
}

/* Steps a second of all runs together, each for its own, not in a race for the same step. */
static double
train_in_window (GradusWindow *window, const Scene *scene, Frames *frames)
{
  GradusDocument *document = gradus_window_get_document (window);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gint64 start;
  guint64 before;
  double rate, busy;

  open_scene (window, scene);
  for (guint i = 0; scene->runs[i]; i++)
    gradus_run_play (gradus_document_get_run (document, i));
  iterate_for (0.1);
  frames->start = start = g_get_monotonic_time ();
  before = count_steps (document);
  busy = get_cpu_time ();
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (on_before_paint), frames);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_after_paint), frames);
  iterate_for (SECONDS);
  rate = (double) (count_steps (document) - before) * G_USEC_PER_SEC /
         (double) (g_get_monotonic_time () - start);
  frames->busy += 1e-3 * (get_cpu_time () - busy);
  g_signal_handlers_disconnect_by_data (clock, frames);
  for (guint i = 0; scene->runs[i]; i++)
    gradus_run_pause (gradus_document_get_run (document, i));
  iterate_for (0.1);
  return rate;
}

static void
measure (GradusWindow *window, const Scene *scene)
{
  static Frames frames;
  double alone[ROUNDS], in_window[ROUNDS], shares[ROUNDS];

  frames.n = 0;
  frames.busy = 0;
  for (guint i = 0; i < ROUNDS; i++) {
    alone[i] = train_alone (scene);
    in_window[i] = train_in_window (window, scene, &frames);
    shares[i] = in_window[i] / alone[i];
  }
  printf ("%s: a frame takes %.1f ms (p95 %.1f) of the processor, %.1f ms (p95 %.1f) by the clock; "
          "%.1f frames/s (p95 of the intervals %.1f ms), %.0f %% of a core; %.0f steps/s, alone "
          "%.0f: %.0f %% kept\n",
          scene->name, quantile (frames.cpu, frames.n, 0.5), quantile (frames.cpu, frames.n, 0.95),
          quantile (frames.wall, frames.n, 0.5), quantile (frames.wall, frames.n, 0.95),
          frames.n / (ROUNDS * SECONDS), quantile (frames.interval, frames.n, 0.95),
          100 * frames.busy / (ROUNDS * SECONDS), quantile (in_window, ROUNDS, 0.5),
          quantile (alone, ROUNDS, 0.5), 100 * quantile (shares, ROUNDS, 0.5));
}

int
main (int argc, char **argv)
{
  const int width = argc == 4 ? atoi (argv[2]) : WIDTH,
            height = argc == 4 ? atoi (argv[3]) : HEIGHT;
  GradusWindow *window;

  g_setenv ("XDG_STATE_HOME", g_dir_make_tmp ("gradus-state-XXXXXX", NULL), TRUE);
  adw_init ();
  window = gradus_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), width + SHADOW, height + SHADOW);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.full-speed", NULL); /* it begins paced */
  iterate_for (1);
  printf ("window: %d × %d\n", gtk_widget_get_width (GTK_WIDGET (window)),
          gtk_widget_get_height (GTK_WIDGET (window)));
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++) {
    if (argc < 2 || strstr (scenes[i].name, argv[1]))
      measure (window, &scenes[i]);
  }
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
