/* SPDX-License-Identifier: MIT */

/* All runs beside each other, each as its own boundary, network or gradients. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/figure.h"
#include "figure/network-columns.h"
#include "plot/bar-chart.h"
#include "plot/network-edges.h"
#include "plot/number.h"

/* So many can be told apart. */
#define MOST_RUNS 24

#define GAP 8.0
#define FRAME_RADIUS 6.0

typedef enum {
  EACH_BOUNDARY,
  EACH_NETWORK,
  EACH_GRADIENTS,
} Each;

static const char *const each_names[] = { "boundary", "network", "gradients", NULL };
static const char *const each_titles[] = { N_ ("Boundaries"), N_ ("Networks"),
                                           N_ ("Gradient norms"), NULL };

/* The width of each for its height. */
static const double each_shapes[] = { 1.0, 1.5, 1.5 };

typedef struct {
  GradusFigure parent;
  guint each;
} MultiplesFigure;

/* -- The grid ---------------------------------------------------------------------------------- */

typedef struct {
  guint n; /* of the runs, those that are drawn */
  guint n_columns, n_rows;
  double width, height; /* of each place, with its header */
  double header;
  double bottom; /* where the places end; below, in a line, what all are measured by */
} Grid;

/* How large what is drawn in one of so many columns would be. */
static double
find_size (const Grid *grid, const GradusCanvas *canvas, guint n_columns, double shape)
{
  const guint n_rows = (grid->n + n_columns - 1) / n_columns;
  const double width = (canvas->width - GAP) / n_columns - GAP;
  const double height = (grid->bottom - GAP) / n_rows - GAP - grid->header;

  return MIN (width, height * shape);
}

static guint
count_runs (const GradusFigureSource *source)
{
  guint n = 0;

  while (n < MIN (source->n_runs, MOST_RUNS) && source->runs[n].own)
    n++;
  return n;
}

/* Those that have no place. */
static guint
count_left_out (const GradusFigureSource *source)
{
  return count_runs (source) == MOST_RUNS ? source->n_runs - MOST_RUNS : 0;
}

/* The first runs in their order; where there is no place left the last one is the selected run's. */
static const GradusFigureRun *
get_placed (const GradusFigureSource *source, guint place)
{
  for (guint i = MOST_RUNS; place == MOST_RUNS - 1 && i < source->n_runs; i++) {
    if (source->runs[i].is_selected && source->runs[i].own)
      return &source->runs[i];
  }
  return &source->runs[place];
}

/* Where the runs are not known one by one, as in a film, there is the selected one alone. */
static const GradusFigureSource *
get_own (const GradusFigureSource *source, guint place)
{
  return count_runs (source) > 0 ? get_placed (source, place)->own : source;
}

/* As large as they can be; of equal ones the first, with the fewest columns. */
static Grid
lay_out (GradusCanvas *canvas, const MultiplesFigure *self, const GradusFigureSource *source)
{
  Grid grid = { .n = MAX (count_runs (source), 1), .n_columns = 1 };
  double text_width, text_height;

  gradus_canvas_measure_text (canvas, "0", &text_width, &text_height);
  grid.header = text_height + GAP;
  grid.bottom = canvas->height - ((self->each == EACH_NETWORK && grid.n > 1) ||
                                          count_left_out (source) > 0
                                      ? text_height
                                      : 0);
  for (guint i = 2; i <= grid.n; i++) {
    if (find_size (&grid, canvas, i, each_shapes[self->each]) >
        find_size (&grid, canvas, grid.n_columns, each_shapes[self->each]))
      grid.n_columns = i;
  }
  grid.n_rows = (grid.n + grid.n_columns - 1) / grid.n_columns;
  grid.width = (canvas->width - GAP) / grid.n_columns;
  grid.height = (grid.bottom - GAP) / grid.n_rows;
  return grid;
}

static GradusRect
get_place (const Grid *grid, guint run)
{
  return (GradusRect){ GAP + run % grid->n_columns * grid->width,
                       GAP + run / grid->n_columns * grid->height,
                       MAX (grid->width - GAP, 1), MAX (grid->height - GAP, 1) };
}

/* -- One scale for all ------------------------------------------------------------------------- */

/* The largest weight that any network draws. */
static double
find_largest_weight (const GradusFigureSource *source, guint n)
{
  double largest = 0;

  for (guint i = 0; i < MAX (n, 1); i++) {
    g_auto (GradusNetworkColumns) columns = { 0 };

    gradus_network_columns_init (&columns, get_own (source, i));
    largest = MAX (largest, gradus_network_edges_find_largest (columns.columns, columns.n));
  }
  return largest;
}

/* From the smallest gradient norm of any layer of any run to the largest, now and at step 0. */
static GradusAxis
find_norms_axis (const GradusFigureSource *source, guint n)
{
  double low = INFINITY, high = -INFINITY;

  for (guint i = 0; i < MAX (n, 1); i++) {
    const GradusSnapshot *snapshot = get_own (source, i)->snapshot;
    const GradusSeries *series = get_own (source, i)->series;

    for (guint k = 0; snapshot && k < snapshot->n_layers; k++) {
      const double now = (double) snapshot->metrics.gradient_norms[k];
      const double then = series && series->n_points > 0 && series->n_values == snapshot->n_layers
                              ? (double) series->values[k]
                              : now;

      low = MIN (low, MIN (now > 0 ? now : low, then > 0 ? then : low));
      high = MAX (high, MAX (isfinite (now) ? now : high, isfinite (then) ? then : high));
    }
  }
  return gradus_axis_log (MAX (low, GRADUS_AXIS_FLOOR), high);
}

/* -- Drawing ----------------------------------------------------------------------------------- */

/* What is drawn in one place. */
typedef struct {
  const GradusFigure *figure; /* NULL: bars */
  const GradusFigureSource *source;
  GradusAxis norms;
} Tile;

static void
draw_norms (GradusCanvas *canvas, const Tile *tile)
{
  const GradusSnapshot *snapshot = tile->source->snapshot;
  const GradusSeries *series = tile->source->series;
  g_autofree gboolean *has_none = g_new (gboolean, snapshot->n_layers);
  const GradusBarChart chart = {
    .values = snapshot->metrics.gradient_norms,
    .ghosts = series && series->n_points > 0 && series->n_values == snapshot->n_layers
                  ? series->values
                  : NULL,
    .n_bars = snapshot->n_layers,
    .prefix = "W",
    .y = tile->norms,
    .y_title = _ ("gradient norm"),
    .layer_name = _ ("layer"),
    .value_name = _ ("now"),
    .ghost_name = _ ("at step 0"),
    .pointer_x = NAN,
    .pointer_y = NAN,
    .has_none = has_none,
  };

  for (guint i = 0; i < snapshot->n_layers; i++)
    has_none[i] = !snapshot->sketches[i].has_parameters;
  gradus_bar_chart_draw (canvas, &chart);
}

static void
draw_tile (GradusCanvas *canvas, gpointer data)
{
  const Tile *tile = data;

  if (tile->figure)
    gradus_figure_draw (canvas, tile->figure, tile->source);
  else if (tile->source->snapshot)
    draw_norms (canvas, tile);
}

/* In the run's colour its name, by which it differs, and at the right the step that it is at. */
static void
draw_header (GradusCanvas *canvas, const GradusFigureRun *run, GradusRect place)
{
  const GradusSnapshot *snapshot = run->own->snapshot;
  g_autofree char *count = gradus_number_format_count (snapshot ? snapshot->metrics.step : 0);
  g_autofree char *step = g_strdup_printf (_ ("step %s"), count), *name = NULL;
  double width, height, room;

  gradus_canvas_measure_text (canvas, step, &width, &height);
  room = place.width - 3 * GAP - height / 2;
  if (room - width > room / 2) {
    gradus_canvas_draw_text (canvas, step, place.x + place.width - GAP, place.y + GAP / 2, 1, 0,
                             canvas->style->dim_text);
    room -= width + GAP;
  }
  cairo_arc (canvas->cr, place.x + GAP + height / 4, place.y + GAP / 2 + height / 2, height / 4, 0,
             2 * G_PI);
  gradus_canvas_set_colour (canvas, gradus_style_get_class_colour (canvas->style, run->colour));
  cairo_fill (canvas->cr);
  name = gradus_canvas_shorten_middle (canvas, run->name, room);
  gradus_canvas_draw_text (canvas, name, place.x + 2 * GAP + height / 2, place.y + GAP / 2, 0, 0,
                           canvas->style->text);
}

/* The selected run's frame is strong. */
static void
draw_frame (GradusCanvas *canvas, GradusRect place, gboolean is_selected)
{
  gradus_canvas_round_rect (canvas, place, FRAME_RADIUS);
  gradus_canvas_set_colour (canvas, is_selected ? canvas->style->mark : canvas->style->grid);
  gradus_canvas_set_line_width (canvas, is_selected ? 2 : 1);
  cairo_stroke (canvas->cr);
}

static void
draw_run (GradusCanvas *canvas, const Grid *grid, const GradusFigureRun *run, guint number,
          const Tile *tile)
{
  const GradusRect place = get_place (grid, number);
  const GradusRect rest = { place.x + GAP / 2, place.y + grid->header,
                            MAX (place.width - GAP, 1),
                            MAX (place.height - grid->header - GAP / 2, 1) };
  Tile copy = *tile;

  draw_frame (canvas, place, run->is_selected && grid->n > 1);
  draw_header (canvas, run, place);
  gradus_sheet_draw_part (canvas, rest, draw_tile, &copy);
}

/* Of pictures there is no boundary, but what has its place on the first page. */
static const GradusFigureClass *
find_kind (const MultiplesFigure *self, const GradusFigureSource *source)
{
  const GradusFigureClass *class = gradus_figure_find_class (each_names[self->each]);
  const GradusFigureSource *first = get_own (source, 0);

  return class->for_pictures && first->training &&
                 gradus_figure_source_has_pictures (first)
             ? gradus_figure_find_class (class->for_pictures)
             : class;
}

/* NULL: bars, which are drawn here. */
static GradusFigure *
make_one (const MultiplesFigure *self, const GradusFigureSource *source)
{
  return self->each == EACH_GRADIENTS ? NULL : gradus_figure_new (find_kind (self, source));
}

/* Small networks have no room for it. Boundaries and gradient norms have their scales beside
 * them. */
static void
draw_scale (GradusCanvas *canvas, double largest)
{
  g_autofree char *number = gradus_number_format_short (largest);
  /* Translators: the widest edge in a drawing of a network, and its weight */
  g_autofree char *text = g_strdup_printf (_ ("widest: |w| = %s"), number);

  gradus_canvas_draw_text (canvas, text, canvas->width - GAP, canvas->height, 1, 1,
                           canvas->style->dim_text);
}

/* "24 of 30 runs"; NULL where all are there. */
static char *
describe_left_out (const GradusFigureSource *source)
{
  if (count_left_out (source) == 0)
    return NULL;
  /* Translators: how many runs are drawn, and how many there are, which is more */
  return g_strdup_printf (_ ("%u of %u runs; hide some to see the others"), MOST_RUNS,
                          source->n_runs);
}

static void
draw_foot (GradusCanvas *canvas, const MultiplesFigure *self, const Grid *grid,
           const GradusFigureSource *source, double largest)
{
  g_autofree char *left_out = describe_left_out (source);

  if (left_out)
    gradus_canvas_draw_text (canvas, left_out, GAP, canvas->height, 0, 1, canvas->style->text);
  if (self->each == EACH_NETWORK && grid->n > 1)
    draw_scale (canvas, largest);
}

static void
draw_multiples (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const MultiplesFigure *self = (const MultiplesFigure *) figure;
  const Grid grid = lay_out (canvas, self, source);
  const guint n = count_runs (source);
  GradusFigure *one = make_one (self, source);
  const double largest = self->each == EACH_NETWORK ? find_largest_weight (source, n) : 0;
  const GradusAxis norms = self->each == EACH_GRADIENTS ? find_norms_axis (source, n)
                                                        : (GradusAxis){ 0 };

  for (guint i = 0; i < n; i++) {
    GradusFigureSource own = *get_own (source, i);
    const Tile tile = { one, &own, norms };

    own.largest_weight = largest;
    draw_run (canvas, &grid, get_placed (source, i), i, &tile);
  }
  draw_foot (canvas, self, &grid, source, largest);
  if (n == 0)
    draw_tile (canvas, &(Tile){ one, source, norms });
  g_clear_pointer (&one, gradus_figure_free);
}

/* -- The rest ---------------------------------------------------------------------------------- */

static GradusPick
pick_in_multiples (GradusCanvas *canvas, const GradusFigure *figure,
                   const GradusFigureSource *source, double x, double y)
{
  const Grid grid = lay_out (canvas, (const MultiplesFigure *) figure, source);
  GradusPick pick = GRADUS_PICK_NONE;

  for (guint i = 0; i < count_runs (source); i++) {
    if (!gradus_rect_contains (get_place (&grid, i), x, y))
      continue;
    pick.kind = GRADUS_PICK_RUN;
    pick.run = get_placed (source, i)->number;
  }
  return pick;
}

static char *
describe_run (const GradusFigureClass *class, const GradusFigureRun *run)
{
  g_autoptr (GradusFigure) one = gradus_figure_new (class);
  g_autofree char *words = gradus_figure_describe (one, run->own);

  return g_strdup_printf ("%s: %s", run->name, words);
}

static char *
describe_multiples (const GradusFigure *figure, const GradusFigureSource *source)
{
  const MultiplesFigure *self = (const MultiplesFigure *) figure;
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *left_out = describe_left_out (source);
  const guint n = count_runs (source);

  if (n == 0) {
    g_autoptr (GradusFigure) one = gradus_figure_new (find_kind (self, source));

    return gradus_figure_describe (one, source);
  }
  g_ptr_array_add (
      sentences,
      g_strdup_printf (ngettext ("%u run side by side", "%u runs side by side", n), n));
  if (left_out)
    g_ptr_array_add (sentences, g_steal_pointer (&left_out));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (sentences,
                     describe_run (find_kind (self, source), get_placed (source, i)));
  g_ptr_array_add (sentences, NULL);
  return g_strjoinv ("; ", (char **) sentences->pdata);
}

/* Whether there are pictures is not known here. */
static void
look_at_multiples (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  const MultiplesFigure *self = (const MultiplesFigure *) figure;
  const GradusFigureClass *class = gradus_figure_find_class (each_names[self->each]);
  const GradusFigureClass *kinds[] = { class, gradus_figure_find_class (class->for_pictures) };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GradusFigure) one = kinds[i] ? gradus_figure_new (kinds[i]) : NULL;
    const GradusSnapshotNeeds own =
        one ? gradus_figure_look (one) : GRADUS_SNAPSHOT_NEEDS_NONE;

    gradus_snapshot_needs_merge (needs, &own);
  }
}

static const GradusFigureSetting multiples_settings[] = {
  { .name = "each",
    .kind = GRADUS_FIGURE_SETTING_CHOICE,
    .offset = offsetof (MultiplesFigure, each),
    .choices = each_names,
    .titles = each_titles,
    .argument = "WHAT",
    .label = N_ ("What is shown of each run"),
    .tooltip = N_ ("What is shown of each run"),
    .help = "What is drawn of each run: boundary, network or gradients",
    .in_lessons = TRUE,
    .in_layout = TRUE },
  { NULL },
};

const GradusFigureClass gradus_multiples_figure = {
  .name = "multiples",
  .title = N_ ("All Runs Side by Side"),
  .label = N_ ("All runs side by side"),
  .size = sizeof (MultiplesFigure),
  .settings = multiples_settings,
  .has_all_runs = TRUE,
  .has_each_run = TRUE,
  .look = look_at_multiples,
  .draw = draw_multiples,
  .describe = describe_multiples,
  .pick = pick_in_multiples,
};
