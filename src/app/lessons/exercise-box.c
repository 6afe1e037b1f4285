/* SPDX-License-Identifier: MIT */
#include "app/lessons/exercise-box.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/common/host.h"
#include "app/lessons/prose-view.h"
#include "nn/layer-spec.h"

struct _GradusExerciseBox {
  GtkBox parent_instance;

  GradusSession *session;
  GtkBox *conditions, *hints;
  GtkLabel *state;
  GtkWidget *hint_button, *solve_button, *done;
  guint idle; /* the source that checks the exercise */
};

G_DEFINE_FINAL_TYPE (GradusExerciseBox, gradus_exercise_box, GTK_TYPE_BOX)

static const GradusExercise *
get_exercise (GradusExerciseBox *self)
{
  const GradusStep *step = gradus_session_get_step (self->session);

  return step ? step->exercise : NULL;
}

/* -- Conditions in words ----------------------------------------------------------------------- */

/* The names in conditions, longer ones first, so that none is found within another. */
static const struct {
  const char *name, *title;
} names[] = {
  { "network.hidden.activation", N_ ("hidden activation") },
  { "network.hidden.initialiser.name", N_ ("hidden initialiser") },
  { "network.hidden.initialiser", N_ ("hidden initialiser") },
  { "training.optimiser.learning-rate", N_ ("learning rate") },
  { "gradient-norm.first", N_ ("gradient norm of the first layer") },
  { "gradient-norm.last", N_ ("gradient norm of the last layer") },
  { "distance.last", N_ ("distance of samples in the last layer") },
  { "hidden-layers", N_ ("hidden layers") },
  { "hidden-units", N_ ("hidden units") },
  { "test-accuracy", N_ ("test accuracy") },
  { "test-cost", N_ ("test cost") },
  { "accuracy", N_ ("accuracy") },
  { "weights", N_ ("weights") },
  { "cost", N_ ("cost") },
  { "step", N_ ("step") },
  { ">=", "≥" },
  { "<=", "≤" },
  { " is not ", N_ (" is not ") },
  { " is ", N_ (" is ") },
};

/* Each name is first replaced by a private character: else a text that was put in could be taken
 * for another name. */
#define FIRST_PRIVATE 0xE000

static char *
describe_condition (const GradusCondition *condition)
{
  GString *text = g_string_new (gradus_condition_get_text (condition));
  char letter[7] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    letter[g_unichar_to_utf8 (FIRST_PRIVATE + i, letter)] = '\0';
    g_string_replace (text, names[i].name, letter, 0);
  }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    letter[g_unichar_to_utf8 (FIRST_PRIVATE + i, letter)] = '\0';
    g_string_replace (text, letter, _ (names[i].title), 0);
  }
  return g_string_free (text, FALSE);
}

/* The setting of a kind of layer that a path ends with; NULL for other paths. */
static const GradusLayerSetting *
find_setting (const char *path)
{
  const char *dot = strrchr (path, '.');

  for (guint i = 0; dot && g_str_has_prefix (path, "network.") && gradus_layer_classes[i]; i++) {
    const guint at = gradus_layer_class_find_setting (gradus_layer_classes[i], dot + 1);

    if (at != GRADUS_NO_SETTING)
      return &gradus_layer_classes[i]->settings[at];
  }
  return NULL;
}

/* "network.hidden.units" in words. */
static char *
describe_path (const char *path)
{
  static const struct {
    const char *part, *title;
  } parts[] = {
    { "depth", N_ ("the number of layers") }, { "activation", N_ ("an activation") },
    { "initialiser", N_ ("an initialiser") }, { "learning-rate", N_ ("the learning rate") },
    { "optimiser", N_ ("the optimiser") },    { "seed", N_ ("the seed") },
    { "features", N_ ("the features") },      { "data", N_ ("the data") },
    { "batch-size", N_ ("the batch size") },  { "cost", N_ ("the cost") },
  };

  const GradusLayerSetting *setting = find_setting (path);

  if (setting)
    return setting->is_width ? g_strdup (_ ("the number of units"))
                             : g_utf8_strdown (_ (setting->title), -1);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    if (strstr (path, parts[i].part))
      return g_strdup (_ (parts[i].title));
  }
  return g_strdup (path);
}

/* -- Parts ------------------------------------------------------------------------------------- */

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

static GtkWidget *
append_prose (GtkBox *box, const char *text)
{
  GtkWidget *prose = gradus_prose_view_new ();

  gradus_prose_view_set_text (GRADUS_PROSE_VIEW (prose), text);
  gtk_box_append (box, prose);
  return prose;
}

/* -- Help -------------------------------------------------------------------------------------- */

/* Homework is for the student to solve. */
static gboolean
can_be_solved (GradusExerciseBox *self, const GradusExercise *exercise)
{
  return gradus_exercise_has_solution (exercise) &&
         !gradus_lesson_is_homework (gradus_session_get_lesson (self->session));
}

/* Whoever has met it needs none. */
static void
show_help_buttons (GradusExerciseBox *self, const GradusExercise *exercise)
{
  const guint n = gradus_session_get_n_hints (self->session);
  const gboolean has_more = exercise->hints && n < exercise->hints->len;
  const gboolean is_open = !gradus_session_has_met (self->session);

  gtk_widget_set_visible (self->hint_button, is_open && has_more);
  gtk_widget_set_visible (self->solve_button, is_open && can_be_solved (self, exercise) && !has_more);
}

static void
show_hints (GradusExerciseBox *self, const GradusExercise *exercise)
{
  const guint n = gradus_session_get_n_hints (self->session);

  clear_box (self->hints);
  for (guint i = 0; i < n; i++) {
    g_autofree char *text =
        gradus_session_say (self->session, g_ptr_array_index (exercise->hints, i));

    append_prose (self->hints, text);
  }
  show_help_buttons (self, exercise);
}

/* -- How it stands ----------------------------------------------------------------------------- */

static void
add_line (GradusExerciseBox *self, const char *line, gboolean holds)
{
  GtkWidget *label = gtk_label_new (line);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (holds)
    gtk_widget_add_css_class (label, "success");
  gtk_box_append (self->conditions, label);
}

static void
add_condition (GradusExerciseBox *self, const GradusCondition *condition, gboolean holds,
               const char *state)
{
  g_autofree char *text = describe_condition (condition);
  g_autofree char *line =
      g_strdup_printf (holds ? _ ("✓ %s: %s") : _ ("○ %s: now %s"), text, state);

  add_line (self, line, holds);
}

/* How many of the numbers are worked out. */
static void
add_blanks (GradusExerciseBox *self, guint n, guint n_left)
{
  g_autofree char *line = g_strdup_printf (
      n_left == 0 ? _ ("✓ numbers worked out: %u of %u") : _ ("○ numbers worked out: %u of %u"),
      n - n_left, n);

  add_line (self, line, n_left == 0);
}

static void
show_conditions (GradusExerciseBox *self, const GradusExercise *exercise,
                 const GradusVerdictOnExercise *verdict, GradusDocument *document)
{
  clear_box (self->conditions);
  for (guint i = 0; i < exercise->conditions->len; i++) {
    const GradusCondition *condition = g_ptr_array_index (exercise->conditions, i);
    g_autofree char *state = gradus_condition_describe_state (condition, document);

    add_condition (self, condition, !(verdict->unmet >> i & 1), state);
  }
  if (exercise->blanks->len > 0)
    add_blanks (self, exercise->blanks->len, verdict->n_blanks);
}

static char *
describe_state (const GradusVerdictOnExercise *verdict)
{
  if (verdict->breach) {
    g_autofree char *what = describe_path (verdict->breach);

    return g_strdup_printf (_ ("Not like this: %s may not be changed here"), what);
  }
  if (verdict->is_met)
    return g_strdup (_ ("Goal reached"));
  return g_strdup (verdict->is_training ? _ ("Training…") : "");
}

static void
show_done (GradusExerciseBox *self, const GradusWords *words)
{
  g_autofree char *text = words ? gradus_session_say (self->session, words) : NULL;

  gradus_prose_view_set_text (GRADUS_PROSE_VIEW (self->done), text);
}

static void
check_exercise (GradusExerciseBox *self)
{
  const GradusExercise *exercise = get_exercise (self);
  g_auto (GradusVerdictOnExercise) verdict = { 0 };
  g_autofree char *state = NULL;

  if (!exercise)
    return;
  gradus_session_check (self->session, &verdict);
  show_conditions (self, exercise, &verdict, gradus_session_get_document (self->session));
  state = describe_state (&verdict);
  gtk_label_set_label (self->state, state);
  gtk_widget_set_visible (GTK_WIDGET (self->state), *state != '\0');
  show_done (self, verdict.is_met ? exercise->done : NULL);
  show_help_buttons (self, exercise);
  if (verdict.is_met)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "success");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "success");
}

static gboolean
on_idle (gpointer data)
{
  GradusExerciseBox *self = data;

  self->idle = 0;
  check_exercise (self);
  return G_SOURCE_REMOVE;
}

/* Nobody reads numbers that change more than ten times a second. */
static void
on_changed (GradusExerciseBox *self)
{
  if (get_exercise (self) && self->idle == 0)
    self->idle = g_timeout_add (100, on_idle, self);
}

void
gradus_exercise_box_show_hint (GradusExerciseBox *self)
{
  if (!get_exercise (self))
    return;
  gradus_session_take_hint (self->session);
  show_hints (self, get_exercise (self));
}

void
gradus_exercise_box_solve (GradusExerciseBox *self)
{
  const GradusExercise *exercise = get_exercise (self);
  g_autoptr (GError) error = NULL;

  if (exercise && can_be_solved (self, exercise) && !gradus_session_solve (self->session, &error))
    gradus_host_tell (GTK_WIDGET (self), error->message);
}

/* -- The box ----------------------------------------------------------------------------------- */

static void
add_button (GtkBox *row, GtkWidget **button, const char *label, const char *tooltip, GCallback func,
            gpointer self)
{
  *button = gtk_button_new_with_label (label);
  gtk_widget_set_tooltip_text (*button, tooltip);
  gtk_widget_set_focus_on_click (*button, FALSE);
  g_signal_connect_swapped (*button, "clicked", func, self);
  gtk_box_append (row, *button);
}

static GtkBox *
append_box (GradusExerciseBox *self, GtkOrientation orientation)
{
  GtkWidget *box = gtk_box_new (orientation, 4);

  gtk_box_append (GTK_BOX (self), box);
  return GTK_BOX (box);
}

static void
fill_box (GradusExerciseBox *self, const GradusExercise *exercise)
{
  g_autofree char *said = gradus_session_say (self->session, exercise->task);
  g_autofree char *task = g_strdup_printf ("**%s**", said);
  GtkBox *row;

  append_prose (GTK_BOX (self), task);
  self->conditions = append_box (self, GTK_ORIENTATION_VERTICAL);
  self->state = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->state, TRUE);
  gtk_label_set_xalign (self->state, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "heading");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->state));
  self->done = append_prose (GTK_BOX (self), NULL);
  self->hints = append_box (self, GTK_ORIENTATION_VERTICAL);
  row = append_box (self, GTK_ORIENTATION_HORIZONTAL);
  add_button (row, &self->hint_button, _ ("Hint"), _ ("One hint more (H)"),
              G_CALLBACK (gradus_exercise_box_show_hint), self);
  add_button (row, &self->solve_button, _ ("Show the Solution"),
              _ ("Sets what meets the exercise, and trains it (Ctrl+Return)"),
              G_CALLBACK (gradus_exercise_box_solve), self);
  show_hints (self, exercise);
  check_exercise (self);
}

/* What waits is of the step before, whose labels go now. */
static void
on_entered (GradusExerciseBox *self)
{
  const GradusExercise *exercise = get_exercise (self);

  g_clear_handle_id (&self->idle, g_source_remove);
  clear_box (GTK_BOX (self));
  gtk_widget_set_visible (GTK_WIDGET (self), exercise != NULL);
  if (exercise)
    fill_box (self, exercise);
}

void
gradus_exercise_box_set_session (GradusExerciseBox *self, GradusSession *session)
{
  self->session = session;
  g_signal_connect_object (session, "entered", G_CALLBACK (on_entered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_entered (self);
}

static void
gradus_exercise_box_dispose (GObject *object)
{
  g_clear_handle_id (&GRADUS_EXERCISE_BOX (object)->idle, g_source_remove);
  G_OBJECT_CLASS (gradus_exercise_box_parent_class)->dispose (object);
}

static void
gradus_exercise_box_class_init (GradusExerciseBoxClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gradus_exercise_box_dispose;
}

static void
gradus_exercise_box_init (GradusExerciseBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "lesson-box");
}
