/* SPDX-License-Identifier: MIT */
#include "train/survey.h"

#include <math.h>
#include <string.h>

/* Multiply-adds of the finest landscape, and the fewest samples that say something. */
#define LANDSCAPE_MULTIPLY_ADDS 1.1e11
#define FEWEST_SAMPLES 32

/* Moments that the principal components are taken from, and numbers that they, and their products
 * with each other, have together: evenly chosen where there are more. */
#define MOST_ROWS 64
#define MOST_NUMBERS 8e6
#define MOST_PRODUCTS 1e8

/* The room beside the paths, of half a side; and how much of the picture they must fill at least
 * where its corners stay. */
#define MARGIN 0.3
#define LEAST_FILLED 0.55

/* Half a side where two weights hardly move, and of random directions: as far as to 0. */
#define LEAST_WEIGHTS 0.5
#define RANDOM_REACH 1.0

/* Floats that a mark is made of. */
#define MARKED 64

struct _GradusSurvey {
  GradusLandscapeRequest *request;
  GradusCostField *field;
  GradusLandscapePlane *plane; /* NULL: there is none */
  double x, y, half;           /* the middle of the picture, and half a side */
  guint n_moments;
  guint n_paths;
  GradusLandscapePath *paths;
};

guint
gradus_survey_fit_samples (const GradusExperiment *experiment, const GradusDataset *dataset)
{
  g_autoptr (GradusNetwork) network = gradus_network_new (
      gradus_experiment_get_layer (experiment, 0), gradus_experiment_get_n_layers (experiment),
      &dataset->shape, GRADUS_OPTIMISER_SGD, NULL);
  const double sample =
      (network ? MAX ((double) gradus_network_count_multiply_adds (network), 1) : 1) *
      GRADUS_LANDSCAPE_SIZE * GRADUS_LANDSCAPE_SIZE;

  return (guint) MIN (MAX (LANDSCAPE_MULTIPLY_ADDS / sample, FEWEST_SAMPLES), dataset->n_samples);
}

/* -- The moments ------------------------------------------------------------------------------- */

static gboolean
is_usable (const GradusSurvey *survey, const GradusCheckpoint *checkpoint)
{
  const gsize n = gradus_network_get_n_floats (gradus_cost_field_get_network (survey->field));

  for (gsize i = 0; checkpoint && i < n; i++) {
    if (!isfinite (checkpoint->state[i]))
      return FALSE;
  }
  return checkpoint && checkpoint->n_floats >= n;
}

static GradusLandscapeRoute *
get_route (const GradusSurvey *survey, guint i)
{
  return &g_array_index (survey->request->routes, GradusLandscapeRoute, i);
}

/* Those that are not finite, of a run that diverged, lie nowhere. */
static void
drop_useless (GradusSurvey *survey)
{
  for (guint i = 0; i < survey->request->routes->len; i++) {
    GradusLandscapeRoute *route = get_route (survey, i);

    for (guint k = route->moments->len; k > 0; k--) {
      if (!is_usable (survey, g_ptr_array_index (route->moments, k - 1)))
        g_ptr_array_remove_index (route->moments, k - 1);
    }
    if (!is_usable (survey, route->now))
      g_clear_pointer (&route->now, gradus_checkpoint_unref);
    survey->n_moments += route->moments->len;
  }
}

/* Evenly of each run, so that each has its first and its last among them. */
static GPtrArray *
choose_rows (const GradusSurvey *survey)
{
  const double n =
      (double) gradus_network_get_n_floats (gradus_cost_field_get_network (survey->field));
  const double most = MIN (MOST_ROWS, MIN (MOST_NUMBERS / n, sqrt (MOST_PRODUCTS / n)));
  const double share = MIN (most / MAX (survey->n_moments, 1), 1);
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < survey->request->routes->len; i++) {
    const GPtrArray *moments = get_route (survey, i)->moments;
    const guint wanted = MIN ((guint) MAX (share * moments->len, 2), moments->len);

    for (guint k = 0; k < wanted; k++) {
      const guint at = wanted > 1 ? k * (moments->len - 1) / (wanted - 1) : 0;

      g_ptr_array_add (rows, ((GradusCheckpoint *) moments->pdata[at])->state);
    }
    if (get_route (survey, i)->now)
      g_ptr_array_add (rows, get_route (survey, i)->now->state);
  }
  return rows;
}

/* The present weights of the selected run; NULL: there are none that are finite. */
static const float *
find_here (const GradusSurvey *survey)
{
  for (guint i = 0; i < survey->request->routes->len; i++) {
    const GradusLandscapeRoute *route = get_route (survey, i);
    const GPtrArray *moments = route->moments;

    if (route->run != survey->request->selected)
      continue;
    if (route->now)
      return route->now->state;
    return moments->len > 0 ? ((GradusCheckpoint *) moments->pdata[moments->len - 1])->state : NULL;
  }
  return NULL;
}

static void
lay_plane (GradusSurvey *survey, const GradusSurvey *before)
{
  g_autoptr (GPtrArray) rows = choose_rows (survey);
  const float *here = find_here (survey);

  if (rows->len > 0 && here)
    survey->plane = gradus_landscape_plane_new (
        gradus_cost_field_get_network (survey->field), &survey->request->choice,
        (const float *const *) rows->pdata, rows->len, here, before ? before->plane : NULL);
}

/* -- The paths --------------------------------------------------------------------------------- */

/* FNV-1a over some of the weights. */
static guint32
make_mark (const GradusSurvey *survey, const float *state)
{
  const gsize n = survey->plane->n_floats, stride = MAX (n / MARKED, 1);
  guint32 mark = 2166136261u;

  for (gsize i = 0; i < n; i += stride) {
    guint32 bits;

    memcpy (&bits, state + i, sizeof bits);
    mark = (mark ^ bits) * 16777619u;
  }
  return mark;
}

static const GradusLandscapePath *
find_path (const GradusSurvey *survey, guint run)
{
  for (guint i = 0; survey && i < survey->n_paths; i++) {
    if (survey->paths[i].run == run)
      return &survey->paths[i];
  }
  return NULL;
}

/* A moment of before with the same weights has the same cost. Both come by their steps: *at is how
 * far the search is. */
static gboolean
recall_cost (const GradusLandscapePath *before, guint *at, GradusLandscapePoint *point)
{
  while (before && *at < before->n_points && before->points[*at].step < point->step)
    (*at)++;
  if (!before || *at >= before->n_points || before->points[*at].step != point->step ||
      before->points[*at].mark != point->mark)
    return FALSE;
  point->cost = before->points[*at].cost;
  return TRUE;
}

static GradusLandscapePoint
place_moment (const GradusSurvey *survey, const GradusCheckpoint *moment,
              const GradusLandscapePath *before, guint *at)
{
  GradusLandscapePoint point = { .step = moment->step, .mark = make_mark (survey, moment->state) };

  gradus_landscape_plane_project (survey->plane, moment->state, &point.x, &point.y,
                                  &point.distance);
  if (!recall_cost (before, at, &point))
    point.cost = gradus_cost_field_measure (survey->field, moment->state);
  return point;
}

static void
find_paths (GradusSurvey *survey, const GradusSurvey *before)
{
  survey->n_paths = survey->request->routes->len;
  survey->paths = g_new0 (GradusLandscapePath, survey->n_paths);
  for (guint i = 0; i < survey->n_paths; i++) {
    const GradusLandscapeRoute *route = get_route (survey, i);
    GradusLandscapePath *path = &survey->paths[i];
    const GradusLandscapePath *known = find_path (before, route->run);
    guint at = 0, none = G_MAXUINT;

    path->run = route->run;
    path->points = g_new (GradusLandscapePoint, MAX (route->moments->len, 1));
    for (guint k = 0; k < route->moments->len; k++)
      path->points[path->n_points++] = place_moment (survey, route->moments->pdata[k], known, &at);
    path->has_now = route->now || path->n_points > 0;
    if (route->now)
      path->now = place_moment (survey, route->now, known, &none);
    else if (path->n_points > 0)
      path->now = path->points[path->n_points - 1];
  }
}

/* -- The picture's corners --------------------------------------------------------------------- */

typedef struct {
  double low[2], high[2];
} Extent;

static void
extend (Extent *extent, const GradusLandscapePoint *point)
{
  const double place[2] = { point->x, point->y };

  for (guint k = 0; k < 2; k++) {
    extent->low[k] = MIN (extent->low[k], place[k]);
    extent->high[k] = MAX (extent->high[k], place[k]);
  }
}

static Extent
find_extent (const GradusSurvey *survey)
{
  Extent extent = { { INFINITY, INFINITY }, { -INFINITY, -INFINITY } };

  for (guint i = 0; i < survey->n_paths; i++) {
    const GradusLandscapePath *path = &survey->paths[i];

    for (guint k = 0; k < path->n_points; k++)
      extend (&extent, &path->points[k]);
    if (path->has_now)
      extend (&extent, &path->now);
  }
  return extent;
}

/* While a run trains the picture stands still as long as the paths stay in it. */
static gboolean
keep_corners (GradusSurvey *survey, const GradusSurvey *before, const Extent *extent, double half)
{
  if (!before || !before->plane || before->plane->kind != survey->plane->kind ||
      before->n_paths != survey->n_paths || half < LEAST_FILLED * before->half ||
      extent->low[0] < before->x - before->half || extent->high[0] > before->x + before->half ||
      extent->low[1] < before->y - before->half || extent->high[1] > before->y + before->half)
    return FALSE;
  survey->x = before->x;
  survey->y = before->y;
  survey->half = before->half;
  return TRUE;
}

static void
find_corners (GradusSurvey *survey, const GradusSurvey *before)
{
  const Extent extent = find_extent (survey);
  const double widest =
      MAX (extent.high[0] - extent.low[0], extent.high[1] - extent.low[1]) / 2 * (1 + MARGIN);

  if (survey->plane->kind == GRADUS_LANDSCAPE_RANDOM) {
    survey->half = RANDOM_REACH;
    return;
  }
  survey->half =
      survey->plane->kind == GRADUS_LANDSCAPE_WEIGHTS ? MAX (widest, LEAST_WEIGHTS) : widest;
  if (keep_corners (survey, before, &extent, survey->half))
    return;
  survey->x = (extent.low[0] + extent.high[0]) / 2;
  survey->y = (extent.low[1] + extent.high[1]) / 2;
}

/* -- The whole --------------------------------------------------------------------------------- */

GradusSurvey *
gradus_survey_new (GradusLandscapeRequest *request, GradusCostField *field,
                   const GradusSurvey *before)
{
  GradusSurvey *survey = g_new0 (GradusSurvey, 1);

  survey->request = request;
  survey->field = field;
  drop_useless (survey);
  lay_plane (survey, before);
  if (!survey->plane)
    return survey;
  find_paths (survey, before);
  find_corners (survey, before);
  return survey;
}

void
gradus_survey_free (GradusSurvey *survey)
{
  for (guint i = 0; i < survey->n_paths; i++)
    g_free (survey->paths[i].points);
  g_free (survey->paths);
  g_clear_pointer (&survey->plane, gradus_landscape_plane_free);
  gradus_landscape_request_free (survey->request);
  g_free (survey);
}

static void
copy_paths (const GradusSurvey *survey, GradusLandscape *landscape)
{
  landscape->n_paths = survey->n_paths;
  landscape->paths = g_memdup2 (survey->paths, survey->n_paths * sizeof (GradusLandscapePath));
  for (guint i = 0; i < survey->n_paths; i++)
    landscape->paths[i].points = g_memdup2 (
        survey->paths[i].points, survey->paths[i].n_points * sizeof (GradusLandscapePoint));
}

static void
describe_plane (const GradusSurvey *survey, GradusLandscape *landscape)
{
  const GradusLandscapePlane *plane = survey->plane;

  landscape->has_plane = TRUE;
  landscape->is_line = plane->is_line;
  memcpy (landscape->shares, plane->shares, sizeof landscape->shares);
  landscape->share = plane->share;
  landscape->x0 = survey->x - survey->half;
  landscape->x1 = survey->x + survey->half;
  landscape->y0 = survey->y - survey->half;
  landscape->y1 = survey->y + survey->half;
  landscape->length = survey->half * sqrt ((plane->products[0] + plane->products[2]) / 2);
  copy_paths (survey, landscape);
}

static void
widen_range (GradusLandscape *landscape, double cost)
{
  if (!isfinite (cost))
    return;
  landscape->low = MIN (landscape->low, cost);
  landscape->high = MAX (landscape->high, cost);
}

static void
find_range (GradusLandscape *landscape)
{
  landscape->low = INFINITY;
  landscape->high = -INFINITY;
  for (gsize i = 0; i < (gsize) landscape->size * landscape->size; i++)
    widen_range (landscape, (double) landscape->costs[i]);
  for (guint i = 0; i < landscape->n_paths; i++) {
    const GradusLandscapePath *path = &landscape->paths[i];

    for (guint k = 0; k < path->n_points; k++)
      widen_range (landscape, path->points[k].cost);
    if (path->has_now)
      widen_range (landscape, path->now.cost);
  }
}

static gboolean
fill_costs (GradusSurvey *survey, GradusLandscape *landscape, const atomic_bool *interrupt)
{
  const GradusLandscapePlane *plane = survey->plane;
  const guint size = landscape->size;
  const double cell = 2 * survey->half / size;

  for (guint row = 0; row < size; row++) {
    const float y = (float) (landscape->y1 - (row + 0.5) * cell);

    if (interrupt && atomic_load (interrupt))
      return FALSE;
    for (guint column = 0; column < size; column++) {
      const float x = (float) (landscape->x0 + (column + 0.5) * cell);

      landscape->costs[(gsize) row * size + column] = (float) gradus_cost_field_measure_at (
          survey->field, plane->origin, plane->axes[0], plane->axes[1], x, y);
    }
  }
  return TRUE;
}

GradusLandscape *
gradus_survey_take (GradusSurvey *survey, guint size, const atomic_bool *interrupt)
{
  g_autoptr (GradusLandscape) landscape = gradus_landscape_new ();

  landscape->kind = survey->request->choice.kind;
  landscape->is_finest = size >= GRADUS_LANDSCAPE_SIZE || !survey->plane;
  landscape->n_samples = gradus_cost_field_get_n_samples (survey->field);
  landscape->n_all_samples = survey->request->training->n_samples;
  landscape->n_moments = survey->n_moments;
  if (!survey->plane)
    return g_steal_pointer (&landscape);
  describe_plane (survey, landscape);
  landscape->size = size;
  landscape->costs = g_new (float, (gsize) size *size);
  if (!fill_costs (survey, landscape, interrupt))
    return NULL;
  find_range (landscape);
  return g_steal_pointer (&landscape);
}

GradusLandscape *
gradus_survey_make_landscape (GradusLandscapeRequest *request, GError **error)
{
  g_autoptr (GradusCostField) field = gradus_cost_field_new (
      request->experiment, request->training,
      gradus_survey_fit_samples (request->experiment, request->training), error);
  g_autoptr (GradusSurvey) survey = NULL;

  if (!field) {
    gradus_landscape_request_free (request);
    return NULL;
  }
  survey = gradus_survey_new (request, field, NULL);
  return gradus_survey_take (survey, GRADUS_LANDSCAPE_SIZE, NULL);
}
