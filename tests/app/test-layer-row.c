/* SPDX-License-Identifier: MIT */

/* The row of a layer: its controls are made from what its kind says of its settings, whatever the
 * kind, and an edit that cannot be is put back and told. Needs a display. */
#include <adwaita.h>

#include "app/experiment/experiment-panel.h"
#include "app/experiment/layer-details.h"
#include "app/experiment/layer-row.h"
#include "experiment/builtin.h"
#include "finding.h"

/* A kind of layer that has a setting of each type; nothing else knows it. */
static const char *const paddings[] = { "same", "valid", "full", NULL };
static const char *const padding_titles[] = { "Same size", "Valid", "Full", NULL };

static const GradusLayerSetting settings[] = {
  { "gain", "Gain", "what it is multiplied with", GRADUS_SETTING_REAL, 0.5, -1, 2 },
  { "filters", "Filters", "how many there are", GRADUS_SETTING_WHOLE, 8, 2, 64, .is_width = TRUE },
  { "stride", "Stride", "how far it goes", GRADUS_SETTING_WHOLE, 3, 1, 9 },
  { "padding", "Padding", "what is around it", GRADUS_SETTING_CHOICE, 1, .choices = paddings,
    .titles = padding_titles },
  { "from", "From", "what else it reads", GRADUS_SETTING_LAYER, 2 },
  { NULL },
};

static const GradusLayerClass strange = {
  .name = "strange",
  .title = "Strange",
  .has_activation = TRUE,
  .settings = settings,
};

/* -- A row by itself --------------------------------------------------------------------------- */

typedef struct {
  GradusLayerItem *item;
  GtkWidget *window, *row;
  GradusLayerSpec asked;
  guint n_asked;
} RowFixture;

static void
on_edited (GradusLayerItem *item, const GradusLayerSpec *spec, RowFixture *fixture)
{
  fixture->asked = *spec;
  fixture->n_asked++;
  gradus_layer_item_update (item, spec, FALSE, TRUE);
}

/* The control below the widget whose tooltip that is. */
static gpointer
find_control (GtkWidget *widget, GType type, const char *tooltip)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  find_all (widget, type, found);
  for (guint i = 0; i < found->len; i++) {
    if (g_strcmp0 (gtk_widget_get_tooltip_text (g_ptr_array_index (found, i)), tooltip) == 0)
      return g_ptr_array_index (found, i);
  }
  g_error ("nothing says “%s”", tooltip);
}

static void
open_details (GtkWidget *row)
{
  gtk_window_present (GTK_WINDOW (gtk_widget_get_root (row)));
  open_once (find_control (row, GTK_TYPE_MENU_BUTTON, "What else can be set of the layer"));
}

static void
set_up_row (RowFixture *fixture, gconstpointer data)
{
  const GradusLayerSpec spec = gradus_layer_spec_make (&strange);
  GtkWidget *list = gtk_list_box_new ();

  fixture->item = gradus_layer_item_new (4);
  gradus_layer_item_update (fixture->item, &spec, FALSE, TRUE);
  g_signal_connect (fixture->item, "edited", G_CALLBACK (on_edited), fixture);
  fixture->row = g_object_ref_sink (GTK_WIDGET (gradus_layer_row_new ()));
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), list);
  gtk_list_box_append (GTK_LIST_BOX (list), fixture->row);
  gradus_layer_row_set_item (GRADUS_LAYER_ROW (fixture->row), fixture->item);
  open_details (fixture->row);
}

static void
tear_down_row (RowFixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->row);
  g_assert_finalize_object (fixture->item);
}

static void
check_asked (RowFixture *fixture, const char *key, double value)
{
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  g_assert_cmpfloat (gradus_layer_spec_get (&fixture->asked, key), ==, value);
  fixture->n_asked = 0;
}

static void
check_range (GtkSpinButton *spin, double lowest, double highest)
{
  double low, high;

  gtk_spin_button_get_range (spin, &low, &high);
  g_assert_cmpfloat (low, ==, lowest);
  g_assert_cmpfloat (high, ==, highest);
}

static void
test_numbers (RowFixture *fixture, gconstpointer data)
{
  GtkSpinButton *gain = find_control (fixture->row, GTK_TYPE_SPIN_BUTTON,
                                      "Gain, −1 to 2: what it is multiplied with");
  GtkSpinButton *filters =
      find_control (fixture->row, GTK_TYPE_SPIN_BUTTON, "Filters, 2 to 64: how many there are");
  GtkSpinButton *stride =
      find_control (fixture->row, GTK_TYPE_SPIN_BUTTON, "Stride, 1 to 9: how far it goes");

  g_assert_cmpfloat (gtk_spin_button_get_value (gain), ==, 0.5);
  g_assert_cmpfloat (gtk_spin_button_get_value (filters), ==, 8);
  g_assert_cmpfloat (gtk_spin_button_get_value (stride), ==, 3);
  check_range (gain, -1, 2);
  check_range (filters, 2, 64);
  check_range (stride, 1, 9);
  g_assert_cmpuint (fixture->n_asked, ==, 0);
  gtk_spin_button_set_value (gain, -0.125);
  check_asked (fixture, "gain", -0.125);
  gtk_spin_button_set_value (filters, 500);
  check_asked (fixture, "filters", 64);
  g_assert_cmpuint (gtk_spin_button_get_digits (stride), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (stride), "4");
  gtk_spin_button_update (stride);
  check_asked (fixture, "stride", 4);
}

static void
check_titles (GtkDropDown *drop_down, const char *expected)
{
  GListModel *titles = gtk_drop_down_get_model (drop_down);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (titles); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            gtk_string_list_get_string (GTK_STRING_LIST (titles), i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_choices (RowFixture *fixture, gconstpointer data)
{
  GtkDropDown *padding =
      find_control (fixture->row, GTK_TYPE_DROP_DOWN, "Padding: what is around it");
  GtkDropDown *from = find_control (fixture->row, GTK_TYPE_DROP_DOWN, "From: what else it reads");
  GradusLayerSpec spec = *gradus_layer_item_get_spec (fixture->item);

  check_titles (padding, "Same size, Valid, Full");
  check_titles (from, "Input, Layer 1, Layer 2, Layer 3");
  g_assert_cmpuint (gtk_drop_down_get_selected (padding), ==, 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (from), ==, 2);
  gtk_drop_down_set_selected (padding, 2);
  check_asked (fixture, "padding", 2);
  gtk_drop_down_set_selected (from, 0);
  check_asked (fixture, "from", 0);

  /* shown without being taken for an edit */
  gradus_layer_spec_set (&spec, "padding", 0);
  gradus_layer_spec_set (&spec, "from", 3);
  gradus_layer_item_update (fixture->item, &spec, FALSE, TRUE);
  g_assert_cmpuint (gtk_drop_down_get_selected (padding), ==, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (from), ==, 3);
  g_assert_cmpuint (fixture->n_asked, ==, 0);
}

static const char *
get_kind_text (RowFixture *fixture, const char *part)
{
  GtkWidget *label = find_label_with (fixture->row, part);

  g_assert_nonnull (label);
  g_assert_true (gtk_widget_get_visible (label));
  return gtk_label_get_label (GTK_LABEL (label));
}

/* The same row for another kind: what a dense layer can be told, and what dropout and add say. */
static void
test_kinds (RowFixture *fixture, gconstpointer data)
{
  GradusLayerSpec spec = gradus_layer_spec_dense (4000, GRADUS_ACTIVATION_RELU, 0);
  GtkSpinButton *units;

  gradus_layer_item_update (fixture->item, &spec, FALSE, TRUE);
  units = find_control (fixture->row, GTK_TYPE_SPIN_BUTTON,
                        "Units, 1 to 4,096: how many features the layer can make of what it is "
                        "given");
  g_assert_cmpfloat (gtk_spin_button_get_value (units), ==, 4000);
  check_range (units, 1, 4096);
  gradus_layer_item_update (fixture->item, &spec, TRUE, TRUE);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (units)), ==,
                   "The output has one unit for each target of the data");

  spec = gradus_layer_spec_make (&gradus_dropout_class);
  gradus_layer_spec_set (&spec, "rate", 0.25);
  gradus_layer_item_update (fixture->item, &spec, FALSE, TRUE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (units)));
  g_assert_cmpstr (get_kind_text (fixture, "Drop"), ==, "Dropout (rate 0.25)");
  spec = gradus_layer_spec_make (&gradus_add_class);
  gradus_layer_item_update (fixture->item, &spec, FALSE, TRUE);
  g_assert_cmpstr (get_kind_text (fixture, "Skip connection"), ==,
                   "Skip connection (from the input)");
  gradus_layer_spec_set (&spec, "from", 2);
  gradus_layer_item_update (fixture->item, &spec, FALSE, TRUE);
  g_assert_cmpstr (get_kind_text (fixture, "Skip connection"), ==,
                   "Skip connection (from layer 2)");
  g_assert_cmpuint (fixture->n_asked, ==, 0);
}

/* A kind of which nothing can be set has no button for that. */
static void
test_without_details (RowFixture *fixture, gconstpointer data)
{
  static const GradusLayerClass bare = { .name = "bare", .title = "Bare" };
  const GradusLayerSpec spec = gradus_layer_spec_make (&bare);
  GtkWidget *button =
      find_control (fixture->row, GTK_TYPE_MENU_BUTTON, "What else can be set of the layer");

  g_assert_true (gtk_widget_get_visible (button));
  gradus_layer_item_update (fixture->item, &spec, FALSE, TRUE);
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_cmpstr (get_kind_text (fixture, "Bare"), ==, "Bare");
}

/* -- In the panel ------------------------------------------------------------------------------ */

static void
keep_sentence (char **sentence, const char *text)
{
  g_free (*sentence);
  *sentence = g_strdup (text);
}

static GtkWidget *
find_row (GtkWidget *panel, guint nth)
{
  return find_nth (panel, GRADUS_TYPE_LAYER_ROW, &nth);
}

/* What a row asks for and cannot be is told in the words of the one who knows, and put back. */
static void
test_faults (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();
  g_autoptr (GradusExperiment) deep = gradus_builtin_make ("xor-wide-deep"); /* 2-5-4-1 */
  GradusLayerSpec add = gradus_layer_spec_make (&gradus_add_class);
  g_autoptr (GradusExperimentModel) model = NULL;
  g_autoptr (GradusLayerItem) first = NULL;
  g_autofree char *sentence = NULL;
  GtkDropDown *from;
  GtkWidget *window = gtk_window_new (), *panel;

  gradus_layer_spec_set (&add, "from", 2);
  gradus_experiment_insert_layer (deep, 2, &add);
  g_assert_true (gradus_document_open (document, deep, NULL));
  model = gradus_experiment_model_new (document);
  panel = g_object_ref_sink (g_object_new (GRADUS_TYPE_EXPERIMENT_PANEL, NULL));
  g_signal_connect_swapped (panel, "refused", G_CALLBACK (keep_sentence), &sentence);
  gtk_window_set_child (GTK_WINDOW (window), panel);
  gradus_experiment_panel_set_model (GRADUS_EXPERIMENT_PANEL (panel), model);

  open_details (find_row (panel, 2));
  from = find_control (find_row (panel, 2), GTK_TYPE_DROP_DOWN,
                       "From: whose output is added to that of the layer before");
  gtk_drop_down_set_selected (from, 1); /* which has five units */
  g_assert_true (g_str_has_prefix (sentence, "layer 1, of shape "));
  g_assert_cmpuint (gtk_drop_down_get_selected (from), ==, 2);
  g_signal_emit_by_name (find_row (panel, 2), "move", -1);
  g_assert_true (g_str_has_prefix (sentence, "layer 2 cannot read layer 3, which does not come "
                                             "before it"));
  g_signal_emit_by_name (find_row (panel, 1), "remove"); /* it reads what is before that then */
  g_assert_cmpfloat (
      gradus_layer_spec_get (
          gradus_experiment_get_layer (gradus_experiment_model_get_experiment (model), 1), "from"),
      ==, 1);
  first = g_list_model_get_item (gradus_experiment_model_get_layers (model), 0);
  g_object_set (first, "width", 5000, NULL);
  g_assert_cmpstr (sentence, ==, "units cannot be 5000; give a whole number from 1 to 4096");
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (panel);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/layer-row/" name, RowFixture, NULL, set_up_row, test, tear_down_row)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("numbers", test_numbers);
  ADD ("choices", test_choices);
  ADD ("kinds", test_kinds);
  ADD ("without-details", test_without_details);
  g_test_add_func ("/layer-row/faults", test_faults);
  return g_test_run ();
}
