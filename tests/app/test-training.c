/* SPDX-License-Identifier: MIT */

/* How training is watched: its pace, the line that says where it is, and seeing it again. Needs a
 * display. */
#include <adwaita.h>

#include "app/application.h"
#include "app/common/settings.h"
#include "app/runs/run-status.h"
#include "app/runs/speed-control.h"
#include "app/runs/time-bar.h"
#include "app/window/window.h"
#include "document/edit.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "finding.h"

static void
let_pass (guint milliseconds)
{
  const gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (300);
  }
}

static GradusWindow *
open_window (void)
{
  GradusWindow *window = gradus_window_new (NULL);

  gtk_window_present (GTK_WINDOW (window));
  let_pass (200);
  return window;
}

static void
close_window (GradusWindow *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  let_pass (100);
}

static GradusSpeedControl *
find_speed (GradusWindow *window)
{
  return GRADUS_SPEED_CONTROL (find_first (GTK_WIDGET (window), GRADUS_TYPE_SPEED_CONTROL));
}

/* Paced at first; full speed with one action, and then at the next start, too; steps a second are not
 * kept. */
static void
test_pace_is_kept (void)
{
  GradusWindow *window = open_window ();
  GradusSpeedControl *speed = find_speed (window);

  g_assert_cmpfloat (gradus_speed_control_get_seconds (speed), ==, 5);
  g_assert_nonnull (find_label_with (GTK_WIDGET (speed), "paced: 5 s"));
  g_settings_set_uint (gradus_settings_get (), "pace-seconds", 7);
  g_assert_nonnull (find_label_with (GTK_WIDGET (speed), "paced: 7 s"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.full-speed", NULL);
  g_assert_cmpfloat (gradus_speed_control_get_seconds (speed), ==, 0);
  g_assert_cmpfloat (gradus_speed_control_get_speed (speed), ==, 0);
  g_assert_nonnull (find_label_with (GTK_WIDGET (speed), "full speed"));
  close_window (window);

  window = open_window ();
  speed = find_speed (window);
  g_assert_nonnull (find_label_with (GTK_WIDGET (speed), "full speed"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.full-speed", NULL);
  g_assert_cmpfloat (gradus_speed_control_get_seconds (speed), ==, 7);
  gradus_speed_control_set_speed (speed, 100);
  g_assert_nonnull (find_label_with (GTK_WIDGET (speed), "100 steps/s"));
  gradus_speed_control_choose_usual (speed);
  g_assert_cmpfloat (gradus_speed_control_get_seconds (speed), ==, 7);
  close_window (window);
  g_settings_reset (gradus_settings_get (), "pace-seconds");
  g_settings_reset (gradus_settings_get (), "is-paced");
}

static void
open_experiment (GradusWindow *window, const char *id, const char *const *settings)
{
  g_autoptr (GradusExperiment) plain = gradus_builtin_make (id);
  g_autoptr (GradusExperiment) experiment = gradus_experiment_set (plain, settings, NULL);

  g_assert_nonnull (experiment);
  g_assert_true (gradus_document_open (gradus_window_get_document (window), experiment, NULL));
}

static void
train_to_the_end (GradusWindow *window)
{
  GradusDocument *document = gradus_window_get_document (window);

  gradus_document_play_unwatched (document);
  do
    let_pass (20);
  while (gradus_document_is_playing (document) || !gradus_document_is_settled (document));
  let_pass (100);
}

static gboolean
says (GradusWindow *window, const char *part)
{
  return find_label_with (find_first (GTK_WIDGET (window), GRADUS_TYPE_RUN_STATUS), part) != NULL;
}

/* Whose accuracy it is, what is undecided, and which epoch, where there is more than one step in
 * one. */
static void
test_status (void)
{
  GradusWindow *window = open_window ();

  while (!says (window, "accuracy ")) /* the first snapshot comes from another thread */
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (says (window, "epoch "));
  open_experiment (window, "xor-deep-sigmoid",
                   (const char *const[]){ "training.steps=20000", NULL });
  train_to_the_end (window);
  g_assert_true (says (window, "accuracy 50 % (4 undecided)"));
  open_experiment (window, "spiral",
                   (const char *const[]){ "training.steps=130", "training.batch-size=10",
                                          "data.test-fraction=0.2", "data.samples=500", NULL });
  train_to_the_end (window);
  g_assert_true (says (window, "training "));
  g_assert_true (says (window, ", test "));
  g_assert_false (says (window, "accuracy "));
  g_assert_true (says (window, "epoch 3."));
  close_window (window);
}

#define TRAINS_ON "it trains on to step 6,000"

/* At the end the button says that it goes on, and how far. */
static void
test_train_on (void)
{
  GradusWindow *window = open_window ();

  g_assert_null (find_label_with (GTK_WIDGET (window), "Train On"));
  open_experiment (window, "xor", (const char *const[]){ "training.steps=3000", NULL });
  train_to_the_end (window);
  g_assert_nonnull (find_label_with (GTK_WIDGET (window), "Train On"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.train", NULL);
  for (guint i = 0; i < 1000 && !find_label_with (GTK_WIDGET (window), TRAINS_ON); i++)
    let_pass (10);
  g_assert_nonnull (find_label_with (GTK_WIDGET (window), TRAINS_ON));
  close_window (window);
}

/* Waits, some seconds if need be, until a run shows a moment of before, or now. */
static void
wait_until_looks_back (GradusRun *run, gboolean looks_back)
{
  for (guint i = 0; i < 1000 && (gradus_run_get_shown_checkpoint (run) != NULL) != looks_back; i++)
    let_pass (10);
  g_assert_true ((gradus_run_get_shown_checkpoint (run) != NULL) == looks_back);
}

/* Through the moments that were kept, both runs of a race at the same step, and back to now; as often
 * as one likes, and it can be left. */
static void
test_replay (void)
{
  GradusWindow *window = open_window ();
  GradusDocument *document = gradus_window_get_document (window);
  const gint64 start = g_get_monotonic_time () + 100000;
  guint64 step = 0;
  guint n_shown = 0;
  GradusRun *a, *b;

  g_settings_set_uint (gradus_settings_get (), "pace-seconds", 3);
  open_experiment (window, "xor-deep-relu", (const char *const[]){ "training.steps=30000", NULL });
  gradus_document_duplicate (document, gradus_document_get_selected (document), NULL);
  gradus_document_set_together (document, TRUE);
  train_to_the_end (window);
  a = gradus_document_get_run (document, 0);
  b = gradus_document_get_run (document, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.replay", NULL);
  wait_until_looks_back (a, TRUE);
  while (gradus_run_get_shown_checkpoint (a)) {
    const guint64 shown = gradus_run_get_shown_checkpoint (a)->step;

    g_assert_nonnull (gradus_run_get_shown_checkpoint (b));
    g_assert_cmpuint (gradus_run_get_shown_checkpoint (b)->step, ==, shown);
    g_assert_cmpuint (shown, >=, step);
    n_shown += shown > step;
    step = shown;
    let_pass (5);
  }
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 2800000);
  g_test_message ("%u moments in the replay", n_shown);
  g_assert_cmpuint (n_shown, >=, 20);
  g_assert_null (gradus_run_get_shown_checkpoint (b));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.replay", NULL);
  wait_until_looks_back (b, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.replay", NULL);
  wait_until_looks_back (a, FALSE);
  wait_until_looks_back (b, FALSE);
  close_window (window);
  g_settings_reset (gradus_settings_get (), "pace-seconds");
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("gradus-training-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/training/pace-is-kept", test_pace_is_kept);
  g_test_add_func ("/training/status", test_status);
  g_test_add_func ("/training/train-on", test_train_on);
  g_test_add_func ("/training/replay", test_replay);
  return g_test_run ();
}
