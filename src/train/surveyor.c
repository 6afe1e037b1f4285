/* SPDX-License-Identifier: MIT */
#include "train/surveyor.h"

#include <gio/gio.h>
#include <pthread.h>
#include <stdatomic.h>

#include "platform/platform.h"
#include "train/cores.h"
#include "train/notifier.h"
#include "train/survey.h"

/* Beside a window it takes what is left of a busy machine, as trainers do. */
#define SURVEYOR_NICENESS 10

/* Seconds of the finest picture from which on a network is large. */
#define LARGE_FROM 0.02

/* Cells a side of the first picture of a large one. */
#define COARSEST 6

struct _GradusSurveyor {
  pthread_t thread;
  GradusNotifier *notifier;

  /* Shared between the threads. */
  pthread_mutex_t mutex; /* guards the next two */
  pthread_cond_t asked;
  GradusLandscapeRequest *pending; /* NULL: none */
  gboolean is_quitting;
  atomic_bool interrupt; /* there is something pending */
  atomic_bool is_over;   /* it quits */
  _Atomic (GradusLandscape *) newest;

  /* The thread's alone. */
  GradusCostField *field;
  gboolean is_large;
  GradusSurvey *survey;         /* the last one */
  GradusExperiment *experiment; /* of the field */
  GradusDataset *training;
};

/* -- The thread -------------------------------------------------------------------------------- */

static void
publish (GradusSurveyor *surveyor)
{
  GradusLandscape *old = atomic_exchange (&surveyor->newest, gradus_survey_take (surveyor->survey));

  g_clear_pointer (&old, gradus_landscape_unref);
  gradus_notifier_notify (surveyor->notifier);
}

static void
forget_field (GradusSurveyor *surveyor)
{
  g_clear_pointer (&surveyor->survey, gradus_survey_free);
  g_clear_pointer (&surveyor->field, gradus_cost_field_free);
  g_clear_pointer (&surveyor->experiment, gradus_experiment_free);
  g_clear_pointer (&surveyor->training, gradus_dataset_unref);
}

/* By the processor's time for one point: on a busy machine the clock goes on meanwhile. */
static void
find_whether_large (GradusSurveyor *surveyor)
{
  const GradusNetwork *network = gradus_cost_field_get_network (surveyor->field);
  g_autofree float *zeros = g_new0 (float, gradus_network_get_n_floats (network));
  gint64 start;

  gradus_cost_field_measure (surveyor->field, zeros); /* what the first one takes is not typical */
  start = gradus_platform_get_thread_time ();
  gradus_cost_field_measure (surveyor->field, zeros);
  surveyor->is_large = (double) (gradus_platform_get_thread_time () - start) *
                           GRADUS_LANDSCAPE_SIZE * GRADUS_LANDSCAPE_SIZE >
                       LARGE_FROM * G_USEC_PER_SEC;
}

/* The same field as long as the surface is the same. FALSE: there is no memory for it. */
static gboolean
use_field (GradusSurveyor *surveyor, const GradusLandscapeRequest *request)
{
  if (surveyor->field && surveyor->training == request->training &&
      gradus_landscape_is_same_surface (surveyor->experiment, surveyor->training,
                                        request->experiment, request->training))
    return TRUE;
  forget_field (surveyor);
  surveyor->field = gradus_cost_field_new (
      request->experiment, request->training,
      gradus_survey_fit_samples (request->experiment, request->training), NULL);
  if (!surveyor->field)
    return FALSE;
  surveyor->experiment = gradus_experiment_copy (request->experiment);
  surveyor->training = gradus_dataset_ref (request->training);
  find_whether_large (surveyor);
  return TRUE;
}

/* A finer picture after the other, until somebody asks again; none where there is no plane. */
static void
refine (GradusSurveyor *surveyor)
{
  guint size = gradus_survey_get_size (surveyor->survey);

  while (size > 0 && size < GRADUS_LANDSCAPE_SIZE) {
    size = MIN (2 * size, GRADUS_LANDSCAPE_SIZE);
    if (!gradus_survey_refine (surveyor->survey, size, &surveyor->interrupt))
      return;
    publish (surveyor);
  }
}

/* Takes the request. What is asked for next waits until there is a first picture. */
static void
obey (GradusSurveyor *surveyor, GradusLandscapeRequest *request)
{
  GradusSurvey *survey;

  if (!use_field (surveyor, request)) {
    gradus_landscape_request_free (request);
    return;
  }
  survey = gradus_survey_new (request, surveyor->field, surveyor->survey, surveyor->is_large);
  g_clear_pointer (&surveyor->survey, gradus_survey_free);
  surveyor->survey = survey;
  if (gradus_survey_get_size (survey) == 0 &&
      !gradus_survey_refine (survey, surveyor->is_large ? COARSEST : GRADUS_LANDSCAPE_SIZE,
                             &surveyor->is_over))
    return;
  publish (surveyor);
  refine (surveyor);
}

/* The next request; NULL: it is over. */
static GradusLandscapeRequest *
wait_for_request (GradusSurveyor *surveyor)
{
  GradusLandscapeRequest *request;

  pthread_mutex_lock (&surveyor->mutex);
  while (!surveyor->pending && !surveyor->is_quitting)
    pthread_cond_wait (&surveyor->asked, &surveyor->mutex);
  request = surveyor->is_quitting ? NULL : g_steal_pointer (&surveyor->pending);
  if (request)
    atomic_store (&surveyor->interrupt, FALSE);
  pthread_mutex_unlock (&surveyor->mutex);
  return request;
}

static gpointer
survey_thread (gpointer data)
{
  GradusSurveyor *surveyor = data;
  GradusLandscapeRequest *request;

  gradus_platform_begin_thread (NULL, SURVEYOR_NICENESS);
  while ((request = wait_for_request (surveyor))) {
    const guint n = gradus_cores_take (1);

    obey (surveyor, request);
    gradus_cores_give_back (n);
  }
  forget_field (surveyor);
  return NULL;
}

/* -- The owner's side -------------------------------------------------------------------------- */

GradusSurveyor *
gradus_surveyor_new (void (*tell) (gpointer data), gpointer data, GError **error)
{
  GradusSurveyor *surveyor = g_new0 (GradusSurveyor, 1);

  pthread_mutex_init (&surveyor->mutex, NULL);
  pthread_cond_init (&surveyor->asked, NULL);
  atomic_init (&surveyor->interrupt, FALSE);
  atomic_init (&surveyor->is_over, FALSE);
  atomic_init (&surveyor->newest, NULL);
  surveyor->notifier = gradus_notifier_new (tell, data);
  if (pthread_create (&surveyor->thread, NULL, survey_thread, surveyor) == 0)
    return surveyor;
  gradus_notifier_free (surveyor->notifier);
  g_free (surveyor);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "the system gives no thread to survey the landscape");
  return NULL;
}

void
gradus_surveyor_free (GradusSurveyor *surveyor)
{
  GradusLandscape *newest;

  pthread_mutex_lock (&surveyor->mutex);
  surveyor->is_quitting = TRUE;
  atomic_store (&surveyor->is_over, TRUE);
  atomic_store (&surveyor->interrupt, TRUE);
  pthread_cond_signal (&surveyor->asked);
  pthread_mutex_unlock (&surveyor->mutex);
  pthread_join (surveyor->thread, NULL);
  gradus_notifier_free (surveyor->notifier);
  g_clear_pointer (&surveyor->pending, gradus_landscape_request_free);
  newest = atomic_load (&surveyor->newest);
  g_clear_pointer (&newest, gradus_landscape_unref);
  pthread_cond_destroy (&surveyor->asked);
  pthread_mutex_destroy (&surveyor->mutex);
  g_free (surveyor);
}

void
gradus_surveyor_ask (GradusSurveyor *surveyor, GradusLandscapeRequest *request)
{
  GradusLandscapeRequest *old;

  pthread_mutex_lock (&surveyor->mutex);
  old = surveyor->pending;
  surveyor->pending = request;
  atomic_store (&surveyor->interrupt, TRUE);
  pthread_cond_signal (&surveyor->asked);
  pthread_mutex_unlock (&surveyor->mutex);
  g_clear_pointer (&old, gradus_landscape_request_free);
}

GradusLandscape *
gradus_surveyor_take (GradusSurveyor *surveyor)
{
  return atomic_exchange (&surveyor->newest, NULL);
}
