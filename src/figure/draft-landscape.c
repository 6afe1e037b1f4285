/* SPDX-License-Identifier: MIT */
#include "figure/draft-landscape.h"

#include "figure/curves.h"
#include "train/survey.h"

static gboolean
is_shown (const GradusDraftEntry *run, const GradusDraftEntry *selected)
{
  return run == selected || !run->is_hidden;
}

static void
add_entry (GradusLandscapeRequest *request, const GradusDraftEntry *run)
{
  g_autoptr (GPtrArray) moments = g_ptr_array_new ();

  for (guint i = 0; i < run->draft->n_entries; i++)
    g_ptr_array_add (moments, run->draft->entries[i].checkpoint);
  gradus_landscape_request_add (request, (guint) run->number, moments, run->draft->now);
}

GradusLandscape *
gradus_draft_landscape_survey (const GPtrArray *runs, const GradusDraftEntry *selected,
                               const GradusFigure *figure, GError **error)
{
  GradusLandscapeRequest *request;

  if (!figure->class->survey)
    return NULL;
  request = gradus_landscape_request_new (selected->experiment, selected->training);
  request->selected = (guint) selected->number;
  figure->class->survey (figure, &request->choice);
  for (guint i = 0; i < runs->len; i++) {
    const GradusDraftEntry *run = g_ptr_array_index (runs, i);

    if (is_shown (run, selected) &&
        gradus_landscape_is_same_surface (selected->experiment, selected->training, run->experiment,
                                          run->training))
      add_entry (request, run);
  }
  return gradus_survey_make_landscape (request, error);
}

GArray *
gradus_draft_landscape_list_runs (const GPtrArray *runs, const GradusDraftEntry *selected)
{
  GArray *shown = g_array_new (FALSE, FALSE, sizeof (GradusFigureRun));

  for (guint i = 0; i < runs->len; i++) {
    const GradusDraftEntry *run = g_ptr_array_index (runs, i);
    const GradusFigureRun one = {
      .name = run->name ? run->name : run->experiment->name,
      .colour = run->colour,
      .series = &run->draft->series,
      .is_selected = run == selected,
      .has_noise = gradus_curves_has_noise (run->experiment, run->training),
      .number = (guint) run->number,
    };

    if (is_shown (run, selected))
      g_array_append_val (shown, one);
  }
  return shown;
}
