/* SPDX-License-Identifier: MIT */
#include "app/runs/run-status.h"

#include <glib/gi18n.h>

#include "app/common/steady-label.h"
#include "figure/accuracy-words.h"
#include "plot/number.h"
#include "train/batches.h"

/* The room for the accuracy, in digits: alone, and beside the share of the largest class. */
#define ACCURACY_CHARS 26u
#define UNEVEN_CHARS 48u

#define ANNOUNCE_WAIT (5 * G_USEC_PER_SEC)

/* Milliseconds: a run that has nothing to show for longer is told to be prepared. Most have in a
 * frame or two, and must not flicker. */
#define PATIENCE 150

/* Milliseconds: while training goes on numbers stand at least for so long, or nobody can read
 * them; and a frame is cheaper in which the head of the window stays as it is. */
#define STANDING 100

struct _GradusRunStatus {
  GtkWidget parent_instance;

  GradusSteadyLabel *step, *epoch, *cost, *accuracy;
  GradusSteadyLabel *state;
  GtkSpinner *spinner;
  GtkLabel *name;

  GradusDataset *counted; /* of which `balance` are the words; or NULL */
  char *balance;

  char *summary;    /* what screen readers were told last */
  int told_state;   /* GradusRunState at that time; -1: none */
  gint64 told_time; /* on the monotonic clock */
  guint waiting;    /* the timeout */

  GradusRun *shown; /* or NULL */
  guint standing;   /* likewise, until other numbers of it may be shown … */
  gboolean is_due;  /* … which there are */
};

G_DEFINE_FINAL_TYPE (GradusRunStatus, gradus_run_status, GTK_TYPE_WIDGET)

/* The step that is shown stands beside it. */
static char *
describe_past (GradusRun *run)
{
  const GradusSnapshot *newest = gradus_run_get_newest (run);
  g_autofree char *count = newest ? gradus_number_format_count (newest->metrics.step) : NULL;

  /* Translators: an earlier moment is shown of a run that has got to that step */
  return count ? g_strdup_printf (_ ("looking back from %s"), count)
               : g_strdup (_ ("looking back"));
}

static char *
describe_end (GradusRun *run, const GradusSnapshot *snapshot)
{
  g_autofree char *reason = gradus_stop_rule_describe (
      &gradus_run_get_experiment (run)->stop_rule, snapshot->stop_cause);

  /* Translators: why training ended before its last step */
  return *reason ? g_strdup_printf (_ ("finished: %s"), reason) : g_strdup (_ ("finished"));
}

static char *
describe_state (GradusRun *run, const GradusSnapshot *snapshot)
{
  double rate = gradus_run_get_rate (run);
  const GArray *units_off = gradus_run_get_units_off (run);
  g_autofree char *number = NULL;

  if (units_off)
    return g_strdup_printf (ngettext ("%u unit off", "%u units off", units_off->len),
                            units_off->len);
  if (gradus_run_get_shown_checkpoint (run))
    return describe_past (run);

  switch (snapshot->state) {
  case GRADUS_RUN_TRAINING:
    number = gradus_number_format_tick (rate, rate >= 1e6 ? 1e5 : rate >= 1e3 ? 1e3 : 1);
    if (rate > 0 && snapshot->is_behind)
      /* Translators: the pace that was asked for is more than the machine can do */
      return g_strdup_printf (_ ("%s steps/s, all it can"), number);
    return rate > 0 ? g_strdup_printf (_ ("%s steps/s"), number) : g_strdup (_ ("training"));
  case GRADUS_RUN_FINISHED:
    return describe_end (run, snapshot);
  case GRADUS_RUN_DIVERGED:
    return g_strdup (_ ("diverged"));
  case GRADUS_RUN_PAUSED:
    break;
  }
  return g_strdup (snapshot->metrics.step > 0 ? _ ("paused") : _ ("ready"));
}

/* While training goes on the numbers change sixty times a second, which nobody can listen to: they
 * are told now and then, a change of state at once, and all in one sentence, as the status that it
 * is. */
static void
announce (GradusRunStatus *self, GradusRunState state, char *summary)
{
  const gint64 now = g_get_monotonic_time ();
  const gboolean goes_on = state == GRADUS_RUN_TRAINING && self->told_state == GRADUS_RUN_TRAINING;

  if ((goes_on && now - self->told_time < ANNOUNCE_WAIT) ||
      g_strcmp0 (summary, self->summary) == 0) {
    g_free (summary);
    return;
  }
  self->told_state = (int) state;
  self->told_time = now;
  g_free (self->summary);
  self->summary = summary;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->summary, -1);
}

/* Counted once for each dataset: the words are shown with every step. Borrowed; NULL where classes
 * are even. */
static const char *
find_balance (GradusRunStatus *self, GradusDataset *dataset)
{
  if (dataset == self->counted)
    return self->balance;
  g_clear_pointer (&self->counted, gradus_dataset_unref);
  self->counted = gradus_dataset_ref (dataset);
  g_free (self->balance);
  self->balance = gradus_balance_to_words (dataset);
  g_object_set (self->accuracy, "chars", self->balance ? UNEVEN_CHARS : ACCURACY_CHARS, NULL);
  /* Here, for to set a tooltip is to ask the display where the pointer is, and to wait. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->accuracy), self->balance);
  return self->balance;
}

/* Beside it, where there is room, the share that answering always the same would get. */
static void
show_accuracy (GradusRunStatus *self, GradusRun *run, const char *accuracy, const char *brief)
{
  const char *balance = find_balance (self, gradus_run_get_dataset (run));
  g_autofree char *text =
      balance ? g_strdup_printf ("%s (%s)", accuracy, balance) : g_strdup (accuracy);

  gradus_steady_label_set_text (self->accuracy, text, brief);
}

static char *
describe_accuracy (GradusRun *run, const GradusSnapshot *snapshot, gboolean is_brief)
{
  const GradusFigureSource source = { .snapshot = snapshot,
                                      .training = gradus_run_get_dataset (run),
                                      .test = gradus_run_get_test_dataset (run) };

  return gradus_accuracy_describe (&source, is_brief);
}

/* Empty where every step sees all samples. */
static char *
describe_epoch (GradusRun *run, const GradusSnapshot *snapshot)
{
  const guint n_samples = gradus_run_get_dataset (run)->n_samples;
  const GradusExperiment *experiment = gradus_run_get_experiment (run);
  const guint size = experiment->batch_size;
  g_autofree char *number = NULL;
  double epoch;

  if (size == 0 || size >= n_samples)
    return g_strdup ("");
  epoch = (double) snapshot->metrics.step /
          gradus_batches_count (n_samples, size, gradus_experiment_get_fewest_samples (experiment));
  number = epoch < 10 ? gradus_number_format_short (epoch)
                      : gradus_number_format_count ((guint64) epoch);
  return g_strdup_printf (_ ("epoch %s"), number);
}

static void
show_spinner (GradusRunStatus *self, gboolean is_shown)
{
  gtk_spinner_set_spinning (self->spinner, is_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_shown);
}

/* What stands there is of the run before. */
static void
on_patience_over (gpointer data)
{
  GradusRunStatus *self = data;

  self->waiting = 0;
  show_spinner (self, TRUE);
  gradus_steady_label_set_text (self->step, _ ("preparing…"), _ ("preparing…"));
  gradus_steady_label_set_text (self->cost, "", "");
  gradus_steady_label_set_text (self->state, "", "");
  gradus_steady_label_set_text (self->accuracy, "", "");
  gtk_widget_set_visible (GTK_WIDGET (self->epoch), FALSE);
}

static void
wait_for_news (GradusRunStatus *self)
{
  if (self->waiting == 0 && !gtk_spinner_get_spinning (self->spinner))
    self->waiting = g_timeout_add_once (PATIENCE, on_patience_over, self);
}

/* Screen readers get no rate: it would be another one in every sentence. */
static void
show_numbers (GradusRunStatus *self, GradusRun *run, const GradusSnapshot *snapshot)
{
  g_autofree char *count = gradus_number_format_count (snapshot->metrics.step);
  g_autofree char *number = gradus_number_format (snapshot->metrics.cost);
  g_autofree char *step = g_strdup_printf (_ ("step %s"), count);
  g_autofree char *epoch = describe_epoch (run, snapshot);
  g_autofree char *cost = g_strdup_printf (_ ("cost %s"), number);
  g_autofree char *accuracy = describe_accuracy (run, snapshot, FALSE);
  g_autofree char *brief = describe_accuracy (run, snapshot, TRUE);
  g_autofree char *state = describe_state (run, snapshot);
  const gboolean is_past = gradus_run_get_shown_checkpoint (run) != NULL;

  gradus_steady_label_set_text (self->step, step, count);
  gradus_steady_label_set_text (self->epoch, epoch, ""); /* the first to give way */
  gtk_widget_set_visible (GTK_WIDGET (self->epoch), *epoch != '\0');
  gradus_steady_label_set_text (self->cost, cost, cost);
  show_accuracy (self, run, accuracy, brief);
  /* Of all states those that must be seen: the numbers are not those of now, or training ended where
   * one does not expect it. */
  gradus_steady_label_set_text (self->state, state,
                                gradus_run_get_units_off (run) ? state
                                : is_past                      ? _ ("looking back")
                                : snapshot->stop_cause         ? _ ("finished")
                                                       : "");
  announce (self, snapshot->state,
            g_strdup_printf ("%s, %s, %s, %s",
                             snapshot->state == GRADUS_RUN_TRAINING ? _ ("training") : state, step,
                             cost, accuracy));
}

static void
on_standing_over (gpointer data)
{
  GradusRunStatus *self = data;

  self->standing = 0;
  if (self->is_due)
    gradus_run_status_show (self, self->shown);
}

void
gradus_run_status_show (GradusRunStatus *self, GradusRun *run)
{
  const GradusSnapshot *snapshot = gradus_run_get_snapshot (run);
  const gboolean is_training = snapshot && snapshot->state == GRADUS_RUN_TRAINING;

  self->is_due = self->standing && is_training && run == self->shown;
  if (self->is_due)
    return;
  g_clear_handle_id (&self->standing, g_source_remove);
  g_set_object (&self->shown, run);
  if (!snapshot) {
    wait_for_news (self);
    return;
  }
  g_clear_handle_id (&self->waiting, g_source_remove);
  show_spinner (self, FALSE);
  show_numbers (self, run, snapshot);
  if (is_training)
    self->standing = g_timeout_add_once (STANDING, on_standing_over, self);
}

void
gradus_run_status_show_document (GradusRunStatus *self, const char *name, gboolean is_changed,
                                 const char *path)
{
  g_autofree char *text = g_strconcat (is_changed ? "• " : "", name, NULL);

  gtk_widget_set_opacity (GTK_WIDGET (self->name),
                          path ? 1 : 0); /* without a file, without a name */
  gtk_label_set_text (self->name, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name),
                               path ? path : _ ("Not saved yet; it is kept safe all the same"));
}

static void
gradus_run_status_finalize (GObject *object)
{
  GradusRunStatus *self = GRADUS_RUN_STATUS (object);

  g_clear_pointer (&self->counted, gradus_dataset_unref);
  g_free (self->balance);
  g_free (self->summary);
  G_OBJECT_CLASS (gradus_run_status_parent_class)->finalize (object);
}

static void
gradus_run_status_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_handle_id (&GRADUS_RUN_STATUS (object)->waiting, g_source_remove);
  g_clear_handle_id (&GRADUS_RUN_STATUS (object)->standing, g_source_remove);
  g_clear_object (&GRADUS_RUN_STATUS (object)->shown);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_run_status_parent_class)->dispose (object);
}

static void
gradus_run_status_class_init (GradusRunStatusClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_run_status_dispose;
  G_OBJECT_CLASS (class)->finalize = gradus_run_status_finalize;
  g_type_ensure (GRADUS_TYPE_STEADY_LABEL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/run-status.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusRunStatus, step);
  gtk_widget_class_bind_template_child (widget_class, GradusRunStatus, epoch);
  gtk_widget_class_bind_template_child (widget_class, GradusRunStatus, cost);
  gtk_widget_class_bind_template_child (widget_class, GradusRunStatus, accuracy);
  gtk_widget_class_bind_template_child (widget_class, GradusRunStatus, state);
  gtk_widget_class_bind_template_child (widget_class, GradusRunStatus, spinner);
  gtk_widget_class_bind_template_child (widget_class, GradusRunStatus, name);
}

static void
gradus_run_status_init (GradusRunStatus *self)
{
  self->told_state = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}
