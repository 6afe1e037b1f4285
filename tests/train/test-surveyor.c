/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* The thread that surveys: of a small network the finest picture at once, of a large one coarse ones
 * first, which become finer; who asks again is answered soon, and ending it is quick. */

#include <time.h>

#include "experiment/builtin.h"
#include "train/stepper.h"
#include "train/survey.h"
#include "train/surveyor.h"

typedef struct {
  GradusExperiment *experiment;
  GradusStepper *stepper;
  GPtrArray *moments;
  GradusSurveyor *surveyor;
  GMainLoop *loop;
  GArray *sizes;             /* of guint: of the pictures that have come */
  guint until;               /* a size at which it is enough */
  double asked_at, first_at; /* seconds of the processor */
  GradusLandscape *last;
} SurveyDesk;

/* Of all threads: others may be at work on the machine. */
static double
get_processor_time (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static void
on_picture (gpointer data)
{
  SurveyDesk *desk = data;
  GradusLandscape *landscape = gradus_surveyor_take (desk->surveyor);

  if (!landscape)
    return;
  if (desk->sizes->len == 0)
    desk->first_at = get_processor_time ();
  g_array_append_val (desk->sizes, landscape->size);
  g_clear_pointer (&desk->last, gradus_landscape_unref);
  desk->last = landscape;
  if (landscape->size >= desk->until)
    g_main_loop_quit (desk->loop);
}

/* 784-128-10 on noise takes as long as on garments. */
static GradusStepper *
make_large (GradusExperiment *experiment)
{
  g_autoptr (GradusDataset) dataset = gradus_dataset_new (784, 10, 256);
  GradusLayerSpec spec =
      gradus_layer_spec_dense (128, GRADUS_ACTIVATION_RELU, GRADUS_INITIALISER_HE_UNIFORM);
  GradusLayerSpec *last;

  for (guint i = 0; i < 784 * 256; i++)
    dataset->floats[i] = (float) (i * 7919 % 1009) / 1009;
  for (guint i = 0; i < 256; i++)
    dataset->targets[i * 10 + i % 10] = 1;
  g_array_remove_index (experiment->layers, 0);
  last = &g_array_index (experiment->layers, GradusLayerSpec, 0);
  *last = gradus_layer_spec_dense (10, GRADUS_ACTIVATION_SOFTMAX, GRADUS_INITIALISER_HE_UNIFORM);
  experiment->cost = GRADUS_COST_CROSS_ENTROPY;
  gradus_experiment_insert_layer (experiment, 0, &spec);
  return gradus_stepper_new_on (experiment, dataset, NULL, NULL);
}

static void
go_on (SurveyDesk *desk, guint64 steps)
{
  const atomic_bool never = FALSE;
  guint64 revision = 0;

  gradus_stepper_advance (desk->stepper, steps, &never);
  gradus_timeline_read (gradus_stepper_get_timeline (desk->stepper), &revision, desk->moments);
}

static void
survey_desk_init (SurveyDesk *desk, gboolean is_large, guint64 steps)
{
  *desk = (SurveyDesk){ .experiment = gradus_builtin_make ("xor") };
  desk->stepper =
      is_large ? make_large (desk->experiment) : gradus_stepper_new (desk->experiment, NULL);
  g_assert_nonnull (desk->stepper);
  desk->moments = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_checkpoint_unref);
  desk->loop = g_main_loop_new (NULL, FALSE);
  desk->sizes = g_array_new (FALSE, FALSE, sizeof (guint));
  desk->surveyor = gradus_surveyor_new (on_picture, desk, NULL);
  go_on (desk, steps);
}

static void
survey_desk_clear (SurveyDesk *desk)
{
  gradus_surveyor_free (desk->surveyor);
  g_clear_pointer (&desk->last, gradus_landscape_unref);
  g_array_unref (desk->sizes);
  g_main_loop_unref (desk->loop);
  g_ptr_array_unref (desk->moments);
  gradus_stepper_free (desk->stepper);
  gradus_experiment_free (desk->experiment);
}

static void
ask (SurveyDesk *desk, guint until)
{
  GradusLandscapeRequest *request =
      gradus_landscape_request_new (desk->experiment, gradus_stepper_get_dataset (desk->stepper));
  g_autoptr (GradusCheckpoint) now = gradus_stepper_save (desk->stepper);

  gradus_landscape_request_add (request, 0, desk->moments, now);
  desk->until = until;
  desk->asked_at = get_processor_time ();
  g_array_set_size (desk->sizes, 0);
  gradus_surveyor_ask (desk->surveyor, request);
}

static guint
get_size (const SurveyDesk *desk, guint i)
{
  return g_array_index (desk->sizes, guint, i);
}

/* At once; but where a processor takes 20 ms for even this one, as an emulated one does, it is a
 * large one there. */
static void
test_small (void)
{
  SurveyDesk desk;

  survey_desk_init (&desk, FALSE, 1000);
  for (guint i = 1; i <= 3; i++) {
    ask (&desk, GRADUS_LANDSCAPE_SIZE);
    g_main_loop_run (desk.loop);
    if (desk.sizes->len > 1)
      g_assert_cmpfloat (get_processor_time () - desk.asked_at, >, 0.02);
    g_assert_true (desk.last->is_finest);
    g_assert_cmpuint (desk.last->paths[0].now.step, ==, 900 + 100 * i);
    go_on (&desk, 1000 + 100 * i);
  }
  survey_desk_clear (&desk);
}

/* The first picture is coarse; the next ones are finer. Asked again, the ground stays and the
 * present moment is another. */
static void
test_large (void)
{
  SurveyDesk desk;

  survey_desk_init (&desk, TRUE, 60);
  ask (&desk, 12);
  g_main_loop_run (desk.loop);
  g_assert_cmpuint (get_size (&desk, 0), ==, 6);
  g_assert_cmpuint (get_size (&desk, 1), ==, 12);
  g_assert_false (desk.last->is_finest);
  g_test_message ("the first picture of 784-128-10 took %.2f s of the processor",
                  desk.first_at - desk.asked_at);
  go_on (&desk, 61);
  ask (&desk, 12);
  g_main_loop_run (desk.loop);
  g_assert_cmpuint (get_size (&desk, 0), ==, 12);
  g_assert_cmpuint (desk.last->paths[0].now.step, ==, 61);
  survey_desk_clear (&desk);
}

/* What it is at does not keep it from ending. */
static void
test_end (void)
{
  SurveyDesk desk;

  survey_desk_init (&desk, TRUE, 20);
  ask (&desk, 6);
  g_main_loop_run (desk.loop);
  g_clear_pointer (&desk.surveyor, gradus_surveyor_free);
  g_assert_false (desk.last->is_finest);
  desk.surveyor = gradus_surveyor_new (on_picture, &desk, NULL);
  survey_desk_clear (&desk);
}

void
add_surveyor_tests (void)
{
  g_test_add_func ("/surveyor/small", test_small);
  g_test_add_func ("/surveyor/large", test_large);
  g_test_add_func ("/surveyor/end", test_end);
}
