/* SPDX-License-Identifier: MIT */
#include "app/window/stage-bar.h"

#include <glib/gi18n.h>

#include "app/common/steady-label.h"
#include "figure/accuracy-words.h"
#include "plot/number.h"

struct _GradusStageBar {
  GtkWidget parent_instance;

  GtkLabel *name;
  GradusSteadyLabel *step, *cost, *accuracy;
};

G_DEFINE_FINAL_TYPE (GradusStageBar, gradus_stage_bar, GTK_TYPE_WIDGET)

static void
show_accuracy (GradusStageBar *self, GradusRun *run, const GradusSnapshot *snapshot)
{
  const GradusFigureSource source = { .snapshot = snapshot,
                                      .training = gradus_run_get_dataset (run),
                                      .test = gradus_run_get_test_dataset (run) };
  g_autofree char *text = gradus_accuracy_describe (&source, FALSE);
  g_autofree char *brief = gradus_accuracy_describe (&source, TRUE);

  gradus_steady_label_set_text (self->accuracy, text, brief);
}

void
gradus_stage_bar_show (GradusStageBar *self, GradusRun *run)
{
  const GradusSnapshot *snapshot = gradus_run_get_snapshot (run);
  g_autofree char *count = NULL, *number = NULL, *step = NULL, *cost = NULL;

  if (!snapshot)
    return;
  count = gradus_number_format_count (snapshot->metrics.step);
  number = gradus_number_format (snapshot->metrics.cost);
  step = g_strdup_printf (_ ("step %s"), count);
  cost = g_strdup_printf (_ ("cost %s"), number);
  gtk_label_set_label (self->name, gradus_run_get_experiment (run)->name);
  gradus_steady_label_set_text (self->step, step, step);
  gradus_steady_label_set_text (self->cost, cost, cost);
  show_accuracy (self, run, snapshot);
}

static void
gradus_stage_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_stage_bar_parent_class)->dispose (object);
}

static void
gradus_stage_bar_class_init (GradusStageBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_stage_bar_dispose;
  g_type_ensure (GRADUS_TYPE_STEADY_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/stage-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusStageBar, name);
  gtk_widget_class_bind_template_child (widget_class, GradusStageBar, step);
  gtk_widget_class_bind_template_child (widget_class, GradusStageBar, cost);
  gtk_widget_class_bind_template_child (widget_class, GradusStageBar, accuracy);
}

static void
gradus_stage_bar_init (GradusStageBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
