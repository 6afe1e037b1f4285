/* SPDX-License-Identifier: MIT */
#include "figure/film.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "figure/draft-landscape.h"
#include "figure/film-plan.h"
#include "plot/number.h"
#include "train/snapshot-take.h"
#include "train/survey.h"

#define MARGIN 8.0

/* For the costs over a plane: some ten milliseconds, about what a picture takes. By work and not by
 * the clock, so that a film is the same on every machine. */
#define GROUND_MULTIPLY_ADDS 3e7

/* What a picture is drawn from, while it is. */
typedef struct {
  const GradusFilm *film;
  GradusStepper *stepper;     /* that looks at the moments */
  GradusSnapshotNeeds needs;
  GradusCostField *field;     /* NULL: the figure shows no landscape */
  GradusSurvey *survey;       /* likewise, as is its own: */
  GradusLandscape *landscape;
  gboolean moves_ground;
  GradusLandscapePoint *ends; /* (paths): of each the present moment */
  GArray *runs;               /* GradusFigureRun */
  GradusFigureSource source;
  GradusReel *reel;
} Studio;

/* -- What there is at a moment ------------------------------------------------------------------ */

/* What the plane goes through moves with it, as when one looks back in the window; but where the
 * costs over it would take longer than the picture it stays that of the end. */
static gboolean
can_move_ground (const Studio *studio, const GradusLandscapeRequest *request)
{
  const gsize n =
      gradus_network_get_n_floats (gradus_cost_field_get_network (studio->field));

  return request->choice.kind != GRADUS_LANDSCAPE_PATHS &&
         (double) n * gradus_cost_field_get_n_samples (studio->field) *
                 GRADUS_LANDSCAPE_SIZE * GRADUS_LANDSCAPE_SIZE <=
             GROUND_MULTIPLY_ADDS;
}

/* Takes the request. */
static void
survey_ground (Studio *studio, GradusLandscapeRequest *request)
{
  GradusSurvey *before = studio->survey;

  studio->survey = gradus_survey_new (request, studio->field, before, FALSE);
  g_clear_pointer (&before, gradus_survey_free);
  gradus_survey_refine (studio->survey, GRADUS_LANDSCAPE_SIZE, NULL);
  g_clear_pointer (&studio->landscape, gradus_landscape_unref);
  studio->landscape = gradus_survey_take (studio->survey);
  studio->source.landscape = studio->landscape;
}

/* TRUE also where the figure shows none. */
static gboolean
begin_ground (Studio *studio, GError **error)
{
  const GradusFilm *film = studio->film;
  GradusLandscapeRequest *request =
      gradus_draft_landscape_request (film->draft->runs, film->run, film->figure, G_MAXUINT64);

  if (!request)
    return TRUE;
  studio->field = gradus_cost_field_new (
      request->experiment, request->training,
      gradus_survey_fit_samples (request->experiment, request->training), error);
  if (!studio->field) {
    gradus_landscape_request_free (request);
    return FALSE;
  }
  studio->moves_ground = can_move_ground (studio, request);
  survey_ground (studio, request);
  return TRUE;
}

/* On each path it is the moment of the same step now. */
static void
move_on_landscape (Studio *studio, guint64 step, gboolean is_now)
{
  if (studio->moves_ground) {
    survey_ground (studio, gradus_draft_landscape_request (studio->film->draft->runs,
                                                           studio->film->run,
                                                           studio->film->figure,
                                                           is_now ? G_MAXUINT64 : step));
    return;
  }
  for (guint i = 0; studio->landscape && i < studio->landscape->n_paths; i++) {
    GradusLandscapePath *path = &studio->landscape->paths[i];

    for (guint k = 0; !is_now && k < path->n_points && path->points[k].step <= step; k++)
      path->now = path->points[k];
    if (is_now)
      path->now = studio->ends[i];
  }
}

static void
keep_ends (Studio *studio)
{
  const guint n = studio->landscape ? studio->landscape->n_paths : 0;

  studio->ends = g_new (GradusLandscapePoint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    studio->ends[i] = studio->landscape->paths[i].now;
}

/* A moment on the way is measured as while a run trains, the end as exactly as can be. */
static GradusSnapshot *
look_at_moment (Studio *studio, const GradusCheckpoint *moment, gboolean is_now)
{
  GradusStepper *stepper = studio->stepper;

  gradus_stepper_restore (stepper, moment);
  return gradus_snapshot_take (stepper, is_now ? 0 : gradus_stepper_fit_samples (stepper),
                               &studio->needs);
}

static GradusFigureSource
make_source (const Studio *studio)
{
  const GradusDraftEntry *run = studio->film->run;
  const gboolean has_all = studio->film->figure->class->has_all_runs && studio->runs->len > 1;

  return (GradusFigureSource){
    .experiment = run->experiment,
    .series = &run->draft->series,
    .layer_series = &run->draft->layer_series,
    .training = run->training,
    .test = run->test,
    .landscape = studio->landscape,
    .n_runs = has_all ? studio->runs->len : 0,
    .runs = (const GradusFigureRun *) (void *) studio->runs->data,
  };
}

/* -- A picture --------------------------------------------------------------------------------- */

static void
draw_film_figure (GradusCanvas *canvas, gpointer data)
{
  const Studio *studio = data;

  gradus_figure_draw (canvas, studio->film->figure, &studio->source);
}

/* The run's name on the left, the step on the right, in a line below the figure. */
static void
draw_caption (GradusCanvas *canvas, const Studio *studio, double y)
{
  const GradusDraftEntry *run = studio->film->run;
  const guint64 here = studio->source.is_past ? studio->source.past_step : run->draft->now->step;
  g_autofree char *step = gradus_number_format_count (here),
                  *last = gradus_number_format_count (run->draft->now->step),
                  *words = g_strdup_printf (_ ("step %s of %s"), step, last);
  double width, height;
  g_autofree char *name = NULL;

  gradus_canvas_measure_text (canvas, words, &width, &height);
  gradus_canvas_draw_text (canvas, words, canvas->width - MARGIN, y, 1, 0, canvas->style->text);
  name = gradus_canvas_shorten_text (canvas, run->name ? run->name : run->experiment->name,
                                     MAX (canvas->width - width - 4 * MARGIN, 1));
  gradus_canvas_draw_text (canvas, name, MARGIN, y, 0, 0, canvas->style->dim_text);
}

static void
draw_picture (GradusCanvas *canvas, gpointer data)
{
  double width, line;

  gradus_canvas_measure_text (canvas, "0", &width, &line);
  gradus_sheet_draw_part (
      canvas,
      (GradusRect){ 0, 0, canvas->width, MAX (canvas->height - line - MARGIN / 2, 1) },
      draw_film_figure, data);
  draw_caption (canvas, data, canvas->height - line - MARGIN / 2);
}

static gboolean
add_shot (Studio *studio, const GradusFilmShot *shot, GError **error)
{
  const gboolean is_now = shot->moment == studio->film->run->draft->now;
  g_autoptr (GradusSnapshot) snapshot = look_at_moment (studio, shot->moment, is_now);

  move_on_landscape (studio, shot->moment->step, is_now);
  studio->source.snapshot = snapshot;
  studio->source.is_past = !is_now;
  studio->source.past_step = is_now ? 0 : shot->moment->step;
  return gradus_reel_add (studio->reel, shot->hundredths, draw_picture, studio, error);
}

/* -- The whole --------------------------------------------------------------------------------- */

static gboolean
studio_init (Studio *studio, const GradusFilm *film, GradusReelFormat format, GError **error)
{
  const GradusDraftEntry *run = film->run;

  *studio = (Studio){ .film = film,
                      .needs = gradus_figure_look (film->figure),
                      .runs = gradus_draft_landscape_list_runs (film->draft->runs, run) };
  studio->reel = gradus_reel_new (format, film->style, film->width, film->height, error);
  if (!studio->reel)
    return FALSE;
  studio->stepper = gradus_stepper_new_on (run->experiment, run->training, run->test, error);
  if (!studio->stepper)
    return FALSE;
  if (!begin_ground (studio, error))
    return FALSE;
  keep_ends (studio);
  studio->source = make_source (studio);
  return TRUE;
}

static void
studio_clear (Studio *studio)
{
  g_clear_pointer (&studio->reel, gradus_reel_free);
  g_clear_pointer (&studio->stepper, gradus_stepper_free);
  g_clear_pointer (&studio->landscape, gradus_landscape_unref);
  g_clear_pointer (&studio->survey, gradus_survey_free);
  g_clear_pointer (&studio->field, gradus_cost_field_free);
  g_free (studio->ends);
  g_array_unref (studio->runs);
}

static GBytes *
shoot (Studio *studio, GradusFilmFunc go_on, gpointer data, GError **error)
{
  g_autoptr (GArray) shots = gradus_film_plan (
      studio->film->run->draft, studio->film->seconds, studio->film->fps);

  for (guint i = 0; i < shots->len; i++) {
    if (!go_on (i, shots->len, data)) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the film was given up");
      return NULL;
    }
    if (!add_shot (studio, &g_array_index (shots, GradusFilmShot, i), error))
      return NULL;
  }
  return gradus_reel_finish (studio->reel, error);
}

GBytes *
gradus_film_render (const GradusFilm *film, GradusReelFormat format, GradusFilmFunc go_on,
                    gpointer data, GError **error)
{
  Studio studio;
  GBytes *bytes = NULL;

  if (studio_init (&studio, film, format, error))
    bytes = shoot (&studio, go_on, data, error);
  studio_clear (&studio);
  return bytes;
}
