/* SPDX-License-Identifier: MIT */
#include "app/views/view-survey.h"

#include "train/surveyor.h"

struct _GradusViewSurvey {
  void (*tell) (gpointer data);
  gpointer data;
  GradusSurveyor *surveyor; /* NULL where there is no thread to be had */
  GradusLandscape *landscape;
  GPtrArray *runs; /* GradusRun, that carry their weights for this */
};

static void
on_surveyed (gpointer data)
{
  GradusViewSurvey *self = data;
  GradusLandscape *landscape = gradus_surveyor_take (self->surveyor);

  if (!landscape)
    return;
  g_clear_pointer (&self->landscape, gradus_landscape_unref);
  self->landscape = landscape;
  self->tell (self->data);
}

GradusViewSurvey *
gradus_view_survey_new (void (*tell) (gpointer data), gpointer data)
{
  GradusViewSurvey *self = g_new0 (GradusViewSurvey, 1);

  self->tell = tell;
  self->data = data;
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  self->surveyor = gradus_surveyor_new (on_surveyed, self, NULL);
  return self;
}

static void
leave_runs (GradusViewSurvey *self)
{
  for (guint i = 0; i < self->runs->len; i++)
    gradus_run_set_needs (g_ptr_array_index (self->runs, i), self, NULL);
  g_ptr_array_set_size (self->runs, 0);
}

void
gradus_view_survey_free (GradusViewSurvey *self)
{
  leave_runs (self);
  g_ptr_array_unref (self->runs);
  g_clear_pointer (&self->surveyor, gradus_surveyor_free);
  g_clear_pointer (&self->landscape, gradus_landscape_unref);
  g_free (self);
}

const GradusLandscape *
gradus_view_survey_get_landscape (GradusViewSurvey *self)
{
  return self->landscape;
}

/* -- Asking ------------------------------------------------------------------------------------ */

/* While a large network trains the last snapshot may be older than the last checkpoint, which then
 * is what there is now. */
static void
add_run (GradusLandscapeRequest *request, GradusRun *run)
{
  const GPtrArray *moments = gradus_run_get_checkpoints (run);
  const GradusSnapshot *snapshot = gradus_run_get_snapshot (run);
  const GradusCheckpoint *last =
      moments->len > 0 ? g_ptr_array_index (moments, moments->len - 1) : NULL;
  GradusCheckpoint *now = snapshot ? snapshot->weights : NULL;

  if (now && last && last->step > now->step && !gradus_run_get_shown_checkpoint (run))
    now = NULL;
  gradus_landscape_request_add (request, (guint) gradus_run_get_number (run), moments, now);
}

/* The selected run is shown though it is hidden. */
static GPtrArray *
list_runs (GradusRun *selected, GradusDocument *document)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n = document ? gradus_document_get_n_runs (document) : 0;

  for (guint i = 0; i < n; i++) {
    GradusRun *run = gradus_document_get_run (document, i);

    if ((run == selected || !gradus_run_is_hidden (run)) &&
        gradus_landscape_is_same_surface (
            gradus_run_get_experiment (selected), gradus_run_get_dataset (selected),
            gradus_run_get_experiment (run), gradus_run_get_dataset (run)))
      g_ptr_array_add (runs, g_object_ref (run));
  }
  if (!g_ptr_array_find (runs, selected, NULL))
    g_ptr_array_add (runs, g_object_ref (selected));
  return runs;
}

/* Takes the array. */
static void
use_runs (GradusViewSurvey *self, const GradusFigure *figure, GPtrArray *runs)
{
  const GradusSnapshotNeeds needs = gradus_figure_look (figure);
  gboolean is_same = runs->len == self->runs->len;

  for (guint i = 0; i < runs->len && is_same; i++)
    is_same = runs->pdata[i] == self->runs->pdata[i];
  if (is_same) {
    g_ptr_array_unref (runs);
    return;
  }
  leave_runs (self);
  g_ptr_array_unref (self->runs);
  self->runs = runs;
  for (guint i = 0; i < runs->len; i++)
    gradus_run_set_needs (runs->pdata[i], self, &needs);
}

void
gradus_view_survey_ask (GradusViewSurvey *self, const GradusFigure *figure, GradusRun *run,
                        GradusDocument *document)
{
  GradusLandscapeRequest *request;

  if (!self->surveyor)
    return;
  use_runs (self, figure, list_runs (run, document));
  request =
      gradus_landscape_request_new (gradus_run_get_experiment (run), gradus_run_get_dataset (run));
  request->selected = (guint) gradus_run_get_number (run);
  figure->class->survey (figure, &request->choice);
  for (guint i = 0; i < self->runs->len; i++)
    add_run (request, g_ptr_array_index (self->runs, i));
  gradus_surveyor_ask (self->surveyor, request);
}
