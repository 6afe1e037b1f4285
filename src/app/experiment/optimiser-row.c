/* SPDX-License-Identifier: MIT */
#include "app/experiment/optimiser-row.h"

#include <glib/gi18n.h>

#include "app/common/choices.h"
#include "app/common/number-spin.h"

#define MAX_STEPS 9007199254740992.0 /* 2^53 */

/* The rows in their order: the numbers that some kinds have, what all have, and what some schedules have. */
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

  GtkDropDown *kind;
  GtkDropDown *schedule;
  GtkWidget *rows[N_NUMBERS];
  GtkSpinButton *spins[N_NUMBERS];
  gboolean is_showing; /* our own changes are no edits */
};

G_DEFINE_FINAL_TYPE (GradusOptimiserRow, gradus_optimiser_row, ADW_TYPE_EXPANDER_ROW)

enum {
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct {
  const char *title;
  const char *tooltip;
  double lowest, highest, step;
} numbers[N_NUMBERS] = {
  [MOMENTUM] = { N_ ("Momentum"), N_ ("How much of the last step's direction goes on"), 0, 0.999999, 0.01 },
  [DECAY] = { N_ ("Decay of squares"), N_ ("How slowly the average of squared gradients forgets"), 0,
              0.999999, 0.001 },
  [EPSILON] = { N_ ("Epsilon"), N_ ("Keeps the division by small gradients in bounds"), 1e-12, 1, 1e-8 },
  [WEIGHT_DECAY] = { N_ ("Weight decay"),
                     N_ ("How much of itself each weight loses, times the learning rate"), 0, 1, 0.001 },
  [L1] = { "L1", N_ ("Pulls every weight towards 0, and many onto it"), 0, GRADUS_PENALTY_MAX, 0.0001 },
  [L2] = { "L2", N_ ("Pulls large weights towards 0"), 0, GRADUS_PENALTY_MAX, 0.0001 },
  [CLIP_NORM] = { N_ ("Clip norm"), N_ ("The longest that all gradients together may be; 0 for any"), 0,
                  GRADUS_CLIP_NORM_MAX, 0.1 },
  [EVERY] = { N_ ("Every … steps"), N_ ("How long the schedule takes for a change"), 1, MAX_STEPS, 1000 },
  [FACTOR] = { N_ ("Factor"), N_ ("What the learning rate is multiplied with"), 1e-6, 1, 0.1 },
  [FINAL] = { N_ ("Final"), N_ ("The share of the learning rate that stays at the end"), 0, 1, 0.1 },
  [WARM_UP] = { N_ ("Warm-up steps"), N_ ("Steps in which the learning rate rises from 0"), 0, MAX_STEPS,
                100 },
};

G_STATIC_ASSERT (WEIGHT_DECAY == 3); /* as gradus_optimiser_numbers has them */

static void
set_number (GradusOptimiserRow *self, guint i, gboolean is_there, double value)
{
  gtk_widget_set_visible (self->rows[i], is_there);
  if (is_there)
    gtk_spin_button_set_value (self->spins[i], value);
}

void
gradus_optimiser_row_show (GradusOptimiserRow *self, const GradusOptimiser *optimiser)
{
  GradusOptimiser copy = *optimiser;
  const GradusSchedule *schedule = &copy.schedule;

  self->is_showing = TRUE;
  gtk_drop_down_set_selected (self->kind, optimiser->kind);
  gtk_drop_down_set_selected (self->schedule, schedule->kind);
  for (guint i = 0; i <= WEIGHT_DECAY; i++)
    set_number (self, i, gradus_optimiser_has_number (optimiser->kind, &gradus_optimiser_numbers[i]),
                *gradus_optimiser_get_number (&copy, &gradus_optimiser_numbers[i]));
  set_number (self, L1, TRUE, optimiser->l1);
  set_number (self, L2, TRUE, optimiser->l2);
  set_number (self, CLIP_NORM, TRUE, optimiser->clip_norm);
  set_number (self, EVERY, gradus_schedule_has_every (schedule->kind), (double) schedule->every);
  set_number (self, FACTOR, gradus_schedule_has_factor (schedule->kind), schedule->factor);
  set_number (self, FINAL, gradus_schedule_has_final (schedule->kind), schedule->final);
  set_number (self, WARM_UP, TRUE, (double) schedule->warm_up);
  self->is_showing = FALSE;
}

static double
get (GradusOptimiserRow *self, guint i)
{
  return gtk_spin_button_get_value (self->spins[i]);
}

static GradusSchedule
read_schedule (GradusOptimiserRow *self, const GradusSchedule *before)
{
  const GradusScheduleKind kind = (GradusScheduleKind) gtk_drop_down_get_selected (self->schedule);
  GradusSchedule schedule = gradus_schedule_make (kind);

  schedule.warm_up = (guint64) get (self, WARM_UP);
  if (kind != before->kind)
    return schedule;
  if (gradus_schedule_has_every (kind))
    schedule.every = (guint64) get (self, EVERY);
  if (gradus_schedule_has_factor (kind))
    schedule.factor = get (self, FACTOR);
  if (gradus_schedule_has_final (kind))
    schedule.final = get (self, FINAL);
  return schedule;
}

void
gradus_optimiser_row_read (GradusOptimiserRow *self, GradusOptimiser *optimiser)
{
  const GradusOptimiserKind kind = (GradusOptimiserKind) gtk_drop_down_get_selected (self->kind);
  const GradusSchedule schedule = read_schedule (self, &optimiser->schedule);
  const gboolean is_new = kind != optimiser->kind;

  if (is_new)
    *optimiser = gradus_optimiser_make (kind);
  for (guint i = 0; !is_new && i <= WEIGHT_DECAY; i++) {
    if (gradus_optimiser_has_number (kind, &gradus_optimiser_numbers[i]))
      *gradus_optimiser_get_number (optimiser, &gradus_optimiser_numbers[i]) = get (self, i);
  }
  optimiser->l1 = get (self, L1);
  optimiser->l2 = get (self, L2);
  optimiser->clip_norm = get (self, CLIP_NORM);
  optimiser->schedule = schedule;
}

static void
on_edited (GradusOptimiserRow *self)
{
  if (!self->is_showing)
    g_signal_emit (self, signals[EDITED], 0);
}

static GtkDropDown *
make_drop_down (GradusOptimiserRow *self, const char *name, const char *tooltip,
                void (*offer) (GtkDropDown *))
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (drop_down, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  offer (GTK_DROP_DOWN (drop_down));
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  return GTK_DROP_DOWN (drop_down);
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

  self->spins[i] = gradus_number_spin_new (title, _ (numbers[i].tooltip), numbers[i].lowest,
                                           numbers[i].highest, numbers[i].step);
  g_signal_connect_object (self->spins[i], "value-changed", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  self->rows[i] = add_row (self, title, GTK_WIDGET (self->spins[i]));
}

static void
gradus_optimiser_row_class_init (GradusOptimiserRowClass *class)
{
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
gradus_optimiser_row_init (GradusOptimiserRow *self)
{
  self->is_showing = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Optimiser"));
  self->kind = make_drop_down (self, _ ("Optimiser"), _ ("How a gradient becomes a step"),
                               gradus_choices_offer_optimisers);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->kind));
  for (guint i = 0; i < EVERY; i++)
    add_number (self, i);
  self->schedule =
      make_drop_down (self, _ ("Schedule"), _ ("How the learning rate changes while training goes on"),
                      gradus_choices_offer_schedules);
  add_row (self, _ ("Schedule"), GTK_WIDGET (self->schedule));
  for (guint i = EVERY; i < N_NUMBERS; i++)
    add_number (self, i);
  self->is_showing = FALSE;
}
