/* SPDX-License-Identifier: MIT */

/* The cost over a plane through the space of the weights, and the paths of all runs on it. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/figure.h"
#include "figure/landscape-words.h"
#include "figure/weight-words.h"
#include "plot/landscape-plot.h"
#include "plot/number.h"
#include "plot/prose.h"

/* A highest cost so many times the lowest is told by powers of ten. */
#define LOGARITHMIC_FROM 10.0

/* Words in place of a picture are so wide. */
#define WORDS_WIDTH 0.7

static const char *const planes[] = { "paths", "weights", "random", NULL };
static const char *const plane_titles[] = { N_ ("Along the paths"), N_ ("Two weights"),
                                            N_ ("Random directions"), NULL };
static const char *const surfaces[] = { "contours", "relief", NULL };
static const char *const surface_titles[] = { N_ ("Contours"), N_ ("Relief"), NULL };

typedef struct {
  GradusFigure parent;
  guint plane; /* GradusLandscapeKind */
  guint surface;
  int weights[GRADUS_LANDSCAPE_AXES]; /* from 1 */
} LandscapeFigure;

typedef struct {
  GradusLandscapePlot plot;
  GArray *marks;  /* of GradusLandscapeMark, of all trails */
  GArray *trails; /* of GradusLandscapeTrail */
  GPtrArray *strings, *notes;
  const GradusLandscape *landscape;
  guint *order; /* of the trails: the path of each */
  guint top;
} OwnLandscape;

/* -- What is to be drawn ----------------------------------------------------------------------- */

static void
get_weights (const GradusFigure *figure, guint weights[GRADUS_LANDSCAPE_AXES])
{
  const LandscapeFigure *self = (const LandscapeFigure *) figure;

  for (guint k = 0; k < GRADUS_LANDSCAPE_AXES; k++)
    weights[k] = (guint) MAX (self->weights[k] - 1, 0);
}

static GradusLandscapeMark
make_landscape_mark (const GradusLandscape *landscape, const GradusLandscapePoint *point)
{
  return (GradusLandscapeMark){ point->x, point->y, point->cost,
                                point->distance / landscape->length };
}

static const GradusFigureRun *
find_figure_run (const GradusFigureSource *source, guint number)
{
  for (guint i = 0; i < source->n_runs; i++) {
    if (source->runs[i].number == number)
      return &source->runs[i];
  }
  return NULL;
}

/* A run alone has the colour of a single curve. */
static void
add_trail (OwnLandscape *own, const GradusStyle *style, const GradusFigureSource *source,
           const GradusLandscapePath *path)
{
  const GradusFigureRun *run = find_figure_run (source, path->run);
  GradusLandscapeTrail trail = {
    .name = run ? run->name : "",
    .colour = run ? gradus_style_get_class_colour (style, run->colour) : style->mark,
    .n_marks = path->n_points,
    .has_now = path->has_now,
    .now = make_landscape_mark (own->landscape, &path->now),
  };

  for (guint i = 0; i < path->n_points; i++) {
    const GradusLandscapeMark mark = make_landscape_mark (own->landscape, &path->points[i]);

    g_array_append_val (own->marks, mark);
  }
  g_array_append_val (own->trails, trail);
}

/* Those that are not shown any more have none; the selected one lies above. */
static void
add_trails (OwnLandscape *own, const GradusStyle *style, const GradusFigureSource *source)
{
  const GradusLandscape *landscape = own->landscape;
  gsize first = 0;

  own->order = g_new0 (guint, landscape->n_paths);
  for (guint i = 0; i < landscape->n_paths; i++) {
    const GradusFigureRun *run = find_figure_run (source, landscape->paths[i].run);

    if (source->n_runs > 0 && !run)
      continue;
    if (run && run->is_selected)
      own->top = own->trails->len;
    own->order[own->trails->len] = i;
    add_trail (own, style, source, &landscape->paths[i]);
  }
  for (guint i = 0; i < own->trails->len; i++) { /* now that they do not move any more */
    GradusLandscapeTrail *trail = &g_array_index (own->trails, GradusLandscapeTrail, i);

    trail->marks = &g_array_index (own->marks, GradusLandscapeMark, first);
    first += trail->n_marks;
  }
}

/* By powers of ten where the costs are far apart. */
static GradusAxis
find_cost_axis (const GradusLandscape *landscape)
{
  const double low = isfinite (landscape->low) ? MAX (landscape->low, 0) : 0;
  const double high = isfinite (landscape->high) ? landscape->high : 1;
  const double least = MAX (low, GRADUS_AXIS_FLOOR);

  if (high > LOGARITHMIC_FROM * least)
    return (GradusAxis){ least, high, TRUE };
  return (GradusAxis){ low, MAX (high, low + 1e-9 * MAX (low, 1e-3)), FALSE };
}

static const char *
keep_words (OwnLandscape *own, char *words)
{
  if (words)
    g_ptr_array_add (own->strings, words);
  return words;
}

static void
own_landscape_init (OwnLandscape *own, const GradusStyle *style, const GradusFigure *figure,
                    const GradusFigureSource *source)
{
  const GradusLandscape *landscape = source->landscape;
  guint weights[GRADUS_LANDSCAPE_AXES];
  const char *rest;

  get_weights (figure, weights);
  *own = (OwnLandscape){ .marks = g_array_new (FALSE, FALSE, sizeof (GradusLandscapeMark)),
                         .trails = g_array_new (FALSE, FALSE, sizeof (GradusLandscapeTrail)),
                         .strings = g_ptr_array_new_with_free_func (g_free),
                         .notes = g_ptr_array_new (),
                         .landscape = landscape };
  add_trails (own, style, source);
  g_ptr_array_add (own->notes,
                   (gpointer) keep_words (own, gradus_landscape_words_tell_plane (landscape)));
  rest = keep_words (own, gradus_landscape_words_tell_rest (landscape, source));
  if (rest)
    g_ptr_array_add (own->notes, (gpointer) rest);
  g_ptr_array_add (own->notes, NULL);
  own->plot = (GradusLandscapePlot){
    .terrain = { landscape->x0, landscape->x1, landscape->y0, landscape->y1, landscape->size,
                 landscape->costs, find_cost_axis (landscape),
                 ((const LandscapeFigure *) figure)->surface == 1 },
    .x_name = keep_words (
        own, gradus_landscape_words_name_axis (landscape, source->experiment, weights, 0)),
    .y_name = keep_words (
        own, gradus_landscape_words_name_axis (landscape, source->experiment, weights, 1)),
    .value_name = _ ("cost"),
    .notes = (const char *const *) own->notes->pdata,
    .n_trails = own->trails->len,
    .top = own->top,
    .trails = (const GradusLandscapeTrail *) (void *) own->trails->data,
    .pointer_x = figure->pointer_x,
    .pointer_y = figure->pointer_y,
  };
}

static void
own_landscape_clear (OwnLandscape *own)
{
  g_array_unref (own->marks);
  g_array_unref (own->trails);
  g_ptr_array_unref (own->strings);
  g_ptr_array_unref (own->notes);
  g_free (own->order);
}

/* -- What the pointer is on -------------------------------------------------------------------- */

static void
tell_of_moment (const OwnLandscape *own, guint trail, guint mark, GPtrArray *lines)
{
  const GradusLandscapePath *path = &own->landscape->paths[own->order[trail]];
  const GradusLandscapePoint *point = mark < path->n_points ? &path->points[mark] : &path->now;
  g_autofree char *step = gradus_number_format_count (point->step);
  g_autofree char *cost = gradus_number_format (point->cost);
  g_autofree char *distance = gradus_number_format_short (point->distance);

  if (own->plot.trails[trail].name[0])
    g_ptr_array_add (lines, g_strdup (own->plot.trails[trail].name));
  g_ptr_array_add (lines, g_strdup_printf ("%s\t%s", _ ("step"), step));
  g_ptr_array_add (lines, g_strdup_printf (_ ("its cost\t%s"), cost));
  g_ptr_array_add (lines, g_strdup_printf (_ ("away from the plane\t%s"), distance));
}

static void
tell_of_place (GradusCanvas *canvas, OwnLandscape *own, GPtrArray *lines)
{
  const GradusLandscapePlot *plot = &own->plot;
  g_autofree char *cost = NULL;
  double x, y;
  guint trail, mark;

  if (gradus_landscape_plot_find_mark (canvas, plot, plot->pointer_x, plot->pointer_y, &trail,
                                       &mark)) {
    tell_of_moment (own, trail, mark, lines);
  } else if (gradus_landscape_plot_find_place (canvas, plot, plot->pointer_x, plot->pointer_y, &x,
                                               &y)) {
    cost = gradus_number_format (gradus_terrain_get_value (&plot->terrain, x, y));
    g_ptr_array_add (lines, g_strdup_printf (_ ("cost here\t%s"), cost));
  }
  if (lines->len == 0)
    return;
  g_ptr_array_add (lines, NULL);
  own->plot.callout = (const char *const *) lines->pdata;
}

/* ---------------------------------------------------------------------------------------------- */

/* In place of a picture. */
static void
draw_reason (GradusCanvas *canvas, const char *reason)
{
  g_autoptr (GradusProse) prose = gradus_prose_new (reason);
  const double width = canvas->width * WORDS_WIDTH;

  gradus_prose_draw (canvas, prose, (canvas->width - width) / 2,
                     (canvas->height - gradus_prose_measure (canvas, prose, width, 1)) / 2, width,
                     1, canvas->style->dim_text);
}

static void
draw_landscape (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  OwnLandscape own;

  if (!source->landscape || !source->landscape->has_plane || !source->experiment) {
    g_autofree char *words = gradus_landscape_words_tell_none (source->landscape);

    draw_reason (canvas, words);
    return;
  }
  own_landscape_init (&own, canvas->style, figure, source);
  if (!isnan (figure->pointer_x))
    tell_of_place (canvas, &own, lines);
  gradus_landscape_plot_draw (canvas, &own.plot);
  own_landscape_clear (&own);
}

static char *
describe_landscape (const GradusFigure *figure, const GradusFigureSource *source)
{
  return gradus_landscape_words_describe (source->landscape, source);
}

static void
list_landscape_marks (const GradusFigure *figure, const GradusFigureSource *source,
                      const GradusStyle *style, GradusLegend *legend)
{
  const GradusLandscape *landscape = source->landscape;

  if (!landscape || !landscape->has_plane)
    return;
  gradus_legend_add (legend, GRADUS_LEGEND_HOLLOW_CIRCLE, style->mark,
                     _ ("a moment, filled by its own cost; large: now"));
  gradus_legend_add (legend, GRADUS_LEGEND_FAINT_LINE, style->mark, _ ("faint: off the plane"));
}

static void
look_at_landscape (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  needs->has_weights = TRUE;
}

static void
survey_landscape (const GradusFigure *figure, GradusLandscapeChoice *choice)
{
  choice->kind = (GradusLandscapeKind) ((const LandscapeFigure *) figure)->plane;
  get_weights (figure, choice->weights);
}

static double
count_weights (const GradusFigureSource *source)
{
  return source->experiment ? MAX (gradus_weight_words_count (source->experiment), 1) : 1;
}

static char *
find_landscape_fault (const GradusFigure *figure, const GradusFigureSource *source,
                      const char **setting)
{
  const LandscapeFigure *self = (const LandscapeFigure *) figure;
  const guint n = gradus_weight_words_count (source->experiment);

  for (guint k = 0; self->plane == GRADUS_LANDSCAPE_WEIGHTS && k < GRADUS_LANDSCAPE_AXES; k++) {
    if ((guint) self->weights[k] <= n)
      continue;
    *setting = k == 0 ? "weight-across" : "weight-up";
    return g_strdup_printf ("the network has %u weights; give one of 1 to %u", n, n);
  }
  if (self->plane != GRADUS_LANDSCAPE_WEIGHTS || self->weights[0] != self->weights[1])
    return NULL;
  *setting = "weight-up";
  return g_strdup ("one weight makes no plane; give two");
}

static const GradusFigureSetting landscape_settings[] = {
  { .name = "plane",
    .kind = GRADUS_FIGURE_SETTING_CHOICE,
    .offset = offsetof (LandscapeFigure, plane),
    .choices = planes,
    .titles = plane_titles,
    .label = N_ ("Plane"),
    .tooltip =
        N_ ("The plane through the space of the weights: along the paths of all runs, of two "
            "weights alone, or in two random directions from here"),
    .help = "The plane of the landscape: paths, weights or random",
    .argument = "PLANE",
    .in_lessons = TRUE,
    .in_layout = TRUE },
  { .name = "surface",
    .kind = GRADUS_FIGURE_SETTING_CHOICE,
    .offset = offsetof (LandscapeFigure, surface),
    .choices = surfaces,
    .titles = surface_titles,
    .label = N_ ("Surface"),
    .tooltip = N_ ("The cost as lines of the same height, or as hills and valleys"),
    .help = "How the landscape is drawn: contours or relief",
    .argument = "SURFACE",
    .in_lessons = TRUE,
    .in_layout = TRUE,
    .is_sight = TRUE },
  { .name = "weight-across",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (LandscapeFigure, weights[0]),
    .usual = 1,
    .lowest = 1,
    .highest = G_MAXINT,
    .only_with = "plane",
    .only_at = GRADUS_LANDSCAPE_WEIGHTS,
    .title = N_ ("Across"),
    .label = N_ ("Weight across"),
    .tooltip = N_ ("The weight from left to right, counted layer by layer"),
    .help = "The weight from left to right where the plane is of two weights, from 1",
    .argument = "N",
    .in_lessons = TRUE,
    .in_layout = TRUE,
    .find_highest = count_weights },
  { .name = "weight-up",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (LandscapeFigure, weights[1]),
    .usual = 2,
    .lowest = 1,
    .highest = G_MAXINT,
    .only_with = "plane",
    .only_at = GRADUS_LANDSCAPE_WEIGHTS,
    .title = N_ ("Up"),
    .label = N_ ("Weight up"),
    .tooltip = N_ ("The weight from the lower edge up, counted layer by layer"),
    .help = "The weight from the lower edge up, likewise",
    .argument = "N",
    .in_lessons = TRUE,
    .in_layout = TRUE,
    .find_highest = count_weights },
  { NULL },
};

const GradusFigureClass gradus_landscape_figure = {
  .name = "landscape",
  .title = N_ ("Landscape"),
  .label = N_ ("The cost over a plane through the space of the weights"),
  .size = sizeof (LandscapeFigure),
  .settings = landscape_settings,
  .has_all_runs = TRUE,
  .look = look_at_landscape,
  .survey = survey_landscape,
  .draw = draw_landscape,
  .describe = describe_landscape,
  .list_marks = list_landscape_marks,
  .find_fault = find_landscape_fault,
};
