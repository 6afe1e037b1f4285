/* SPDX-License-Identifier: MIT */
#include "app/experiment/data-row.h"

#include <glib/gi18n.h>

#include "app/common/mute.h"
#include "app/common/number-spin.h"
#include "app/experiment/data-thumbnail.h"
#include "data/cifar.h"
#include "data/fashion.h"
#include "data/feature.h"
#include "plot/number.h"

/* The numbers wait until no other has come for so many milliseconds: each change begins training
 * again. */
#define PATIENCE 250

struct _GradusDataRow {
  GtkWidget parent_instance;

  GtkFlowBox *choices;
  GtkLabel *title, *formula_title, *formula_fault, *file_title;
  GtkEntry *formula;
  GtkWidget *formula_row, *file_row;
  GtkWidget *noise_title, *noise_scale, *samples_title, *samples_spin, *test_title, *test_spin;
  GtkWidget *arms_row, *variation_row, *features;
  GtkCheckButton *mirror;
  GradusPaintTools *tools;
  GtkAdjustment *noise, *samples, *test, *arms, *shift;

  GradusExperimentModel *model; /* or NULL */
  guint waiting;
};

G_DEFINE_FINAL_TYPE (GradusDataRow, gradus_data_row, GTK_TYPE_WIDGET)

static guint edited_signal, file_wanted_signal, points_wanted_signal;

GradusPaintTools *
gradus_data_row_get_tools (GradusDataRow *self)
{
  return self->tools;
}

/* NULL where there is none yet, or no more. */
static const GradusDataSpec *
get_spec (GradusDataRow *self)
{
  return self->model ? gradus_experiment_model_get_data (self->model) : NULL;
}

static GtkWidget *
get_choice (GradusDataRow *self, guint i)
{
  return GTK_WIDGET (gtk_flow_box_get_child_at_index (self->choices, (int) i));
}

static const GradusGenerator *
get_generator (GtkWidget *choice)
{
  return g_object_get_data (G_OBJECT (choice), "generator");
}

/* The toggles are in the order of the features' kinds. */
static guint
read_features (GradusDataRow *self)
{
  guint features = 0, bit = 1;

  for (GtkWidget *toggle = gtk_widget_get_first_child (self->features); toggle;
       toggle = gtk_widget_get_next_sibling (toggle), bit <<= 1) {
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)))
      features |= bit;
  }
  return features;
}

static void
show_features (GradusDataRow *self, guint features)
{
  guint bit = 1;

  gtk_widget_set_visible (self->features, features != 0);
  for (GtkWidget *toggle = gtk_widget_get_first_child (self->features); toggle;
       toggle = gtk_widget_get_next_sibling (toggle), bit <<= 1) {
    gradus_mute (toggle, self);
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), (features & bit) != 0);
    gradus_unmute (toggle, self);
  }
}

/* Every picture is of the numbers that are set, as far as its data have them. Borrows what it has
 * from `numbers`. */
static GradusDataSpec
make_spec (const GradusGenerator *generator, const GradusDataSpec *numbers)
{
  GradusDataSpec spec = gradus_data_spec_make (generator);

  if (generator == numbers->generator)
    return *numbers;
  /* Pictures are far more than points. */
  if (spec.n_samples > 0 && numbers->n_samples > 0 && !generator->open && !numbers->generator->open)
    spec.n_samples = numbers->n_samples;
  /* Data by name give a test part, and there are no more tests than are in it. */
  if (generator->has_test && numbers->generator->has_test && generator->picture.width == 0)
    spec.test_fraction = numbers->test_fraction;
  if (spec.formula && numbers->formula)
    spec.formula = numbers->formula;
  if (generator->has_noise && numbers->generator->has_noise)
    spec.noise = numbers->noise;
  if (spec.n_arms > 0 && numbers->n_arms > 0)
    spec.n_arms = numbers->n_arms;
  if (spec.features && numbers->features)
    spec.features = numbers->features;
  return spec;
}

static void
show_choices (GradusDataRow *self)
{
  const GradusDataSpec *shown = get_spec (self);
  GtkWidget *choice;

  gtk_flow_box_unselect_all (self->choices);
  for (guint i = 0; (choice = get_choice (self, i)); i++) {
    const GradusDataSpec spec = make_spec (get_generator (choice), shown);
    GtkWidget *picture = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (choice));

    if (GRADUS_IS_DATA_THUMBNAIL (picture))
      gradus_data_thumbnail_show (GRADUS_DATA_THUMBNAIL (picture), &spec);
    if (get_generator (choice) == shown->generator)
      gtk_flow_box_select_child (self->choices, GTK_FLOW_BOX_CHILD (choice));
  }
}

static void
show_pair (GtkWidget *title, GtkWidget *control, gboolean is_visible)
{
  gtk_widget_set_visible (title, is_visible);
  gtk_widget_set_visible (control, is_visible);
}

/* A new string: what is learnt of a file. */
static char *
describe_import (const GradusImport *import)
{
  g_autofree char *name = g_filename_display_basename (import->table->filename);
  g_autofree char *count = gradus_number_format_count (import->rows->len);
  g_autofree char *samples =
      g_strdup_printf (ngettext ("%s sample", "%s samples", import->rows->len), count);
  g_autofree char *inputs =
      g_strdup_printf (ngettext ("%u input", "%u inputs", import->n_inputs), import->n_inputs);
  g_autofree char *classes =
      import->is_regression
          ? g_strdup_printf (_ ("target: %s"),
                             gradus_records_get_column (import->table, import->target)->name)
          : g_strdup_printf (ngettext ("%u class", "%u classes", import->class_names->len),
                             import->class_names->len);

  return g_strdup_printf ("%s: %s, %s, %s", name, samples, inputs, classes);
}

static void
show_file (GradusDataRow *self, const GradusImport *import)
{
  g_autofree char *text = import ? describe_import (import) : NULL;

  gtk_widget_set_visible (self->file_row, text != NULL);
  gtk_label_set_label (self->file_title, text ? text : "");
}

/* A text that is the same is not set again: that would move the cursor of whoever types. */
static void
show_formula (GradusDataRow *self, const GradusDataSpec *spec)
{
  gtk_widget_set_visible (self->formula_row, spec->formula != NULL);
  if (!spec->formula)
    return;
  gtk_label_set_label (self->formula_title, spec->generator->is_regression ? "y =" : "y >");
  gradus_mute (self->formula, self);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->formula)),
                    gradus_formula_get_text (spec->formula)))
    gtk_editable_set_text (GTK_EDITABLE (self->formula), gradus_formula_get_text (spec->formula));
  gradus_unmute (self->formula, self);
  gtk_widget_remove_css_class (GTK_WIDGET (self->formula), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->formula_fault), FALSE);
}

static void
show_number (GradusDataRow *self, GtkAdjustment *adjustment, double value)
{
  gradus_mute (adjustment, self);
  gtk_adjustment_set_value (adjustment, value);
  gradus_unmute (adjustment, self);
}

static void
show_numbers (GradusDataRow *self, const GradusDataSpec *spec)
{
  show_pair (self->noise_title, self->noise_scale, spec->generator->has_noise);
  show_pair (self->samples_title, self->samples_spin, spec->n_samples > 0);
  show_pair (self->test_title, self->test_spin, spec->generator->has_test);
  gtk_widget_set_visible (self->arms_row, spec->n_arms > 0);
  show_number (self, self->noise, spec->noise);
  show_number (self, self->samples, spec->n_samples);
  show_number (self, self->test, 100 * spec->test_fraction);
  show_number (self, self->arms, spec->n_arms);
  gtk_widget_set_visible (self->variation_row, gradus_data_spec_has_pictures (spec));
  show_number (self, self->shift, spec->shift);
  gradus_mute (self->mirror, self);
  gtk_check_button_set_active (self->mirror, spec->is_mirrored);
  gradus_unmute (self->mirror, self);
}

void
gradus_data_row_refresh (GradusDataRow *self)
{
  const GradusDataSpec *spec = get_spec (self);

  if (!spec)
    return;
  gtk_label_set_label (self->title, _ (spec->generator->title));
  gtk_widget_set_visible (GTK_WIDGET (self->tools), spec->points != NULL);
  show_numbers (self, spec);
  show_features (self, spec->features);
  show_formula (self, spec);
  show_file (self, spec->import);
  show_choices (self);
}

/* What waits is for the model that goes, and is dropped. */
void
gradus_data_row_set_model (GradusDataRow *self, GradusExperimentModel *model)
{
  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_handle_id (&self->waiting, g_source_remove);
  g_set_object (&self->model, model);
  if (model)
    g_signal_connect_swapped (model, "notify::data", G_CALLBACK (gradus_data_row_refresh), self);
  gradus_data_row_refresh (self);
}

/* -- The user's edits -------------------------------------------------------------------------- */

/* With those that still wait; if none does, to the bit as they came, whatever the controls can
 * hold. */
static GradusDataSpec
read_numbers (GradusDataRow *self)
{
  GradusDataSpec spec = *get_spec (self);

  if (!self->waiting)
    return spec;
  if (spec.n_samples > 0)
    spec.n_samples = (guint) gtk_adjustment_get_value (self->samples);
  if (spec.generator->has_test)
    spec.test_fraction = gtk_adjustment_get_value (self->test) / 100;
  if (spec.generator->has_noise)
    spec.noise = gtk_adjustment_get_value (self->noise);
  if (spec.n_arms > 0)
    spec.n_arms = (guint) gtk_adjustment_get_value (self->arms);
  if (gradus_data_spec_has_pictures (&spec)) {
    spec.is_mirrored = gtk_check_button_get_active (self->mirror);
    spec.shift = (guint) gtk_adjustment_get_value (self->shift);
  }
  return spec;
}

/* What borrows from the present data is copied: those may go while the others come. */
static void
ask_for_data (GradusDataRow *self, const GradusDataSpec *spec)
{
  g_auto (GradusDataSpec) wanted = gradus_data_spec_copy (spec);

  g_clear_handle_id (&self->waiting, g_source_remove);
  if (!gradus_data_spec_equal (&wanted, get_spec (self)))
    g_signal_emit (self, edited_signal, 0, &wanted);
}

/* Choosing what is chosen already changes nothing, but a file or points may be chosen anew. */
static void
on_chosen (GradusDataRow *self, GtkFlowBoxChild *choice)
{
  const GradusGenerator *generator = get_generator (GTK_WIDGET (choice));
  GradusDataSpec numbers, spec;

  if (!get_spec (self))
    return;
  numbers = read_numbers (self);
  spec = make_spec (generator, &numbers);
  if (generator == &gradus_file_generator || generator == &gradus_points_generator) {
    /* The choice is made when there is a file, or when there are points. */
    show_choices (self);
    g_signal_emit (
        self, generator == &gradus_file_generator ? file_wanted_signal : points_wanted_signal, 0);
  } else if (generator != get_spec (self)->generator) {
    ask_for_data (self, &spec);
  }
}

static void
on_file (GradusDataRow *self)
{
  g_signal_emit (self, file_wanted_signal, 0);
}

/* What is no formula yet stays marked until it is one. */
static void
on_formula (GradusDataRow *self)
{
  g_autoptr (GError) error = NULL;
  const GradusFormula *formula;
  GradusDataSpec spec;

  if (!get_spec (self) || !get_spec (self)->formula)
    return;
  formula = gradus_formula_find (gtk_editable_get_text (GTK_EDITABLE (self->formula)), &error);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->formula), error ? error->message : NULL);
  gtk_label_set_label (self->formula_fault, error ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->formula_fault), error != NULL);
  if (!formula) {
    gtk_widget_add_css_class (GTK_WIDGET (self->formula), "error");
    return;
  }
  gtk_widget_remove_css_class (GTK_WIDGET (self->formula), "error");
  spec = read_numbers (self);
  spec.formula = formula;
  ask_for_data (self, &spec);
}

/* Read before `waiting` is cleared: read_numbers() looks at the controls only while one waits. */
static void
on_waited (gpointer data)
{
  GradusDataRow *self = data;
  const GradusDataSpec spec = read_numbers (self);

  self->waiting = 0;
  ask_for_data (self, &spec);
}

static void
on_number (GradusDataRow *self)
{
  if (!get_spec (self))
    return;
  g_clear_handle_id (&self->waiting, g_source_remove);
  self->waiting = g_timeout_add_once (PATIENCE, on_waited, self);
}

/* The last one stays: a network without inputs learns nothing. */
static void
on_feature (GradusDataRow *self)
{
  GradusDataSpec spec;

  if (!get_spec (self))
    return;
  spec = read_numbers (self);
  spec.features = read_features (self);
  if (spec.features)
    ask_for_data (self, &spec);
  else
    show_features (self, get_spec (self)->features);
}

/* -- The widget -------------------------------------------------------------------------------- */

/* What is no generator of points has a symbol in the place of a picture; NULL for those. */
static const char *
find_icon (const GradusGenerator *generator)
{
  if (generator == &gradus_file_generator)
    return "document-open-symbolic";
  if (generator == &gradus_points_generator)
    return "document-edit-symbolic";
  return generator->picture.width > 0 ? "image-x-generic-symbolic" : NULL;
}

static const char *
find_tooltip (const GradusGenerator *generator)
{
  if (generator == &gradus_file_generator)
    return _ ("A file of your own: CSV, NumPy, MNIST, CIFAR-10 …");
  if (generator == &gradus_points_generator)
    return _ ("Own points: paint on the decision boundary");
  return _ (generator->title);
}

static void
add_choice (GradusDataRow *self, const GradusGenerator *generator)
{
  const GradusDataSpec spec = gradus_data_spec_make (generator);
  const char *icon = find_icon (generator);
  GtkWidget *choice = gtk_flow_box_child_new ();

  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (choice),
                                icon ? gtk_image_new_from_icon_name (icon)
                                     : gradus_data_thumbnail_new (&spec));
  gtk_widget_set_tooltip_text (choice, find_tooltip (generator));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (generator->title), -1);
  g_object_set_data (G_OBJECT (choice), "generator", (gpointer) generator);
  gtk_flow_box_append (self->choices, choice);
}

/* What has to be put there first, and was not, is no choice. */
static gboolean
is_there (const GradusGenerator *generator)
{
  g_autofree char *place = NULL;

  if (generator == &gradus_fashion_generator)
    return gradus_fashion_is_installed ();
  if (generator != &gradus_cifar_generator)
    return TRUE;
  place = gradus_cifar_find ();
  return place != NULL;
}

static void
fill_choices (GradusDataRow *self)
{
  for (guint i = 0; gradus_generators[i]; i++) {
    if (is_there (gradus_generators[i]))
      add_choice (self, gradus_generators[i]);
  }
}

static void
fill_features (GradusDataRow *self)
{
  for (guint i = 0; gradus_feature_names[i]; i++) {
    GtkWidget *toggle = gtk_toggle_button_new_with_label (gradus_feature_titles[i]);

    gtk_widget_set_hexpand (toggle, TRUE);
    g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (on_feature), self);
    gtk_box_append (GTK_BOX (self->features), toggle);
  }
}

static void
gradus_data_row_dispose (GObject *object)
{
  GradusDataRow *self = GRADUS_DATA_ROW (object);
  GtkWidget *child;

  gradus_data_row_set_model (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_data_row_parent_class)->dispose (object);
}

static void
gradus_data_row_class_init (GradusDataRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_data_row_dispose;
  file_wanted_signal = g_signal_new ("file-wanted", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  points_wanted_signal = g_signal_new ("points-wanted", G_TYPE_FROM_CLASS (class),
                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  edited_signal = g_signal_new ("edited", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  g_type_ensure (GRADUS_TYPE_PAINT_TOOLS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/data-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, choices);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, title);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, formula);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, formula_row);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, formula_title);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, formula_fault);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, file_row);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, file_title);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, noise_title);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, noise_scale);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, samples_title);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, samples_spin);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, test_title);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, test_spin);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, arms_row);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, variation_row);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, mirror);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, tools);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, features);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, noise);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, samples);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, test);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, arms);
  gtk_widget_class_bind_template_child (widget_class, GradusDataRow, shift);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_number);
  gtk_widget_class_bind_template_callback (widget_class, on_formula);
  gtk_widget_class_bind_template_callback (widget_class, on_file);
}

static void
gradus_data_row_init (GradusDataRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_number_spin_attend (GTK_WIDGET (self));
  gradus_number_spin_set_percent (GTK_SPIN_BUTTON (self->test_spin));
  fill_choices (self);
  fill_features (self);
}
