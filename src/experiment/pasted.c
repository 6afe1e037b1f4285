/* SPDX-License-Identifier: MIT */
#include "experiment/pasted.h"

#include <string.h>

#include "experiment/experiment-json.h"
#include "experiment/refusal.h"

/* Lines count from the beginning of the text, so what is passed over leaves its line breaks. */
static char *
cut_out (const char *text)
{
  const char *begin = strchr (text, '{'), *end = strrchr (text, '}');
  GString *cut;

  if (!begin || !end || end < begin)
    return NULL;
  cut = g_string_new (NULL);
  for (const char *at = text; at < begin; at++) {
    if (*at == '\n')
      g_string_append_c (cut, '\n');
  }
  g_string_append_len (cut, begin, end + 1 - begin);
  return g_string_free (cut, FALSE);
}

static char *
mend (const char *text)
{
  static const char *const curled[] = { "“", "”", "„", "‟", "«", "»", "″" };
  static const char *const blanks[] = { "\u00a0", "\u202f", "\u200b", "\ufeff" };
  GString *mended = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (curled); i++)
    g_string_replace (mended, curled[i], "\"", 0);
  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    g_string_replace (mended, blanks[i], " ", 0);
  return g_string_free (mended, FALSE);
}

/* A text that can be read as it is may have curly quotes in its names, and keeps them. */
static GradusExperiment *
read_text (const char *text, gboolean *is_mended, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *mended = mend (text);
  GradusExperiment *experiment = gradus_experiment_from_json (text, strlen (text), &fault);

  if (experiment || g_str_equal (mended, text)) {
    if (!experiment)
      g_propagate_error (error, g_steal_pointer (&fault));
    return experiment;
  }
  *is_mended = TRUE;
  return gradus_experiment_from_json (mended, strlen (mended), error);
}

GradusExperiment *
gradus_experiment_from_pasted (const char *text, gboolean *is_mended, GError **error)
{
  g_autofree char *cut = NULL;
  GradusExperiment *experiment = NULL;

  *is_mended = FALSE;
  if (strlen (text) <= GRADUS_EXPERIMENT_MAX_BYTES)
    cut = cut_out (text);
  if (cut)
    experiment = read_text (cut, is_mended, error);
  else
    gradus_refuse (error, "this is no experiment, which is JSON and begins and ends with braces; "
                          "copy one first");
  if (!experiment)
    g_prefix_error (error, "pasted text: ");
  return experiment;
}
