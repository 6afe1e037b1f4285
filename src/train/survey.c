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
#define MOST_PRODUCTS 6e7

/* The room beside the paths, of half a side; and how much of the picture they must fill at least
 * where its corners stay. */
#define MARGIN 0.3
#define LEAST_FILLED 0.55

/* Half a side where two weights hardly move, and of random directions: as far as to 0. */
#define LEAST_WEIGHTS 0.5
#define RANDOM_REACH 1.0

/* Floats that a mark is made of. */
#define MARKED 64

/* How many moments more there may be before the plane is laid anew, and for how many microseconds
 * a plane through the present weights is that. */
#define MOST_GROWTH 1.3
#define LONGEST_PRESENT G_USEC_PER_SEC

/* A plane, a square of it, and the cost there. */
typedef struct {
  GradusLandscapeChoice choice;
  GradusLandscapePlane *plane;
  double x, y, half; /* the middle of the square, and half a side */
  guint n_moments;   /* that the plane was laid through … */
  gint64 laid_at;    /* … and when */
  guint size;        /* cells a side that are known */
  float *costs;      /* (size, size) */
  guint next_size;   /* the same of a finer grid, as far as to a row */
  float *next_costs;
  guint next_row;
} Ground;

struct _GradusSurvey {
  GradusLandscapeRequest *request;
  GradusCostField *field;
  Ground *ground; /* NULL: there is no plane */
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
  GradusLandscapePlane *plane = NULL;

  if (rows->len > 0 && here)
    plane = gradus_landscape_plane_new (gradus_cost_field_get_network (survey->field),
                                        &survey->request->choice,
                                        (const float *const *) rows->pdata, rows->len, here,
                                        before && before->ground ? before->ground->plane : NULL);
  if (!plane)
    return;
  survey->ground = g_new0 (Ground, 1);
  survey->ground->choice = survey->request->choice;
  survey->ground->plane = plane;
  survey->ground->n_moments = survey->n_moments;
  survey->ground->laid_at = g_get_monotonic_time ();
}

static void
ground_free (Ground *ground)
{
  gradus_landscape_plane_free (ground->plane);
  g_free (ground->costs);
  g_free (ground->next_costs);
  g_free (ground);
}

/* -- The paths --------------------------------------------------------------------------------- */

/* FNV-1a over some of the weights. */
static guint32
make_mark (const GradusSurvey *survey, const float *state)
{
  const gsize n = survey->ground->plane->n_floats, stride = MAX (n / MARKED, 1);
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

  gradus_landscape_plane_project (survey->ground->plane, moment->state, &point.x, &point.y,
                                  &point.distance);
  if (!recall_cost (before, at, &point))
    point.cost = gradus_cost_field_measure (survey->field, moment->state);
  return point;
}

static void
clear_paths (GradusSurvey *survey)
{
  for (guint i = 0; i < survey->n_paths; i++)
    g_free (survey->paths[i].points);
  g_clear_pointer (&survey->paths, g_free);
  survey->n_paths = 0;
}

static void
find_paths (GradusSurvey *survey, const GradusSurvey *before)
{
  clear_paths (survey);
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

static gboolean
is_in_square (const Ground *ground, const Extent *extent)
{
  return extent->low[0] >= ground->x - ground->half &&
         extent->high[0] <= ground->x + ground->half &&
         extent->low[1] >= ground->y - ground->half && extent->high[1] <= ground->y + ground->half;
}

/* While a run trains the picture stands still as long as the paths stay in it. */
static gboolean
keep_corners (GradusSurvey *survey, const GradusSurvey *before, const Extent *extent)
{
  const Ground *old = before ? before->ground : NULL;
  Ground *ground = survey->ground;

  if (!old || old->choice.kind != ground->choice.kind || before->n_paths != survey->n_paths ||
      ground->half < LEAST_FILLED * old->half || !is_in_square (old, extent))
    return FALSE;
  ground->x = old->x;
  ground->y = old->y;
  ground->half = old->half;
  return TRUE;
}

static void
find_corners (GradusSurvey *survey, const GradusSurvey *before)
{
  const Extent extent = find_extent (survey);
  const double widest =
      MAX (extent.high[0] - extent.low[0], extent.high[1] - extent.low[1]) / 2 * (1 + MARGIN);
  Ground *ground = survey->ground;

  if (ground->choice.kind == GRADUS_LANDSCAPE_RANDOM) {
    ground->half = RANDOM_REACH;
    return;
  }
  ground->half =
      ground->choice.kind == GRADUS_LANDSCAPE_WEIGHTS ? MAX (widest, LEAST_WEIGHTS) : widest;
  if (keep_corners (survey, before, &extent))
    return;
  ground->x = (extent.low[0] + extent.high[0]) / 2;
  ground->y = (extent.low[1] + extent.high[1]) / 2;
}

/* -- The whole --------------------------------------------------------------------------------- */

/* Whether the ground of before is still that of this request, its paths apart. */
static gboolean
may_keep_ground (const GradusSurvey *survey, const GradusSurvey *before)
{
  const Ground *ground = before ? before->ground : NULL;
  const GradusLandscapeChoice *choice = &survey->request->choice;

  if (!ground || ground->choice.kind != choice->kind || before->n_paths == 0 ||
      before->request->routes->len != survey->request->routes->len ||
      before->request->selected != survey->request->selected ||
      memcmp (ground->choice.weights, choice->weights, sizeof choice->weights) != 0)
    return FALSE;
  if (choice->kind != GRADUS_LANDSCAPE_PATHS)
    return g_get_monotonic_time () - ground->laid_at < LONGEST_PRESENT;
  return survey->n_moments >= ground->n_moments &&
         survey->n_moments <= MOST_GROWTH * ground->n_moments;
}

/* The same plane with new paths, if these lie in the square; else the ground goes back. */
static gboolean
keep_ground (GradusSurvey *survey, GradusSurvey *before)
{
  Extent extent;

  if (!may_keep_ground (survey, before))
    return FALSE;
  survey->ground = g_steal_pointer (&before->ground);
  find_paths (survey, before);
  extent = find_extent (survey);
  if (survey->ground->choice.kind == GRADUS_LANDSCAPE_RANDOM ||
      is_in_square (survey->ground, &extent))
    return TRUE;
  before->ground = g_steal_pointer (&survey->ground);
  return FALSE;
}

GradusSurvey *
gradus_survey_new (GradusLandscapeRequest *request, GradusCostField *field, GradusSurvey *before,
                   gboolean is_thrifty)
{
  GradusSurvey *survey = g_new0 (GradusSurvey, 1);

  survey->request = request;
  survey->field = field;
  drop_useless (survey);
  if (is_thrifty && keep_ground (survey, before))
    return survey;
  lay_plane (survey, before);
  if (!survey->ground)
    return survey;
  find_paths (survey, before);
  find_corners (survey, before);
  return survey;
}

void
gradus_survey_free (GradusSurvey *survey)
{
  clear_paths (survey);
  g_clear_pointer (&survey->ground, ground_free);
  gradus_landscape_request_free (survey->request);
  g_free (survey);
}

guint
gradus_survey_get_size (const GradusSurvey *survey)
{
  return survey->ground ? survey->ground->size : 0;
}

static void
measure_row (GradusSurvey *survey, guint row)
{
  Ground *ground = survey->ground;
  const GradusLandscapePlane *plane = ground->plane;
  const double cell = 2 * ground->half / ground->next_size;
  const float y = (float) (ground->y + ground->half - (row + 0.5) * cell);

  for (guint column = 0; column < ground->next_size; column++) {
    const float x = (float) (ground->x - ground->half + (column + 0.5) * cell);

    ground->next_costs[(gsize) row * ground->next_size + column] =
        (float) gradus_cost_field_measure_at (survey->field, plane->origin, plane->axes[0],
                                              plane->axes[1], x, y);
  }
}

gboolean
gradus_survey_refine (GradusSurvey *survey, guint size, const atomic_bool *interrupt)
{
  Ground *ground = survey->ground;

  if (!ground || ground->size == size)
    return TRUE;
  if (ground->next_size != size) {
    g_free (ground->next_costs);
    ground->next_costs = g_new (float, (gsize) size *size);
    ground->next_size = size;
    ground->next_row = 0;
  }
  for (; ground->next_row < size; ground->next_row++) {
    if (interrupt && atomic_load (interrupt))
      return FALSE;
    measure_row (survey, ground->next_row);
  }
  g_free (ground->costs);
  ground->costs = g_steal_pointer (&ground->next_costs);
  ground->size = size;
  ground->next_size = 0;
  return TRUE;
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
  const Ground *ground = survey->ground;
  const GradusLandscapePlane *plane = ground->plane;

  landscape->has_plane = TRUE;
  landscape->is_line = plane->is_line;
  memcpy (landscape->shares, plane->shares, sizeof landscape->shares);
  landscape->share = plane->share;
  landscape->x0 = ground->x - ground->half;
  landscape->x1 = ground->x + ground->half;
  landscape->y0 = ground->y - ground->half;
  landscape->y1 = ground->y + ground->half;
  landscape->length = ground->half * sqrt ((plane->products[0] + plane->products[2]) / 2);
  landscape->n_moments = ground->n_moments;
  landscape->size = ground->size;
  landscape->costs =
      g_memdup2 (ground->costs, (gsize) ground->size * ground->size * sizeof (float));
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

GradusLandscape *
gradus_survey_take (const GradusSurvey *survey)
{
  GradusLandscape *landscape = gradus_landscape_new ();
  const guint size = gradus_survey_get_size (survey);

  landscape->kind = survey->request->choice.kind;
  landscape->is_finest = size >= GRADUS_LANDSCAPE_SIZE || !survey->ground;
  landscape->n_samples = gradus_cost_field_get_n_samples (survey->field);
  landscape->n_all_samples = survey->request->training->n_samples;
  landscape->n_moments = survey->n_moments;
  if (!survey->ground)
    return landscape;
  describe_plane (survey, landscape);
  find_range (landscape);
  return landscape;
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
  survey = gradus_survey_new (request, field, NULL, FALSE);
  gradus_survey_refine (survey, GRADUS_LANDSCAPE_SIZE, NULL);
  return gradus_survey_take (survey);
}
