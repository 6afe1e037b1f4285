/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* All runs beside each other: a place for each, one scale for all, a click finds the run. */
#include "figure-run.h"

#define MOST 26

typedef struct {
  FigureRun run[2];
  GradusFigureRun runs[MOST];
  GradusFigureSource source;
  GradusFigure *figure;
  Paper paper;
} MultiplesDesk;

/* n runs: the first is a sigmoid network, the others are `other`. */
static void
multiples_desk_init (MultiplesDesk *desk, guint n, const char *other, const char *each, int width,
                     int height)
{
  const GradusSnapshotNeeds needs = EVERYTHING;

  figure_run_init (&desk->run[0], "xor-wide-deep", 40, &needs);
  figure_run_init (&desk->run[1], other, 40, &needs);
  for (guint i = 0; i < n; i++)
    desk->runs[i] = (GradusFigureRun){ .name = i == 0 ? "first" : "other",
                                       .colour = i,
                                       .is_selected = i == 0,
                                       .number = 100 + i,
                                       .own = &desk->run[i > 0].source };
  desk->source = desk->run[0].source;
  desk->source.n_runs = n;
  desk->source.runs = desk->runs;
  desk->figure = make_figure ("multiples");
  for (guint i = 0; i < 3; i++) {
    const char *const names[] = { "boundary", "network", "gradients" };

    if (strcmp (names[i], each) == 0)
      gradus_figure_set (desk->figure, "each", i);
  }
  paper_init (&desk->paper, GRADUS_SCHEME_LIGHT, width, height);
  draw_anew (&desk->paper, desk->figure, &desk->source);
}

static void
multiples_desk_clear (MultiplesDesk *desk)
{
  paper_clear (&desk->paper);
  gradus_figure_free (desk->figure);
  figure_run_clear (&desk->run[0]);
  figure_run_clear (&desk->run[1]);
}

static int
find_run (MultiplesDesk *desk, int x, int y)
{
  const double magnification = desk->paper.canvas.magnification;
  const GradusPick pick = gradus_figure_pick (&desk->paper.canvas, desk->figure, &desk->source,
                                              x / magnification, y / magnification);

  return pick.kind == GRADUS_PICK_RUN ? (int) pick.run - 100 : -1;
}

/* The rectangle of pixels in which a run is found. */
static void
find_tile (MultiplesDesk *desk, int run, int *x, int *y, int *width, int *height)
{
  const int all_width = cairo_image_surface_get_width (desk->paper.surface);
  const int all_height = cairo_image_surface_get_height (desk->paper.surface);
  int right = -1, bottom = -1;

  *x = *y = -1;
  for (int j = 0; j < all_height; j += 2) {
    for (int i = 0; i < all_width; i += 2) {
      if (find_run (desk, i, j) != run)
        continue;
      *x = *x < 0 ? i : MIN (*x, i);
      *y = *y < 0 ? j : *y;
      right = MAX (right, i);
      bottom = j;
    }
  }
  g_assert_cmpint (*x, >=, 0);
  *width = right - *x;
  *height = bottom - *y;
}

/* Every run has a place of the same size; together they leave little of the page. */
static void
test_places (void)
{
  const int sizes[][2] = { { 640, 400 }, { 400, 640 }, { 960, 300 } };
  const guint counts[] = { 1, 2, 3, 5, 6, 20 };

  for (guint k = 0; k < G_N_ELEMENTS (sizes) * G_N_ELEMENTS (counts); k++) {
    const int *size = sizes[k % G_N_ELEMENTS (sizes)];
    const guint n = counts[k / G_N_ELEMENTS (sizes)];
    int x, y, width, height, first_width, first_height;
    MultiplesDesk desk;

    multiples_desk_init (&desk, n, "xor", "boundary", size[0], size[1]);
    find_tile (&desk, 0, &x, &y, &first_width, &first_height);
    find_tile (&desk, (int) n - 1, &x, &y, &width, &height);
    g_assert_cmpint (ABS (width - first_width), <=, 4);
    g_assert_cmpint (ABS (height - first_height), <=, 4);
    /* A boundary is as wide as high: the places are not much longer than that. */
    if (n > 1)
      g_assert_cmpfloat (MAX (width, height), <, 3.2 * MIN (width, height));
    g_assert_cmpfloat ((double) n * width * height, >, 0.5 * size[0] * size[1]);
    multiples_desk_clear (&desk);
  }
}

/* What is drawn of the first run, below its header. */
static guint
hash_first (MultiplesDesk *desk)
{
  int x, y, width, height;
  guint hash = 5381;

  find_tile (desk, 0, &x, &y, &width, &height);
  for (int j = y + height / 4; j < y + height - 8; j++) {
    for (int i = x + 8; i < x + width - 8; i++)
      hash = hash * 33 + get_pixel (&desk->paper, i, j);
  }
  return hash;
}

/* The same beside one of the same values, another beside one whose are larger: there is one scale. */
static void
check_scale (const char *each, gboolean is_common)
{
  MultiplesDesk same, other;

  multiples_desk_init (&same, 2, "xor-wide-deep", each, 640, 400);
  multiples_desk_init (&other, 2, "xor-deep-sigmoid", each, 640, 400);
  g_assert_true ((hash_first (&same) != hash_first (&other)) == is_common);
  multiples_desk_clear (&same);
  multiples_desk_clear (&other);
}

static void
test_scale (void)
{
  check_scale ("gradients", TRUE);
  check_scale ("network", TRUE);
  check_scale ("boundary", FALSE); /* outputs are from 0 to 1 in any case */
}

/* A text of that height below all places. */
static guint
count_ink_below (MultiplesDesk *desk)
{
  const int width = cairo_image_surface_get_width (desk->paper.surface);
  const int height = cairo_image_surface_get_height (desk->paper.surface);
  guint n = 0;

  for (int y = height - 7; y < height; y++) {
    for (int x = 10; x < width / 3; x++)
      n += (get_pixel (&desk->paper, x, y) & 0xffffff) != (get_pixel (&desk->paper, 0, y) & 0xffffff);
  }
  return n;
}

/* Of more runs than there are places it is told how many are drawn, and the selected one is among
 * them. */
static void
test_too_many (void)
{
  g_autofree char *words = NULL, *all = NULL;
  MultiplesDesk desk;
  int last, x, y, width, height;

  multiples_desk_init (&desk, 24, "xor", "boundary", 960, 640);
  all = gradus_figure_describe (desk.figure, &desk.source);
  g_assert_null (strstr (all, "24 of"));
  g_assert_cmpuint (count_ink_below (&desk), ==, 0);
  multiples_desk_clear (&desk);

  multiples_desk_init (&desk, 26, "xor", "boundary", 960, 640);
  g_assert_cmpuint (count_ink_below (&desk), >, 50);
  words = gradus_figure_describe (desk.figure, &desk.source);
  g_assert_nonnull (strstr (words, "; 24 of 26 runs; hide some"));
  find_tile (&desk, 23, &x, &y, &width, &height);
  last = find_run (&desk, x + width / 2, y + height / 2);
  g_assert_cmpint (last, ==, 23);
  desk.runs[0].is_selected = FALSE;
  desk.runs[25].is_selected = TRUE;
  g_assert_cmpint (find_run (&desk, x + width / 2, y + height / 2), ==, 25);
  multiples_desk_clear (&desk);
}

static void
test_words (void)
{
  MultiplesDesk desk;
  g_autofree char *words = NULL;

  multiples_desk_init (&desk, 3, "xor", "network", 640, 400);
  words = gradus_figure_describe (desk.figure, &desk.source);
  g_assert_true (g_str_has_prefix (words, "3 runs side by side; first: Network 2-5-4-1 after 40"));
  g_assert_nonnull (strstr (words, "; other: Network 2-2-1 after 40"));
  multiples_desk_clear (&desk);
}

void
add_figure_multiples_tests (void)
{
  g_test_add_func ("/figure-multiples/places", test_places);
  g_test_add_func ("/figure-multiples/scale", test_scale);
  g_test_add_func ("/figure-multiples/too-many", test_too_many);
  g_test_add_func ("/figure-multiples/words", test_words);
}
