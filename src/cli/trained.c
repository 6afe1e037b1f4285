/* SPDX-License-Identifier: MIT */
#include "cli/trained.h"

#include "store/weights-map.h"

void
gradus_chosen_clear (GradusChosen *chosen)
{
  g_free (chosen->run);
  g_free (chosen->step);
}

GradusWeights *
gradus_cli_load_weights (const GradusChosen *chosen, GError **error)
{
  return gradus_weights_load (chosen->filename, error);
}
