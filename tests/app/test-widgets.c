/* SPDX-License-Identifier: MIT */

/* Every widget constructed, used and finalised; the window in the middle of training. Needs a
 * display. */
#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "app/common/file-dialog.h"
#include "app/common/rate-entry.h"
#include "app/common/steady-label.h"
#include "app/experiment/data-row.h"
#include "app/experiment/experiment-panel.h"
#include "app/experiment/import-window.h"
#include "app/experiment/layer-details.h"
#include "app/experiment/layer-row.h"
#include "app/experiment/optimiser-row.h"
#include "app/experiment/paint-tools.h"
#include "app/runs/run-status.h"
#include "app/runs/runs-bar.h"
#include "app/runs/speed-control.h"
#include "app/runs/time-bar.h"
#include "app/views/compare-pane.h"
#include "app/views/images-page.h"
#include "app/views/inspector.h"
#include "app/views/maps-page.h"
#include "app/views/palette.h"
#include "app/views/picture-pad.h"
#include "app/views/runs-table.h"
#include "app/views/sweep-axis-row.h"
#include "app/views/sweep-page.h"
#include "app/views/views-panel.h"
#include "app/window/window.h"
#include "data/feature.h"
#include "data/reader.h"
#include "document/edit.h"
#include "experiment/builtin.h"
#include "finding.h"

static void
test_construction (void)
{
  const GType types[] = {
    GRADUS_TYPE_VIEW,          GRADUS_TYPE_VIEW_CARD,        GRADUS_TYPE_VIEWS_PANEL,
    GRADUS_TYPE_INSPECTOR,     GRADUS_TYPE_EXPERIMENT_PANEL, GRADUS_TYPE_LAYER_ROW,
    GRADUS_TYPE_LAYER_DETAILS, GRADUS_TYPE_RATE_ENTRY,       GRADUS_TYPE_RUN_STATUS,
    GRADUS_TYPE_SPEED_CONTROL, GRADUS_TYPE_OPTIMISER_ROW,    GRADUS_TYPE_COMPARE_PANE,
    GRADUS_TYPE_RUNS_BAR,      GRADUS_TYPE_RUNS_TABLE,       GRADUS_TYPE_SWEEP_PAGE,
    GRADUS_TYPE_TIME_BAR,      GRADUS_TYPE_DATA_ROW,         GRADUS_TYPE_PICTURE_PAD,
    GRADUS_TYPE_IMAGES_PAGE,   GRADUS_TYPE_PAINT_TOOLS,      GRADUS_TYPE_MAPS_PAGE
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

    g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &widget);
    g_object_unref (widget);
    g_assert_null (widget);
  }
}

/* A sweep that came from elsewhere varies what it does, also where the list has no such choice:
 * the row says it, and makes it again. */
static void
test_sweep_axis (void)
{
  static const char *const axes[] = { "network.hidden.activation=tanh, relu",
                                      "network.hidden.initialiser.range=0.01, 1, 100",
                                      "training.optimiser.name=sgd, adam",
                                      "network.layers.2.units=3, 4" };
  GradusSweepAxisRow *row = g_object_ref_sink (g_object_new (GRADUS_TYPE_SWEEP_AXIS_ROW, NULL));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (axes); i++) {
    g_autoptr (GradusSweepAxis) axis = gradus_sweep_axis_parse (axes[i], &error);
    g_autoptr (GradusSweepAxis) made = NULL;

    g_assert_no_error (error);
    gradus_sweep_axis_row_show (row, axis);
    made = gradus_sweep_axis_row_make (row, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (made->name, ==, axis->name);
    g_assert_cmpuint (made->choices->len, ==, axis->choices->len);
    for (guint k = 0; k < axis->choices->len; k++)
      g_assert_cmpstr (((GradusSweepChoice *) made->choices->pdata[k])->label, ==,
                       ((GradusSweepChoice *) axis->choices->pdata[k])->label);
  }
  gradus_sweep_axis_row_show (row, NULL);
  g_assert_null (gradus_sweep_axis_row_make (row, &error));
  g_assert_no_error (error);
  g_object_unref (row);
}

static void
test_next_rates (void)
{
  const struct {
    double rate;
    int direction;
    double next;
  } cases[] = { { 0.1, 1, 0.2 },    { 0.1, -1, 0.05 },   { 0.2, 1, 0.5 },      { 0.5, 1, 1 },
                { 1, -1, 0.5 },     { 0.03, 1, 0.05 },   { 0.03, -1, 0.02 },   { 1000, 1, 1000 },
                { 1e-9, -1, 1e-9 }, { 0.001, 1, 0.002 }, { 0.001, -1, 0.0005 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (gradus_rate_entry_find_next (cases[i].rate, cases[i].direction),
                                    cases[i].next, 1e-9 * cases[i].next);
}

static void
count (guint *emissions)
{
  ++*emissions;
}

/* Setting what is there already is no change. */
static void
test_silence (void)
{
  GtkWidget *entry = g_object_ref_sink (g_object_new (GRADUS_TYPE_RATE_ENTRY, NULL));
  GtkWidget *view = g_object_ref_sink (g_object_new (GRADUS_TYPE_VIEW, NULL));
  guint emissions = 0;

  g_signal_connect_swapped (entry, "notify::rate", G_CALLBACK (count), &emissions);
  g_signal_connect_swapped (view, "setting-changed::log", G_CALLBACK (count), &emissions);
  g_object_set (entry, "rate", 0.1, NULL);
  gradus_view_set (GRADUS_VIEW (view), "log", FALSE);
  g_assert_cmpuint (emissions, ==, 0);
  g_object_set (entry, "rate", 0.2, NULL);
  gradus_view_set (GRADUS_VIEW (view), "log", TRUE);
  g_assert_cmpuint (emissions, ==, 2);
  g_object_unref (entry);
  g_object_unref (view);
}

static GradusLayerRow *
find_row (GtkWidget *panel, guint nth)
{
  return GRADUS_LAYER_ROW (find_nth (panel, GRADUS_TYPE_LAYER_ROW, &nth));
}

static void
take_spec (GradusDataSpec *spec, GradusImportWindow *window)
{
  *spec = gradus_data_spec_copy (gradus_import_window_get_spec (window));
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *button;

  for (guint i = 0, nth = i; (button = find_nth (widget, GTK_TYPE_BUTTON, &nth)); nth = ++i) {
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      return button;
  }
  g_assert_not_reached ();
}

/* A table and pictures; another target, an input less. */
static void
test_import_window (void)
{
  static const char *const names[] = { "flowers.csv", "quotes.csv", "few-images-idx3-ubyte",
                                       "two.bin" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (GRADUS_DATA_DIR, "right", names[i], NULL);
    g_autoptr (GradusRecords) records =
        gradus_reader_load (path, NULL, NULL, NULL);
    const GradusDataSpec present = gradus_data_spec_make (&gradus_xor_generator);
    GradusImportWindow *window = gradus_import_window_new (NULL, records, &present);
    g_auto (GradusDataSpec) spec = { 0 };
    guint nth = 1;

    gtk_window_present (GTK_WINDOW (window));
    while (g_main_context_iteration (NULL, FALSE))
      continue;
    if (i == 0)
      gtk_check_button_set_active (
          GTK_CHECK_BUTTON (find_nth (GTK_WIDGET (window), GTK_TYPE_CHECK_BUTTON, &nth)), FALSE);
    g_signal_connect_swapped (window, "imported", G_CALLBACK (take_spec), &spec);
    g_signal_emit_by_name (find_button (GTK_WIDGET (window), "_Use"), "clicked");
    g_assert_nonnull (spec.import);
    g_assert_cmpuint (spec.import->n_inputs, ==, ((const guint[]){ 3, 2, 4, 3072 })[i]);
    g_assert_cmpuint (spec.import->n_targets, ==, ((const guint[]){ 3, 3, 3, 1 })[i]);
    g_assert_true ((spec.import->choice.inputs != NULL) == (i == 0));
    g_assert_cmpint (spec.import->choice.scaling, ==,
                     i < 2 ? GRADUS_SCALING_STANDARD : GRADUS_SCALING_UNIT);
    while (g_main_context_iteration (NULL, FALSE))
      continue;
  }
}

/* What is drawn is what the network is given, in the data's own numbers. */
static void
test_picture_pad (void)
{
  GtkWidget *pad = g_object_ref_sink (g_object_new (GRADUS_TYPE_PICTURE_PAD, NULL));
  GradusPicturePad *self = GRADUS_PICTURE_PAD (pad);
  g_autoptr (GradusDataset) dataset = gradus_dataset_new (4, 2, 1);
  const float inputs[] = { 0, 0.25f, 0.5f, 1 };
  g_autoptr (GBytes) drawn = NULL;

  gradus_dataset_set_picture (dataset, &(GradusPictureLayout){ 2, 2, 1, FALSE });
  memcpy (dataset->floats, inputs, sizeof inputs);
  gradus_picture_pad_set_dataset (self, dataset);
  g_assert_null (gradus_picture_pad_get_inputs (self));
  gradus_picture_pad_load (self, inputs);
  drawn = gradus_picture_pad_get_inputs (self);
  g_assert_cmpmem (g_bytes_get_data (drawn, NULL), g_bytes_get_size (drawn), inputs, sizeof inputs);
  gradus_picture_pad_clear (self);
  g_assert_null (gradus_picture_pad_get_inputs (self));
  g_object_unref (pad);
}

/* One colour is chosen, always, and who listens finds it. */
static void
test_palette (void)
{
  GtkWidget *palette = g_object_ref_sink (g_object_new (GRADUS_TYPE_PALETTE, NULL));
  GradusPalette *self = GRADUS_PALETTE (palette);
  GtkWidget *last = gtk_widget_get_last_child (palette);
  const float *colour;
  guint n = 0;

  g_signal_connect_swapped (palette, "chosen", G_CALLBACK (count), &n);
  colour = gradus_palette_get_colour (self);
  g_assert_true (colour[0] > colour[1] && colour[0] > colour[2]); /* red */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (last), TRUE);
  g_assert_cmpuint (n, ==, 1);
  colour = gradus_palette_get_colour (self);
  g_assert_true (colour[0] == 1 && colour[1] == 1 && colour[2] == 1);
  g_object_unref (palette);
}

static void
test_paint_tools (void)
{
  GtkWidget *tools = g_object_ref_sink (g_object_new (GRADUS_TYPE_PAINT_TOOLS, NULL));
  GradusPaintTools *self = GRADUS_PAINT_TOOLS (tools);

  g_assert_true (gradus_paint_tools_get_tool (self) == GRADUS_TOOL_PAINT &&
                 gradus_paint_tools_get_class (self) == 0);
  g_assert_true (gradus_paint_tools_press (self, GDK_KEY_3) &&
                 gradus_paint_tools_press (self, GDK_KEY_E));
  g_assert_false (gradus_paint_tools_press (self, GDK_KEY_7));
  g_assert_true (gradus_paint_tools_get_tool (self) == GRADUS_TOOL_ERASE &&
                 gradus_paint_tools_get_class (self) == 2);
  g_object_unref (tools);
}

static void
settle (GradusRun *run)
{
  while (!gradus_run_is_settled (run)) {
    gradus_run_refresh (run);
    g_usleep (500);
  }
}

static void
keep_sentence (char **sentence, const char *text)
{
  g_free (*sentence);
  *sentence = g_strdup (text);
}

/* The inspector follows what is chosen, keeps it within the network, and sets a weight of the
 * run. */
static void
test_inspector (void)
{
  GtkWidget *inspector = g_object_ref_sink (g_object_new (GRADUS_TYPE_INSPECTOR, NULL));
  GradusInspector *self = GRADUS_INSPECTOR (inspector);
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  g_autoptr (GradusRun) run = gradus_run_new (experiment, NULL);
  const GradusSnapshotNeeds look = { .y_input = 1, .layer = 0, .unit = 1, .sample = -1 };
  guint nth = 3; /* after layer, unit and input */
  GtkSpinButton *weight;
  guint chosen = 0;

  g_signal_connect_swapped (inspector, "inspected", G_CALLBACK (count), &chosen);
  gradus_inspector_set_run (self, run);
  gradus_inspector_set_part (self, (GradusDiagramPart){ GRADUS_DIAGRAM_EDGE, 9, 9, 9 });
  g_assert_true (gradus_diagram_part_equal (gradus_inspector_get_part (self),
                                            (GradusDiagramPart){ GRADUS_DIAGRAM_EDGE, 2, 0, 1 }));
  gradus_inspector_set_part (self, (GradusDiagramPart){ GRADUS_DIAGRAM_EDGE, 1, 1, 0 });
  gradus_run_set_needs (run, self, &look);
  settle (run);
  weight = GTK_SPIN_BUTTON (find_nth (inspector, GTK_TYPE_SPIN_BUTTON, &nth));
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (weight),
                                  (double) gradus_run_get_snapshot (run)->detail->unit_weights[0],
                                  1e-3);
  gtk_spin_button_set_value (weight, 2.5);
  settle (run);
  g_assert_cmpfloat ((double) gradus_run_get_snapshot (run)->detail->unit_weights[0], ==, 2.5);
  g_assert_cmpuint (chosen, ==, 1);
  g_object_unref (inspector);
}

/* A card draws its view into every format, and tells where it could not be written. */
static void
test_card (void)
{
  GtkWidget *card =
      g_object_ref_sink (g_object_new (GRADUS_TYPE_VIEW_CARD, "figure", "cost", NULL));
  GradusView *view = gradus_view_card_get_view (GRADUS_VIEW_CARD (card));
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  g_autoptr (GradusRun) run = gradus_run_new (experiment, NULL);
  static const char *const magic[] = { "\x89PNG", "<?xml", "%PDF" };
  g_autofree char *sentence = NULL;

  gradus_view_card_set_run (GRADUS_VIEW_CARD (card), run);
  settle (run);
  for (GradusSheetFormat format = GRADUS_SHEET_PNG; format <= GRADUS_SHEET_PDF; format++) {
    g_autoptr (GBytes) bytes = gradus_view_render (view, format);

    g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), magic[format], 4), ==, 0);
  }
  g_signal_connect_swapped (card, "told", G_CALLBACK (keep_sentence), &sentence);
  gtk_widget_activate_action (card, "card.copy", NULL);
  g_assert_cmpstr (sentence, ==, "The figure was copied");
  g_object_unref (card);
}

static void
iterate (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (500);
  }
}

static const char *
find_shown (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    if (gtk_widget_get_child_visible (child))
      return gtk_label_get_label (GTK_LABEL (child));
  }
  return NULL;
}

/* A number is said with its word where there is room, else alone; how much it wants does not
 * depend on it. */
static void
test_steady_label (void)
{
  GtkWidget *label = g_object_ref_sink (g_object_new (GRADUS_TYPE_STEADY_LABEL, "chars", 13, NULL));
  int before, after, whole;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &before, NULL, NULL);
  gradus_steady_label_set_text (GRADUS_STEADY_LABEL (label), "step 200,000", "200,000");
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &after, NULL, NULL);
  g_assert_cmpint (before, ==, after);
  gtk_widget_measure (gtk_widget_get_first_child (label), GTK_ORIENTATION_HORIZONTAL, -1, NULL,
                      &whole, NULL, NULL);
  gtk_widget_allocate (label, whole, 20, -1, NULL);
  g_assert_cmpstr (find_shown (label), ==, "step 200,000");
  gtk_widget_allocate (label, whole - 1, 20, -1, NULL);
  g_assert_cmpstr (find_shown (label), ==, "200,000");
  g_object_unref (label);
}

/* Closed, and its network changed, in the middle of training at full speed. */
static void
test_window_while_training (void)
{
  for (guint i = 0; i < 6; i++) {
    GradusWindow *window = gradus_window_new (NULL);
    g_autoptr (GradusExperiment) experiment =
        gradus_builtin_make (i % 2 ? "xor-deep-relu" : "xor-deep-sigmoid");
    GtkWidget *panel;
    guint nth = 0;

    gtk_window_present (GTK_WINDOW (window));
    gradus_window_open (window, experiment);
    iterate (50);
    gtk_widget_activate_action (GTK_WIDGET (window), "win.train", NULL);
    iterate (20 + 15 * i);
    panel = find_nth (GTK_WIDGET (window), GRADUS_TYPE_EXPERIMENT_PANEL, &nth);
    for (guint k = 0; k < 3; k++) {
      g_signal_emit_by_name (find_row (panel, 2), "remove");
      iterate (10);
    }
    gtk_widget_activate_action (GTK_WIDGET (window), "win.throw-seed", NULL);
    iterate (10);
    gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
    iterate (10 + i);
    gtk_widget_activate_action (GTK_WIDGET (window), "win.train", NULL);
    g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
    gtk_window_destroy (GTK_WINDOW (window));
    iterate (30);
    g_assert_null (window);
  }
}

static GtkEventController *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_DROP_TARGET (controller))
      return controller;
  }
  g_assert_not_reached ();
}

/* A file that is dropped on the window is asked about, and used. */
static void
test_drop (void)
{
  GradusWindow *window = g_object_ref_sink (gradus_window_new (NULL));
  g_autofree char *path = g_build_filename (GRADUS_DATA_DIR, "right", "flowers.csv", NULL);
  GSList *files = g_slist_append (NULL, g_file_new_for_path (path));
  g_auto (GValue) value = G_VALUE_INIT;
  const GradusExperiment *experiment;
  gboolean is_taken;
  GtkWindow *import;

  gtk_window_present (GTK_WINDOW (window));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (find_drop_target (GTK_WIDGET (window)), "drop", &value, 10.0, 10.0,
                         &is_taken);
  g_assert_true (is_taken);
  while (!find_window (GRADUS_TYPE_IMPORT_WINDOW))
    g_main_context_iteration (NULL, TRUE);
  import = find_window (GRADUS_TYPE_IMPORT_WINDOW);
  g_signal_emit_by_name (find_button (GTK_WIDGET (import), "_Use"), "clicked");
  experiment = gradus_run_get_experiment (gradus_window_get_run (window));
  g_assert_cmpuint (gradus_data_spec_count_inputs (&experiment->data), ==, 4);
  g_assert_cmpuint (gradus_data_spec_count_targets (&experiment->data), ==, 3);
  g_slist_free_full (files, g_object_unref);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* Runs come, go, are looked back at and undone while they train together. */
static void
test_window_with_runs (void)
{
  GradusWindow *window = gradus_window_new (NULL);
  GradusDocument *document = gradus_window_get_document (window);
  GtkWidget *bar, *range;

  gtk_window_present (GTK_WINDOW (window));
  iterate (50);
  bar = find_first (GTK_WIDGET (window), GRADUS_TYPE_RUNS_BAR);
  range = find_first (find_first (GTK_WIDGET (window), GRADUS_TYPE_TIME_BAR), GTK_TYPE_SCALE);
  gtk_widget_activate_action (bar, "runs.duplicate", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.duplicate", NULL);
  g_assert_cmpuint (gradus_document_get_n_runs (document), ==, 3);
  gradus_document_set_together (document, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.train", NULL);
  for (guint i = 0;
       i < 500 && gtk_adjustment_get_upper (gtk_range_get_adjustment (GTK_RANGE (range))) < 6; i++)
    iterate (20);
  gtk_range_set_value (GTK_RANGE (range), 3);
  iterate (30);
  g_assert_nonnull (gradus_run_get_shown_checkpoint (gradus_window_get_run (window)));
  gtk_widget_activate_action (gtk_widget_get_ancestor (range, GRADUS_TYPE_TIME_BAR),
                              "time.continue", NULL);
  g_assert_cmpuint (gradus_document_get_n_runs (document), ==, 4);
  gtk_widget_activate_action (gtk_widget_get_ancestor (range, GRADUS_TYPE_TIME_BAR),
                              "time.backward", NULL);
  iterate (30);
  for (guint i = 0; i < 3; i++) {
    gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
    iterate (20);
  }
  g_assert_cmpuint (gradus_document_get_n_runs (document), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.redo", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.redo", NULL);
  g_assert_cmpuint (gradus_document_get_n_runs (document), ==, 3);
  for (guint i = 0; i < 4; i++) {
    g_autoptr (GradusExperiment) experiment =
        gradus_builtin_make (i % 2 ? "spiral" : "xor-deep-relu");

    gradus_window_open (window, experiment);
    gradus_document_remove (document, gradus_document_get_run (document, 1));
    gtk_widget_activate_action (GTK_WIDGET (window), "win.duplicate", NULL);
    gtk_widget_activate_action (GTK_WIDGET (window), "win.train", NULL);
  }
  iterate (30);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  iterate (30);
  g_assert_null (window);
}

/* The row that is highlighted is that of the selected run, whoever selects it. */
static void
test_runs_table (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, NULL);
  GradusRunsTable *table = g_object_new (GRADUS_TYPE_RUNS_TABLE, NULL);
  GtkSingleSelection *selection;
  GtkColumnView *view;

  for (guint i = 0; i < 3; i++) {
    g_autoptr (GradusRun) run = gradus_run_new (experiment, NULL);

    gradus_document_insert (document, i, run);
  }
  gradus_runs_table_set_document (table, document);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (table));
  view = GTK_COLUMN_VIEW (find_first (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW));
  g_assert_null (gtk_column_view_get_model (view)); /* no rows that nobody sees */
  gtk_window_present (GTK_WINDOW (window));
  iterate (50);
  selection = GTK_SINGLE_SELECTION (gtk_column_view_get_model (view));
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 2);
  gradus_document_set_selected (document, gradus_document_get_run (document, 1));
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 1);
  gtk_single_selection_set_selected (selection, 0);
  g_assert_true (gradus_document_get_selected (document) == gradus_document_get_run (document, 0));
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkSpinButton *
find_units (GradusWindow *window)
{
  return GTK_SPIN_BUTTON (
      find_first (find_first (GTK_WIDGET (window), GRADUS_TYPE_LAYER_ROW), GTK_TYPE_SPIN_BUTTON));
}

static void
type_units (GradusWindow *window, const char *text)
{
  gtk_widget_grab_focus (GTK_WIDGET (find_units (window)));
  gtk_editable_set_text (GTK_EDITABLE (find_units (window)), text);
}

static guint
get_units (GradusWindow *window)
{
  return gradus_layer_spec_get_width (gradus_experiment_get_layer (
      gradus_run_get_experiment (gradus_window_get_run (window)), 0));
}

/* What is typed and not entered yet, when the window is made anew in another language, and when
 * it goes. */
static void
test_window_with_words (void)
{
  GradusWindow *window = gradus_window_new (NULL);

  gtk_window_present (GTK_WINDOW (window));
  iterate (50);
  type_units (window, "5");
  g_assert_cmpuint (get_units (window), ==, 2);
  window = gradus_window_succeed (window);
  iterate (50);
  g_assert_cmpuint (get_units (window), ==, 5);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (find_units (window)), ==, 5);
  type_units (window, "3");
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  iterate (30);
  g_assert_null (window);
}

/* Closed, and stopped, in the middle of a sweep: at once, and for good. */
static void
test_window_while_sweeping (void)
{
  for (guint i = 0; i < 3; i++) {
    GradusWindow *window = gradus_window_new (NULL);
    GtkWidget *page;
    gint64 start;

    gtk_window_present (GTK_WINDOW (window));
    gtk_widget_activate_action (find_first (GTK_WIDGET (window), GRADUS_TYPE_VIEWS_PANEL),
                                "views.page", "s", "sweep");
    page = find_first (GTK_WIDGET (window), GRADUS_TYPE_SWEEP_PAGE);
    iterate (40);
    gtk_widget_activate_action (page, "sweep.start", NULL);
    iterate (100 + 60 * i);
    if (i == 1) {
      start = g_get_monotonic_time ();
      gtk_widget_activate_action (page, "sweep.start", NULL);
      g_test_message ("stopped after %.1f ms", (double) (g_get_monotonic_time () - start) / 1000);
    }
    g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
    start = g_get_monotonic_time ();
    gtk_window_destroy (GTK_WINDOW (window));
    g_test_message ("closed after %.1f ms", (double) (g_get_monotonic_time () - start) / 1000);
    iterate (30);
    g_assert_null (window);
  }
}

/* The suffix once, and no file replaced that was not chosen. */
static void
test_complete_name (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gradus-names-XXXXXX", NULL);
  g_autofree char *plain = g_build_filename (folder, "xor", NULL),
                  *whole = g_strconcat (plain, ".onnx", NULL),
                  *twice = g_strconcat (whole, ".onnx", NULL), *why = NULL;
  const char *chosen[] = { plain, whole, twice };

  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++) {
    g_autofree char *completed = gradus_file_dialog_complete (chosen[i], ".onnx", &why);

    g_assert_cmpstr (completed, ==, whole);
    g_assert_null (why);
  }
  g_assert_true (g_file_set_contents (whole, "", 0, NULL));
  g_assert_null (gradus_file_dialog_complete (plain, ".onnx", &why));
  g_assert_nonnull (strstr (why, "xor.onnx"));
  g_clear_pointer (&why, g_free);
  g_assert_null (gradus_file_dialog_complete (twice, ".onnx", &why));
  g_free (gradus_file_dialog_complete (whole, ".onnx", &why));
  g_assert_cmpint (remove (whole) + remove (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("gradus-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE); /* where windows keep their documents */
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/widgets/construction", test_construction);
  g_test_add_func ("/widgets/sweep-axis", test_sweep_axis);
  g_test_add_func ("/widgets/next-rates", test_next_rates);
  g_test_add_func ("/widgets/silence", test_silence);
  g_test_add_func ("/widgets/import-window", test_import_window);
  g_test_add_func ("/widgets/drop", test_drop);
  g_test_add_func ("/widgets/picture-pad", test_picture_pad);
  g_test_add_func ("/widgets/palette", test_palette);
  g_test_add_func ("/widgets/paint-tools", test_paint_tools);
  g_test_add_func ("/widgets/inspector", test_inspector);
  g_test_add_func ("/widgets/card", test_card);
  g_test_add_func ("/widgets/complete-name", test_complete_name);
  g_test_add_func ("/widgets/steady-label", test_steady_label);
  g_test_add_func ("/widgets/window-while-training", test_window_while_training);
  g_test_add_func ("/widgets/window-with-runs", test_window_with_runs);
  g_test_add_func ("/widgets/runs-table", test_runs_table);
  g_test_add_func ("/widgets/window-with-words", test_window_with_words);
  g_test_add_func ("/widgets/window-while-sweeping", test_window_while_sweeping);
  return g_test_run ();
}
