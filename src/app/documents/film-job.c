/* SPDX-License-Identifier: MIT */
#include "app/documents/film-job.h"

#include "experiment/file.h"

GradusFilmJob *
gradus_film_job_new (GradusDraft *draft, guint run, const GradusFigure *figure, GradusStyle *style)
{
  GradusFilmJob *job = g_new0 (GradusFilmJob, 1);

  atomic_init (&job->n_references, 1);
  job->draft = gradus_draft_ref (draft);
  job->run = run;
  job->figure = gradus_figure_copy (figure);
  job->style = style;
  atomic_init (&job->done, 0);
  atomic_init (&job->n, 0);
  atomic_init (&job->is_given_up, FALSE);
  return job;
}

GradusFilmJob *
gradus_film_job_ref (GradusFilmJob *job)
{
  atomic_fetch_add (&job->n_references, 1);
  return job;
}

void
gradus_film_job_unref (GradusFilmJob *job)
{
  if (atomic_fetch_sub (&job->n_references, 1) > 1)
    return;
  gradus_draft_unref (job->draft);
  gradus_figure_free (job->figure);
  gradus_style_free (job->style);
  g_free (job->filename);
  g_free (job);
}

static gboolean
go_on (guint done, guint n, gpointer data)
{
  GradusFilmJob *job = data;

  atomic_store (&job->n, n);
  atomic_store (&job->done, done);
  return !atomic_load (&job->is_given_up);
}

gboolean
gradus_film_job_do (GradusFilmJob *job, GError **error)
{
  const GradusFilm film = { job->draft,
                            g_ptr_array_index (job->draft->runs, job->run),
                            job->figure,
                            job->style,
                            job->width,
                            job->height,
                            job->seconds,
                            GRADUS_FILM_USUAL_FPS };
  g_autoptr (GBytes) bytes = gradus_film_render (&film, job->format, go_on, job, error);

  if (!bytes) {
    g_prefix_error (error, "%s: ", job->filename);
    return FALSE;
  }
  return gradus_file_replace (job->filename, g_bytes_get_data (bytes, NULL),
                              g_bytes_get_size (bytes), error);
}
