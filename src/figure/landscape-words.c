/* SPDX-License-Identifier: MIT */
#include "figure/landscape-words.h"

#include <glib/gi18n-lib.h>

#include "figure/weight-words.h"
#include "plot/number.h"

char *
gradus_landscape_words_name_axis (const GradusLandscape *landscape,
                                  const GradusExperiment *experiment, const guint *weights,
                                  guint axis)
{
  g_autofree char *share = gradus_number_format_share (landscape->shares[axis]);

  switch (landscape->kind) {
  case GRADUS_LANDSCAPE_WEIGHTS:
    return gradus_weight_words_name (experiment, weights[axis]);
  case GRADUS_LANDSCAPE_RANDOM:
    /* Translators: an axis of a landscape */
    return g_strdup_printf (_ ("random direction %u"), axis + 1);
  case GRADUS_LANDSCAPE_PATHS:
    break;
  }
  if (axis == 1 && landscape->is_line)
    return g_strdup (_ ("any direction at right angles"));
  /* Translators: an axis: the first principal component and its share of the variance */
  return g_strdup_printf (_ ("PC %u (%s of the variance)"), axis + 1, share);
}

char *
gradus_landscape_words_tell_plane (const GradusLandscape *landscape)
{
  g_autofree char *share = gradus_number_format_share (landscape->share);
  g_autofree char *n = gradus_number_format_count (landscape->n_moments);

  switch (landscape->kind) {
  case GRADUS_LANDSCAPE_WEIGHTS:
    return g_strdup_printf (
        _ ("All other weights are as they are now. These two have %s of the variance of %s moments"),
        share, n);
  case GRADUS_LANDSCAPE_RANDOM:
    return g_strdup_printf (_ ("From the weights as they are now, each filter as far as to 0 and "
                               "back. The plane holds %s of the variance of %s moments"),
                            share, n);
  case GRADUS_LANDSCAPE_PATHS:
    break;
  }
  return g_strdup_printf (_ ("The plane holds %s of the variance of %s moments"), share, n);
}

/* Runs that are shown, and have no path here. */
static guint
count_left_out (const GradusLandscape *landscape, const GradusFigureSource *source)
{
  guint n = 0;

  for (guint i = 0; i < source->n_runs; i++) {
    gboolean is_there = FALSE;

    for (guint k = 0; k < landscape->n_paths; k++)
      is_there = is_there || landscape->paths[k].run == source->runs[i].number;
    n += is_there ? 0 : 1;
  }
  return n;
}

char *
gradus_landscape_words_tell_rest (const GradusLandscape *landscape,
                                  const GradusFigureSource *source)
{
  const guint left_out = count_left_out (landscape, source);
  g_autoptr (GString) text = g_string_new (NULL);

  if (landscape->n_samples < landscape->n_all_samples) {
    g_autofree char *some = gradus_number_format_count (landscape->n_samples);
    g_autofree char *all = gradus_number_format_count (landscape->n_all_samples);

    g_string_append_printf (text, _ ("Cost of the first %s of %s training samples"), some, all);
  }
  if (left_out > 0)
    g_string_append_printf (text,
                            ngettext ("%s%u run of another network, cost or data is not here",
                                      "%s%u runs of other networks, costs or data are not here",
                                      left_out),
                            text->len > 0 ? " · " : "", left_out);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
gradus_landscape_words_tell_none (const GradusLandscape *landscape)
{
  if (!landscape)
    return g_strdup (_ ("The landscape is being surveyed"));
  return g_strdup (_ ("The weights have not moved yet, so there is no path to lay a plane through. "
                      "Train, or take two weights or random directions"));
}

/* Of the selected run, or the only one. */
static const GradusLandscapePath *
find_selected_path (const GradusLandscape *landscape, const GradusFigureSource *source)
{
  for (guint i = 0; i < source->n_runs; i++) {
    for (guint k = 0; source->runs[i].is_selected && k < landscape->n_paths; k++) {
      if (landscape->paths[k].run == source->runs[i].number)
        return &landscape->paths[k];
    }
  }
  return landscape->n_paths > 0 ? &landscape->paths[0] : NULL;
}

char *
gradus_landscape_words_describe (const GradusLandscape *landscape, const GradusFigureSource *source)
{
  const GradusLandscapePath *path;
  g_autofree char *plane = NULL, *low = NULL, *high = NULL, *now = NULL;

  if (!landscape || !landscape->has_plane)
    return gradus_landscape_words_tell_none (landscape);
  path = find_selected_path (landscape, source);
  plane = gradus_landscape_words_tell_plane (landscape);
  low = gradus_number_format (landscape->low);
  high = gradus_number_format (landscape->high);
  now = gradus_number_format (path ? path->now.cost : 0);
  /* Translators: the last one is a sentence about the plane */
  return g_strdup_printf (
      ngettext ("The cost over a plane of weights, from %s to %s, with the path "
                "of %u run, which is at %s now. %s",
                "The cost over a plane of weights, from %s to %s, with the "
                "paths of %u runs; the chosen one is at %s now. %s",
                landscape->n_paths),
      low, high, landscape->n_paths, now, plane);
}
