/* SPDX-License-Identifier: MIT */
#include "app/runs/run-status.h"

#include <glib/gi18n.h>

#include "app/common/steady-label.h"
#include "plot/number.h"

#define ANNOUNCE_WAIT (5 * G_USEC_PER_SEC)

struct _GradusRunStatus {
  GtkWidget parent_instance;

  GradusSteadyLabel *step, *cost, *accuracy;
  GradusSteadyLabel *state;
  GtkLabel *name;

  char *summary;    /* what screen readers were told last */
  int told_state;   /* GradusRunState at that time; -1: none */
  gint64 told_time; /* on the monotonic clock */
};

G_DEFINE_FINAL_TYPE (GradusRunStatus, gradus_run_status, GTK_TYPE_WIDGET)

static char *
describe_state (GradusRun *run, const GradusSnapshot *snapshot)
{
  double rate = gradus_run_get_rate (run);
  g_autofree char *number = NULL;

  if (gradus_run_get_shown_checkpoint (run))
    return g_strdup (_ ("looking back"));

  switch (snapshot->state) {
  case GRADUS_RUN_TRAINING:
    number = gradus_number_format_tick (rate, rate >= 1e6 ? 1e5 : rate >= 1e3 ? 1e3 : 1);
    return rate > 0 ? g_strdup_printf (_ ("%s steps/s"), number) : g_strdup (_ ("training"));
  case GRADUS_RUN_FINISHED:
    return g_strdup (_ ("finished"));
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

/* Screen readers get no rate: it would be another one in every sentence. */
void
gradus_run_status_show (GradusRunStatus *self, GradusRun *run)
{
  const GradusSnapshot *snapshot = gradus_run_get_snapshot (run);
  g_autofree char *count = NULL, *number = NULL, *share = NULL, *step = NULL, *cost = NULL,
                  *accuracy = NULL, *state = NULL;
  gboolean is_regression;

  if (!snapshot)
    return;
  is_regression = gradus_run_get_dataset (run)->variance > 0;
  count = gradus_number_format_count (snapshot->metrics.step);
  number = gradus_number_format (snapshot->metrics.cost);
  share = is_regression ? gradus_number_format (snapshot->metrics.accuracy)
                        : gradus_number_format_share (snapshot->metrics.accuracy);
  step = g_strdup_printf (_ ("step %s"), count);
  cost = g_strdup_printf (_ ("cost %s"), number);
  /* Translators: the coefficient of determination */
  accuracy = g_strdup_printf (is_regression ? _ ("R² %s") : _ ("accuracy %s"), share);
  state = describe_state (run, snapshot);
  gradus_steady_label_set_text (self->step, step, count);
  gradus_steady_label_set_text (self->cost, cost, number);
  gradus_steady_label_set_text (self->accuracy, accuracy, share);
  gradus_steady_label_set_text (self->state, state, state);
  announce (self, snapshot->state,
            g_strdup_printf ("%s, %s, %s, %s",
                             snapshot->state == GRADUS_RUN_TRAINING ? _ ("training") : state, step,
                             cost, accuracy));
}

void
gradus_run_status_show_document (GradusRunStatus *self, const char *name, gboolean is_changed,
                                 const char *path)
{
  g_autofree char *text = g_strconcat (is_changed ? "• " : "", name, NULL);

  gtk_label_set_text (self->name, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name),
                               path ? path : _ ("Not saved yet; it is kept safe all the same"));
}

static void
gradus_run_status_finalize (GObject *object)
{
  g_free (GRADUS_RUN_STATUS (object)->summary);
  G_OBJECT_CLASS (gradus_run_status_parent_class)->finalize (object);
}

static void
gradus_run_status_dispose (GObject *object)
{
  GtkWidget *child;

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
  gtk_widget_class_bind_template_child (widget_class, GradusRunStatus, cost);
  gtk_widget_class_bind_template_child (widget_class, GradusRunStatus, accuracy);
  gtk_widget_class_bind_template_child (widget_class, GradusRunStatus, state);
  gtk_widget_class_bind_template_child (widget_class, GradusRunStatus, name);
}

static void
gradus_run_status_init (GradusRunStatus *self)
{
  self->told_state = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}
