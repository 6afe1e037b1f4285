/* SPDX-License-Identifier: MIT */
#include "app/views/inspector.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/common/number-spin.h"

/* The trace of a weight has at most so many points; then every other goes. */
#define MOST_TRACE 2000

struct _GradusInspector {
  GtkWidget parent_instance;

  GradusViewCard *card;
  GtkDropDown *kind; /* unit, edge, layer */
  GtkSpinButton *layer, *unit, *input;
  GtkWidget *off_button; /* switches the unit off, or on again */
  GtkWidget *unit_box, *input_box, *weight_box;
  GtkAdjustment *weight;

  GradusRun *run;
  GradusDiagramPart part;
  double shown_weight; /* what the control has, by the run or by somebody */
  GArray *trace_steps;
  GArray *trace_values;
};

G_DEFINE_FINAL_TYPE (GradusInspector, gradus_inspector, GTK_TYPE_WIDGET)

static guint inspected_signal;

GradusDiagramPart
gradus_inspector_get_part (GradusInspector *self)
{
  return self->part;
}

static GradusView *
get_view (GradusInspector *self)
{
  return gradus_view_card_get_view (self->card);
}

static const GradusExperiment *
get_experiment (GradusInspector *self)
{
  return self->run ? gradus_run_get_experiment (self->run) : NULL;
}

/* What goes into a column, from 0, and at `column` itself what comes out of it. */
static GradusShape
get_shape (GradusInspector *self, guint column)
{
  g_autofree GradusShape *shapes = gradus_experiment_infer_shapes (get_experiment (self));

  return shapes[column];
}

/* Whether the part is a single weight. The run knows: an input that is a map has many. */
static gboolean
is_weight (GradusInspector *self)
{
  const GradusSnapshot *snapshot = gradus_run_get_snapshot (self->run);
  const guint column = self->part.column;
  const GradusSketch *sketch =
      snapshot && column <= snapshot->n_layers ? &snapshot->sketches[column - 1] : NULL;

  return self->part.kind == GRADUS_DIAGRAM_EDGE && sketch && sketch->has_matrix &&
         gradus_shape_count_unit_numbers (&sketch->in) == 1;
}

/* -- The trace of an edge ---------------------------------------------------------------------- */

static void
forget_trace (GradusInspector *self)
{
  g_array_set_size (self->trace_steps, 0);
  g_array_set_size (self->trace_values, 0);
  gradus_view_set_trace (get_view (self), 0, NULL, NULL);
}

static void
thin_trace (GradusInspector *self)
{
  for (guint i = 0; i < MOST_TRACE / 2; i++) {
    g_array_index (self->trace_steps, guint64, i) =
        g_array_index (self->trace_steps, guint64, 2 * i);
    g_array_index (self->trace_values, double, i) =
        g_array_index (self->trace_values, double, 2 * i);
  }
  g_array_set_size (self->trace_steps, MOST_TRACE / 2);
  g_array_set_size (self->trace_values, MOST_TRACE / 2);
}

static void
drop_last (GradusInspector *self)
{
  g_array_set_size (self->trace_steps, self->trace_steps->len - 1);
  g_array_set_size (self->trace_values, self->trace_values->len - 1);
}

static void
add_to_trace (GradusInspector *self, guint64 step, double value)
{
  const guint n = self->trace_steps->len;

  if (n > 0 && step < g_array_index (self->trace_steps, guint64, n - 1))
    forget_trace (self);
  else if (n > 0 && step == g_array_index (self->trace_steps, guint64, n - 1))
    drop_last (self);
  if (self->trace_steps->len == MOST_TRACE)
    thin_trace (self);
  g_array_append_val (self->trace_steps, step);
  g_array_append_val (self->trace_values, value);
  gradus_view_set_trace (get_view (self), self->trace_steps->len,
                         (const guint64 *) (void *) self->trace_steps->data,
                         (const double *) (void *) self->trace_values->data);
}

/* What is known of the weight from before it was chosen: its values at the run's checkpoints. */
static void
recall_trace (GradusInspector *self, guint n_inputs)
{
  const GPtrArray *checkpoints = gradus_run_get_checkpoints (self->run);
  const gsize parameter = (gsize) self->part.unit * n_inputs + self->part.input;

  for (guint i = 0; i < checkpoints->len; i++) {
    const GradusCheckpoint *checkpoint = g_ptr_array_index (checkpoints, i);

    add_to_trace (self, checkpoint->step,
                  (double) gradus_run_get_past_weight (self->run, checkpoint, self->part.column - 1,
                                                       parameter));
  }
}

static void
show_off_button (GradusInspector *self)
{
  const gboolean is_off = gradus_units_off_has (gradus_run_get_units_off (self->run),
                                                self->part.column - 1, self->part.unit);

  gtk_button_set_label (GTK_BUTTON (self->off_button), is_off ? _ ("Switch On") : _ ("Switch Off"));
}

static void
on_run_changed (GradusInspector *self)
{
  const GradusSnapshot *snapshot = gradus_run_get_snapshot (self->run);
  const GradusDetail *detail = snapshot ? snapshot->detail : NULL;
  double value;

  show_off_button (self);
  /* What was cannot be changed, nor a copy. */
  gtk_widget_set_sensitive (self->weight_box, !gradus_run_get_shown_checkpoint (self->run) &&
                                                  !gradus_run_get_units_off (self->run));
  gtk_widget_set_visible (self->weight_box, is_weight (self));
  if (!is_weight (self) || !detail || detail->layer + 1 != self->part.column ||
      detail->unit != self->part.unit || self->part.input >= detail->n_weights)
    return;
  value = (double) detail->unit_weights[self->part.input];
  if (!gradus_run_get_shown_checkpoint (self->run) && !gradus_run_get_units_off (self->run))
    add_to_trace (self, snapshot->metrics.step, value);
  if (gtk_widget_get_state_flags (self->weight_box) &
          (GTK_STATE_FLAG_FOCUS_WITHIN | GTK_STATE_FLAG_ACTIVE) &&
      snapshot->state == GRADUS_RUN_TRAINING)
    return; /* somebody is typing or dragging there */
  self->shown_weight = CLAMP (value, gtk_adjustment_get_lower (self->weight),
                              gtk_adjustment_get_upper (self->weight));
  gtk_adjustment_set_value (self->weight, self->shown_weight);
}

/* -- What is chosen ---------------------------------------------------------------------------- */

/* Value and limit at once, so that nothing else is told in between. */
static void
show_number (GtkSpinButton *spin, guint number, guint n)
{
  gtk_adjustment_configure (gtk_spin_button_get_adjustment (spin), number, 1, n, 1, 0, 0);
}

/* Keeps the part within the network, and the controls with it. What they then tell is the part
 * already. */
static void
show_part (GradusInspector *self)
{
  const guint n_layers = gradus_experiment_get_n_layers (get_experiment (self));
  GradusDiagramPart *part = &self->part;
  GradusShape in, out;
  gboolean has_weight;

  part->column = CLAMP (part->column, 1, n_layers);
  in = get_shape (self, part->column - 1);
  out = get_shape (self, part->column);
  part->unit = MIN (part->unit, gradus_shape_count_units (&out) - 1);
  part->input = MIN (part->input, gradus_shape_count_units (&in) - 1);
  has_weight = is_weight (self);
  gtk_drop_down_set_selected (self->kind, part->kind - GRADUS_DIAGRAM_UNIT);
  show_number (self->layer, part->column, n_layers);
  show_number (self->unit, part->unit + 1, gradus_shape_count_units (&out));
  show_number (self->input, part->input + 1, gradus_shape_count_units (&in));
  gtk_widget_set_visible (self->unit_box, part->kind != GRADUS_DIAGRAM_LAYER);
  /* What the last layer says nobody reads. */
  gtk_widget_set_visible (self->off_button,
                          part->kind == GRADUS_DIAGRAM_UNIT && part->column < n_layers);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->off_button), "(uu)", part->column,
                                    part->unit + 1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->off_button), "win.switch-unit");
  show_off_button (self);
  gtk_widget_set_visible (self->input_box, part->kind == GRADUS_DIAGRAM_EDGE);
  gtk_widget_set_visible (self->weight_box, has_weight);
  forget_trace (self);
  if (has_weight)
    recall_trace (self, gradus_shape_count (&in));
  gradus_view_set_part (get_view (self), *part);
}

/* Where an arc ends something is added: a unit there shows what. */
void
gradus_inspector_set_part (GradusInspector *self, GradusDiagramPart part)
{
  if (part.kind == GRADUS_DIAGRAM_ARC)
    part = (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, part.column, 0, 0 };
  if (gradus_diagram_part_equal (self->part, part))
    return;
  self->part = part;
  if (self->run)
    show_part (self);
}

void
gradus_inspector_set_run (GradusInspector *self, GradusRun *run)
{
  if (self->run)
    g_signal_handlers_disconnect_by_func (self->run, on_run_changed, self);
  g_set_object (&self->run, run);
  gradus_view_card_set_run (self->card, run);
  g_signal_connect_swapped (run, "changed", G_CALLBACK (on_run_changed), self);
  show_part (self);
  g_signal_emit (self, inspected_signal, 0);
}

static void
choose_part (GradusInspector *self, GradusDiagramPart part)
{
  if (!self->run || gradus_diagram_part_equal (self->part, part))
    return;
  self->part = part;
  show_part (self);
  g_signal_emit (self, inspected_signal, 0);
}

static void
on_kind (GradusInspector *self)
{
  GradusDiagramPart part = self->part;

  part.kind = GRADUS_DIAGRAM_UNIT + MIN (gtk_drop_down_get_selected (self->kind), 2);
  choose_part (self, part);
}

static void
on_layer (GradusInspector *self)
{
  GradusDiagramPart part = self->part;

  part.column = (guint) gtk_spin_button_get_value_as_int (self->layer);
  choose_part (self, part);
}

static void
on_unit (GradusInspector *self)
{
  GradusDiagramPart part = self->part;

  part.unit = (guint) gtk_spin_button_get_value_as_int (self->unit) - 1;
  choose_part (self, part);
}

static void
on_input (GradusInspector *self)
{
  GradusDiagramPart part = self->part;

  part.input = (guint) gtk_spin_button_get_value_as_int (self->input) - 1;
  choose_part (self, part);
}

/* Unless it is the run that says the weight. */
static void
on_weight (GradusInspector *self)
{
  const double weight = gtk_adjustment_get_value (self->weight);
  GradusShape in;

  if (!self->run || weight == self->shown_weight || !is_weight (self))
    return;
  in = get_shape (self, self->part.column - 1);
  self->shown_weight = weight;
  gradus_run_set_weight (self->run, self->part.column - 1,
                         (gsize) self->part.unit * gradus_shape_count (&in) + self->part.input,
                         (float) weight);
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_inspector_dispose (GObject *object)
{
  GradusInspector *self = GRADUS_INSPECTOR (object);
  GtkWidget *child;

  if (self->run)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->trace_steps, g_array_unref);
  g_clear_pointer (&self->trace_values, g_array_unref);
  G_OBJECT_CLASS (gradus_inspector_parent_class)->dispose (object);
}

static void
gradus_inspector_class_init (GradusInspectorClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_inspector_dispose;
  inspected_signal = g_signal_new ("inspected", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (GRADUS_TYPE_VIEW_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusInspector, card);
  gtk_widget_class_bind_template_child (widget_class, GradusInspector, kind);
  gtk_widget_class_bind_template_child (widget_class, GradusInspector, layer);
  gtk_widget_class_bind_template_child (widget_class, GradusInspector, unit);
  gtk_widget_class_bind_template_child (widget_class, GradusInspector, input);
  gtk_widget_class_bind_template_child (widget_class, GradusInspector, unit_box);
  gtk_widget_class_bind_template_child (widget_class, GradusInspector, off_button);
  gtk_widget_class_bind_template_child (widget_class, GradusInspector, input_box);
  gtk_widget_class_bind_template_child (widget_class, GradusInspector, weight_box);
  gtk_widget_class_bind_template_child (widget_class, GradusInspector, weight);
  gtk_widget_class_bind_template_callback (widget_class, on_kind);
  gtk_widget_class_bind_template_callback (widget_class, on_layer);
  gtk_widget_class_bind_template_callback (widget_class, on_unit);
  gtk_widget_class_bind_template_callback (widget_class, on_input);
  gtk_widget_class_bind_template_callback (widget_class, on_weight);
}

static void
gradus_inspector_init (GradusInspector *self)
{
  self->part = (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 1, 0, 0 };
  self->trace_steps = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->trace_values = g_array_new (FALSE, FALSE, sizeof (double));
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_number_spin_attend (GTK_WIDGET (self));
}
