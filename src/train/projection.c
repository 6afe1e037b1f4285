/* SPDX-License-Identifier: MIT */
#include "train/projection.h"

#include <string.h>

static float *
place_answers (const GradusPrincipal *principal, const GradusAnswers *answers)
{
  float *places = g_new (float, ((gsize) answers->n_samples * GRADUS_PRINCIPAL_AXES));

  for (guint i = 0; i < answers->n_samples; i++)
    gradus_principal_project (principal, answers->units + (gsize) i * answers->n_units,
                              places + (gsize) i * GRADUS_PRINCIPAL_AXES);
  return places;
}

GradusProjection *
gradus_projection_new (guint layer, GradusAnswers *training, GradusAnswers *test,
                       GradusPrincipal **before)
{
  g_autoptr (GradusProjection) projection = g_new0 (GradusProjection, 1);
  GradusPrincipal *principal =
      gradus_principal_new (training->units, training->n_samples, training->n_units, *before);

  projection->layer = layer;
  projection->training = training;
  projection->test = test;
  if (!principal)
    return NULL;
  projection->n_units = principal->n_units;
  projection->n_axes = principal->n_axes;
  projection->is_plain = principal->is_plain;
  memcpy (projection->shares, principal->shares, sizeof projection->shares);
  projection->places = place_answers (principal, training);
  projection->test_places = test ? place_answers (principal, test) : NULL;
  g_clear_pointer (before, gradus_principal_free);
  *before = principal;
  return g_steal_pointer (&projection);
}

void
gradus_projection_free (GradusProjection *projection)
{
  g_clear_pointer (&projection->training, gradus_answers_free);
  g_clear_pointer (&projection->test, gradus_answers_free);
  g_free (projection->places);
  g_free (projection->test_places);
  g_free (projection);
}
