/* SPDX-License-Identifier: MIT */
#include "app/experiment/stop-row.h"

#include <glib/gi18n.h>

#include "app/common/field-group.h"
#include "app/common/number-spin.h"

struct _GradusStopRow {
  AdwExpanderRow parent_instance;

  GradusExperimentModel *model; /* or NULL */
  GradusFieldGroup *fields;
  gboolean has_rows;
};

G_DEFINE_FINAL_TYPE (GradusStopRow, gradus_stop_row, ADW_TYPE_EXPANDER_ROW)

static const struct {
  const char *property; /* of a GradusExperimentModel */
  const char *title;
  const char *tooltip;
  double lowest, highest, step;
  gboolean is_whole;
  gboolean is_percent;
} numbers[] = {
  { "stop-cost", N_ ("Cost below"),
    N_ ("Training ends where the cost of all training data is below this; 0: wherever it is"), 0,
    GRADUS_STOP_COST_MAX, 0.01, FALSE, FALSE },
  { "stop-accuracy", N_ ("Accuracy at, in %"),
    N_ ("Training ends where so many of all training samples are right; 0: however many are"), 0,
    100, 1, FALSE, TRUE },
  { "stop-patience", N_ ("Epochs without a lower test cost"),
    N_ ("Training ends where the test cost has not come lower for so long, and the moment of the "
        "lowest is kept; 0: however long"),
    0, GRADUS_STOP_PATIENCE_MAX, 1, TRUE, FALSE },
  { "stop-gradient-norm", N_ ("Gradient norm below"),
    N_ ("Training ends where the gradient of one layer is below this; 0: wherever it is"), 0,
    GRADUS_STOP_COST_MAX, 1e-6, FALSE, FALSE },
  { "stop-layer", N_ ("… of layer"), N_ ("The layer whose gradient norm is meant"), 1,
    GRADUS_MAX_LAYERS, 1, TRUE, FALSE },
};

static void
show_rule (GradusStopRow *self)
{
  const GradusExperiment *experiment = gradus_experiment_model_get_experiment (self->model);
  g_autofree char *text =
      experiment ? gradus_stop_rule_describe_all (&experiment->stop_rule, "\n") : NULL;

  if (text)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), *text ? text : _ ("at the last step"));
}

void
gradus_stop_row_set_model (GradusStopRow *self, GradusExperimentModel *model)
{
  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  gradus_field_group_set_model (self->fields, model);
  if (!model)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autofree char *signal = g_strconcat ("notify::", numbers[i].property, NULL);

    g_signal_connect_swapped (model, signal, G_CALLBACK (show_rule), self);
  }
  g_signal_connect_swapped (model, "notify::run", G_CALLBACK (show_rule), self);
  show_rule (self);
}

void
gradus_stop_row_refresh (GradusStopRow *self)
{
  gradus_field_group_show (self->fields);
}

static void
add_limit (GradusStopRow *self, guint i)
{
  const char *title = _ (numbers[i].title);
  GtkSpinButton *spin =
      gradus_number_spin_new (title, _ (numbers[i].tooltip), numbers[i].lowest, numbers[i].highest,
                              numbers[i].step, numbers[i].is_whole);
  GtkWidget *row = adw_action_row_new ();

  if (numbers[i].is_percent)
    gradus_number_spin_set_percent (spin);
  gradus_field_group_bind (self->fields, spin, "value", numbers[i].property);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (spin));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

/* Most never open it. */
static void
add_rows (GradusStopRow *self)
{
  if (self->has_rows || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    add_limit (self, i);
  self->has_rows = TRUE;
}

static void
gradus_stop_row_dispose (GObject *object)
{
  GradusStopRow *self = GRADUS_STOP_ROW (object);

  if (self->fields)
    gradus_stop_row_set_model (self, NULL);
  g_clear_pointer (&self->fields, gradus_field_group_free);
  G_OBJECT_CLASS (gradus_stop_row_parent_class)->dispose (object);
}

static void
gradus_stop_row_class_init (GradusStopRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gradus_stop_row_dispose;
}

static void
gradus_stop_row_init (GradusStopRow *self)
{
  self->fields = gradus_field_group_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Training ends"));
  g_signal_connect (self, "notify::expanded", G_CALLBACK (add_rows), NULL);
}
