/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <math.h>

#include "data/formula.h"
#include "data/planar.h"

/* How often a point is drawn again if the formula has no value there. */
#define MOST_TRIES 1000

/* Draws an x within ±GRADUS_PLANAR_RADIUS where the formula has a value. */
static gboolean
draw_point (const GradusDataSpec *spec, const GradusDraw *draw, double *x, double *y,
            GError **error)
{
  for (guint try = 0; try < MOST_TRIES; try++) {
    *x = gradus_planar_draw (draw, -GRADUS_PLANAR_RADIUS, GRADUS_PLANAR_RADIUS);
    *y = gradus_formula_evaluate (spec->formula, *x);
    if (fabs (*y) < 1e6)
      return TRUE;
  }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "%s has hardly any values up to a million between −5 and 5; take another formula",
               gradus_formula_get_text (spec->formula));
  return FALSE;
}

/* Noise moves a target by up to noise · radius / 2, as much as gradus_planar_put() moves a
 * point. */
static GradusDataset *
make_function (const GradusDataSpec *spec, const GradusDraw *draw, GError **error)
{
  g_autoptr (GradusDataset) dataset = gradus_dataset_new (1, 1, spec->n_samples);
  const double most = spec->noise * GRADUS_PLANAR_RADIUS / 2;

  for (guint i = 0; i < spec->n_samples; i++) {
    double x, y;

    if (!draw_point (spec, draw, &x, &y, error))
      return NULL;
    dataset->floats[i] = (float) x;
    dataset->targets[i] = (float) (y + gradus_planar_draw (draw, -most, most));
  }
  return g_steal_pointer (&dataset);
}

static GradusDataset *
make_above (const GradusDataSpec *spec, const GradusDraw *draw, GError **error)
{
  g_autoptr (GradusDataset) dataset = gradus_dataset_new (2, 1, spec->n_samples);

  for (guint i = 0; i < spec->n_samples; i++) {
    double x, limit, y;

    if (!draw_point (spec, draw, &x, &limit, error))
      return NULL;
    y = gradus_planar_draw (draw, -GRADUS_PLANAR_RADIUS, GRADUS_PLANAR_RADIUS);
    gradus_planar_put (dataset, i, spec, draw, x, y, y > limit);
  }
  return g_steal_pointer (&dataset);
}

const GradusGenerator gradus_function_generator = {
  .name = "function",
  .title = N_ ("Function"),
  .n_inputs = 1,
  .usual = { .n_samples = 200, .noise = 0.05, .test_fraction = 0.2 },
  .usual_formula = "2sin(x)",
  .has_noise = TRUE,
  .has_test = TRUE,
  .is_regression = TRUE,
  .count_targets = gradus_planar_count_targets,
  .make = make_function,
};

const GradusGenerator gradus_above_generator = {
  .name = "above",
  .title = N_ ("Above a function"),
  .n_inputs = 2,
  .usual = { .n_samples = 500, .noise = 0.05, .test_fraction = 0.2 },
  .usual_formula = "2sin(x)",
  .has_noise = TRUE,
  .has_test = TRUE,
  .count_targets = gradus_planar_count_targets,
  .make = make_above,
};
