/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* A film shows the kept moments of a run, each as long as a paced run shows it, and each as the
 * figure of that moment; the file is read back by another program's reader. */
#include <gdk-pixbuf/gdk-pixbuf.h>

#include "figure-run.h"
#include "figure/draft-landscape.h"
#include "figure/film-plan.h"
#include "figure/film.h"
#include "train/pace.h"

#define WIDTH 400
#define HEIGHT 260
#define LINE 40 /* at the bottom, where the words are */

/* A trained run as a document has it. */
static GradusDraft *
make_draft (const char *id, guint64 steps)
{
  GradusDraft *draft = gradus_draft_new ();
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (id);
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
  const atomic_bool never = FALSE;

  gradus_stepper_advance (stepper, steps, &never);
  gradus_draft_add_stepper (draft, experiment, stepper, 0);
  return draft;
}

static const GradusDraftEntry *
get_first (const GradusDraft *draft)
{
  return g_ptr_array_index (draft->runs, 0);
}

/* -- Which moment how long --------------------------------------------------------------------- */

/* At every point in time the last kept moment that is due is seen. */
static void
check_plan (const GradusRunDraft *run, double seconds, guint fps)
{
  g_autoptr (GArray) shots = gradus_film_plan (run, seconds, fps);
  GradusPace pace = { .seconds = seconds };
  guint at = 0;

  gradus_pace_begin (&pace, 0, 0, run->now->step);
  for (guint i = 0; i + 1 < shots->len; i++) {
    const GradusFilmShot *shot = &g_array_index (shots, GradusFilmShot, i);
    /* A picture begins on a hundredth, up to half of one beside its frame. */
    const guint64 due = gradus_pace_find_step (&pace, (at + 0.51) / 100),
                  surely_due = gradus_pace_find_step (&pace, (at - 0.51) / 100);

    g_assert_cmpuint (shot->hundredths, >, 0);
    g_assert_cmpuint (shot->moment->step, <=, due);
    for (guint k = 0; k < run->n_entries; k++) {
      const guint64 step = run->entries[k].checkpoint->step;

      g_assert_false (step > shot->moment->step && step < surely_due && step < run->now->step);
    }
    at += shot->hundredths;
  }
  g_assert_cmpfloat_with_epsilon (at / 100.0, gradus_pace_find_time (&pace, run->now->step),
                                  1.0 / fps + 0.01);
  g_assert_true (g_array_index (shots, GradusFilmShot, shots->len - 1).moment == run->now);
  g_assert_cmpuint (g_array_index (shots, GradusFilmShot, shots->len - 1).hundredths, ==,
                    GRADUS_FILM_HELD);
}

static void
test_plan (void)
{
  g_autoptr (GradusDraft) draft = make_draft ("xor", 20000), new = make_draft ("xor", 0);
  g_autoptr (GArray) none = gradus_film_plan (get_first (new)->draft, 5, 20);

  check_plan (get_first (draft)->draft, 5, 20);
  check_plan (get_first (draft)->draft, 3, 30);
  check_plan (get_first (draft)->draft, 10, 7);
  g_assert_cmpuint (none->len, ==, 1);
}

/* -- What is seen ------------------------------------------------------------------------------ */

static gboolean
go_on (guint done, guint n, gpointer data)
{
  const guint *most = data;

  return done < *most;
}

static GBytes *
make_film (const GradusDraft *draft, const GradusFigure *figure, guint most, GError **error)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_LIGHT, "Cantarell 11");
  const GradusFilm film = {
    draft, get_first (draft), figure, style, WIDTH, HEIGHT, 3, 10,
  };

  return gradus_film_render (&film, GRADUS_REEL_GIF, go_on, &most, error);
}

static void
draw_plain (GradusCanvas *canvas, gpointer data)
{
  const gpointer *both = data;

  gradus_figure_draw (canvas, both[0], both[1]);
}

/* The figure of a moment on paper, drawn from a stepper of its own, where a film has it. */
static void
draw_moment (Paper *paper, const GradusDraftEntry *run, const GradusFigure *figure,
             const GradusCheckpoint *moment)
{
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (run->experiment, NULL);
  const GradusSnapshotNeeds needs = gradus_figure_look (figure);
  g_autoptr (GradusSnapshot) snapshot = NULL;
  double width, line;
  GradusFigureSource source;

  gradus_stepper_restore (stepper, moment);
  snapshot = gradus_snapshot_take (stepper, 0, &needs);
  source = (GradusFigureSource){ .experiment = run->experiment,
                                 .snapshot = snapshot,
                                 .series = &run->draft->series,
                                 .layer_series = &run->draft->layer_series,
                                 .training = run->training,
                                 .is_past = moment != run->draft->now,
                                 .past_step = moment->step };
  paper_init (paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  gradus_canvas_set_colour (&paper->canvas, paper->style->background);
  cairo_paint (paper->cr);
  gradus_canvas_measure_text (&paper->canvas, "0", &width, &line);
  gradus_sheet_draw_part (&paper->canvas, (GradusRect){ 0, 0, WIDTH, HEIGHT - line - 4 },
                          draw_plain, (gpointer[]){ (gpointer) figure, &source });
}

/* The mean difference of a channel, and the largest, above the words. */
static double
compare_pictures (const GdkPixbuf *frame, Paper *paper, guint *largest)
{
  const guint8 *data = gdk_pixbuf_read_pixels (frame);
  const int channels = gdk_pixbuf_get_n_channels (frame), stride = gdk_pixbuf_get_rowstride (frame);
  double sum = 0;

  *largest = 0;
  for (int y = 0; y < HEIGHT - LINE; y++) {
    for (int x = 0; x < WIDTH; x++) {
      const guint32 pixel = paper_get_pixel (paper, x, y);

      for (int k = 0; k < 3; k++) {
        const guint difference = (guint) ABS ((int) data[y * stride + x * channels + k] -
                                              (int) (pixel >> (8 * (2 - k)) & 255));

        *largest = MAX (*largest, difference);
        sum += difference;
      }
    }
  }
  return sum / (3.0 * WIDTH * (HEIGHT - LINE));
}

/* Each picture is that of its moment and, with fewer colours, of no other. GdkPixbuf counts in
 * GTimeVal. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
static void
check_film (const char *view)
{
  g_autoptr (GradusDraft) draft = make_draft ("xor-wide-deep", 5000);
  const GradusDraftEntry *run = get_first (draft);
  g_autoptr (GradusFigure) figure = make_figure (view);
  g_autoptr (GArray) shots = gradus_film_plan (run->draft, 3, 10);
  g_autoptr (GBytes) bytes = make_film (draft, figure, G_MAXUINT, NULL),
                     again = make_film (draft, figure, G_MAXUINT, NULL);
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("gif", NULL);
  g_autoptr (GdkPixbufAnimationIter) iter = NULL;
  GTimeVal time = { 1000, 0 };

  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, bytes, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
  iter = gdk_pixbuf_animation_get_iter (gdk_pixbuf_loader_get_animation (loader), &time);
  for (guint i = 0; i < shots->len; i++) {
    const GradusFilmShot *shot = &g_array_index (shots, GradusFilmShot, i);
    guint largest;
    Paper paper;

    draw_moment (&paper, run, figure, shot->moment);
    g_assert_cmpint (gdk_pixbuf_animation_iter_get_delay_time (iter), ==, 10 * shot->hundredths);
    g_assert_cmpfloat (
        compare_pictures (gdk_pixbuf_animation_iter_get_pixbuf (iter), &paper, &largest), <, 1);
    g_assert_cmpuint (largest, <, 64);
    paper_clear (&paper);
    time.tv_usec += 10000 * (glong) shot->hundredths;
    time.tv_sec += time.tv_usec / 1000000;
    time.tv_usec %= 1000000;
    gdk_pixbuf_animation_iter_advance (iter, &time);
  }
}
G_GNUC_END_IGNORE_DEPRECATIONS

static void
test_pictures (void)
{
  check_film ("boundary");
  check_film ("cost");
  check_film ("overview");
}

/* On the landscape along the paths the moment moves over ground that stays. */
static void
test_landscape (void)
{
  g_autoptr (GradusDraft) draft = make_draft ("xor-optimisers", 2000);
  g_autoptr (GradusFigure) landscape = make_figure ("landscape");
  g_autoptr (GBytes) film = make_film (draft, landscape, G_MAXUINT, NULL);
  g_autoptr (GradusDraft) new = make_draft ("xor-optimisers", 0);
  g_autoptr (GBytes) still = make_film (new, landscape, G_MAXUINT, NULL);

  g_assert_nonnull (film);
  g_assert_nonnull (still); /* words, for the weights have not moved */
  g_assert_cmpuint (g_bytes_get_size (film), >, 2 * g_bytes_get_size (still));
  g_assert_cmpuint (g_bytes_get_size (film), <, 400000);
}

/* How many pixels of the upper right quarter are another colour in the last picture than in the first.
 * GdkPixbuf counts in GTimeVal. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
static double
compare_ends (GBytes *film)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("gif", NULL);
  g_autoptr (GdkPixbufAnimationIter) iter = NULL;
  g_autoptr (GdkPixbuf) first = NULL;
  GTimeVal time = { 1000, 0 };
  guint n = 0;

  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, film, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
  iter = gdk_pixbuf_animation_get_iter (gdk_pixbuf_loader_get_animation (loader), &time);
  first = gdk_pixbuf_copy (gdk_pixbuf_animation_iter_get_pixbuf (iter));
  for (guint i = 0; i < 29; i++) {
    time.tv_usec += 100000;
    time.tv_sec += time.tv_usec / 1000000;
    time.tv_usec %= 1000000;
    gdk_pixbuf_animation_iter_advance (iter, &time);
  }
  for (int y = 0; y < (HEIGHT - LINE) / 2; y++) {
    for (int x = WIDTH / 2; x < WIDTH; x++) {
      const int at = y * gdk_pixbuf_get_rowstride (first) + x * gdk_pixbuf_get_n_channels (first);
      const GdkPixbuf *last = gdk_pixbuf_animation_iter_get_pixbuf (iter);

      n += ABS (gdk_pixbuf_get_pixels (first)[at] - gdk_pixbuf_get_pixels (last)[at]) > 12;
    }
  }
  return n / (0.5 * WIDTH * ((HEIGHT - LINE) / 2));
}
G_GNUC_END_IGNORE_DEPRECATIONS

/* Where the plane goes through the present weights the ground is another at each moment. */
static void
test_moving_ground (void)
{
  g_autoptr (GradusDraft) draft = make_draft ("xor-optimisers", 2000);
  g_autoptr (GradusFigure) paths = make_figure ("landscape"), weights = make_figure ("landscape");
  g_autoptr (GBytes) fixed = NULL, moved = NULL;

  gradus_figure_set (weights, "plane", GRADUS_LANDSCAPE_WEIGHTS);
  fixed = make_film (draft, paths, G_MAXUINT, NULL);
  moved = make_film (draft, weights, G_MAXUINT, NULL);
  g_test_message ("of the pixels %.3f and %.3f are others", compare_ends (fixed),
                  compare_ends (moved));
  g_assert_cmpfloat (compare_ends (moved), >, 3 * compare_ends (fixed));
}

/* Who is asked may end it, and then there is no file. */
static void
test_giving_up (void)
{
  g_autoptr (GradusDraft) draft = make_draft ("xor", 1000);
  g_autoptr (GradusFigure) figure = make_figure ("cost");
  g_autoptr (GError) error = NULL;

  g_assert_null (make_film (draft, figure, 3, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

void
add_figure_film_tests (void)
{
  g_test_add_func ("/figure-film/plan", test_plan);
  g_test_add_func ("/figure-film/pictures", test_pictures);
  g_test_add_func ("/figure-film/landscape", test_landscape);
  g_test_add_func ("/figure-film/moving-ground", test_moving_ground);
  g_test_add_func ("/figure-film/giving-up", test_giving_up);
}
