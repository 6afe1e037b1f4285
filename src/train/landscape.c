/* SPDX-License-Identifier: MIT */
#include "train/landscape.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

typedef struct {
  GradusLandscape public;
  atomic_uint references;
} CountedLandscape;

static CountedLandscape *
get_counted (GradusLandscape *landscape)
{
  return (CountedLandscape *) landscape;
}

GradusLandscape *
gradus_landscape_new (void)
{
  CountedLandscape *counted = g_new0 (CountedLandscape, 1);

  atomic_init (&counted->references, 1);
  return &counted->public;
}

GradusLandscape *
gradus_landscape_ref (GradusLandscape *landscape)
{
  atomic_fetch_add (&get_counted (landscape)->references, 1);
  return landscape;
}

void
gradus_landscape_unref (GradusLandscape *landscape)
{
  if (atomic_fetch_sub (&get_counted (landscape)->references, 1) > 1)
    return;
  for (guint i = 0; i < landscape->n_paths; i++)
    g_free (landscape->paths[i].points);
  g_free (landscape->paths);
  g_free (landscape->costs);
  g_free (landscape);
}

/* The middle of a cell lies half a cell from its edge. */
double
gradus_landscape_get_cost (const GradusLandscape *landscape, double x, double y)
{
  const double last = landscape->size - 1.0;
  double column = (x - landscape->x0) / (landscape->x1 - landscape->x0) * landscape->size - 0.5;
  double row = (landscape->y1 - y) / (landscape->y1 - landscape->y0) * landscape->size - 0.5;
  guint c, r;
  const float *at;

  if (landscape->size < 2 || !(column >= -0.5 && column <= last + 0.5 && row >= -0.5) ||
      row > last + 0.5)
    return NAN;
  column = CLAMP (column, 0, last);
  row = CLAMP (row, 0, last);
  c = MIN ((guint) column, landscape->size - 2);
  r = MIN ((guint) row, landscape->size - 2);
  column -= c;
  row -= r;
  at = landscape->costs + (gsize) r * landscape->size + c;
  return (1 - row) * ((1 - column) * (double) at[0] + column * (double) at[1]) +
         row * ((1 - column) * (double) at[landscape->size] +
                column * (double) at[landscape->size + 1]);
}

/* -- The request ------------------------------------------------------------------------------- */

static void
clear_route (gpointer data)
{
  GradusLandscapeRoute *route = data;

  g_ptr_array_unref (route->moments);
  g_clear_pointer (&route->now, gradus_checkpoint_unref);
}

GradusLandscapeRequest *
gradus_landscape_request_new (const GradusExperiment *experiment, GradusDataset *training)
{
  GradusLandscapeRequest *request = g_new0 (GradusLandscapeRequest, 1);

  request->experiment = gradus_experiment_copy (experiment);
  request->training = gradus_dataset_ref (training);
  request->routes = g_array_new (FALSE, FALSE, sizeof (GradusLandscapeRoute));
  g_array_set_clear_func (request->routes, clear_route);
  return request;
}

void
gradus_landscape_request_free (GradusLandscapeRequest *request)
{
  gradus_experiment_free (request->experiment);
  gradus_dataset_unref (request->training);
  g_array_unref (request->routes);
  g_free (request);
}

/* An array of one's own: the other's changes with its run. */
void
gradus_landscape_request_add (GradusLandscapeRequest *request, guint run, const GPtrArray *moments,
                              GradusCheckpoint *now)
{
  GradusLandscapeRoute route = {
    .run = run,
    .moments = g_ptr_array_new_full (moments->len, (GDestroyNotify) gradus_checkpoint_unref),
    .now = now ? gradus_checkpoint_ref (now) : NULL,
  };

  for (guint i = 0; i < moments->len; i++)
    g_ptr_array_add (route.moments, gradus_checkpoint_ref ((GradusCheckpoint *) moments->pdata[i]));
  g_array_append_val (request->routes, route);
}

static gboolean
has_same_layers (const GradusExperiment *a, const GradusExperiment *b)
{
  const guint n = gradus_experiment_get_n_layers (a);

  for (guint i = 0; i < n && n == gradus_experiment_get_n_layers (b); i++) {
    GradusLayerSpec own = *gradus_experiment_get_layer (a, i);

    own.initialiser = gradus_experiment_get_layer (b, i)->initialiser;
    if (!gradus_layer_spec_equal (&own, gradus_experiment_get_layer (b, i)))
      return FALSE;
  }
  return n == gradus_experiment_get_n_layers (b);
}

/* The same settings make the same samples from the same seed; without chance, from any. */
static gboolean
has_same_data (const GradusExperiment *a, const GradusDataset *a_data, const GradusExperiment *b,
               const GradusDataset *b_data)
{
  const gsize n = (gsize) a_data->n_samples * a_data->n_inputs;

  if (a_data == b_data)
    return TRUE;
  if (!gradus_data_spec_equal (&a->data, &b->data) || a_data->n_samples != b_data->n_samples ||
      a_data->n_inputs != b_data->n_inputs || a_data->n_targets != b_data->n_targets)
    return FALSE;
  return a->seed == b->seed || (a_data->floats && b_data->floats &&
                                memcmp (a_data->floats, b_data->floats, n * sizeof (float)) == 0);
}

gboolean
gradus_landscape_is_same_surface (const GradusExperiment *a, const GradusDataset *a_data,
                                  const GradusExperiment *b, const GradusDataset *b_data)
{
  return a->cost == b->cost && has_same_layers (a, b) && has_same_data (a, a_data, b, b_data);
}
