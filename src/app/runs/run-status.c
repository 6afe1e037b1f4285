/* SPDX-License-Identifier: MIT */
#include "app/runs/run-status.h"

#include <glib/gi18n.h>

#include "plot/number.h"

struct _GradusRunStatus {
  GtkWidget parent_instance;

  GtkLabel *step;
  GtkLabel *cost;
  GtkLabel *accuracy;
  GtkLabel *state;
  GtkLabel *name;
};

G_DEFINE_FINAL_TYPE (GradusRunStatus, gradus_run_status, GTK_TYPE_WIDGET)

static char *
describe_state (GradusRun *run, const GradusSnapshot *snapshot)
{
  double rate = gradus_run_get_rate (run);
  g_autofree char *number = NULL;

  if (gradus_run_get_moment (run))
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

static void
set_label (GtkLabel *label, char *text)
{
  gtk_label_set_label (label, text);
  g_free (text);
}

void
gradus_run_status_show (GradusRunStatus *self, GradusRun *run)
{
  const GradusSnapshot *snapshot = gradus_run_get_snapshot (run);
  g_autofree char *step = NULL, *cost = NULL;

  if (!snapshot)
    return;
  step = gradus_number_format_count (snapshot->metrics.step);
  cost = gradus_number_format (snapshot->metrics.cost);
  set_label (self->step, g_strdup_printf (_ ("step %s"), step));
  set_label (self->cost, g_strdup_printf (_ ("cost %s"), cost));
  /* Translators: of numbers to be met, the share of their variance that the network explains */
  set_label (self->accuracy,
             g_strdup_printf (gradus_run_get_dataset (run)->variance > 0 ? _ ("explained %.0f %%")
                                                                         : _ ("accuracy %.0f %%"),
                              snapshot->metrics.accuracy * 100));
  set_label (self->state, describe_state (run, snapshot));
}

void
gradus_run_status_show_document (GradusRunStatus *self, const char *name, gboolean is_changed,
                                 const char *path)
{
  set_label (self->name, g_strconcat (is_changed ? "• " : "", name, NULL));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name),
                               path ? path : _ ("Not saved yet; it is kept safe all the same"));
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
  gtk_widget_init_template (GTK_WIDGET (self));
}
