/* SPDX-License-Identifier: MIT */

/* What comes of work in threads when whoever began it has gone meanwhile. Needs a display. */
#include <adwaita.h>
#include <pthread.h>
#include <stdatomic.h>

#include "app/common/background.h"
#include "app/common/presence.h"
#include "app/experiment/data-loader.h"
#include "finding.h"

/* Milliseconds after which the loader has shown its dialog, and looked at it. */
#define LONG_ENOUGH 600

static void
on_time (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;
}

static void
let_pass (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add_once (milliseconds, on_time, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* -- In the background ------------------------------------------------------------------------- */

static struct {
  guint n_told, n_freed, n_results_freed;
  gpointer told_from, freed_from; /* threads */
} seen;

static gpointer
work (gpointer data, GError **error)
{
  return data;
}

static void
on_done (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  g_assert_true (result == data && !error);
  seen.n_told++;
  seen.told_from = g_thread_self ();
}

static void
free_data (gpointer data)
{
  seen.n_freed++;
  seen.freed_from = g_thread_self ();
}

static void
free_result (gpointer result)
{
  seen.n_results_freed++;
}

static void
run_until_freed (GtkWidget *owner, gboolean is_closed_meanwhile)
{
  static const GradusBackground background = { work, on_done, free_data, free_result };
  GtkRoot *window = gtk_widget_get_root (owner);

  seen = (typeof (seen)){ 0 };
  gradus_background_run (owner, &background, &seen);
  if (is_closed_meanwhile)
    gtk_window_destroy (GTK_WINDOW (window));
  while (seen.n_freed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (seen.freed_from == g_thread_self ());
}

static void
test_background (void)
{
  GtkWidget *window = gtk_window_new (), *label = gtk_label_new ("");

  gtk_window_set_child (GTK_WINDOW (window), label);
  g_assert_true (gradus_presence_check (window) && gradus_presence_check (label));
  run_until_freed (label, FALSE);
  g_assert_true (seen.n_told == 1 && seen.n_results_freed == 0 &&
                 seen.told_from == g_thread_self ());

  g_object_ref (label);
  run_until_freed (label, TRUE);
  g_assert_true (seen.n_told == 0 && seen.n_results_freed == 1);
  g_assert_false (gradus_presence_check (label));
  g_assert_finalize_object (label);
}

static void
test_window (void)
{
  GtkWidget *window = gtk_window_new ();

  g_object_ref (window);
  run_until_freed (window, TRUE);
  g_assert_true (seen.n_told == 0 && seen.n_results_freed == 1);
  g_assert_false (gradus_presence_check (window));
  g_assert_finalize_object (window);
}

/* -- Data that take long ----------------------------------------------------------------------- */

static guint n_answers;

static void
on_records (GtkWidget *widget, GradusRecords *records, const GError *error)
{
  g_assert_true (gradus_presence_check (widget));
  g_assert_nonnull (error);
  n_answers++;
}

/* More than GLib begins threads for in that time: whatever else is to be done in one waits. */
#define N_WAITING 60

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static gboolean is_open; /* guarded by the mutex */
static atomic_uint n_waiting;

static void
wait_for_gate (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  pthread_mutex_lock (&mutex);
  while (!is_open)
    pthread_cond_wait (&cond, &mutex);
  pthread_mutex_unlock (&mutex);
  n_waiting--;
}

static void
hold_threads (void)
{
  pthread_mutex_lock (&mutex);
  is_open = FALSE;
  pthread_mutex_unlock (&mutex);
  for (n_waiting = 0; n_waiting < N_WAITING; n_waiting++) {
    g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

    g_task_run_in_thread (task, wait_for_gate);
  }
}

static void
let_threads_go (void)
{
  pthread_mutex_lock (&mutex);
  is_open = TRUE;
  pthread_cond_broadcast (&cond);
  pthread_mutex_unlock (&mutex);
  while (n_waiting > 0)
    let_pass (10);
}

/* The button of the loader's dialog, which is a window or, by newer libadwaita, in one; NULL: none.
 */
static GtkWidget *
find_cancel (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *label = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && !label; i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    label = find_label (window, "_Cancel");
  }
  return label ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

static void
load_until (gboolean is_window_closed)
{
  GtkWidget *window = adw_window_new ();

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  n_answers = 0;
  gtk_window_present (GTK_WINDOW (window));
  hold_threads ();
  gradus_data_loader_load (window, "/nowhere/to-be-found.csv", NULL, on_records);
  let_pass (LONG_ENOUGH);
  g_assert_nonnull (find_cancel ());
  if (is_window_closed)
    gtk_window_destroy (GTK_WINDOW (window)); /* newer libadwaita would only close what is in it */
  else
    g_signal_emit_by_name (find_cancel (), "clicked");
  let_pass (LONG_ENOUGH);
  g_assert_null (find_cancel ());
  let_threads_go ();
  while (is_window_closed ? window != NULL : n_answers == 0)
    let_pass (10);
  g_assert_cmpuint (n_answers, ==, is_window_closed ? 0 : 1);
  if (window)
    gtk_window_destroy (GTK_WINDOW (window));
  g_assert_null (window);
}

static void
test_dialog_closed (void)
{
  load_until (FALSE);
}

static void
test_window_closed (void)
{
  load_until (TRUE);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/late/background", test_background);
  g_test_add_func ("/late/window", test_window);
  g_test_add_func ("/late/dialog-closed", test_dialog_closed);
  g_test_add_func ("/late/window-closed", test_window_closed);
  return g_test_run ();
}
