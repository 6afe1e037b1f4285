/* SPDX-License-Identifier: MIT */
#include "app/experiment/optimiser-row.h"

#include <glib/gi18n.h>

#include "app/common/choices.h"
#include "app/common/field-group.h"
#include "app/common/number-spin.h"
#include "app/common/row-action.h"

#define MAX_STEPS 9007199254740992.0 /* 2^53 */

/* The rows in their order: the numbers that some kinds have, what all have, and what some
 * schedules have. */
enum {
  MOMENTUM,
  DECAY,
  EPSILON,
  WEIGHT_DECAY,
  L1,
  L2,
  CLIP_NORM,
  EVERY,
  FACTOR,
  FINAL,
  WARM_UP,
  N_NUMBERS,
};

struct _GradusOptimiserRow {
  AdwExpanderRow parent_instance;

  GtkWidget *rows[N_NUMBERS]; /* NULL: nobody has opened it */

  GradusExperimentModel *model; /* or NULL */
  GradusFieldGroup *fields;
};

G_DEFINE_FINAL_TYPE (GradusOptimiserRow, gradus_optimiser_row, ADW_TYPE_EXPANDER_ROW)

static const struct {
  const char *property; /* of a GradusExperimentModel */
  const char *title;
  const char *tooltip;
  double lowest, highest, step;
} numbers[N_NUMBERS] = {
  [MOMENTUM] = { "momentum", N_ ("Momentum"), N_ ("How much of the last step's direction goes on"),
                 0, 0.999999, 0.01 },
  [DECAY] = { "decay", N_ ("Decay of squares"),
              N_ ("How slowly the average of squared gradients forgets"), 0, 0.999999, 0.001 },
  [EPSILON] = { "epsilon", N_ ("Epsilon"), N_ ("Keeps the division by small gradients in bounds"),
                1e-12, 1, 1e-8 },
  [WEIGHT_DECAY] = { "weight-decay", N_ ("Weight decay"),
                     N_ ("How much of itself each weight loses, times the learning rate"), 0, 1,
                     0.001 },
  [L1] = { "l1", "L1", N_ ("Pulls every weight towards 0, and many onto it"), 0, GRADUS_PENALTY_MAX,
           0.0001 },
  [L2] = { "l2", "L2", N_ ("Pulls large weights towards 0"), 0, GRADUS_PENALTY_MAX, 0.0001 },
  [CLIP_NORM] = { "clip-norm", N_ ("Clip norm"),
                  N_ ("Largest norm of the whole gradient; 0 for any"), 0,
                  GRADUS_CLIP_NORM_MAX, 0.1 },
  [EVERY] = { "every", N_ ("Every … steps"), N_ ("How long the schedule takes for a change"), 1,
              MAX_STEPS, 1000 },
  [FACTOR] = { "factor", N_ ("Factor"), N_ ("What the learning rate is multiplied with"), 1e-6, 1,
               0.1 },
  [FINAL] = { "final", N_ ("Final"), N_ ("The share of the learning rate that stays at the end"), 0,
              1, 0.1 },
  [WARM_UP] = { "warm-up", N_ ("Warm-up steps"),
                N_ ("Steps in which the learning rate rises from 0"), 0, MAX_STEPS, 100 },
};

G_STATIC_ASSERT (WEIGHT_DECAY == 3); /* as gradus_optimiser_numbers has them */

/* Those that mean something to the kind and to the schedule; what stands in them is the fields'
 * concern. */
static void
show_rows (GradusOptimiserRow *self)
{
  const GradusExperiment *experiment = gradus_experiment_model_get_experiment (self->model);
  const GradusOptimiser *optimiser = experiment ? &experiment->optimiser : NULL;

  if (!optimiser || !self->rows[0])
    return;
  for (guint i = 0; i <= WEIGHT_DECAY; i++)
    gtk_widget_set_visible (
        self->rows[i], gradus_optimiser_has_number (optimiser->kind, &gradus_optimiser_numbers[i]));
  gtk_widget_set_visible (self->rows[EVERY], gradus_schedule_has_every (optimiser->schedule.kind));
  gtk_widget_set_visible (self->rows[FACTOR],
                          gradus_schedule_has_factor (optimiser->schedule.kind));
  gtk_widget_set_visible (self->rows[FINAL], gradus_schedule_has_final (optimiser->schedule.kind));
}

void
gradus_optimiser_row_set_model (GradusOptimiserRow *self, GradusExperimentModel *model)
{
  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  gradus_field_group_set_model (self->fields, model);
  if (!model)
    return;
  g_signal_connect_swapped (model, "notify::optimiser", G_CALLBACK (show_rows), self);
  g_signal_connect_swapped (model, "notify::schedule", G_CALLBACK (show_rows), self);
  show_rows (self);
}

void
gradus_optimiser_row_refresh (GradusOptimiserRow *self)
{
  gradus_field_group_show (self->fields);
}

static GtkWidget *
add_drop_down (GradusOptimiserRow *self, const char *property, const char *name,
               const char *tooltip, void (*offer) (GtkDropDown *))
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (drop_down, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  offer (GTK_DROP_DOWN (drop_down));
  gradus_field_group_bind (self->fields, drop_down, "selected", property);
  return drop_down;
}

static GtkWidget *
add_row (GradusOptimiserRow *self, const char *title, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return row;
}

static void
add_number (GradusOptimiserRow *self, guint i)
{
  const char *title = _ (numbers[i].title);
  GtkSpinButton *spin =
      gradus_number_spin_new (title, _ (numbers[i].tooltip), numbers[i].lowest, numbers[i].highest,
                              numbers[i].step, i == EVERY || i == WARM_UP);

  gradus_field_group_bind (self->fields, spin, "value", numbers[i].property);
  self->rows[i] = add_row (self, title, GTK_WIDGET (spin));
}

/* Most leave the numbers as they are, and never open it. */
static void
add_rows (GradusOptimiserRow *self)
{
  GtkWidget *schedule;

  if (self->rows[0] || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  for (guint i = 0; i < EVERY; i++)
    add_number (self, i);
  schedule = add_drop_down (self, "schedule", _ ("Schedule"),
                            _ ("How the learning rate changes while training goes on"),
                            gradus_choices_offer_schedules);
  add_row (self, _ ("Schedule"), schedule);
  for (guint i = EVERY; i < N_NUMBERS; i++)
    add_number (self, i);
  if (self->model)
    show_rows (self);
}

static void
gradus_optimiser_row_dispose (GObject *object)
{
  GradusOptimiserRow *self = GRADUS_OPTIMISER_ROW (object);

  if (self->fields)
    gradus_optimiser_row_set_model (self, NULL);
  g_clear_pointer (&self->fields, gradus_field_group_free);
  G_OBJECT_CLASS (gradus_optimiser_row_parent_class)->dispose (object);
}

static void
gradus_optimiser_row_class_init (GradusOptimiserRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gradus_optimiser_row_dispose;
}

static void
gradus_optimiser_row_init (GradusOptimiserRow *self)
{
  GtkWidget *kind;

  self->fields = gradus_field_group_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Optimiser"));
  kind = add_drop_down (self, "optimiser", _ ("Optimiser"), _ ("How a gradient becomes a step"),
                        gradus_choices_offer_optimisers);
  gradus_row_action_add (ADW_EXPANDER_ROW (self), kind);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (add_rows), NULL);
}
