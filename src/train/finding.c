/* SPDX-License-Identifier: MIT */
#include "train/finding.h"

static const char *const names[GRADUS_N_CAUSES] = {
  [GRADUS_CAUSE_OUTPUT_RANGE] = "output-range",
  [GRADUS_CAUSE_UNSCALED] = "unscaled",
  [GRADUS_CAUSE_LARGE_RATE] = "large-rate",
  [GRADUS_CAUSE_SMALL_BATCH] = "small-batch",
  [GRADUS_CAUSE_DEAD] = "dead",
  [GRADUS_CAUSE_VANISHED_GRADIENT] = "vanished-gradient",
  [GRADUS_CAUSE_VANISHED_SIGNAL] = "vanished-signal",
  [GRADUS_CAUSE_SATURATED] = "saturated",
  [GRADUS_CAUSE_SMALL_RATE] = "small-rate",
  [GRADUS_CAUSE_OVERFITTED] = "overfitted",
  [GRADUS_CAUSE_ONE_CLASS] = "one-class",
};

const char *
gradus_cause_get_name (GradusCause cause)
{
  return names[cause];
}

GradusFinding *
gradus_finding_copy (const GradusFinding *finding)
{
  GradusFinding *copy = g_memdup2 (finding, sizeof *finding);

  copy->sentence = g_strdup (finding->sentence);
  copy->remedy = g_strdup (finding->remedy);
  return copy;
}

void
gradus_finding_free (GradusFinding *finding)
{
  g_free (finding->sentence);
  g_free (finding->remedy);
  g_free (finding);
}
