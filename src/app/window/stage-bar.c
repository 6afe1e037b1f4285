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

static char *
describe_accuracy (GradusRun *run, const GradusSnapshot *snapshot)
{
  g_autofree char *number = gradus_number_format (snapshot->metrics.accuracy);
  g_autofree char *share =
      gradus_accuracy_to_words (snapshot->metrics.accuracy, snapshot->n_undecided);

  return gradus_run_get_dataset (run)->variance > 0 ? g_strdup_printf (_ ("R² %s"), number)
                                                    : g_strdup_printf (_ ("accuracy %s"), share);
}

void
gradus_stage_bar_show (GradusStageBar *self, GradusRun *run)
{
  const GradusSnapshot *snapshot = gradus_run_get_snapshot (run);
  g_autofree char *count = NULL, *number = NULL, *step = NULL, *cost = NULL, *accuracy = NULL;

  if (!snapshot)
    return;
  count = gradus_number_format_count (snapshot->metrics.step);
  number = gradus_number_format (snapshot->metrics.cost);
  step = g_strdup_printf (_ ("step %s"), count);
  cost = g_strdup_printf (_ ("cost %s"), number);
  accuracy = describe_accuracy (run, snapshot);
  gtk_label_set_label (self->name, gradus_run_get_experiment (run)->name);
  gradus_steady_label_set_text (self->step, step, step);
  gradus_steady_label_set_text (self->cost, cost, cost);
  gradus_steady_label_set_text (self->accuracy, accuracy, accuracy);
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
