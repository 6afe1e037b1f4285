/* SPDX-License-Identifier: MIT */
#include "figure/draft-landscape.h"

#include "figure/curves.h"
#include "train/survey.h"

static gboolean
is_shown (const GradusDraftEntry *run, const GradusDraftEntry *selected)
{
  return run == selected || !run->is_hidden;
}

/* The first where all are later. */
static GradusCheckpoint *
find_moment (const GradusRunDraft *draft, guint64 step)
{
  GradusCheckpoint *moment =
      draft->n_entries > 0 ? draft->entries[0].checkpoint : draft->now;

  for (guint i = 0; i < draft->n_entries && draft->entries[i].checkpoint->step <= step; i++)
    moment = draft->entries[i].checkpoint;
  return draft->now->step <= step ? draft->now : moment;
}

static void
add_entry (GradusLandscapeRequest *request, const GradusDraftEntry *run, guint64 step)
{
  g_autoptr (GPtrArray) moments = g_ptr_array_new ();

  for (guint i = 0; i < run->draft->n_entries; i++)
    g_ptr_array_add (moments, run->draft->entries[i].checkpoint);
  gradus_landscape_request_add (request, (guint) run->number, moments,
                                find_moment (run->draft, step));
}

GradusLandscapeRequest *
gradus_draft_landscape_request (const GPtrArray *runs, const GradusDraftEntry *selected,
                                const GradusFigure *figure, guint64 step)
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
      add_entry (request, run, step);
  }
  return request;
}

GradusLandscape *
gradus_draft_landscape_survey (const GPtrArray *runs, const GradusDraftEntry *selected,
                               const GradusFigure *figure, GError **error)
{
  GradusLandscapeRequest *request =
      gradus_draft_landscape_request (runs, selected, figure, G_MAXUINT64);

  return request ? gradus_survey_make_landscape (request, error) : NULL;
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
