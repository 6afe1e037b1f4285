/* SPDX-License-Identifier: MIT */
#include "train/landscape-plane.h"

#include <math.h>
#include <string.h>

#include "nn/random.h"

/* Below it a share of the variance is rounding. */
#define LEAST_SHARE 1e-9

typedef struct {
  gsize begin, end;
} Span;

/* -- Sums over the weights --------------------------------------------------------------------- */

/* Four sums at once, because each addition waits for the one before. */
static double
multiply_span (const float *a, const float *b, gsize n)
{
  double sums[4] = { 0 };
  gsize i = 0;

  for (; i + 4 <= n; i += 4) {
    for (guint k = 0; k < 4; k++)
      sums[k] += (double) a[i + k] * (double) b[i + k];
  }
  for (; i < n; i++)
    sums[0] += (double) a[i] * (double) b[i];
  return sums[0] + sums[1] + sums[2] + sums[3];
}

static double
multiply_weights (const GradusLandscapePlane *plane, const float *a, const float *b)
{
  double sum = 0;

  for (guint i = 0; i < plane->spans->len; i++) {
    const Span *span = &g_array_index (plane->spans, Span, i);

    sum += multiply_span (a + span->begin, b + span->begin, span->end - span->begin);
  }
  return sum;
}

/* The floats between two tensors that are measured; the gaps between layers are 0 everywhere. */
static void
find_spans (GradusLandscapePlane *plane, const GradusNetwork *network)
{
  const float *all = gradus_network_get_parameters ((GradusNetwork *) network, 0);
  Span span = { 0, plane->n_floats };

  for (guint i = 0; i < gradus_network_get_n_layers (network); i++) {
    GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
    const guint n = gradus_network_list_tensors (network, i, tensors);
    const gsize first =
        (gsize) (gradus_network_get_parameters ((GradusNetwork *) network, i) - all);

    for (guint k = 0; k < n; k++) {
      if (gradus_tensor_is_trained (&tensors[k]))
        continue;
      span.end = first + tensors[k].offset;
      if (span.end > span.begin)
        g_array_append_val (plane->spans, span);
      span.begin = span.end + gradus_tensor_count (&tensors[k]);
    }
  }
  span.end = plane->n_floats;
  if (span.end > span.begin)
    g_array_append_val (plane->spans, span);
}

static void
copy_weights (const GradusLandscapePlane *plane, const float *from, float *to)
{
  for (guint i = 0; i < plane->spans->len; i++) {
    const Span *span = &g_array_index (plane->spans, Span, i);

    memcpy (to + span->begin, from + span->begin, (span->end - span->begin) * sizeof (float));
  }
}

/* -- Along the paths --------------------------------------------------------------------------- */

/* At right angles to the first axis and as long. */
static void
choose_second_axis (GradusLandscapePlane *plane)
{
  g_autofree float *noise = g_new0 (float, plane->n_floats);
  const float *across = plane->axes[0];
  float *up = plane->axes[1];
  GradusRandom random;
  double along, length;

  gradus_random_init (&random, 1, 0);
  for (gsize i = 0; i < plane->n_floats; i++)
    noise[i] = gradus_random_normal (&random);
  memset (up, 0, plane->n_floats * sizeof *up);
  copy_weights (plane, noise, up);
  along = multiply_weights (plane, across, up);
  for (gsize i = 0; i < plane->n_floats; i++)
    up[i] -= (float) along * across[i];
  length = sqrt (multiply_weights (plane, up, up));
  for (gsize i = 0; i < plane->n_floats; i++)
    up[i] /= (float) length;
  plane->is_line = TRUE;
}

/* What was measured goes along the plane as the moments say, by least squares: their places are
 * centred, and do not depend on each other. */
static void
fit_measured (GradusLandscapePlane *plane, const float *const *rows, guint n_rows)
{
  double squares[GRADUS_LANDSCAPE_AXES] = { 0 };
  gsize at = 0;

  if (plane->spans->len == 1 && g_array_index (plane->spans, Span, 0).end == plane->n_floats)
    return;
  for (guint row = 0; row < n_rows; row++) {
    double place[GRADUS_LANDSCAPE_AXES], distance;

    gradus_landscape_plane_project (plane, rows[row], &place[0], &place[1], &distance);
    for (guint k = 0; k < GRADUS_LANDSCAPE_AXES; k++)
      squares[k] += place[k] * place[k];
  }
  for (guint s = 0; s <= plane->spans->len; s++) {
    const gsize end =
        s < plane->spans->len ? g_array_index (plane->spans, Span, s).begin : plane->n_floats;

    for (gsize i = at; i < end; i++) {
      for (guint row = 0; row < n_rows; row++)
        plane->origin[i] += rows[row][i] / (float) n_rows;
    }
    for (guint row = 0; row < n_rows && end > at; row++) {
      double place[GRADUS_LANDSCAPE_AXES], distance;

      gradus_landscape_plane_project (plane, rows[row], &place[0], &place[1], &distance);
      for (guint k = 0; k < GRADUS_LANDSCAPE_AXES; k++) {
        for (gsize i = at; i < end && squares[k] > 0; i++)
          plane->axes[k][i] +=
              (float) (place[k] / squares[k] * (double) (rows[row][i] - plane->origin[i]));
      }
    }
    at = s < plane->spans->len ? g_array_index (plane->spans, Span, s).end : end;
  }
}

static gboolean
span_paths (GradusLandscapePlane *plane, const float *const *rows, guint n_rows,
            const GradusLandscapePlane *before)
{
  g_autofree float *weights = g_new0 (float, n_rows * plane->n_floats);
  GradusPrincipal *principal;

  for (guint i = 0; i < n_rows; i++)
    copy_weights (plane, rows[i], weights + i * plane->n_floats);
  principal = plane->principal = gradus_principal_new (weights, n_rows, (guint) plane->n_floats,
                                                       before ? before->principal : NULL);
  if (!principal || principal->shares[0] <= 0)
    return FALSE;
  for (gsize i = 0; i < plane->n_floats; i++) {
    plane->origin[i] = (float) principal->mean[i];
    for (guint k = 0; k < GRADUS_LANDSCAPE_AXES; k++)
      plane->axes[k][i] = (float) principal->axes[k * plane->n_floats + i];
  }
  if (principal->shares[1] < LEAST_SHARE)
    choose_second_axis (plane);
  return TRUE;
}

/* -- From the present weights ------------------------------------------------------------------ */

gsize
gradus_landscape_find_weight (const GradusNetwork *network, guint weight)
{
  const float *all = gradus_network_get_parameters ((GradusNetwork *) network, 0);
  gsize last = 0;

  for (guint i = 0; i < gradus_network_get_n_layers (network); i++) {
    GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
    const guint n = gradus_network_list_tensors (network, i, tensors);
    const gsize first =
        (gsize) (gradus_network_get_parameters ((GradusNetwork *) network, i) - all);

    for (guint k = 0; k < n; k++) {
      const gsize count = gradus_tensor_count (&tensors[k]);

      if (!gradus_tensor_is_trained (&tensors[k]))
        continue;
      if (weight < count)
        return first + tensors[k].offset + weight;
      weight -= (guint) count;
      last = first + tensors[k].offset + count - 1;
    }
  }
  return last;
}

static void
span_weights (GradusLandscapePlane *plane, const GradusNetwork *network,
              const GradusLandscapeChoice *choice)
{
  for (guint k = 0; k < GRADUS_LANDSCAPE_AXES; k++) {
    const gsize place = gradus_landscape_find_weight (network, choice->weights[k]);

    plane->origin[place] = 0;
    plane->axes[k][place] = 1;
  }
}

/* One row of a tensor: random, as long as the weights. */
static void
draw_filter (GradusRandom *random, const float *weights, gsize n, float *direction)
{
  double own = 0, wanted = 0;

  for (gsize i = 0; i < n; i++) {
    direction[i] = gradus_random_normal (random);
    own += (double) direction[i] * (double) direction[i];
    wanted += (double) weights[i] * (double) weights[i];
  }
  for (gsize i = 0; i < n; i++)
    direction[i] *= own > 0 ? (float) sqrt (wanted / own) : 0;
}

static void
draw_direction (GradusLandscapePlane *plane, const GradusNetwork *network, guint axis)
{
  const float *all = gradus_network_get_parameters ((GradusNetwork *) network, 0);

  for (guint i = 0; i < gradus_network_get_n_layers (network); i++) {
    GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
    const guint n = gradus_network_list_tensors (network, i, tensors);
    const gsize first =
        (gsize) (gradus_network_get_parameters ((GradusNetwork *) network, i) - all);
    GradusRandom random;

    gradus_random_init (&random, 1 + axis, GRADUS_STREAM_LAYER (i + 1));
    for (guint k = 0; k < n; k++) {
      const gsize row = gradus_tensor_count_row (&tensors[k]);

      for (guint r = 0;
           tensors[k].role == GRADUS_TENSOR_WEIGHT && r < gradus_tensor_count_rows (&tensors[k]);
           r++) {
        const gsize at = first + tensors[k].offset + r * row;

        draw_filter (&random, plane->origin + at, row, plane->axes[axis] + at);
      }
    }
  }
}

/* -- The variance ------------------------------------------------------------------------------ */

/* The length of the plane's part of a way, squared: of (x, y), or of one axis of them. */
static double
measure_way (const GradusLandscapePlane *plane, double x, double y)
{
  return x * x * plane->products[0] + 2 * x * y * plane->products[1] + y * y * plane->products[2];
}

/* About the mean of the rows. Along an axis: what the best place on it alone explains. */
static void
find_shares (GradusLandscapePlane *plane, const float *const *rows, guint n_rows)
{
  g_autofree float *mean = g_new0 (float, plane->n_floats);
  g_autofree float *way = g_new (float, plane->n_floats);
  double total = 0, inside = 0, along[GRADUS_LANDSCAPE_AXES] = { 0 };

  for (guint row = 0; row < n_rows; row++) {
    for (gsize i = 0; i < plane->n_floats; i++)
      mean[i] += rows[row][i] / (float) n_rows;
  }
  for (guint row = 0; row < n_rows; row++) {
    double x, y, distance, centre_x, centre_y;

    for (gsize i = 0; i < plane->n_floats; i++)
      way[i] = rows[row][i] - mean[i];
    total += multiply_weights (plane, way, way);
    gradus_landscape_plane_project (plane, rows[row], &x, &y, &distance);
    gradus_landscape_plane_project (plane, mean, &centre_x, &centre_y, &distance);
    inside += measure_way (plane, x - centre_x, y - centre_y);
    for (guint k = 0; k < GRADUS_LANDSCAPE_AXES; k++) {
      const double product = multiply_weights (plane, way, plane->axes[k]);

      along[k] += product * product / MAX (plane->products[2 * k], 1e-300);
    }
  }
  plane->has_variance = total > 0;
  plane->share = total > 0 ? MIN (inside / total, 1) : 0;
  for (guint k = 0; k < GRADUS_LANDSCAPE_AXES; k++)
    plane->shares[k] = total > 0 ? MIN (along[k] / total, 1) : 0;
}

/* ---------------------------------------------------------------------------------------------- */

static void
multiply_axes (GradusLandscapePlane *plane)
{
  plane->products[0] = multiply_weights (plane, plane->axes[0], plane->axes[0]);
  plane->products[1] = multiply_weights (plane, plane->axes[0], plane->axes[1]);
  plane->products[2] = multiply_weights (plane, plane->axes[1], plane->axes[1]);
}

/* The principal components have found their shares already. */
static void
take_shares (GradusLandscapePlane *plane)
{
  plane->has_variance = TRUE;
  memcpy (plane->shares, plane->principal->shares, sizeof plane->shares);
  plane->share = MIN (plane->shares[0] + plane->shares[1], 1);
}

GradusLandscapePlane *
gradus_landscape_plane_new (const GradusNetwork *network, const GradusLandscapeChoice *choice,
                            const float *const *rows, guint n_rows, const float *here,
                            const GradusLandscapePlane *before)
{
  g_autoptr (GradusLandscapePlane) plane = g_new0 (GradusLandscapePlane, 1);

  plane->kind = choice->kind;
  plane->n_floats = gradus_network_get_n_floats (network);
  plane->origin = g_new0 (float, plane->n_floats);
  plane->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  for (guint k = 0; k < GRADUS_LANDSCAPE_AXES; k++)
    plane->axes[k] = g_new0 (float, plane->n_floats);
  find_spans (plane, network);
  if (choice->kind == GRADUS_LANDSCAPE_PATHS) {
    if (!span_paths (plane, rows, n_rows, before))
      return NULL;
    multiply_axes (plane);
    fit_measured (plane, rows, n_rows);
    take_shares (plane);
    return g_steal_pointer (&plane);
  }
  memcpy (plane->origin, here, plane->n_floats * sizeof *here);
  if (choice->kind == GRADUS_LANDSCAPE_WEIGHTS)
    span_weights (plane, network, choice);
  for (guint k = 0; choice->kind == GRADUS_LANDSCAPE_RANDOM && k < GRADUS_LANDSCAPE_AXES; k++)
    draw_direction (plane, network, k);
  multiply_axes (plane);
  find_shares (plane, rows, n_rows);
  return g_steal_pointer (&plane);
}

void
gradus_landscape_plane_free (GradusLandscapePlane *plane)
{
  g_clear_pointer (&plane->principal, gradus_principal_free);
  for (guint k = 0; k < GRADUS_LANDSCAPE_AXES; k++)
    g_free (plane->axes[k]);
  g_array_unref (plane->spans);
  g_free (plane->origin);
  g_free (plane);
}

/* Adds up what the way from the origin to a piece of parameters has with both axes, and with
 * itself: in one go, without a copy, which of a large network takes longer than all else. */
static void
add_products (const GradusLandscapePlane *plane, const float *parameters, const Span *span,
              double sums[3])
{
  const float *origin = plane->origin, *across = plane->axes[0], *up = plane->axes[1];
  double even[3] = { 0 }, odd[3] = { 0 };

  for (gsize i = span->begin; i < span->end; i++) {
    const double way = (double) (parameters[i] - origin[i]);
    double *own = i % 2 ? odd : even;

    own[0] += way * (double) across[i];
    own[1] += way * (double) up[i];
    own[2] += way * way;
  }
  for (guint k = 0; k < 3; k++)
    sums[k] += even[k] + odd[k];
}

/* Least squares with the two axes; an axis that is nothing takes no part. */
void
gradus_landscape_plane_project (const GradusLandscapePlane *plane, const float *parameters,
                                double *x, double *y, double *distance)
{
  const double xx = plane->products[0], xy = plane->products[1], yy = plane->products[2];
  const double determinant = xx * yy - xy * xy;
  double sums[3] = { 0 };

  for (guint i = 0; i < plane->spans->len; i++)
    add_products (plane, parameters, &g_array_index (plane->spans, Span, i), sums);
  if (determinant > 1e-12 * xx * yy) {
    *x = (sums[0] * yy - sums[1] * xy) / determinant;
    *y = (sums[1] * xx - sums[0] * xy) / determinant;
  } else {
    *x = xx > 0 ? sums[0] / xx : 0;
    *y = xx > 0 ? 0 : yy > 0 ? sums[1] / yy : 0;
  }
  *distance = sqrt (MAX (sums[2] - *x * sums[0] - *y * sums[1], 0));
}
