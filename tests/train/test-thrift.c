/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* What takes long is looked at again when something has changed, and while a network trains only
 * for a small share of the time. */
#include "experiment/builtin.h"
#include "train/stepper.h"
#include "train/thrift.h"

typedef struct {
  GradusExperiment *experiment;
  GradusStepper *stepper;
  const GradusNetwork *network;
  GradusThrift thrift;
} Desk;

static void
desk_init (Desk *desk)
{
  *desk = (Desk){ .experiment = gradus_builtin_make ("xor-deep-relu") };
  desk->stepper = gradus_stepper_new (desk->experiment, NULL);
  desk->network = gradus_stepper_get_network (desk->stepper);
}

static void
desk_clear (Desk *desk)
{
  gradus_thrift_clear (&desk->thrift);
  gradus_stepper_free (desk->stepper);
  gradus_experiment_free (desk->experiment);
}

/* Whether it has looked, which took so many µs. */
static gboolean
look (Desk *desk, gboolean is_training, int key, gulong takes)
{
  const int keys[GRADUS_THRIFT_KEYS] = { 1, key };

  if (!gradus_thrift_begin (&desk->thrift, desk->network, is_training, keys))
    return FALSE;
  g_usleep (takes);
  g_assert_cmpfloat (gradus_thrift_end (&desk->thrift, desk->network), >=, (double) takes / 1e6);
  return TRUE;
}

static void
test_changes (void)
{
  GradusLayerSpec spec =
      gradus_layer_spec_dense (5, GRADUS_ACTIVATION_TANH, GRADUS_INITIALISER_UNIFORM);
  Desk desk;

  desk_init (&desk);
  g_assert_true (look (&desk, FALSE, 1, 0));
  g_assert_false (look (&desk, FALSE, 1, 0));
  g_assert_true (look (&desk, FALSE, 2, 0)); /* something else is asked for */
  g_assert_false (look (&desk, FALSE, 2, 0));
  gradus_stepper_set_weight (desk.stepper, 1, 3, 0.25f);
  g_assert_true (look (&desk, FALSE, 2, 0));
  g_assert_false (look (&desk, FALSE, 2, 0));
  spec.initialiser = gradus_network_get_layer (desk.network, 2)->spec.initialiser;
  gradus_stepper_set_layer (desk.stepper, 2, &spec);
  g_assert_true (look (&desk, FALSE, 2, 0));
  g_assert_false (look (&desk, FALSE, 2, 0));
  desk_clear (&desk);
}

/* Asked all the time, it takes no more than its share, and a little for the last. */
static void
test_share (void)
{
  gint64 begun = g_get_monotonic_time ();
  atomic_bool never = FALSE;
  guint n = 0;
  Desk desk;

  desk_init (&desk);
  while (g_get_monotonic_time () - begun < 400 * 1000) {
    gradus_stepper_advance (desk.stepper, gradus_stepper_get_step (desk.stepper) + 1, &never);
    n += look (&desk, TRUE, 1, 3000);
  }
  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (n, <=, 3); /* 3 ms each are a fiftieth of 150 */
  g_assert_true (look (&desk, TRUE, 2, 0)); /* who asks for something else does not wait */
  g_assert_true (look (&desk, TRUE, 1, 3000));
  gradus_stepper_advance (desk.stepper, gradus_stepper_get_step (desk.stepper) + 1, &never);
  g_assert_false (look (&desk, TRUE, 1, 0));
  g_assert_true (look (&desk, FALSE, 1, 0)); /* at rest nobody sees what was */
  desk_clear (&desk);
}

void
add_thrift_tests (void)
{
  g_test_add_func ("/thrift/changes", test_changes);
  g_test_add_func ("/thrift/share", test_share);
}
