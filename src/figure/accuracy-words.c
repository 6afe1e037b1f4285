/* SPDX-License-Identifier: MIT */
#include "figure/accuracy-words.h"

#include <glib/gi18n-lib.h>

#include "plot/number.h"

char *
gradus_accuracy_to_words (double accuracy, guint n_undecided)
{
  g_autofree char *share = gradus_number_format_share (accuracy);

  if (n_undecided == 0)
    return g_steal_pointer (&share);
  /* Translators: an accuracy, and to how many samples the network gives no answer: "50 %" */
  return g_strdup_printf (_ ("%s (%u undecided)"), share, n_undecided);
}
